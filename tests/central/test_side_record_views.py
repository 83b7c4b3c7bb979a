"""What names people beside a fact is shown to whoever may see it; who looked stays written down."""

import asyncio
import hashlib
from typing import Any

import httpx
import pytest

from central.app import build_app
from central.centre import Centre, new_token
from central.core.roles import AdminRole
from pos_app.domain.facts import Fact, FactDraft
from pos_app.domain.side_record import SideRecord, commit
from tests.central.head_office import HeadOffice, Register

PEOPLE = {"name": "Marigold Quickly", "signature": "loop"}


def _signed(register: Register, subject: str) -> tuple[Fact, SideRecord]:
    """A handover was signed for; the record has not come yet."""
    record = commit(subject, dict(PEOPLE), hashlib.sha256(subject.encode()).digest())
    proof = {"subject": subject, "commitment": record.commitment}
    fact = register.says(FactDraft("drawer_opened", {"reason": "handed over", "proof": [proof]}))
    register.sends(fact.sequence)
    return fact, record


class Web:
    """The centre's addresses without a socket."""

    def __init__(self, centre: Centre) -> None:
        self._transport = httpx.ASGITransport(build_app(centre))

    def get(self, path: str, headers: dict[str, str], **params: int) -> httpx.Response:
        return asyncio.run(self._asks("GET", path, headers, params=params))

    def post(self, path: str, headers: dict[str, str], **body: object) -> httpx.Response:
        return asyncio.run(self._asks("POST", path, headers, json=body))

    async def _asks(
        self, method: str, path: str, headers: dict[str, str], **how: Any
    ) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://c") as client:
            return await client.request(method, path, headers=headers, **how)


@pytest.fixture
def web(centre: Centre) -> Web:
    return Web(centre)


@pytest.fixture
def owner(centre: Centre) -> dict[str, str]:
    return _bearer(centre, AdminRole.OWNER, "Olga")


def _bearer(centre: Centre, role: AdminRole, name: str) -> dict[str, str]:
    token = new_token()
    centre.admit_administrator(token, name, role)
    return {"Authorization": f"Bearer {token}"}


def _brings(web: Web, token: str, record: SideRecord) -> None:
    sent = {
        "subject": record.subject,
        "commitment": record.commitment,
        "key": record.key.hex(),
        "record": record.record,
    }
    head = {"Authorization": f"Bearer {token}"}
    assert web.post("/v1/private", head, records=[sent]).status_code == 200


def _asks(web: Web, head: dict[str, str], fact: Fact) -> tuple[int, dict[str, Any]]:
    answer = web.get(f"/v1/admin/facts/{fact.fact_id.hex}/side-records", headers=head)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()


def test_a_signature_is_shown_and_who_looked_is_known(
    centre: Centre, office: HeadOffice, web: Web, owner: dict[str, str]
) -> None:
    unit = office.open_store()
    device, token = office.enrol(unit)
    fact, record = _signed(Register(office, device), "P-seen")
    status, told = _asks(web, owner, fact)
    assert (status, told["code"]) == (404, "not_here_yet")
    _brings(web, token, record)
    ben = _bearer(centre, AdminRole.SUPPORT, "Ben")
    status, told = _asks(web, ben, fact)
    [shown] = told["records"]
    assert (status, shown["state"], shown["subject"]) == (200, "shown", "P-seen")
    assert shown["content"] == PEOPLE
    carla = _bearer(centre, AdminRole.READ_ONLY, "Carla")
    assert _asks(web, carla, fact)[0] == 403
    views = web.get("/v1/admin/side-record-views", headers=owner).json()["views"]
    mine = [view for view in views if view["fact_id"] == fact.fact_id.hex]
    assert [(view["administrator"], view["outcome"]) for view in mine] == [
        ("Ben", "shown"),
        ("Olga", "not_here"),
    ]
    assert mine[0]["viewed_us"] > mine[1]["viewed_us"] > 0
    seen_us = mine[0]["viewed_us"]
    found = web.get("/v1/admin/side-record-views", owner, before_us=seen_us).json()["views"]
    assert mine[0] not in found and mine[1] in found
    assert "Marigold" not in str(views)


def test_who_was_erased_is_gone_and_the_answer_says_so(
    centre: Centre, office: HeadOffice, web: Web, owner: dict[str, str]
) -> None:
    unit = office.open_store()
    device, token = office.enrol(unit)
    register = Register(office, device)
    fact, record = _signed(register, "P-gone")
    _brings(web, token, record)
    assert web.post("/v1/admin/people/P-gone/erase", headers=owner).status_code == 200
    status, told = _asks(web, owner, fact)
    assert (status, told["code"]) == (410, "erased")
    assert told["title"].startswith("Whom this fact named was erased on 20")
    # A record that comes after its person was erased is not kept, and is not waited for.
    late, record = _signed(register, "P-gone")
    _brings(web, token, record)
    assert _asks(web, owner, late)[0] == 410


def test_most_facts_name_nobody(office: HeadOffice, web: Web, owner: dict[str, str]) -> None:
    register = office.register()
    fact = register.sells()
    register.sends()
    assert _asks(web, owner, fact)[1]["code"] == "names_nobody"
    unknown = web.get("/v1/admin/facts/nothing/side-records", headers=owner)
    assert unknown.json()["code"] == "unknown_fact"
