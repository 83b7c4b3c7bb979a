"""What devices tell of picking: who fetches, what was found, where the bags lie, and what two carts did at once."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from central.centre import Centre
from central.core.feed import store_feed
from central.core.settle import APPLY, Decision, settle
from central.demo_shelves import grams_of
from central.storage.schema import CUSTOMER_ORDER, CUSTOMER_ORDER_LINE, EXCEPTION, ITEM_BIN, STOCK
from pos_app.domain.facts import Fact, FactDraft
from pos_app.domain.ids import Workstation
from sync.wire.messages import Group
from tests.central.head_office import NOW_US, ON_HAND_MILLI, HeadOffice, Register
from tests.central.order_book import write_order
from tests.central.test_pickup import _whole

UNTIL_US = NOW_US + 60_000_000


def _told(centre: Centre, unit: str) -> dict[str, list[list[Any]]]:
    """All rows that the newest group puts, by table."""
    feed = store_feed(unit)
    head = centre.read(lambda t: t.feeds.head(feed))
    assert head is not None
    [payload] = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, head.head, head.head))
    return {table.table: table.put for table in msgspec.json.decode(payload, type=Group).tables}


def _says(register: Register, kind: str, **body: object) -> Fact:
    fact = register.says(FactDraft(kind, dict(body)))
    register.sends()
    return fact


def _claims(register: Register, *orders: str, kind: str = "pick_list_claimed") -> None:
    placed = [{"order_number": order, "tote": "A"} for order in orders]
    _says(register, kind, list_id="l", orders=placed, lease_until_us=UNTIL_US)


def _picks(register: Register, order: str, *found: int) -> Fact:
    lines = [
        {
            "line_number": number,
            "item_id": number,
            "picked_milli": milli,
            "short_reason": "" if milli else "damaged",
        }
        for number, milli in enumerate(found, start=1)
    ]
    return _says(register, "order_picked", list_id="l", order_number=order, lines=lines, bags=2)


def _stages(register: Register, order: str, piece: int, of_count: int = 2) -> None:
    where = {"zone": "ambient", "bay": f"B{piece}"}
    _says(register, "piece_staged", order_number=order, piece=piece, of_count=of_count, **where)


def _state(centre: Centre, order: str) -> str | None:
    wanted = select(CUSTOMER_ORDER.c.state).where(CUSTOMER_ORDER.c.order_number == order)
    with centre.database.read() as connection:
        return connection.scalar(wanted)


def _picked(centre: Centre, order: str) -> list[int]:
    wanted = select(CUSTOMER_ORDER_LINE.c.picked_milli).where(
        CUSTOMER_ORDER_LINE.c.order_number == order
    )
    with centre.database.read() as connection:
        return [*connection.scalars(wanted.order_by(CUSTOMER_ORDER_LINE.c.line))]


def _questions(centre: Centre, unit: str) -> list[str]:
    wanted = select(EXCEPTION.c.kind).where(
        EXCEPTION.c.business_unit == unit, EXCEPTION.c.state == "open"
    )
    with centre.database.read() as connection:
        return [*connection.scalars(wanted)]


def test_everybody_sees_who_fetches_an_order_and_until_when(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    first, second = (write_order(office, register.unit, "allocated") for _ in "ab")
    _claims(register, first, second, "unknown")
    told = _told(centre, register.unit)
    assert [(row[0], row[2]) for row in told["customer_order"]] == [
        (first, "picking"),
        (second, "picking"),
    ]
    deeds = [(row[0], row[1], row[4]) for row in told["order_deed"]]
    assert deeds == [(first, "picking", UNTIL_US), (second, "picking", UNTIL_US)]
    _says(register, "pick_list_paused", list_id="l", orders=[{"order_number": first, "tote": ""}])
    assert [row[4] for row in _told(centre, register.unit)["order_deed"]] == [0]


def test_an_order_is_ready_when_its_last_bag_lies_in_its_bay(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    order = write_order(office, register.unit, "allocated")
    _claims(register, order)
    _picks(register, order, 2000, 1000)
    assert (_state(centre, order), _picked(centre, order)) == ("staged", [2000, 1000])
    _stages(register, order, 1)
    assert _state(centre, order) == "staged"
    _stages(register, order, 2)
    assert _state(centre, order) == "ready"
    told = _told(centre, register.unit)
    assert [row[4] for row in told["order_piece"]] == ["B1", "B2"]
    assert told["customer_order"][0][2] == "ready"
    assert _questions(centre, register.unit) == []


def test_bags_may_be_told_of_before_the_pick(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    order = write_order(office, register.unit, "picking")
    _stages(register, order, 1, 1)
    assert _state(centre, order) == "picking"
    _picks(register, order, 2000, 1200)
    assert (_state(centre, order), _picked(centre, order)) == ("ready", [2000, 1000])


def test_what_is_short_is_not_promised_again(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    order = write_order(office, register.unit, "picking")
    _picks(register, order, 2000, 0)
    assert _state(centre, order) == "short"
    wanted = select(STOCK.c.on_hand_milli).where(
        STOCK.c.business_unit == register.unit, STOCK.c.item_id == 2
    )
    with centre.database.read() as connection:
        assert connection.scalar(wanted) == ON_HAND_MILLI - 1000
    told = _told(centre, register.unit)
    assert [row[0] for row in told["stock"]] == [2]
    # and the counter reads why, now and after a new start
    assert told["order_short"] == [[order, 2, "damaged"]]
    assert _whole(centre, register.unit, "order_short") == [[order, 2, "damaged"]]


def test_what_was_weighed_is_the_order_from_then_on(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    order = write_order(office, register.unit, "picking")
    lines: list[dict[str, object]] = [
        {"line_number": 1, "item_id": 1, "picked_milli": 1900, "is_whole": True},
        {"line_number": 2, "item_id": 2, "picked_milli": 1150, "is_whole": True},
    ]
    _says(register, "order_picked", list_id="l", order_number=order, lines=lines, bags=1)
    assert (_state(centre, order), _picked(centre, order)) == ("staged", [1900, 1000])
    told = _told(centre, register.unit)
    assert [row[3] for row in told["order_line"]] == [1900, 1000]
    assert [(row[0], row[1]) for row in told["stock"]] == [(1, ON_HAND_MILLI)]


def test_two_carts_without_a_line_end_in_one_order_and_a_question(
    centre: Centre, office: HeadOffice
) -> None:
    first = office.register()
    second = office.register(unit=first.unit)
    order = write_order(office, first.unit, "allocated")
    for register in (first, second):
        _claims(register, order)
    _picks(first, order, 2000, 1000)
    _stages(first, order, 1, 1)
    late = _picks(second, order, 2000, 1000)
    assert _questions(centre, first.unit) == ["picked_twice"]
    assert (_state(centre, order), _picked(centre, order)) == ("ready", [2000, 1000])
    decision = Decision(APPLY, "put back", "Carla")
    centre.write(lambda t: settle(t, late.fact_id.hex, decision, NOW_US))
    assert _questions(centre, first.unit) == []
    assert _state(centre, order) == "ready"


def _lies_in(centre: Centre, unit: str, bin_name: str) -> int | None:
    wanted = select(ITEM_BIN.c.on_hand_milli).where(
        ITEM_BIN.c.business_unit == unit, ITEM_BIN.c.item_id == 1, ITEM_BIN.c.bin == bin_name
    )
    with centre.database.read() as connection:
        return connection.scalar(wanted)


def test_a_cart_that_is_taken_over_is_scanned_anew_and_its_bins_lose_its_goods_once(
    centre: Centre, office: HeadOffice
) -> None:
    dead = office.register()
    other = office.register(unit=dead.unit)
    other.workstation = Workstation("2")
    order = write_order(office, dead.unit, "allocated")
    centre.write(lambda t: t.stock_room.set_bin(dead.unit, 1, "A-1", 9000))
    goods = {"order_number": order, "item_id": 1, "quantity_milli": 1000, "bin": "A-1"}
    _claims(dead, order)
    _says(dead, "item_picked", list_id="l", **goods)
    _says(dead, "item_picked", list_id="l", **goods)
    _says(dead, "pick_undone", list_id="l", **goods)
    assert _lies_in(centre, dead.unit, "A-1") == 8000
    _claims(other, order, kind="pick_list_taken_over")
    assert _lies_in(centre, dead.unit, "A-1") == 9000
    assert _told(centre, dead.unit)["item_bin"] == [[1, "A-1", 9000]]
    # told late, by a handheld that came back to life
    _says(dead, "item_picked", list_id="l", **goods)
    assert _lies_in(centre, dead.unit, "A-1") == 9000
    _says(other, "item_picked", list_id="m", **goods)
    _says(other, "item_picked", list_id="m", **goods)
    _picks(other, order, 2000, 1000)
    assert _lies_in(centre, dead.unit, "A-1") == 7000
    assert centre.write(lambda t: t.stock_room.forget_taken(order)) == []


@pytest.mark.parametrize(
    ("state", "asked"),
    [("cancelled", ["picked_after_end"]), ("handed_over", ["picked_twice"])],
)
def test_goods_that_nobody_waits_for_go_back(
    centre: Centre, office: HeadOffice, state: str, asked: list[str]
) -> None:
    register = office.register()
    order = write_order(office, register.unit, state)
    _picks(register, order, 2000, 1000)
    assert _questions(centre, register.unit) == asked
    assert _state(centre, order) == state


def test_the_counter_may_be_faster_to_tell_than_whoever_picked(
    centre: Centre, office: HeadOffice
) -> None:
    picker = office.register()
    counter = office.register(unit=picker.unit)
    order = write_order(office, picker.unit, "allocated")
    nothing = update(CUSTOMER_ORDER_LINE).where(CUSTOMER_ORDER_LINE.c.order_number == order)
    centre.database.write(lambda c: c.execute(nothing.values(picked_milli=0)))
    lines = [
        {"line_number": 1, "item_id": 1, "quantity_milli": 2000},
        {"line_number": 2, "item_id": 2, "quantity_milli": 1000},
    ]
    gone = {"lines": lines, "pieces": [1, 2], "refused": [], "rest_waits": False}
    body = {"order_number": order, "checked": "code", "person": "buyer", **gone}
    counter.says(FactDraft("order_handed_over", body, version=2))
    counter.sends()
    _claims(picker, order)
    _picks(picker, order, 2000, 1000)
    _stages(picker, order, 1)
    assert _state(centre, order) == "handed_over"
    assert _questions(centre, picker.unit) == []
    assert office.stock(picker.unit)[1] == ON_HAND_MILLI - 2000


def test_what_names_no_order_of_the_store_waits(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    elsewhere = write_order(office, office.open_store(), "allocated")
    _picks(register, "nothing", 1)
    _picks(register, elsewhere, 1)
    _picks(register, write_order(office, register.unit, "allocated"), 1, 1, 1)
    _says(register, "piece_staged", order_number=elsewhere)
    assert sorted(_questions(centre, register.unit)) == [
        "order_of_other_store",
        "unknown_order",
        "unreadable_body",
        "unreadable_body",
    ]


@pytest.mark.parametrize(
    ("name", "grams"),
    [
        ("Sparkling water 6 x 500 ml", 3000),
        ("Flour 1.5 kg", 1500),
        ("Wine 75 cl", 750),
        ("Jumbo bag red", 0),
    ],
)
def test_the_size_in_a_name_says_how_heavy_it_is(name: str, grams: int) -> None:
    assert grams_of(name) == grams
