"""Training knows how neighbours are learned from baskets: one small ridge regression an item, at any catalogue size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from central.recommend.baskets import BasketMatrix
from pos_app.domain.neighbours import ENTRIES_MAX, ItemNeighbours

WEIGHT = 10_000
# A square of so many items fits into a quarter of a gigabyte; it is read at any place in no time.
DENSE_ITEMS_MAX = 8_000


@dataclass(frozen=True, slots=True)
class Training:
    """Chosen on a validation slice by bench/upsell.

    ridge: what is added to the diagonal, in baskets; looked_at: how many items that are bought with an item may explain
    it; entries_max: how many neighbours an item keeps.
    """

    ridge: float = 3.0
    looked_at: int = 200
    entries_max: int = 48


SHIPPED_TRAINING = Training()


def train(
    baskets: BasketMatrix, training: Training = SHIPPED_TRAINING
) -> dict[int, ItemNeighbours]:
    """By item, what is bought with it; an item without any is not there.

    Each item is explained by those that are bought with it most, all at once: what two of them say alike counts once.
    That is the shallow autoencoder EASE, solved for each item over its own surroundings instead of the whole
    catalogue: the time grows with the items, not with their cube.
    """
    counts = baskets.basket_counts
    together = (baskets.matrix.T @ baskets.matrix).tocsr()
    square = together.toarray() if len(counts) <= DENSE_ITEMS_MAX else None
    sources: list[NDArray[np.int64]] = []
    targets: list[NDArray[np.int64]] = []
    weights: list[NDArray[np.float32]] = []
    shared: list[NDArray[np.float32]] = []
    for target in range(len(counts)):
        found = _explain(together, square, counts, target, training)
        if found is not None:
            near, weight, both = found
            sources.append(near)
            targets.append(np.full(len(near), target))
            weights.append(weight)
            shared.append(both)
    if not sources:
        return {}
    rows = _strongest(
        np.concatenate(sources), np.concatenate(weights), len(counts), training.entries_max
    )
    target_of, both_of = np.concatenate(targets), np.concatenate(shared)
    weight_of = np.concatenate(weights)
    neighbours = {}
    for source, places in rows:
        entries = tuple(
            (int(item), int(weight), int(both))
            for item, weight, both in zip(
                baskets.items[target_of[places]],
                np.round(weight_of[places] * WEIGHT),
                both_of[places],
                strict=True,
            )
            if weight >= 1
        )
        if entries:
            neighbours[int(baskets.items[source])] = ItemNeighbours(
                int(counts[source]), int(baskets.again_permille[source]), entries
            )
    return neighbours


def _explain(
    together: Any,
    square: NDArray[np.float32] | None,
    counts: NDArray[np.int64],
    target: int,
    training: Training,
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]] | None:
    """Which items explain the target, with their weights and the baskets that hold both."""
    begin, end = together.indptr[target], together.indptr[target + 1]
    near, both = together.indices[begin:end], together.data[begin:end]
    is_other = near != target
    near, both = near[is_other], both[is_other]
    if not len(near):
        return None
    if len(near) > training.looked_at:
        likeness = both / np.sqrt(counts[near])
        best = np.argpartition(likeness, -training.looked_at)[-training.looked_at :]
        best.sort()
        near, both = near[best], both[best]
    around = together[near][:, near].toarray() if square is None else square[np.ix_(near, near)]
    around[np.diag_indices(len(near))] += training.ridge
    weight = np.linalg.solve(around, both).astype(np.float32)
    kept = weight > 0
    return near[kept].astype(np.int64), weight[kept], both[kept]


def _strongest(
    sources: NDArray[np.int64], weights: NDArray[np.float32], count: int, entries_max: int
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Of each source, the places of its strongest entries, the strongest first."""
    order = np.lexsort((-weights, sources))
    bounds = np.searchsorted(sources[order], np.arange(count + 1))
    for source in range(count):
        begin, end = int(bounds[source]), int(bounds[source + 1])
        if begin < end:
            yield source, order[begin : min(end, begin + min(entries_max, ENTRIES_MAX))]
