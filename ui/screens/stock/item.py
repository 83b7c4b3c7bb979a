"""Stock item knows how the stock of one item is told: what is here, where it lies, and how old the figures are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.operation import Operation
from pos_app.domain.operations.stock import (
    CHECK_DATES,
    COUNT_STOCK,
    MOVE_STOCK,
    PRINT_SHELF_LABEL,
    REDUCE_GOODS,
    UNDO_STOCK,
    WASTE_STOCK,
)
from pos_app.domain.quantity import EACH
from pos_app.usecases.inventory.find_stock import ItemStock
from pos_app.usecases.inventory.print_labels import LabelPrinted
from pos_app.usecases.stock_room import StockRoom
from ui.application import Application
from ui.desk import Desk
from ui.figures import day_text, parts_words
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.stock.view_state import StockAction, StockState
from ui.stock_words import amount_words, place_words
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

ADJUST, WASTE, MOVE, UNDO, LABEL = "adjust", "waste", "move", "undo", "label"
DATES, REDUCE = "dates", "reduce"
_STORES, _STORE_ICON = "stores", "building-warehouse"


class StockItemPresenter:
    """Every figure says its age; what head office has not heard yet is in it already."""

    def __init__(
        self,
        application: Application,
        stock: StockRoom,
        desk: Desk,
        show: Callable[[StockState], None],
        begin: Callable[[str, ItemStock], None],
    ) -> None:
        """begin: a change of this item is to be typed."""
        self._application = application
        self._stock = stock
        self._desk = desk
        self._show = show
        self._begin = begin
        self.told: ItemStock | None = None

    def opened(self) -> None:
        """The screen came to the front."""
        self._render()

    def tell(self, told: ItemStock) -> None:
        """This item from now on."""
        self.told = told
        self._desk.go(Route.STOCK_ITEM)

    def reread(self) -> None:
        """Stock moved somewhere."""
        if self.told is not None:
            step = partial(self._stock.find.by_id, item_id=self.told.item.item_id)
            self._desk.runner.run(step, self._reread)

    def action_touched(self, action: str) -> None:
        """One of the keys."""
        if self.told is None:
            return
        if action == UNDO:
            self._desk.runner.run(
                partial(self._stock.change.undo, item=self.told.item), self._undone
            )
        elif action == DATES:
            self._desk.runner.run(
                partial(self._stock.tasks.dates_are_fine, item=self.told.item), self._dates_checked
            )
        elif action == LABEL:
            self._desk.runner.run(
                partial(self._stock.labels.of_item, item=self.told.item), self._label_printed
            )
        else:
            self._begin(action, self.told)

    def primary_touched(self) -> None:
        """Count it."""
        self._desk.go(Route.STOCK_COUNT)

    def _reread(self, told: ItemStock) -> None:
        if self.told is not None and told.item.item_id == self.told.item.item_id:
            self.told = told
            self._render()

    def _undone(self, told: ItemStock) -> None:
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("Undone: {item}.", item=told.item.name)))
        self._reread(told)

    def _dates_checked(self, told: ItemStock) -> None:
        text = tr("Dates are fine: {item}.", item=told.item.name)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))
        self._reread(told)

    def _label_printed(self, printed: LabelPrinted) -> None:
        text = tr("Label printed: {what}.", what=printed.of)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _render(self) -> None:
        told = self.told
        if told is None:
            self._desk.go(Route.STOCK)
            return
        item, figure = told.item, told.figure
        price = format_money(Money(item.unit_price.price_minor, item.unit_price.currency))
        me = self._application.signed_on()
        # a kit has no stock of its own: its parts are counted and thrown away
        keeps = me is not None and COUNT_STOCK.is_for(me) and not item.parts
        self._show(
            StockState(
                title=item.name,
                detail=" · ".join(
                    filter(
                        None, (item.number, price, parts_words(item.parts) if item.parts else "")
                    )
                ),
                figure=tr("No figure")
                if figure is None
                else tr("{count} here", count=amount_words(item, figure.on_hand_milli)),
                hint=self._hint(told),
                rows=(*_bin_rows(told), *self._other_rows(told)),
                empty=tr("No bin is known."),
                actions=self._actions(told) if keeps else (),
                primary=tr("Count it") if keeps else "",
                can_do=True,
            )
        )

    def _other_rows(self, told: ItemStock) -> tuple[ChoiceRow, ...]:
        """Other stores that have some, each with the age of its figure; one row where none has."""
        known = told.elsewhere
        some = [store for store in known if store.stock.available_milli]
        if known and not some:
            age = self._age(min(store.stock.as_of_us for store in known))
            return (ChoiceRow(_STORES, tr("No other store has any"), age, "", icon=_STORE_ICON),)
        return tuple(
            ChoiceRow(
                f"{_STORES}:{store.stock.business_unit}",
                tr("Store {name}", name=store.name),
                self._age(store.stock.as_of_us),
                amount_words(told.item, store.stock.available_milli),
                icon=_STORE_ICON,
            )
            for store in some
        )

    def _age(self, as_of_us: int) -> str:
        local = self._desk.local
        day, time = local.business_date(as_of_us), local.clock(as_of_us)
        if day == local.business_date(self._desk.now_us()):
            return tr("As of {time}", time=time)
        return tr("As of {day}, {time}", day=day_text(day), time=time)

    def _hint(self, told: ItemStock) -> str:
        parts = []
        if told.figure is not None:
            kept = amount_words(told.item, told.figure.reserved_milli)
            free = amount_words(told.item, told.figure.available_milli)
            parts.append(tr("{kept} kept for orders, {free} to sell.", kept=kept, free=free))
        if told.as_of_us is not None:
            when = self._desk.local.clock(told.as_of_us)
            parts.append(tr("Head office’s figures of {time}, and what was done here.", time=when))
        return " ".join(parts)

    def _actions(self, told: ItemStock) -> tuple[StockAction, ...]:
        is_piece = told.item.unit == EACH
        # a correction may need a second person, who is asked then
        keys = (
            (ADJUST, tr("Correct"), "calculator", told.figure is not None),
            (WASTE, tr("Throw away"), "trash", told.figure is not None and self._may(WASTE_STOCK)),
            (MOVE, tr("Move"), "arrow-right", self._may(MOVE_STOCK)),
            (LABEL, tr("Shelf label"), "printer", self._may(PRINT_SHELF_LABEL)),
            (REDUCE, tr("Reduced label"), "discount", is_piece and self._may(REDUCE_GOODS)),
            (DATES, tr("Dates are fine"), "clock", told.is_cold and self._may(CHECK_DATES)),
            (UNDO, tr("Undo"), "arrow-back-up", told.can_undo and self._may(UNDO_STOCK)),
        )
        return tuple(StockAction(key, words, icon) for key, words, icon, shown in keys if shown)

    def _may(self, operation: Operation) -> bool:
        me = self._application.signed_on()
        return me is not None and operation.is_for(me)


def _bin_rows(told: ItemStock) -> tuple[ChoiceRow, ...]:
    return tuple(
        ChoiceRow(
            each.bin,
            place_words(each.bin),
            "",
            amount_words(told.item, each.on_hand_milli),
            icon="package",
        )
        for each in told.bins
    )
