"""Count words knows how a blind count stands, and what of it the screen says."""

from __future__ import annotations

from dataclasses import dataclass, field

from pos_app.domain.catalogue import Item
from pos_app.usecases.inventory.count_stock import Counted, ToCount
from ui.screens.stock.view_state import StockAction, StockState
from ui.stock_words import amount_words, place_words
from ui.translation import tr, tr_count
from ui.typed_quantity import TypedQuantity
from ui.widgets.row_state import ChoiceRow

DONE = "done"


@dataclass(slots=True)
class Counting:
    """The bin that is counted with what is left of it, the item in the hand, and the number so far."""

    bin: str = ""
    left: tuple[Item, ...] = ()
    at: ToCount | None = None
    is_second: bool = False
    typed: TypedQuantity = field(default_factory=TypedQuantity)


def count_state(now: Counting) -> StockState:
    """What the screen shows; never what the books say."""
    where = tr("Bin {bin}", bin=place_words(now.bin)) if now.bin else ""
    rows = tuple(ChoiceRow(str(item.item_id), item.name, item.number, "") for item in now.left)
    at = now.at
    if at is None:
        return StockState(
            title=where or tr("Scan a bin or an item."),
            detail=_left_words(now),
            rows=rows,
            empty=_empty_words(now),
            actions=(StockAction(DONE, tr("Bin is done"), "check"),) if now.bin else (),
            primary=tr("Scan the next item"),
        )
    return StockState(
        title=at.item.name,
        detail=" · ".join(filter(None, (at.item.number, where))),
        hint=_hint(now, at),
        rows=rows,
        empty=tr("Scan each piece, or scan one and type how many."),
        typed=now.typed.text,
        actions=(StockAction(DONE, tr("Not this one"), "x"),),
        primary=_primary(now.typed),
        can_do=not now.typed.is_empty,
    )


def outcome_words(result: Counted) -> str:
    """What was counted, and only now how far that is from the books."""
    words = {"item": result.item.name, "count": amount_words(result.item, result.counted_milli)}
    off = amount_words(result.item, abs(result.difference_milli))
    if result.difference_milli > 0:
        return tr("{item}: {count} counted, {off} more than the books.", off=off, **words)
    if result.difference_milli < 0:
        return tr("{item}: {count} counted, {off} fewer than the books.", off=off, **words)
    return tr("{item}: {count} counted, as the books say.", **words)


def _primary(typed: TypedQuantity) -> str:
    if typed.is_empty:
        return tr("Type how many, 0 for none")
    if not typed.milli:
        return tr("None is there")
    return tr("{count} are there", count=typed.text)


def _hint(now: Counting, at: ToCount) -> str:
    if now.is_second:
        return tr("Far from the books. Count again, best by somebody else.")
    if len(at.bins) > 1:
        lies = ", ".join(place_words(each.bin) for each in at.bins)
        return tr("Count all of it. It lies in {bins}.", bins=lies)
    return tr("Count all of it that is in the store.")


def _left_words(now: Counting) -> str:
    if not now.bin:
        return tr("The books stay closed until you have counted.")
    count = len(now.left)
    return tr_count("{count} more item in this bin", "{count} more items in this bin", count)


def _empty_words(now: Counting) -> str:
    if now.bin:
        return tr("All of this bin is counted. Scan the next one.")
    return tr("Scan each piece, or scan one and type how many.")
