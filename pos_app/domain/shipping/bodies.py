"""Shipping bodies knows the facts of whoever packs and sends: references to orders, items and parcels, never names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.facts import FactDraft, FactKind
from pos_app.domain.ids import ItemId, OrderNumber


@dataclass(frozen=True, slots=True)
class PackedGoods:
    """Goods of one line that lie in a carton, in thousandths."""

    line_number: int
    item_id: ItemId
    quantity_milli: int
    lot: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True)
class ParcelFigures:
    """How a closed carton is known: its place in the order, its box, its numbers, what it weighs and should weigh."""

    carton: int
    box: str
    sscc: str
    tracking: str
    carrier: str
    route: str
    weight_grams: int
    expected_grams: int


def item_packed(order: OrderNumber, carton: int, goods: PackedGoods, caught: int) -> FactDraft:
    """Goods were scanned into a carton; caught: so many wrong ones were scanned before."""
    return FactDraft(
        FactKind.ITEM_PACKED,
        {"order_number": order, "carton": carton, **_goods(goods), "caught": caught},
    )


def pack_undone(order: OrderNumber, fact_id: str) -> FactDraft:
    """What was scanned last was taken out again."""
    return FactDraft(FactKind.PACK_UNDONE, {"order_number": order, "fact_id": fact_id})


def carton_packed(
    order: OrderNumber, parcel: ParcelFigures, goods: Sequence[PackedGoods]
) -> FactDraft:
    """A carton is closed and has its number."""
    return FactDraft(
        FactKind.CARTON_PACKED,
        {
            "order_number": order,
            "carton": parcel.carton,
            "box": parcel.box,
            "sscc": parcel.sscc,
            "tracking": parcel.tracking,
            "carrier": parcel.carrier,
            "route": parcel.route,
            "weight_grams": parcel.weight_grams,
            "expected_grams": parcel.expected_grams,
            "lines": [_goods(each) for each in goods],
        },
    )


def order_packed(order: OrderNumber, cartons: int, goods: Sequence[PackedGoods]) -> FactDraft:
    """All that was fetched of an order lies in cartons."""
    lines = [_goods(each) for each in goods]
    return FactDraft(
        FactKind.ORDER_PACKED, {"order_number": order, "cartons": cartons, "lines": lines}
    )


def carton_voided(order: OrderNumber, carton: int, sscc: str) -> FactDraft:
    """The number of a carton counts no more; what lay in it is packed again."""
    return FactDraft(
        FactKind.CARTON_VOIDED, {"order_number": order, "carton": carton, "sscc": sscc}
    )


def label_reprinted(order: OrderNumber, sscc: str) -> FactDraft:
    """The labels of a parcel were printed once more."""
    return FactDraft(FactKind.LABEL_REPRINTED, {"order_number": order, "sscc": sscc})


def cartons_handed_to_carrier(
    carrier: str, manifest: str, parcels: Sequence[tuple[OrderNumber, str]]
) -> FactDraft:
    """The carrier has taken these: orders with the numbers of their parcels."""
    return FactDraft(
        FactKind.CARTONS_HANDED_TO_CARRIER,
        {
            "carrier": carrier,
            "manifest": manifest,
            "cartons": [{"order_number": order, "sscc": sscc} for order, sscc in parcels],
        },
    )


def _goods(goods: PackedGoods) -> dict[str, object]:
    return {
        "line_number": goods.line_number,
        "item_id": goods.item_id,
        "quantity_milli": goods.quantity_milli,
        "lot": goods.lot,
        "serial": goods.serial,
    }
