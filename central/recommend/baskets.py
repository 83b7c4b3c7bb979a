"""Baskets knows the baskets of a ledger as one sparse matrix, and which of its items are known well enough."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

# Fewer prove nothing, and a million items would have neighbours by chance.
BASKETS_MIN = 5


@dataclass(frozen=True, slots=True)
class Basket:
    """What was bought together, in any channel; customer: whoever is known, else "". Each item once."""

    customer: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BasketMatrix:
    """items: ids of the columns, rising; matrix: one row a basket, 1 where it holds the item.

    again_permille: by column, how many of a thousand customers who bought it did so in more than one basket.
    """

    items: NDArray[np.int64]
    matrix: Any
    again_permille: NDArray[np.int64]

    @property
    def basket_counts(self) -> NDArray[np.int64]:
        """In how many baskets each item is."""
        return np.asarray(self.matrix.sum(axis=0), dtype=np.int64).ravel()


def basket_matrix(baskets: Iterable[Basket], baskets_min: int = BASKETS_MIN) -> BasketMatrix:
    """All baskets over the items that are in at least so many of them."""
    kept = [basket for basket in baskets if basket.items]
    counts = Counter(item for basket in kept for item in basket.items)
    known = sorted(item for item, count in counts.items() if count >= baskets_min)
    column_of = {item: column for column, item in enumerate(known)}
    rows = [[column_of[item] for item in basket.items if item in column_of] for basket in kept]
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    ones = np.ones(len(columns), dtype=np.float32)
    matrix = scipy.sparse.csr_matrix((ones, columns, starts), shape=(len(rows), len(known)))
    again = _again_permille([basket.customer for basket in kept], rows, len(known))
    return BasketMatrix(np.array(known, dtype=np.int64), matrix, again)


def _again_permille(
    customers: Sequence[str], rows: Sequence[Sequence[int]], count: int
) -> NDArray[np.int64]:
    bought: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for customer, row in zip(customers, rows, strict=True):
        if customer:
            bought[customer].update(row)
    once, again = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for theirs in bought.values():
        for column, times in theirs.items():
            once[column] += 1
            again[column] += times > 1
    return again * 1000 // np.maximum(once, 1)
