"""Stock bodies knows the facts of the stock room: what was seen and done, as differences, never as a figure to set."""

from __future__ import annotations

from pos_app.domain.facts import Body, Fact, FactDraft, FactKind, read_body
from pos_app.domain.ids import ItemId
from pos_app.domain.stock_effects import difference_of
from pos_app.domain.stock_room import AdjustReason, FeedPlace, WasteReason


def stock_adjusted(item_id: ItemId, difference_milli: int, reason: AdjustReason) -> FactDraft:
    """The books were wrong by so much."""
    body: Body = {"item_id": item_id, "difference_milli": difference_milli, "reason": str(reason)}
    return FactDraft(FactKind.STOCK_ADJUSTED, body)


def stock_wasted(item_id: ItemId, quantity_milli: int, reason: WasteReason) -> FactDraft:
    """So much was thrown away."""
    body: Body = {"item_id": item_id, "quantity_milli": quantity_milli, "reason": str(reason)}
    return FactDraft(FactKind.STOCK_WASTED, body)


def stock_moved(item_id: ItemId, quantity_milli: int, from_bin: str, to_bin: str) -> FactDraft:
    """So much lies in another bin now; from_bin: "" when nobody knows where it lay."""
    body: Body = {
        "item_id": item_id,
        "quantity_milli": quantity_milli,
        "from_bin": from_bin,
        "to_bin": to_bin,
    }
    return FactDraft(FactKind.STOCK_MOVED, body)


def stock_undone(change: Fact) -> FactDraft:
    """A change did not happen; the difference is the other way round."""
    told = read_body(change)
    body: Body = {
        "fact_id": change.fact_id.hex,
        "item_id": told["item_id"],
        "difference_milli": -difference_of(change.kind, told),
    }
    if change.kind == FactKind.STOCK_MOVED:
        body.update({name: told[name] for name in ("quantity_milli", "from_bin", "to_bin")})
    if change.kind == FactKind.GOODS_RECEIVED:
        body.update({name: told[name] for name in ("delivery", "quantity_milli", "damaged_milli")})
    return FactDraft(FactKind.STOCK_UNDONE, body)


def stock_counted(
    item_id: ItemId, counted_milli: int, expected_milli: int, seen: FeedPlace, bin_name: str
) -> FactDraft:
    """What lay there at this moment, and what this device expected as of the feed that it had read.

    bin_name: the one bin in which the item lies, "" when it lies in several or nobody knows.
    """
    body: Body = {
        "item_id": item_id,
        "counted_milli": counted_milli,
        "expected_milli": expected_milli,
        "epoch": seen.epoch,
        "position": seen.position,
        "bin": bin_name,
    }
    return FactDraft(FactKind.STOCK_COUNTED, body)
