"""Habits knows what follows from the orders of a buyer: departments that they come back to, and their size there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pos_app.domain.customer import Customer
from pos_app.ports.replica import Catalogue

# Of each order that a buyer is reminded of.
ITEMS_LOOKED_AT = 8
USUAL_MAX = 3


@dataclass(frozen=True, slots=True)
class Habit:
    """A department of more than one of their orders; size: what they took there more than once, "" for none."""

    department: str
    size: str


class Habits:
    """Once may be a present: only what came back is a habit."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, buyer: Customer) -> tuple[Habit, ...]:
        """The most frequent department first; of two sizes as frequent as each other, neither."""
        orders: Counter[str] = Counter()
        sizes: dict[str, Counter[str]] = {}
        for bought in buyer.purchases:
            found = map(self._catalogue.by_id, bought.items[:ITEMS_LOOKED_AT])
            items = [item for item in found if item is not None]
            orders.update({item.department for item in items})
            own = self._catalogue.sizes_of([item.item_id for item in items])
            for department, size in {(i.department, own.get(i.item_id, "")) for i in items}:
                sizes.setdefault(department, Counter())[size] += 1
        often = [department for department, count in orders.most_common() if count > 1]
        return tuple(Habit(each, _usual(sizes[each])) for each in often[:USUAL_MAX])


def _usual(sizes: Counter[str]) -> str:
    counted = [(count, size) for size, count in sizes.items() if size and count > 1]
    most = max(counted, default=(0, ""))[0]
    found = [size for count, size in counted if count == most]
    return found[0] if len(found) == 1 else ""
