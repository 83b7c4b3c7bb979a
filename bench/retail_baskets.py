"""Retail baskets knows the Online Retail set as questions: which item was taken out of a basket."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from central.recommend.baskets import Basket, BasketMatrix, basket_matrix
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.upsell import PastBasket
from resources.demo.lines import read_lines
from resources.demo.online_retail import SHIFT

# What was sold before is trained on; the dates of the set are moved by whole weeks.
CUT = date(2011, 11, 9) + SHIFT
VALIDATION = timedelta(weeks=4)
ITEMS_MIN, ITEMS_MAX = 2, 30
# As the centre tells a device of a customer.
PAST_SHOWN = 5
HIDING_SEED = 20_111_109


@dataclass(frozen=True, slots=True)
class Invoice:
    """One sale of the set: what was sold and not only brought back, each item once, in the order of its lines."""

    number: str
    sold_on: date
    minute: int
    customer: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A basket without one of its items; `past` is what its customer bought before, the newest first."""

    items: tuple[ItemId, ...]
    hidden: ItemId
    past: tuple[PastBasket, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """Baskets to learn from, and questions about later ones; both know the same items."""

    training: BasketMatrix
    questions: tuple[Question, ...]
    visible: Any
    hidden: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many questions."""
        return len(self.questions)


def invoices() -> list[Invoice]:
    """All of the set in the order of time; an item's id is its place among the sorted item numbers, from 1 on."""
    found: dict[str, tuple[date, int, str]] = {}
    numbers: dict[str, dict[str, None]] = defaultdict(dict)
    for line in read_lines():
        if line.quantity > 0:
            found.setdefault(line.invoice, (line.sold_on, line.minute_of_day, line.customer_number))
            numbers[line.invoice][line.item_number] = None
    every = sorted({number for items in numbers.values() for number in items})
    id_of = {number: place for place, number in enumerate(every, start=1)}
    made = [
        Invoice(name, day, minute, customer, tuple(id_of[number] for number in numbers[name]))
        for name, (day, minute, customer) in found.items()
    ]
    return sorted(made, key=lambda invoice: (invoice.sold_on, invoice.minute, invoice.number))


def sliced(sales: Sequence[Invoice], cut: date, end: date | None = None) -> Slice:
    """Learn from before the cut, ask about baskets from it on, until before the end."""
    before = [sale for sale in sales if sale.sold_on < cut]
    training = basket_matrix(Basket(sale.customer, sale.items) for sale in before)
    known = {int(item): column for column, item in enumerate(training.items)}
    dice = np.random.default_rng(HIDING_SEED)
    history: defaultdict[str, list[Invoice]] = defaultdict(list)
    questions: list[Question] = []
    for sale in sales:
        if sale.sold_on >= cut and (end is None or sale.sold_on < end):
            items = [item for item in sale.items if item in known]
            if ITEMS_MIN <= len(items) <= ITEMS_MAX:
                hidden = items.pop(int(dice.integers(len(items))))
                past = _past(history[sale.customer], sale, known) if sale.customer else ()
                questions.append(Question(tuple(map(ItemId, items)), ItemId(hidden), past))
        history[sale.customer].append(sale)
    columns = [[known[item] for item in question.items] for question in questions]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter((column for row in columns for column in row), dtype=np.int64)
    visible = scipy.sparse.csr_matrix(
        (np.ones(len(flat), dtype=np.float32), flat, starts), shape=(len(questions), len(known))
    )
    hidden_columns = np.array([known[question.hidden] for question in questions], dtype=np.int64)
    return Slice(training, tuple(questions), visible, hidden_columns)


def _past(
    earlier: Sequence[Invoice], sale: Invoice, known: dict[int, int]
) -> tuple[PastBasket, ...]:
    return tuple(
        PastBasket(
            OrderNumber(past.number),
            past.sold_on.isoformat(),
            (sale.sold_on - past.sold_on).days,
            tuple(ItemId(item) for item in past.items if item in known),
        )
        for past in earlier[: -PAST_SHOWN - 1 : -1]
    )
