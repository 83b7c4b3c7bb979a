"""Stock home knows what may be done in the stock room, what was found by words, and what lies in a scanned bin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.ids import ItemId
from pos_app.domain.operations.stock import (
    COUNT_STOCK,
    PRINT_BIN_LABEL,
    READ_TASKS,
    RECEIVE_GOODS,
    SEND_TRANSFER,
)
from pos_app.usecases.checkout.search_items import SearchResult
from pos_app.usecases.inventory.find_stock import BinContent, ItemStock
from pos_app.usecases.inventory.print_labels import LabelPrinted
from pos_app.usecases.stock_room import StockRoom
from ui.application import Application
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.stock.view_state import StockAction, StockState
from ui.stock_words import amount_words, place_words
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

_ITEM = "item:"


class StockHomePresenter:
    """A scan always leads to what was scanned; words and rows lead to the same."""

    def __init__(
        self,
        application: Application,
        stock: StockRoom,
        desk: Desk,
        show: Callable[[StockState], None],
        found: Callable[[ItemStock], None],
    ) -> None:
        self._application = application
        self._stock = stock
        self._desk = desk
        self._show = show
        self._found = found
        self._words = ""
        self._bin = ""

    def opened(self) -> None:
        """The screen came to the front."""
        self._words = ""
        self._show(
            StockState(
                title=tr("Scan an item or a bin."),
                detail=tr("Or type its name. Nothing is sold here."),
                rows=self._works(),
            )
        )

    def scanned(self, text: str) -> None:
        """An item, or a bin."""
        self._desk.runner.run(partial(self._stock.find.scanned, text=text), self.was_found)

    def search_edited(self, words: str) -> None:
        """Something was typed into the top field."""
        self._words = words
        if words:
            step = partial(self._stock.search, words=words)
            self._desk.runner.run(step, self._searched)
        else:
            self.opened()

    def row_touched(self, key: str) -> None:
        """A work, or an item that was found."""
        if key.startswith(_ITEM):
            item_id = ItemId(int(key.removeprefix(_ITEM)))
            self._desk.runner.run(partial(self._stock.find.by_id, item_id=item_id), self._found)
        else:
            self._desk.go(Route(key))

    def action_touched(self, _action: str) -> None:
        """The label of the bin in front."""
        step = partial(self._stock.labels.of_bin, bin_name=self._bin)
        self._desk.runner.run(step, self._label_printed)

    def was_found(self, result: ItemStock | BinContent) -> None:
        """The item comes to the front, or what lies in the bin."""
        if isinstance(result, ItemStock):
            self._found(result)
            return
        self._bin = result.bin
        self._show(
            StockState(
                title=tr("Bin {bin}", bin=place_words(result.bin)),
                rows=tuple(
                    ChoiceRow(
                        f"{_ITEM}{item.item_id}",
                        item.name,
                        item.number,
                        amount_words(item, there.on_hand_milli),
                    )
                    for item, there in result.items
                ),
                empty=tr("The books know of nothing in this bin."),
                actions=self._bin_actions(),
            )
        )

    def _label_printed(self, printed: LabelPrinted) -> None:
        text = tr("Label printed: {what}.", what=place_words(printed.of))
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _bin_actions(self) -> tuple[StockAction, ...]:
        me = self._application.signed_on()
        may = me is not None and PRINT_BIN_LABEL.is_for(me)
        return (StockAction("label", tr("Bin label"), "printer"),) if may else ()

    def _searched(self, result: SearchResult) -> None:
        if result.words != self._words:
            return
        self._show(
            StockState(
                title=tr("Found for “{words}”", words=result.words),
                rows=tuple(
                    ChoiceRow(
                        f"{_ITEM}{found.item.item_id}",
                        found.item.name,
                        found.item.number,
                        ""
                        if found.on_hand_milli is None
                        else amount_words(found.item, found.on_hand_milli),
                    )
                    for found in result.found
                ),
                empty=tr("Nothing like “{words}”. Scan it.", words=result.words),
            )
        )

    def _works(self) -> tuple[ChoiceRow, ...]:
        me = self._application.signed_on()
        works = (
            (
                READ_TASKS,
                Route.STOCK_TASKS,
                "clipboard-list",
                tr("Today"),
                tr("Labels, dates, what goes back to its shelf"),
            ),
            (
                COUNT_STOCK,
                Route.STOCK_COUNT,
                "hash",
                tr("Count"),
                tr("A bin or an item, without seeing the books"),
            ),
            (
                RECEIVE_GOODS,
                Route.STOCK_DELIVERIES,
                "package",
                tr("Receive"),
                tr("From a supplier or a store, or without a notice"),
            ),
            (
                SEND_TRANSFER,
                Route.STOCK_SEND,
                "arrow-up-right",
                tr("Send to a store"),
                tr("It is on its way until it is received there"),
            ),
        )
        return tuple(
            ChoiceRow(route.value, title, detail, "", icon=icon)
            for operation, route, icon, title, detail in works
            if me is not None and operation.is_for(me)
        )
