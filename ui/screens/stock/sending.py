"""Stock sending knows how goods are gathered for another store: where to, what, how many, and one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import BusinessUnit
from pos_app.usecases.inventory.receive_goods import Arrived
from pos_app.usecases.inventory.send_goods import SisterStores, TransferLine, TransferSent
from pos_app.usecases.stock_room import StockRoom
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.stock.view_state import StockAction, StockState
from ui.stock_words import amount_words
from ui.translation import tr, tr_count
from ui.typed_quantity import TypedQuantity
from ui.widgets.row_state import ChoiceRow

_ANOTHER, _REMOVE = "another", "remove"


class StockSendPresenter:
    """Nothing has left before the last key; then all of it has, as one fact."""

    def __init__(self, stock: StockRoom, desk: Desk, show: Callable[[StockState], None]) -> None:
        self._stock = stock
        self._desk = desk
        self._show = show
        self._stores: tuple[tuple[BusinessUnit, str], ...] = ()
        self._to: BusinessUnit | None = None
        self._lines: dict[int, TransferLine] = {}
        self._item: Item | None = None
        self._typed = TypedQuantity()

    def opened(self) -> None:
        """The screen came to the front; what was gathered stays."""
        self._desk.runner.run(self._stock.send.stores, self._read)

    def row_touched(self, key: str) -> None:
        """The store that the goods go to, or a line that was wrong."""
        if self._to is None:
            self._to = BusinessUnit(key)
        elif int(key) in self._lines:
            line = self._lines[int(key)]
            self._item = line.item
            self._typed.begin(line.item.unit, line.milli)
        self._render()

    def digit_pressed(self, digit: str) -> None:
        """One more digit."""
        if self._item is not None:
            self._typed.press(digit)
            self._render()

    def erased(self) -> None:
        """The last digit was wrong."""
        self._typed.erase()
        self._render()

    def scanned(self, text: str) -> None:
        """An item for the other store."""
        if self._to is not None:
            self._desk.runner.run(partial(self._stock.receive.scanned, text=text), self._came)

    def action_touched(self, action: str) -> None:
        """Another store, or not this item."""
        if action == _ANOTHER:
            self._to, self._lines = None, {}
        elif self._item is not None:
            self._lines.pop(self._item.item_id, None)
        self._item = None
        self._render()

    def primary_touched(self) -> None:
        """So many of it; or all of it leaves."""
        if self._item is not None:
            self._put()
            self._render()
        elif self._to is not None and self._lines:
            step = partial(self._stock.send, to_unit=self._to, lines=[*self._lines.values()])
            self._desk.runner.run(step, self._sent)

    def _read(self, result: SisterStores) -> None:
        self._stores = result.stores
        self._render()

    def _came(self, result: Arrived) -> None:
        if self._item == result.item:
            self._typed.add(result.milli)
        else:
            self._put()
            self._item = result.item
            self._typed.begin(result.item.unit, result.milli)
            before = self._lines.get(result.item.item_id)
            if before is not None:
                self._typed.add(before.milli)
        self._desk.tell(NoticeState(NoticeKind.ACCEPTED, result.item.name))
        self._render()

    def _put(self) -> None:
        if self._item is not None and self._typed.milli > 0:
            self._lines[self._item.item_id] = TransferLine(self._item, self._typed.milli)
        self._item = None

    def _sent(self, result: TransferSent) -> None:
        name = self._name(result.to_unit)
        count = len(result.lines)
        self._to, self._lines, self._item = None, {}, None
        self._desk.go(Route.STOCK)
        words = tr_count(
            "{count} item is on its way to {store}.",
            "{count} items are on their way to {store}.",
            count,
            store=name,
        )
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))

    def _name(self, unit: BusinessUnit) -> str:
        return dict(self._stores).get(unit, unit)

    def _render(self) -> None:
        if self._to is None:
            self._show(
                StockState(
                    title=tr("Where do the goods go?"),
                    rows=tuple(
                        ChoiceRow(unit, name, tr("Store {number}", number=unit), "")
                        for unit, name in self._stores
                    ),
                    empty=tr("Head office has named no other store."),
                )
            )
            return
        item, count = self._item, len(self._lines)
        send = tr_count(
            "Send {count} item to {store}",
            "Send {count} items to {store}",
            count,
            store=self._name(self._to),
        )
        self._show(
            StockState(
                title=tr("To {store}", store=self._name(self._to)) if item is None else item.name,
                detail=tr("Scan each piece or case, or scan one and type how many."),
                rows=tuple(
                    ChoiceRow(
                        str(line.item.item_id),
                        line.item.name,
                        line.item.number,
                        amount_words(line.item, line.milli),
                    )
                    for line in self._lines.values()
                ),
                empty=tr("Scan what goes there."),
                typed="" if item is None else self._typed.text,
                actions=(
                    StockAction(_ANOTHER, tr("Another store"), "arrow-left")
                    if item is None
                    else StockAction(_REMOVE, tr("Not this one"), "x"),
                ),
                primary=send if item is None else tr("{count} go", count=self._typed.text),
                can_do=bool(count) if item is None else self._typed.milli > 0,
            )
        )
