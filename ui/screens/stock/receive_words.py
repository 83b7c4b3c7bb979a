"""Receive words knows how a delivery stands, and what of it the screen says."""

from __future__ import annotations

from dataclasses import dataclass, field

from pos_app.domain.catalogue import Item
from pos_app.domain.delivery import Delivery, DeliveryKind, DeliveryLine
from pos_app.usecases.inventory.receive_goods import DeliveryView
from ui.screens.stock.view_state import StockAction, StockState
from ui.stock_words import amount_words
from ui.translation import tr
from ui.typed_quantity import TypedQuantity
from ui.widgets.row_state import ChoiceRow

_TENTHS = 10


@dataclass(slots=True)
class Receiving:
    """A delivery, the item in the hand, the number so far; asks_warmth: the number is the temperature."""

    view: DeliveryView
    item: Item | None = None
    asks_warmth: bool = False
    is_below_zero: bool = False
    typed: TypedQuantity = field(default_factory=TypedQuantity)

    def let_go(self) -> None:
        """Nothing is in the hand."""
        self.item = None
        self.asks_warmth = False
        self.typed.begin("each")

    @property
    def temperature_tenths(self) -> int | None:
        """Tenths of a degree Celsius, None where nobody was asked or nothing was typed."""
        if not self.asks_warmth or self.typed.is_empty:
            return None
        degrees = self.typed.milli // 1000
        return (-degrees if self.is_below_zero else degrees) * _TENTHS


def delivery_words(delivery: Delivery) -> str:
    """What a delivery is called."""
    if delivery.kind is DeliveryKind.BLIND:
        return tr("Without a notice")
    if delivery.kind is DeliveryKind.TRANSFER:
        return tr("From store {store}", store=delivery.source)
    return tr("{source}: {name}", source=delivery.source, name=delivery.delivery)


def finished_words(view: DeliveryView) -> str:
    """What is short, over or damaged, in lines."""
    lines = view.delivery.lines
    told = (
        (tr("{count} short"), sum(line.short_milli > 0 for line in lines)),
        (tr("{count} over"), sum(_is_over(view, line) for line in lines)),
        (tr("{count} damaged"), sum(line.damaged_milli > 0 for line in lines)),
    )
    words = [text.format(count=count) for text, count in told if count]
    return ", ".join(words) or tr("all as announced")


def receive_state(now: Receiving) -> StockState:
    """What the screen shows."""
    view, rows = now.view, _rows(now.view)
    title = delivery_words(view.delivery)
    pallet = tr("Pallet {sscc}", sscc=view.pallet) if view.pallet else ""
    if now.item is not None:
        return StockState(
            title=now.item.name,
            detail=" · ".join(filter(None, (now.item.number, title, pallet))),
            rows=rows,
            typed=now.typed.text,
            actions=(
                StockAction("damaged", tr("Damaged"), "alert-triangle"),
                StockAction("undo", tr("Not this one"), "x"),
            ),
            primary=tr("{count} are here", count=now.typed.text),
            can_do=now.typed.milli > 0,
        )
    if now.asks_warmth:
        return StockState(
            title=tr("How cold are the goods?"),
            detail=title,
            rows=rows,
            typed=_warmth(now),
            actions=(StockAction("below_zero", tr("Below zero"), "minus"),),
            primary=tr("Finish at {degrees}", degrees=_warmth(now)),
            can_do=not now.typed.is_empty,
        )
    return StockState(
        title=title,
        detail=pallet or tr("Scan each piece or case, or scan one and type how many."),
        rows=rows,
        empty=tr("Scan what has come."),
        actions=(StockAction("undo", tr("Undo"), "arrow-back-up"),),
        primary=tr("Finish: {what}", what=finished_words(view)),
        can_do=any(line.received_milli or line.damaged_milli for line in view.delivery.lines),
    )


def _warmth(now: Receiving) -> str:
    sign = "−" if now.is_below_zero else ""
    return f"{sign}{now.typed.milli // 1000} °C"


def _is_over(view: DeliveryView, line: DeliveryLine) -> bool:
    return view.delivery.kind is not DeliveryKind.BLIND and line.short_milli < 0


def _rows(view: DeliveryView) -> tuple[ChoiceRow, ...]:
    """The pallet that was scanned first, then the rest; what is open before what is whole."""
    pairs = [
        (line, item)
        for line, item in zip(view.delivery.lines, view.items, strict=True)
        if item is not None
    ]
    of_pallet = [pair for pair in pairs if view.pallet and pair[0].sscc == view.pallet]
    rest = [pair for pair in pairs if pair not in of_pallet]
    return tuple(_row(view, line, item) for line, item in (*of_pallet, *rest))


def _row(view: DeliveryView, line: DeliveryLine, item: Item) -> ChoiceRow:
    came = amount_words(item, line.received_milli + line.damaged_milli)
    blind = view.delivery.kind is DeliveryKind.BLIND
    whole = (
        came
        if blind
        else tr(
            "{came} of {announced}", came=came, announced=amount_words(item, line.expected_milli)
        )
    )
    parts = [item.number]
    if line.damaged_milli:
        parts.append(tr("{count} damaged", count=amount_words(item, line.damaged_milli)))
    if _is_over(view, line):
        parts.append(tr("{count} over", count=amount_words(item, -line.short_milli)))
    return ChoiceRow(str(item.item_id), item.name, " · ".join(parts), whole)
