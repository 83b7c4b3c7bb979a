"""Around every request: limits, measures, a log without people, and roles of those who administer."""

import asyncio
import io
import json
from dataclasses import replace

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from central.app import build_app, openapi_document
from central.centre import Centre, new_token
from central.core.refused import Refused
from central.core.roles import RIGHTS, AdminRole, Right
from central.limits import CALLERS_MAX, MINUTE_US, KnownCallers, RateLimits, Starts
from central.measures import Measures
from central.request_log import ALL, OFF, REFUSALS, RequestLog
from central.routes.exchange import SHORT_BODY_BYTES_MAX
from central.traffic import Traffic, Watching
from tests.central.caller import told
from tests.central.head_office import NOW_US, HeadOffice

HERE, THERE = b"here", b"there"


def _watching(log: RequestLog, per_minute: int = 100) -> Watching:
    return Watching(
        RateLimits(per_minute), KnownCallers(), Starts(1), Measures(), log, lambda: NOW_US
    )


def _ask(app: ASGIApp, method: str, path: str, token: str = "", **how: object) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://centre") as client:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            request = client.build_request(method, path, headers=headers, json=how or None)
            return await client.send(request)

    return asyncio.run(asked())


def _ask_from(app: ASGIApp, client: tuple[str, int], path: str, token: str = "") -> httpx.Response:
    async def known(scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = client
        await app(scope, receive, send)

    return _ask(known, "GET", path, token)


def test_a_caller_has_a_minutes_worth_at_once_and_then_waits() -> None:
    limits = RateLimits(60)
    for _ in range(60):
        limits.take(HERE, NOW_US)
    with pytest.raises(Refused) as refused:
        limits.take(HERE, NOW_US)
    assert (refused.value.problem.status, refused.value.retry_after_s) == (429, 2)
    limits.take(THERE, NOW_US)
    limits.take(HERE, NOW_US + MINUTE_US // 60)
    with pytest.raises(Refused):
        limits.take(HERE, NOW_US + MINUTE_US // 60)
    # A clock that is set back gives nothing away.
    with pytest.raises(Refused):
        limits.take(HERE, NOW_US)


def test_only_a_token_that_was_right_counts_for_itself() -> None:
    callers = KnownCallers()
    assert callers.caller(b"Bearer a", "10.0.0.1") == callers.caller(None, "10.0.0.1")
    callers.was_right("Bearer a")
    known = callers.caller(b"Bearer a", "10.0.0.1")
    # however it is written, and wherever it comes from
    assert known == callers.caller(b"bEARER a", "10.0.0.2") != callers.caller(None, "10.0.0.1")
    callers.was_wrong("Bearer a")
    assert callers.caller(b"Bearer a", "10.0.0.1") == callers.caller(None, "10.0.0.1")
    callers.was_right("Bearer first")
    for number in range(CALLERS_MAX):
        callers.was_right(f"Bearer {number}")
    assert callers.caller(b"Bearer first", "here") == b"here"


def test_only_so_many_devices_start_at_once() -> None:
    starts = Starts(1)
    starts.enter()
    with pytest.raises(Refused) as refused:
        starts.enter()
    assert (refused.value.problem.status, refused.value.problem.code) == (503, "busy")
    starts.leave()
    starts.enter()


async def _breaks(_scope: Scope, _receive: Receive, _send: Send) -> None:
    message = "no such person: Marigold"
    raise ValueError(message)


def test_what_fails_is_a_problem_with_a_reference_and_no_word_of_anybody() -> None:
    stream = io.StringIO()
    watching = _watching(RequestLog(REFUSALS, stream))
    reply = _ask(Traffic(_breaks, watching), "GET", "/v1/people/Marigold?name=Marigold")
    assert told(reply) == (500, "failed")
    bug, request = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert bug["reference"] in reply.json()["title"]
    assert (bug["error"], bug["route"]) == ("ValueError", "unmatched")
    assert "_breaks" in bug["where"][-1]
    assert request["status"] == 500
    assert "Marigold" not in stream.getvalue() + reply.text
    assert watching.measures.in_flight == 0


def test_a_bug_behind_an_address_is_a_problem_as_well(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_of: object) -> None:
        message = "Marigold"
        raise RuntimeError(message)

    monkeypatch.setattr(centre, "query", break_down)
    assert told(_ask(build_app(centre), "GET", "/health")) == (500, "failed")


@pytest.mark.parametrize(("level", "lines"), [(OFF, 0), (REFUSALS, 1), (ALL, 2)])
def test_as_much_is_logged_as_was_asked_for(level: str, lines: int) -> None:
    stream = io.StringIO()
    log = RequestLog(level, stream)
    log.request(NOW_US, "/health", 200, 5)
    log.request(NOW_US, "/health", 503, 5)
    assert len(stream.getvalue().splitlines()) == lines


def test_measures_are_named_by_the_pattern_of_an_address(
    centre: Centre, office: HeadOffice
) -> None:
    app = build_app(centre)
    _, token = office.enrol(office.open_store())
    assert _ask(app, "GET", "/v1/private/customers/Marigold", token).status_code == 404
    assert _ask(app, "GET", "/v1/boot/chain", token).status_code == 200
    text = _ask(app, "GET", "/metrics").text
    assert 'route="/v1/private/customers/{part}",status="404"} 1' in text
    assert 'route="/v1/boot/{feed}",le="+Inf"} 1' in text
    assert "centre_facts " in text
    assert "Marigold" not in text


def test_too_many_requests_are_told_to_wait(centre: Centre) -> None:
    app = Traffic(build_app(centre), _watching(RequestLog(OFF), per_minute=2))
    assert [_ask(app, "GET", "/health").status_code for _ in range(3)] == [200, 200, 429]
    reply = _ask(app, "GET", "/health")
    assert told(reply) == (429, "too_many_requests")
    assert int(reply.headers["retry-after"]) > 0


def test_made_up_tokens_share_one_measure_and_take_nothing_from_a_device(
    centre: Centre, office: HeadOffice
) -> None:
    app, (_, token) = build_app(centre), office.enrol(office.open_store())
    assert _ask(app, "GET", "/v1/private", token).status_code == 200
    watching = _watching(RequestLog(OFF), per_minute=5)
    limited = Traffic(app, replace(watching, callers=centre.callers))
    made_up = [_ask(limited, "GET", "/v1/private", f"guess {n}").status_code for n in range(7)]
    assert made_up == [401] * 5 + [429] * 2
    assert [_ask(limited, "GET", "/v1/private", token).status_code for _ in range(6)] == [
        *[200] * 5,
        429,
    ]


def test_figures_are_for_this_machine_and_for_administrators(centre: Centre) -> None:
    app, token = build_app(centre), new_token()
    centre.admit_administrator(token, "reads figures", AdminRole.READ_ONLY)
    assert _ask(app, "GET", "/metrics").status_code == 200
    elsewhere = ("192.0.2.7", 5000)
    assert _ask_from(app, elsewhere, "/metrics").status_code == 401
    assert _ask_from(app, elsewhere, "/metrics", "guess").status_code == 401
    assert _ask_from(app, elsewhere, "/metrics", token).status_code == 200
    assert _ask_from(app, elsewhere, "/health").status_code == 200


@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/recover"])
def test_who_is_not_known_yet_says_little(centre: Centre, path: str) -> None:
    app = build_app(centre)
    assert told(_ask(app, "POST", path, code="A" * SHORT_BODY_BYTES_MAX))[0] == 413
    assert _ask(app, "POST", path, code="AAAA").status_code == 422


READ, WORK, OWN, SELL = Right.READ, Right.WORK, Right.OWN, Right.SELL
SEE_PEOPLE = Right.SEE_PEOPLE
ADDRESSES: tuple[tuple[Right, str, str], ...] = (
    (READ, "GET", "/v1/books?business_unit=1&business_date=2026-11-21"),
    (READ, "GET", "/v1/admin/exceptions?business_unit=1"),
    (READ, "GET", "/v1/admin/measures?business_unit=1&business_date=2026-11-21"),
    (READ, "GET", "/v1/admin/measures/plot?business_unit=1&business_date=2026-11-21"),
    (READ, "GET", "/v1/admin/audit?business_unit=1&business_date=2026-11-21"),
    (READ, "GET", "/v1/admin/cards/none"),
    (READ, "POST", "/v1/admin/cards/find"),
    (READ, "POST", "/v1/admin/accounts/find"),
    (READ, "GET", "/v1/admin/price-lists/uk"),
    (READ, "GET", "/v1/admin/promotions/uk"),
    (READ, "GET", "/v1/admin/promotions/uk/none"),
    (READ, "GET", "/v1/admin/taxes"),
    (READ, "GET", "/v1/admin/refunds"),
    (WORK, "POST", "/v1/admin/cards/none/block"),
    (WORK, "POST", "/v1/admin/accounts/pay-in"),
    (WORK, "POST", "/v1/admin/enrolment-codes"),
    (WORK, "POST", "/v1/admin/recovery-codes"),
    (WORK, "POST", "/v1/admin/devices/none/revoke"),
    (WORK, "POST", "/v1/admin/devices/none/admit"),
    (WORK, "POST", "/v1/admin/exceptions/none/settle"),
    (WORK, "POST", "/v1/admin/orders/none/state"),
    (WORK, "POST", "/v1/admin/orders/none/picks"),
    (OWN, "POST", "/v1/admin/prices"),
    (OWN, "PUT", "/v1/admin/settings/none"),
    (OWN, "POST", "/v1/admin/cards"),
    (OWN, "POST", "/v1/admin/accounts"),
    (OWN, "POST", "/v1/admin/cards/none/adjust"),
    (OWN, "POST", "/v1/admin/price-lists/uk/none/prices"),
    (OWN, "POST", "/v1/admin/price-lists/uk/none/begin"),
    (OWN, "POST", "/v1/admin/price-lists/uk/none/end"),
    (OWN, "POST", "/v1/admin/promotions/uk"),
    (OWN, "POST", "/v1/admin/promotions/uk/none/end"),
    (OWN, "POST", "/v1/admin/taxes/none"),
    (OWN, "POST", "/v1/admin/taxes/none/2026-11-21/drop"),
    (OWN, "POST", "/v1/admin/administrators"),
    (OWN, "POST", "/v1/admin/administrators/none/revoke"),
    (OWN, "POST", "/v1/admin/people/none/erase"),
    (OWN, "GET", "/v1/admin/side-record-views"),
    (SEE_PEOPLE, "GET", "/v1/admin/facts/none/side-records"),
    (SELL, "GET", "/v1/availability/N1"),
    (SELL, "POST", "/v1/orders"),
    (SELL, "GET", "/v1/orders/none"),
    (SELL, "POST", "/v1/orders/none/state"),
    (SELL, "POST", "/v1/admin/refunds/none/state"),
)


@pytest.mark.parametrize("role", AdminRole)
def test_a_role_may_do_what_its_rights_say(centre: Centre, role: AdminRole) -> None:
    app, token = build_app(centre), new_token()
    centre.admit_administrator(token, f"{role} person", role)
    for right, method, path in ADDRESSES:
        reply = _ask(app, method, path, token, nothing=1)
        is_refused = reply.status_code == 403 and reply.json()["code"] == "not_allowed"
        assert is_refused == (right not in RIGHTS[role]), (path, reply.text)
        assert _ask(app, method, path, "nobody", nothing=1).status_code == 401


def test_every_address_of_administrators_is_in_the_list() -> None:
    paths: dict[str, dict[str, object]] = openapi_document()["paths"]
    theirs = {
        (method.upper(), path)
        for path, methods in paths.items()
        for method in methods
        if path.startswith(("/v1/admin/", "/v1/orders", "/v1/availability", "/v1/books"))
    }
    assert len(theirs) == len(ADDRESSES)


def test_an_owner_admits_others_and_sends_them_away(centre: Centre) -> None:
    app, token = build_app(centre), new_token()
    centre.admit_administrator(token, "Olga")
    made = _ask(app, "POST", "/v1/admin/administrators", token, name="shop 1", role="shop").json()

    def shop_is_told() -> int:
        return _ask(app, "GET", "/v1/availability/N1", made["token"]).status_code

    assert shop_is_told() == 200
    assert told(_ask(app, "POST", "/v1/admin/administrators/Olga/revoke", token)) == (
        409,
        "own_name",
    )
    assert _ask(app, "POST", "/v1/admin/administrators/shop%201/revoke", token).status_code == 200
    assert shop_is_told() == 401
