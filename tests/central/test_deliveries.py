"""What comes to a store and leaves it: announced and received, over and short, and on its way between two stores."""

from __future__ import annotations

from sqlalchemy import select

from central.centre import Centre
from central.core.delivery_facts import EXPECTED, announced
from central.core.feed import publish, store_feed
from central.core.stock_ports import AnnouncedLine, DeliveryRecord
from central.storage.schema import EXCEPTION
from central.storage.shelf_schema import DELIVERY, DELIVERY_LINE
from central.storage.sql_store import SqlTransaction
from pos_app.domain.delivery import (
    Delivery,
    DeliveryKind,
    SentLine,
    delivery_received,
    goods_received,
    transfer_sent,
)
from pos_app.domain.facts import Fact, FactDraft
from pos_app.domain.ids import BusinessUnit, ItemId
from pos_app.domain.stock_bodies import stock_undone
from tests.central.head_office import ON_HAND_MILLI, HeadOffice, Register

BUNS, ROLLS = ItemId(1), ItemId(2)


def _says(register: Register, draft: FactDraft) -> Fact:
    fact = register.says(draft)
    register.sends()
    return fact


def _announce(centre: Centre, unit: str, name: str) -> Delivery:
    lines = (AnnouncedLine(1, BUNS, 24_000, "0" * 18), AnnouncedLine(2, ROLLS, 10_000))
    record = DeliveryRecord(name, unit, "notice", "Bakery", "2026-11-22", EXPECTED, lines)

    def add(transaction: SqlTransaction) -> None:
        transaction.stock_room.add_delivery(record)
        publish(transaction.feeds, {store_feed(unit): [announced(record)]})

    centre.write(add)
    return Delivery(name, DeliveryKind.NOTICE, "Bakery", "2026-11-22", ())


def _asked(centre: Centre, unit: str) -> list[tuple[str, str]]:
    wanted = select(EXCEPTION.c.kind, EXCEPTION.c.detail).where(EXCEPTION.c.business_unit == unit)
    rows = centre.query(lambda connection: connection.execute(wanted).all())
    return [(row.kind, row.detail) for row in rows]


def _came(centre: Centre, name: str) -> dict[int, tuple[int, int]]:
    wanted = select(DELIVERY_LINE).where(DELIVERY_LINE.c.delivery == name)
    rows = centre.query(lambda connection: connection.execute(wanted).all())
    return {row.item_id: (row.received_milli, row.damaged_milli) for row in rows}


def _state(centre: Centre, name: str) -> str | None:
    wanted = select(DELIVERY.c.state).where(DELIVERY.c.delivery == name)
    found: str | None = centre.query(lambda connection: connection.scalar(wanted))
    return found


def test_good_ones_are_stock_and_what_differs_is_asked_about(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    told = _announce(centre, register.unit, f"D-{register.unit}")
    _says(register, goods_received(told, BUNS, 20_000, 2_000, ""))
    twice = _says(register, goods_received(told, ROLLS, 7_000, 0, ""))
    _says(register, stock_undone(twice))
    _says(register, goods_received(told, ROLLS, 11_000, 0, ""))
    assert _came(centre, told.delivery) == {BUNS: (20_000, 2_000), ROLLS: (11_000, 0)}
    stock = office.stock(register.unit)
    assert (stock[BUNS], stock[ROLLS]) == (ON_HAND_MILLI + 20_000, ON_HAND_MILLI + 11_000)
    _says(register, delivery_received(told, None))
    assert _state(centre, told.delivery) == "received"
    differs = f"{told.delivery}: 1 short 2000 damaged 2000, 2 over 1000"
    assert _asked(centre, register.unit) == [("delivery_differs", differs)]


def test_what_nobody_announced_is_stock_and_asks_nothing(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    blind = Delivery("B-1", DeliveryKind.BLIND, "", "", ())
    _says(register, goods_received(blind, BUNS, 5_000, 0, ""))
    _says(register, delivery_received(blind, 35))
    strange = Delivery("D-strange", DeliveryKind.NOTICE, "x", "", ())
    waits = _says(register, delivery_received(strange, None))
    assert office.stock(register.unit)[BUNS] == ON_HAND_MILLI + 5_000
    receipt = office.receipts(register.unit)[waits.fact_id.hex]
    assert receipt == ("parked", "unknown_delivery")


def test_goods_on_their_way_are_in_no_store(centre: Centre, office: HeadOffice) -> None:
    sender, receiver = office.register(), office.register()
    name = f"T-{sender.unit}"
    sent = transfer_sent(name, BusinessUnit(receiver.unit), [SentLine(BUNS, 6_000)])
    _says(sender, sent)
    again = _says(sender, sent)
    nowhere = _says(sender, transfer_sent("T-x", BusinessUnit("no"), [SentLine(BUNS, 1_000)]))
    assert office.stock(sender.unit)[BUNS] == ON_HAND_MILLI - 6_000
    assert office.stock(receiver.unit)[BUNS] == ON_HAND_MILLI
    receipts = office.receipts(sender.unit)
    assert receipts[again.fact_id.hex] == ("parked", "transfer_known")
    assert receipts[nowhere.fact_id.hex] == ("parked", "unknown_store")
    assert (_state(centre, name), _came(centre, name)) == ("expected", {BUNS: (0, 0)})
    told = Delivery(name, DeliveryKind.TRANSFER, sender.unit, "", ())
    _says(receiver, goods_received(told, BUNS, 5_000, 0, ""))
    _says(receiver, delivery_received(told, None))
    assert office.stock(receiver.unit)[BUNS] == ON_HAND_MILLI + 5_000
    assert _asked(centre, receiver.unit) == [("delivery_differs", f"{name}: 1 short 1000")]
