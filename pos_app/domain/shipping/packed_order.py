"""Packed order knows what of an order lies in which carton; it is read back from facts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.ids import ItemId, OrderNumber


@dataclass(frozen=True, slots=True)
class Packing:
    """One scan into the open carton, or what a voided one left open."""

    fact_id: str
    line_number: int
    item_id: ItemId
    quantity_milli: int
    lot: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True)
class ClosedCarton:
    """A carton with its number and what is in it; is_sent: its carrier has it."""

    carton: int
    sscc: str
    box: str
    weight_grams: int
    goods: tuple[Packing, ...]
    tracking: str = ""
    route: str = ""
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class PackedOrder:
    """What this device has packed of an order; open: what lies in the carton that is not closed."""

    order_number: OrderNumber
    open: tuple[Packing, ...] = ()
    closed: tuple[ClosedCarton, ...] = ()
    is_whole: bool = False
    last_carton: int = 0

    def packed_milli(self, line_number: int, item_id: ItemId) -> int:
        """What is packed of an item for a line, in thousandths, in whichever carton."""
        everything = [*self.open, *(goods for carton in self.closed for goods in carton.goods)]
        return sum(
            each.quantity_milli
            for each in everything
            if (each.line_number, each.item_id) == (line_number, item_id)
        )

    def carton(self, sscc: str) -> ClosedCarton | None:
        """A carton by its number."""
        return next((carton for carton in self.closed if carton.sscc == sscc), None)


def read_packed(facts: Iterable[Fact]) -> dict[OrderNumber, PackedOrder]:
    """Every order that this device has packed or begun to, in the order in which they were begun."""
    found: dict[OrderNumber, PackedOrder] = {}
    for fact in facts:
        effect = _EFFECTS.get(fact.kind)
        if effect is None:
            continue
        body = read_body(fact)
        for number in _orders_of(body):
            known = found.get(number, PackedOrder(number))
            found[number] = effect(known, fact.fact_id.hex, body)
    return found


def highest_serial(facts: Iterable[Fact], serial_of: Callable[[str], int | None]) -> int | None:
    """The highest parcel number that was ever given, among these facts; None when none was."""
    bodies = (read_body(fact) for fact in facts if fact.kind == FactKind.CARTON_PACKED)
    serials = (serial_of(str(body["sscc"])) for body in bodies)
    return max((serial for serial in serials if serial is not None), default=None)


def _orders_of(body: dict[str, Any]) -> list[OrderNumber]:
    """Most facts name one order, a handover one for each of its parcels."""
    parcels = body["cartons"] if "manifest" in body else [body]
    return [OrderNumber(number) for number in dict.fromkeys(p["order_number"] for p in parcels)]


def _item(known: PackedOrder, fact_id: str, body: dict[str, Any]) -> PackedOrder:
    return replace(known, open=(*known.open, _packing(fact_id, body)))


def _undone(known: PackedOrder, _fact_id: str, body: dict[str, Any]) -> PackedOrder:
    left = tuple(each for each in known.open if each.fact_id != body["fact_id"])
    return replace(known, open=left)


def _closed(known: PackedOrder, fact_id: str, body: dict[str, Any]) -> PackedOrder:
    goods = tuple(_packing(fact_id, line) for line in body["lines"])
    carton = ClosedCarton(
        body["carton"],
        body["sscc"],
        body["box"],
        body["weight_grams"],
        goods,
        body["tracking"],
        body["route"],
    )
    return replace(known, open=(), closed=(*known.closed, carton), last_carton=body["carton"])


def _whole(known: PackedOrder, _fact_id: str, _body: dict[str, Any]) -> PackedOrder:
    return replace(known, is_whole=True)


def _voided(known: PackedOrder, _fact_id: str, body: dict[str, Any]) -> PackedOrder:
    """What lay in it lies in the open carton."""
    gone = known.carton(body["sscc"])
    if gone is None:
        return known
    left = tuple(carton for carton in known.closed if carton is not gone)
    return replace(known, open=(*known.open, *gone.goods), closed=left, is_whole=False)


def _sent(known: PackedOrder, _fact_id: str, body: dict[str, Any]) -> PackedOrder:
    gone = {entry["sscc"] for entry in body["cartons"]}
    closed = tuple(
        replace(carton, is_sent=carton.is_sent or carton.sscc in gone) for carton in known.closed
    )
    return replace(known, closed=closed)


def _packing(fact_id: str, body: dict[str, Any]) -> Packing:
    return Packing(
        fact_id,
        body["line_number"],
        ItemId(body["item_id"]),
        body["quantity_milli"],
        body["lot"],
        body["serial"],
    )


_EFFECTS: dict[str, Callable[[PackedOrder, str, dict[str, Any]], PackedOrder]] = {
    FactKind.ITEM_PACKED: _item,
    FactKind.PACK_UNDONE: _undone,
    FactKind.CARTON_PACKED: _closed,
    FactKind.ORDER_PACKED: _whole,
    FactKind.CARTON_VOIDED: _voided,
    FactKind.CARTONS_HANDED_TO_CARRIER: _sent,
}
PACK_FACTS = tuple(sorted(str(kind) for kind in _EFFECTS))
