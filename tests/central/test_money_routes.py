"""Cards, prices, promotions and taxes over HTTP: who may do what, and what is told."""

import asyncio
from typing import Any

import httpx
import pytest

from central.app import build_app
from central.centre import Centre, new_card_number, new_token
from central.core.roles import AdminRole
from central.storage.feed_rows import feed_tables
from central.storage.money_schema import CARD, CARD_MOVEMENT
from central.storage.sql_store import SqlTransaction
from pos_app.domain.card import CardKind, card_hash
from pos_app.domain.fact_bodies import card_loaded
from pos_app.domain.money import Money
from tests.central.head_office import HeadOffice, Register
from tests.central.test_points import a_customer

OFFER = {"id": "tea", "kind": "percent_off", "percent": 12.5}


class Desk:
    """Speaks HTTP as a device and as administrators of every role."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self._network = httpx.ASGITransport(build_app(centre))
        self._tokens = {role: new_token() for role in AdminRole}
        for role, token in self._tokens.items():
            centre.admit_administrator(token, role, role)

    def asks(self, device_token: str, **words: str) -> httpx.Response:
        return self._send("POST", "/v1/cards/ask", device_token, words)

    def does(
        self, path: str, words: dict[str, Any] | None = None, role: AdminRole = AdminRole.OWNER
    ) -> httpx.Response:
        method = "GET" if words is None else "POST"
        return self._send(method, f"/v1/admin/{path}", self._tokens[role], words)

    def _send(
        self, method: str, path: str, token: str, words: dict[str, Any] | None
    ) -> httpx.Response:
        return asyncio.run(self._sent(method, path, token, words))

    async def _sent(
        self, method: str, path: str, token: str, words: dict[str, Any] | None
    ) -> httpx.Response:
        bearer = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(transport=self._network, base_url="http://centre") as client:
            return await client.request(method, path, headers=bearer, json=words)


@pytest.fixture(scope="module")
def desk(centre: Centre) -> Desk:
    return Desk(centre)


def _refused(reply: httpx.Response) -> tuple[int, str]:
    return reply.status_code, reply.json()["code"]


def test_a_card_is_issued_once_shown_once_and_kept_by_its_hash(
    desk: Desk, office: HeadOffice
) -> None:
    unit = office.open_store()
    device, token = office.enrol(unit)
    words = {"business_unit": unit, "kind": "gift_card", "amount_minor": 5000, "note": "raffle"}
    made = desk.does("cards", words).json()
    number, card = made["number"], made["card"]["card"]
    assert len(number) == 19
    assert _refused(desk.does("cards", {**words, "number": number})) == (409, "card_known")
    asked = desk.asks(token, number=f"{number[:4]} {number[4:]}").json()
    assert (asked["card"], asked["balance_minor"], asked["state"]) == (card, 5000, "active")
    assert asked["currency"] == "GBP"
    salt = desk.centre.read(lambda t: t.cards.salt(unit))
    assert card == card_hash(number, salt or "")
    with desk.centre.database.read() as connection:
        told = {name: [*rows] for name, rows in feed_tables(connection, f"store:{unit}")}
    assert told["card"] == [(card, "gift_card", "GBP", "active", 5000)]
    assert ("card_salt", salt) in told["configuration"]
    found = desk.does("cards/find", {"number": number}, AdminRole.READ_ONLY).json()
    assert [m["note"] for m in found["movements"]] == ["owner: raffle"]
    kept = desk.centre.query(
        lambda c: (
            repr(c.execute(CARD.select()).all()) + repr(c.execute(CARD_MOVEMENT.select()).all())
        )
    )
    assert number not in kept
    assert device.device_id


def test_a_card_is_seen_while_it_is_moved(desk: Desk, office: HeadOffice) -> None:
    unit = office.open_store()
    _, token = office.enrol(unit)
    words = {"business_unit": unit, "kind": "gift_card", "amount_minor": 900}
    card = desk.does("cards", words).json()["card"]["card"]

    def look_meanwhile(transaction: SqlTransaction) -> int:
        transaction.cards.lock([card])
        asked = desk.asks(token, card=card).json()
        return int(asked["balance_minor"])

    assert desk.centre.write(look_meanwhile) == 900


def test_other_stores_that_know_a_card_hear_of_it(desk: Desk, office: HeadOffice) -> None:
    unit = office.open_store()
    words = {"business_unit": unit, "kind": "store_credit", "amount_minor": 700}
    card = desk.does("cards", words).json()["card"]["card"]
    elsewhere: Register = office.register()
    elsewhere.says(card_loaded(card, CardKind.STORE_CREDIT, Money(50, "GBP"), None))
    elsewhere.sends()
    assert desk.does(f"cards/{card}/adjust", {"amount_minor": -1, "note": "x"}).status_code == 200
    blocked = desk.does(f"cards/{card}/block", {"blocked": True}, AdminRole.SUPPORT)
    assert blocked.json()["state"] == "blocked"
    for store in (unit, elsewhere.unit):
        with desk.centre.database.read() as connection:
            told = {name: [*rows] for name, rows in feed_tables(connection, f"store:{store}")}
        assert told["card"] == [(card, "store_credit", "GBP", "blocked", 749)]


def test_a_customer_has_an_account(desk: Desk, office: HeadOffice) -> None:
    unit, customer = office.open_store(), a_customer(desk.centre)
    words = {"customer": customer, "business_unit": unit, "limit_minor": 5000}
    assert _refused(desk.does("accounts/find", {"customer": customer})) == (404, "unknown_account")
    assert _refused(desk.does("accounts", {**words, "customer": "nobody"})) == (
        404,
        "unknown_customer",
    )
    opened = desk.does("accounts", words).json()
    assert (opened["limit_minor"], opened["owed_minor"], opened["currency"]) == (5000, 0, "GBP")
    paid = {"customer": customer, "amount_minor": 700, "note": "bank, 22 Nov"}
    assert desk.does("accounts/pay-in", paid, AdminRole.SUPPORT).json()["owed_minor"] == -700
    raised = desk.does("accounts", {**words, "limit_minor": 9000}).json()
    assert (raised["limit_minor"], raised["owed_minor"]) == (9000, -700)
    found = desk.does("accounts/find", {"customer": customer}, AdminRole.READ_ONLY).json()
    assert [m["amount_minor"] for m in found["movements"]] == [5000, 700, 4000]
    asked = {"business_unit": unit, "kind": "account", "amount_minor": 1}
    assert _refused(desk.does("cards", asked)) == (422, "no_card")


def test_nobody_finds_a_card_by_trying(desk: Desk, office: HeadOffice) -> None:
    _, token = office.enrol(office.open_store())
    replies = [desk.asks(token, number=new_card_number()) for _ in range(11)]
    assert {_refused(reply) for reply in replies[:10]} == {(404, "unknown_card")}
    assert _refused(replies[10]) == (429, "too_many_codes")
    assert _refused(desk.asks(token, card="../")) == (429, "too_many_codes")


def test_only_an_owner_makes_money(desk: Desk, office: HeadOffice) -> None:
    unit = office.open_store()
    words = {"business_unit": unit, "kind": "gift_card", "amount_minor": 1}
    for role in (AdminRole.SUPPORT, AdminRole.READ_ONLY, AdminRole.SHOP):
        assert _refused(desk.does("cards", words, role)) == (403, "not_allowed")
        assert _refused(desk.does("promotions/uk", {"promotions": []}, role))[0] == 403
    assert _refused(desk.does("cards", {**words, "business_unit": "none"}))[0] == 404
    assert _refused(desk.does("cards", {**words, "number": "7"})) == (404, "unknown_card")
    assert _refused(desk.does("cards", {**words, "note": "\n"})) == (422, "unprintable_note")
    assert _refused(desk.does("cards/none")) == (404, "unknown_card")


def test_promotions_lists_and_taxes_are_administered(desk: Desk) -> None:
    put = desk.does("promotions/uk", {"promotions": [{"promotion": OFFER}]})
    assert put.json() == {"versions": {"tea": 1}}
    bad = desk.does("promotions/uk", {"promotions": [{"promotion": {**OFFER, "percent": "x"}}]})
    assert _refused(bad) == (422, "bad_promotion")
    assert "promotion.percent" in bad.json()["title"]
    assert desk.does("promotions/uk/tea/end", {}).json() == {"version": 2}
    assert [p["version"] for p in desk.does("promotions/uk").json()["promotions"]] == [2]
    assert len(desk.does("promotions/uk/tea").json()["versions"]) == 2
    assert _refused(desk.does("promotions/uk/none"))[0] == 404
    assert _refused(desk.does("promotions/none", {"promotions": []}))[0] == 404
    listed = "price-lists/uk/winter"
    assert desk.does(f"{listed}/prices", {"prices": {"N1": 1, "N2": 2}}).json() == {"staged": 2}
    assert (
        _refused(desk.does(f"{listed}/begin", {"valid_from_us": 9, "valid_until_us": 9}))[0] == 422
    )
    begun = desk.does(f"{listed}/begin", {"valid_from_us": 5, "customer_group": "staff"}).json()
    assert begun == {"price_count": 2, "valid_from_us": 5}
    assert desk.does("price-lists/uk").json()["price_lists"][0]["state"] == "active"
    assert desk.does(f"{listed}/end", {}).status_code == 200
    assert desk.does("prices", {"zone": "uk", "prices": {"N1": 251}}).json() == {"changed": 1}
    assert desk.does("taxes/T", {"basis_points": 100, "name": "1 %"}).status_code == 200
    later = {"basis_points": 200, "name": "2 %", "valid_from": "2027-01-01"}
    assert desk.does("taxes/T", later).status_code == 200
    [tax] = [one for one in desk.does("taxes").json()["taxes"] if one["code"] == "T"]
    assert [change["name"] for change in tax["changes"]] == ["2 %"]
    assert desk.does("taxes/T/2027-01-01/drop", {}).status_code == 200
    [tax] = [one for one in desk.does("taxes").json()["taxes"] if one["code"] == "T"]
    assert tax["changes"] == []
