"""Stock tasks knows how the work of today is told: a row for each item, and what is to be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.catalogue import Item
from pos_app.domain.day_tasks import DayTask, TaskKind
from pos_app.domain.ids import ItemId
from pos_app.usecases.inventory.find_stock import ItemStock
from pos_app.usecases.inventory.read_tasks import TasksRead
from pos_app.usecases.stock_room import StockRoom
from ui.desk import Desk
from ui.screens.stock.view_state import StockState
from ui.stock_words import amount_words
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

_ICONS = {
    TaskKind.LABEL: "printer",
    TaskKind.DATES: "clock",
    TaskKind.PUT_BACK: "arrow-back-up",
    TaskKind.COUNT: "hash",
}


class StockTasksPresenter:
    """A touch leads to the item, where its key is; what is done is gone when one comes back."""

    def __init__(
        self,
        stock: StockRoom,
        desk: Desk,
        show: Callable[[StockState], None],
        found: Callable[[ItemStock], None],
    ) -> None:
        self._stock = stock
        self._desk = desk
        self._show = show
        self._found = found

    def opened(self) -> None:
        """The screen came to the front."""
        self._desk.runner.run(self._stock.tasks, self._read)

    def scanned(self, text: str) -> None:
        """An item that is at hand, whether there is something to do with it or not."""
        step = partial(self._stock.find.item_scanned, text=text)
        self._desk.runner.run(step, self._found)

    def row_touched(self, key: str) -> None:
        """Go there."""
        item_id = ItemId(int(key.partition(":")[2]))
        self._desk.runner.run(partial(self._stock.find.by_id, item_id=item_id), self._found)

    def _read(self, read: TasksRead) -> None:
        count = len(read.tasks)
        self._show(
            StockState(
                title=tr("To do today"),
                detail=tr_count("{count} thing left", "{count} things left", count),
                rows=tuple(_row(task, item) for task, item in read.tasks),
                empty=tr("All done for now."),
            )
        )


def _row(task: DayTask, item: Item) -> ChoiceRow:
    words = {
        TaskKind.LABEL: tr("Price changed: print its shelf label"),
        TaskKind.DATES: tr("Look at the dates"),
        TaskKind.PUT_BACK: tr("Came back: move it to its bin"),
        TaskKind.COUNT: tr("In no bin, and the books have some: count it"),
    }
    much = amount_words(item, task.milli) if task.milli else ""
    return ChoiceRow(
        f"{task.kind}:{item.item_id}", item.name, words[task.kind], much, icon=_ICONS[task.kind]
    )
