"""Read tasks knows what is to be done in the store today, and how somebody says that dates are fine."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.day_tasks import (
    DayTask,
    count_tasks,
    date_tasks,
    dates_checked,
    label_tasks,
    put_back_tasks,
)
from pos_app.domain.ids import ItemId
from pos_app.domain.operations.stock import CHECK_DATES, READ_TASKS
from pos_app.ports.changes import Changes
from pos_app.ports.replica import Catalogue
from pos_app.ports.stock_room import DayWork, StockBook
from pos_app.usecases.inventory.find_stock import FindStock, ItemStock
from pos_app.usecases.inventory.stock_facts import StockFacts

# A price that changed so long ago has its label, or nobody waits for it any more.
CHANGED_WITHIN_US = 48 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class TasksRead:
    """What is left of today, each with its item."""

    tasks: tuple[tuple[DayTask, Item], ...]
    changes: Changes = Changes.NONE


class ReadTasks:
    """The list shortens by what is done: nobody ticks anything twice. Errors: NotAllowed."""

    def __init__(
        self,
        book: StockBook,
        work: DayWork,
        facts: StockFacts,
        find: FindStock,
        catalogue: Catalogue,
    ) -> None:
        self._book = book
        self._work = work
        self._facts = facts
        self._find = find
        self._catalogue = catalogue

    def __call__(self) -> TasksRead:
        """Labels, dates, what goes back to its shelf, what is to be counted."""
        self._facts.check(READ_TASKS)
        deeds, today, now_us = self._book.deeds(), self._facts.business_date(), self._facts.now_us()
        since_us = now_us - CHANGED_WITHIN_US
        changed, wrong = (
            self._work.changed_prices(since_us, now_us),
            self._work.wrong_labels(since_us),
        )
        tasks = [
            *label_tasks(changed, wrong, deeds, self._price),
            *date_tasks(self._work.cold_items(), deeds, today),
            *put_back_tasks(self._work.to_put_back()),
            *count_tasks(deeds, self._is_in_no_bin),
        ]
        items = [(task, self._catalogue.by_id(task.item_id)) for task in tasks]
        return TasksRead(tuple((task, item) for task, item in items if item is not None))

    def dates_are_fine(self, *, item: Item) -> ItemStock:
        """Somebody looked at all pieces of it."""
        self._facts.check(CHECK_DATES)
        changes = self._facts.append(CHECK_DATES, dates_checked(item.item_id), item.name)
        return self._find.of_item(item, changes)

    def _price(self, item_id: ItemId) -> int | None:
        item = self._catalogue.by_id(item_id)
        return None if item is None else item.unit_price.price_minor

    def _is_in_no_bin(self, item_id: ItemId) -> bool:
        figure = self._book.figure(item_id)
        bins = self._book.bins(item_id)
        has_none = all(each.on_hand_milli <= 0 for each in bins)
        return figure is not None and figure.available_milli > 0 and has_none
