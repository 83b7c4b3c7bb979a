"""Every kind of exception can be ended by each of its ways, and the document says which they are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert

import central
from central.centre import Centre, new_id
from central.core import apply
from central.core.accounts import NewAccount, set_limit
from central.core.card_desk import Deed, card_account, stop_card
from central.core.refused import Refused
from central.core.settle import WAYS, Decision, settle
from central.storage.admin_rows import books, open_exceptions
from central.storage.schema import ITEM
from pos_app.domain.card import CardKind
from pos_app.domain.fact_bodies import card_issued, card_loaded, card_reversed
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import FactId, SaleId
from pos_app.domain.money import Money
from tests.central.head_office import DAY, NOW_US, ON_HAND_MILLI, HeadOffice, Register
from tests.central.order_book import write_order
from tests.central.test_accounts import buys
from tests.central.test_cards import new_card, redeems
from tests.central.test_points import a_customer
from tests.central.test_returns import LINE, brings_back

DOCUMENT = Path(central.__file__).parents[1] / "docs" / "exceptions.md"
GIFT, PAID = CardKind.GIFT_CARD, Money(2000, "GBP")
NEW_ITEM = 88


def _hands_over(register: Register, number: str) -> None:
    register.says(FactDraft("order_handed_over", {"order_number": number}))


def _sold_twice(register: Register) -> None:
    sale_id = register.sells(1).fact_id.hex
    register.sells(1, sale_id=sale_id)
    register.sells(1, sale_id=sale_id)


def _foreign(register: Register) -> None:
    other = register.office.open_store()
    register.told_store = other
    register.sells(1)


def _ends(state: str) -> Callable[[Register], None]:
    def hand_over(register: Register) -> None:
        _hands_over(register, write_order(register.office, register.unit, state=state))

    return hand_over


def _of_another_store(register: Register) -> None:
    _hands_over(register, write_order(register.office, register.office.open_store()))


def _undone(times: int) -> Callable[[Register], None]:
    def undo(register: Register) -> None:
        issued = register.says(card_issued(new_card(), GIFT, PAID, None)).fact_id
        undone = issued if times > 1 else register.sells(1).fact_id
        for _ in range(times):
            register.says(card_reversed(FactId(undone)))

    return undo


def _unpaid(register: Register) -> None:
    register.says(card_issued(new_card(), GIFT, PAID, SaleId(register.sells(1).fact_id)))


def _overdrawn(register: Register) -> None:
    card = new_card()
    register.says(card_issued(card, GIFT, Money(1, "GBP"), None))
    redeems(register, card)


def _over_its_limit(register: Register) -> None:
    centre, customer = register.office.centre, a_customer(register.office.centre)
    new = NewAccount(customer, new_card(), register.unit, 1)
    deed = Deed(f"by hand {new_id()}", "Ann", "", NOW_US)
    buys(register, centre.write(lambda t: set_limit(t, new, deed)).account.card)


def _blocked(register: Register) -> None:
    card = new_card()
    register.says(card_issued(card, GIFT, PAID, None))
    register.sends()
    register.office.centre.write(lambda t: stop_card(t, card, is_blocked=True, now_us=NOW_US))
    redeems(register, card)


def _in_euros(register: Register) -> None:
    card = new_card()
    register.says(card_issued(card, GIFT, PAID, None))
    register.says(card_loaded(card, GIFT, Money(5, "EUR"), None))


def _back_of_nothing(register: Register) -> None:
    brings_back(register, register.sells(1), sale_id=new_id())


def _back_twice(register: Register) -> None:
    sale = register.sells(1)
    brings_back(register, sale)
    brings_back(register, sale)


def _back_too_dear(register: Register) -> None:
    dearer = {
        "lines": [{**LINE, "amount_minor": 300}],
        "total_minor": 300,
        "tenders": [{"kind": "cash", "amount_minor": 300}],
    }
    brings_back(register, register.sells(1), 1, **dearer)


def _clock(register: Register) -> None:
    register.offset_ms = 500_000
    register.sells(1)


def _charges(register: Register) -> None:
    line = {"item_id": 2, "quantity_milli": 1000, "amount_minor": 7, "voided": False}
    tender = {"kind": "cash", "given_minor": 7, "change_minor": 0}
    said = {**line, "unit_price_minor_milli": 7000}
    register.sells(lines=[said], total_minor=7, tenders=[tender])
    register.sends()
    register.office.centre.auditor.audit(NOW_US)


def _unlisted(register: Register) -> None:
    line = {"item_id": 0, "quantity_milli": 1000, "amount_minor": 500, "unlisted": "Garden"}
    tender = {"kind": "cash", "given_minor": 500, "change_minor": 0}
    register.sells(lines=[line], total_minor=500, tenders=[tender])


def _owed_for_days(register: Register) -> None:
    number = write_order(register.office, register.unit)
    register.says(FactDraft("order_resolved", {"order_number": number, "way": "cancel"}))
    register.sends()
    register.office.centre.housekeeping.tidy(NOW_US + 4 * 86_400_000_000)


def _gives_unseen(register: Register, number: str, **more: object) -> None:
    line = {"item_id": 1, "quantity_milli": 1000}
    register.says(
        FactDraft("order_handed_unseen", {"order_number": number, "lines": [line], **more})
    )


def _gives_with_another_code(register: Register) -> None:
    code = {"salt": "00" * 16, "code_hash": "00" * 32}
    _gives_unseen(register, write_order(register.office, register.unit), code=code)


def _gives_something_else(register: Register) -> None:
    _gives_unseen(register, write_order(register.office, register.unit, state="allocated"))


def _held_and_back_twice(register: Register) -> None:
    held = uuid4().hex
    for _ in range(2):
        register.says(FactDraft("sale_retrieved", {"suspended": held}))


def _once_twice(name: str) -> Callable[[Register], None]:
    def sell_twice(register: Register) -> None:
        line = {"item_id": 1, "quantity_milli": 1000, "amount_minor": 165, "voided": False}
        tender = {"kind": "cash", "given_minor": 165, "change_minor": 0}
        for _ in range(2):
            register.sells(lines=[{**line, "once": name}], total_minor=165, tenders=[tender])

    return sell_twice


CAUSES: dict[str, Callable[[Register], object]] = {
    "unknown_version": lambda register: register.says(FactDraft("weighed", {})),
    "unreadable_body": lambda register: register.says(FactDraft("sale_completed", {})),
    "other_business_unit": _foreign,
    "sale_known": _sold_twice,
    "unknown_item": lambda register: register.sells(NEW_ITEM),
    "sum_differs": lambda register: register.sells(1, total_minor=1),
    "unknown_order": lambda register: _hands_over(register, "to come"),
    "order_of_other_store": _of_another_store,
    "double_handover": _ends("handed_over"),
    "order_ended": _ends("cancelled"),
    "card_unpaid": _unpaid,
    "nothing_to_reverse": _undone(1),
    "reversed_twice": _undone(2),
    "unknown_sale": _back_of_nothing,
    "returned_twice": _back_twice,
    "refund_too_high": _back_too_dear,
    "oversold": lambda register: register.sells(1, pieces=ON_HAND_MILLI // 1000 + 1),
    "price_variance": _charges,
    "unlisted_item": _unlisted,
    "label_sold_twice": _once_twice("reduced:0123456789AB"),
    "voucher_used_twice": _once_twice("deposit_voucher:9812345002402"),
    "retrieved_twice": _held_and_back_twice,
    "overdrawn_card": _overdrawn,
    "overdrawn_account": _over_its_limit,
    "unknown_card": lambda register: redeems(register, new_card()),
    "blocked_card": _blocked,
    "card_currency": _in_euros,
    "wrong_clock": _clock,
    "unseen_unknown": lambda register: _gives_unseen(register, "to come"),
    "unseen_wrong_code": _gives_with_another_code,
    "unseen_differs": _gives_something_else,
    "refund_overdue": _owed_for_days,
}
# What nobody can apply before the centre knows more.
STILL_PARKED = {"unknown_version", "unreadable_body", "unknown_item", "unknown_order"}
STILL_PARKED |= {"nothing_to_reverse"}
# Their causes take more than one register, or a notice: test_lost_facts.py, test_pick_facts.py, test_deliveries.py
# and others beside this file try them.
TRIED_ELSEWHERE = {
    *("facts_lost", "voided_twice", "picked_twice", "picked_after_end"),
    *("packed_twice", "packed_after_end", "parcel_known"),
    *("parcel_sent_twice", "void_parcel_sent", "shipped_cancelled"),
    *("loan_differs", "device_copied"),
    *("unknown_delivery", "unknown_store", "transfer_known", "delivery_differs"),
    "offer_overused",
    "overdrawn_points",
}


def _asked(centre: Centre, register: Register, kind: str) -> list[dict[str, Any]]:
    found = centre.query(lambda connection: open_exceptions(connection, register.unit))
    return [one for one in found if one["kind"] == kind]


@pytest.mark.parametrize("kind", sorted(CAUSES))
def test_each_way_ends_an_exception(centre: Centre, office: HeadOffice, kind: str) -> None:
    for way in WAYS[kind]:
        register = office.register()
        CAUSES[kind](register)
        register.sends()
        [asked] = _asked(centre, register, kind)
        decision = Decision(way, "", "Carla", 1000)
        if way == "apply" and kind in STILL_PARKED:
            with pytest.raises(Refused, match="still_parked"):
                _settle(centre, asked["exception_id"], decision)
            continue
        _settle(centre, asked["exception_id"], decision)
        assert _asked(centre, register, kind) == []
        fact = asked["fact_id"]
        if way == "apply":
            assert office.receipts(register.unit)[fact] == ("applied", "")


def _settle(centre: Centre, exception_id: str, decision: Decision) -> None:
    centre.write(lambda t: settle(t, exception_id, decision, NOW_US))


def test_what_a_device_tells_of_another_store_is_booked_there(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    _foreign(register)
    register.sends()
    [asked] = _asked(centre, register, "other_business_unit")
    _settle(centre, asked["exception_id"], Decision("apply", "", "Carla"))
    assert office.stock(register.told_store or "")[1] == ON_HAND_MILLI - 1000
    assert office.stock(register.unit)[1] == ON_HAND_MILLI
    told = centre.query(lambda connection: books(connection, register.told_store or "", DAY))
    assert told["sale_count"] == 1


def test_an_item_that_comes_later_lets_a_parked_sale_be_applied(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    register.sells(NEW_ITEM)
    register.sends()
    goods = {"department": "", "unit": "each", "tax_code": "Z", "age_limit": 0, "popularity": 0}
    item = {**goods, "item_id": NEW_ITEM, "number": "N88", "name": "Late"}
    centre.database.write(lambda connection: connection.execute(insert(ITEM), item))
    [asked] = _asked(centre, register, "unknown_item")
    _settle(centre, asked["exception_id"], Decision("apply", "", "Carla"))
    assert office.stock(register.unit)[NEW_ITEM] == -1000


def test_what_an_older_centre_did_not_understand_is_applied_after_its_upgrade(
    centre: Centre, office: HeadOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = office.register()
    card = new_card()
    with monkeypatch.context() as older:
        older.setattr(apply, "KNOWN_VERSIONS", {("sale_completed", 1)})
        issued = register.says(card_issued(card, GIFT, PAID, None)).fact_id.hex
        sale_id = SaleId(register.sells(1).fact_id)
        unpaid = register.says(card_issued(card, GIFT, PAID, sale_id))
        strange = register.says(FactDraft("weighed", {})).fact_id.hex
        register.sends()
    assert len(_asked(centre, register, "unknown_version")) == 3
    centre.housekeeping.tidy(NOW_US)
    left = [asked["fact_id"] for asked in _asked(centre, register, "unknown_version")]
    assert left == [strange]
    # what it understands now, and cannot book, waits for that
    assert [one["fact_id"] for one in _asked(centre, register, "card_unpaid")] == [
        unpaid.fact_id.hex
    ]
    assert office.receipts(register.unit)[issued] == ("applied", "")
    assert centre.read(lambda t: card_account(t, card)).balance_minor == PAID.amount_minor


def test_the_document_names_every_kind_with_its_ways() -> None:
    told = {}
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "kind":
            told[cells[0]] = tuple(way.split()[0] for way in _ways(cells[2]))
    assert told == WAYS
    assert {*CAUSES, *TRIED_ELSEWHERE} == set(WAYS)


def _ways(text: str) -> list[str]:
    """Ways stand with commas between them, each maybe with a word in brackets."""
    outside, depth = "", 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        outside += sign if depth == 0 and sign != ")" else ""
    return outside.split(",")
