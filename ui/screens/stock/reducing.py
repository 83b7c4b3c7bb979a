"""Stock reducing knows how pieces of an item get labels with a lower price: how much off, how many labels, one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.money import Money, Rounding, divide
from pos_app.domain.money_format import format_money
from pos_app.usecases.inventory.find_stock import ItemStock
from pos_app.usecases.inventory.print_labels import LabelPrinted
from pos_app.usecases.stock_room import StockRoom
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.stock.view_state import StockState
from ui.translation import tr, tr_count
from ui.typed_amount import TypedAmount
from ui.typed_quantity import TypedQuantity
from ui.widgets.row_state import ChoiceRow

_PERCENTS = (25, 30, 50, 75)
_WHOLE = 100
_OTHER = "other"
_MILLI = 1000


class StockReducePresenter:
    """Digits are how many labels, or the price itself where none of the rows is it; nothing prints before the key."""

    def __init__(
        self,
        stock: StockRoom,
        desk: Desk,
        show: Callable[[StockState], None],
        done: Callable[[ItemStock], None],
    ) -> None:
        """done: another item was scanned."""
        self._stock = stock
        self._desk = desk
        self._show = show
        self._done = done
        self._told: ItemStock | None = None
        self._chosen = ""
        self._pieces = TypedQuantity()
        self._price = TypedAmount(desk.currency)
        self._is_untouched = True

    def begin(self, told: ItemStock) -> None:
        """Pieces of this item."""
        self._told, self._chosen = told, str(_PERCENTS[0])
        self._pieces.begin(told.item.unit)
        self._pieces.add(_MILLI)
        self._is_untouched = True
        self._price.clear()
        self._desk.go(Route.STOCK_REDUCE)

    def opened(self) -> None:
        """The screen came to the front."""
        self._render()

    def row_touched(self, key: str) -> None:
        """So much off, or another price."""
        self._chosen = key
        self._render()

    def digit_pressed(self, digit: str) -> None:
        """One more digit."""
        if self._is_other:
            self._price.press(digit)
        else:
            if self._is_untouched and self._told is not None:
                # the one that stands there at first is no digit that somebody typed
                self._pieces.begin(self._told.item.unit)
            self._is_untouched = False
            self._pieces.press(digit)
        self._render()

    def erased(self) -> None:
        """The last digit was wrong."""
        if self._is_other:
            self._price.erase()
        else:
            self._pieces.erase()
        self._render()

    def scanned(self, text: str) -> None:
        """The same item is one more label; another one is looked at."""
        self._desk.runner.run(partial(self._stock.find.item_scanned, text=text), self._was_scanned)

    def primary_touched(self) -> None:
        """Print them."""
        told = self._told
        if told is not None and self._can_print(told):
            step = partial(
                self._stock.labels.reduced,
                item=told.item,
                price=self._price_of(told),
                pieces=self._count,
            )
            self._desk.runner.run(step, self._printed)

    @property
    def _is_other(self) -> bool:
        return self._chosen == _OTHER

    @property
    def _count(self) -> int:
        return 1 if self._is_other else self._pieces.milli // _MILLI

    def _was_scanned(self, found: ItemStock) -> None:
        if self._told is not None and found.item.item_id == self._told.item.item_id:
            self._pieces.add(_MILLI)
            self._render()
        else:
            self._done(found)

    def _printed(self, printed: LabelPrinted) -> None:
        text = tr_count(
            "{count} label prints: {item}. Each sells once.",
            "{count} labels print: {item}. Each sells once.",
            self._count,
            item=printed.of,
        )
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))
        self._price.clear()
        self._render()

    def _can_print(self, told: ItemStock) -> bool:
        price = self._price_of(told).amount_minor
        return self._count > 0 and 0 < price < told.item.unit_price.price_minor

    def _price_of(self, told: ItemStock) -> Money:
        if self._is_other:
            return self._price.amount
        return _less(told, int(self._chosen))

    def _render(self) -> None:
        told = self._told
        if told is None:
            self._desk.go(Route.STOCK)
            return
        price = format_money(_less(told, 0))
        rows = tuple(
            ChoiceRow(
                str(percent),
                tr("{percent} % off", percent=str(percent)),
                "",
                format_money(_less(told, percent)),
            )
            for percent in _PERCENTS
        )
        other = ChoiceRow(_OTHER, tr("Another price"), tr("Type it."), "")
        typed = format_money(self._price.amount) if self._is_other else self._pieces.text
        self._show(
            StockState(
                title=told.item.name,
                detail=tr("Now {price}. How much off, and how many labels?", price=price),
                hint=tr("A label is for one piece, and sells it once."),
                rows=(*rows, other),
                chosen=self._chosen,
                typed=typed,
                primary=self._primary(told),
                can_do=self._can_print(told),
            )
        )

    def _primary(self, told: ItemStock) -> str:
        if not self._can_print(told):
            return tr("Type a lower price") if self._is_other else tr("Type how many")
        return tr_count(
            "Print {count} label at {price}",
            "Print {count} labels at {price}",
            self._count,
            price=format_money(self._price_of(told)),
        )


def _less(told: ItemStock, percent: int) -> Money:
    """The list's price with so much off."""
    price = told.item.unit_price
    minor = divide(price.price_minor * (_WHOLE - percent), _WHOLE, Rounding.HALF_UP)
    return Money(minor, price.currency)
