"""Picking bodies knows the facts of whoever fetches goods: references to orders, items and places, never names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.facts import FactDraft, FactKind
from pos_app.domain.ids import ItemId, OperatorNumber, OrderNumber
from pos_app.domain.picking.pick_list import CartOrder, Need, Pick, PickList, PickWay, Short


@dataclass(frozen=True, slots=True)
class PickedGoods:
    """What one scan brought: an item of a bin, in thousandths, and what its code says of this piece.

    is_whole: weighed, and near enough to all that was ordered.
    """

    item_id: ItemId
    quantity_milli: int
    bin: str
    lot: str = ""
    serial: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class PackedLine:
    """What was found of a line at the end, in thousandths; short_reason: "" when nothing is missing.

    instead: what of it are other items, each with how much; is_whole: weighed, and near enough to what was ordered.
    """

    line_number: int
    item_id: ItemId
    picked_milli: int
    short_reason: str = ""
    instead: tuple[tuple[ItemId, int], ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class BinSeen:
    """What the books said of an item in a bin, and what was left there, in thousandths."""

    bin: str
    expected_milli: int
    left_milli: int


def pick_list_claimed(
    list_id: str, orders: Sequence[CartOrder], lease_until_us: int, way: PickWay = PickWay.WAVE
) -> FactDraft:
    """Somebody fetches these orders; until then nobody else takes them (microseconds UTC)."""
    body: dict[str, object] = {
        "list_id": list_id,
        "orders": _orders(orders),
        "lease_until_us": lease_until_us,
        "way": str(way),
    }
    return FactDraft(FactKind.PICK_LIST_CLAIMED, body)


def pick_list_taken_over(
    list_id: str, orders: Sequence[CartOrder], lease_until_us: int, previous: OperatorNumber
) -> FactDraft:
    """Somebody goes on where another person stopped."""
    claimed = pick_list_claimed(list_id, orders, lease_until_us)
    return FactDraft(FactKind.PICK_LIST_TAKEN_OVER, {**claimed.body, "from": previous})


def pick_list_paused(picked: PickList) -> FactDraft:
    """The cart stands; anybody may go on."""
    orders = _orders(picked.orders)
    return FactDraft(FactKind.PICK_LIST_PAUSED, {"list_id": picked.list_id, "orders": orders})


def item_picked(list_id: str, need: Need, goods: PickedGoods, caught: int = 0) -> FactDraft:
    """Goods went into the tote of an order; caught: so many wrong scans were refused before."""
    return FactDraft(
        FactKind.ITEM_PICKED,
        {
            "list_id": list_id,
            "order_number": need.order_number,
            "line_number": need.line_number,
            "item_id": goods.item_id,
            "quantity_milli": goods.quantity_milli,
            "bin": goods.bin,
            "tote": need.tote,
            "lot": goods.lot,
            "serial": goods.serial,
            "caught": caught,
            **({"is_whole": True} if goods.is_whole else {}),
        },
    )


def item_short(list_id: str, need: Need, reason: str) -> FactDraft:
    """What is left of a line cannot be taken."""
    return FactDraft(
        FactKind.ITEM_SHORT,
        {
            "list_id": list_id,
            "order_number": need.order_number,
            "line_number": need.line_number,
            "item_id": need.item_id,
            "missing_milli": need.left_milli,
            "reason": reason,
        },
    )


def bin_checked(
    list_id: str, item_id: ItemId, seen: BinSeen, difference_milli: int = 0
) -> FactDraft:
    """Somebody looked into a bin; difference_milli: so many more are in the store than its books say."""
    return FactDraft(
        FactKind.BIN_CHECKED,
        {
            "list_id": list_id,
            "item_id": item_id,
            "bin": seen.bin,
            "expected_milli": seen.expected_milli,
            "left_milli": seen.left_milli,
            "difference_milli": difference_milli,
        },
    )


def pick_undone(list_id: str, undone: Pick | Short) -> FactDraft:
    """The last pick, or the last short, did not happen; goods that were taken lie in their bin again."""
    body: dict[str, object] = {
        "list_id": list_id,
        "order_number": undone.order_number,
        "fact_id": undone.fact_id,
    }
    if isinstance(undone, Pick):
        body["item_id"] = undone.item_id
        body["quantity_milli"] = undone.quantity_milli
        body["bin"] = undone.bin
    return FactDraft(FactKind.PICK_UNDONE, body)


def order_picked(
    list_id: str, order_number: OrderNumber, lines: Sequence[PackedLine], bags: int
) -> FactDraft:
    """All of an order is fetched that could be, in so many bags."""
    return FactDraft(
        FactKind.ORDER_PICKED,
        {
            "list_id": list_id,
            "order_number": order_number,
            "lines": [
                {
                    "line_number": line.line_number,
                    "item_id": line.item_id,
                    "picked_milli": line.picked_milli,
                    "short_reason": line.short_reason,
                    **({"instead": [list(swap) for swap in line.instead]} if line.instead else {}),
                    **({"is_whole": True} if line.is_whole else {}),
                }
                for line in lines
            ],
            "bags": bags,
        },
    )


def piece_staged(
    order_number: OrderNumber, piece: int, of_count: int, zone: str, bay: str
) -> FactDraft:
    """A bag lies in its bay."""
    return FactDraft(
        FactKind.PIECE_STAGED,
        {
            "order_number": order_number,
            "piece": piece,
            "of_count": of_count,
            "zone": zone,
            "bay": bay,
        },
    )


def _orders(orders: Sequence[CartOrder]) -> list[dict[str, str]]:
    return [{"order_number": order.order_number, "tote": order.tote} for order in orders]
