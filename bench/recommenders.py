"""Recommenders knows the methods that the shipped one is measured against, each with its hyper-parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse
from implicit.cpu.als import AlternatingLeastSquares
from implicit.nearest_neighbours import bm25_weight, normalize, tfidf_weight
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

Scores = NDArray[np.float64]
# From a matrix of baskets and the visible part of others to a score of every item for each of these.
Method = Callable[[Any, Any], Scores]
EASE_LAMBDAS = (3, 10, 30, 100, 300, 1_000, 3_000)
NEIGHBOURS = (20, 100, 500)
SEED = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """A method with its hyper-parameters, in words."""

    words: str
    score: Method


def popularity() -> Iterator[Choice]:
    """The best sellers, whatever is in the basket."""
    yield Choice("", _popularity)


def item_cosine() -> Iterator[Choice]:
    """Items of like baskets, by the cosine of their columns."""
    for kept in NEIGHBOURS:
        yield Choice(f"neighbours={kept}", _weighted(_plain, kept))


def tf_idf() -> Iterator[Choice]:
    """As the cosine, with rare items counting for more."""
    for kept in NEIGHBOURS:
        yield Choice(f"neighbours={kept}", _weighted(tfidf_weight, kept))


def bm25() -> Iterator[Choice]:
    """As the product of columns weighted by BM25."""
    for kept in NEIGHBOURS:
        for k1 in (0.5, 1.2, 5.0):
            for b in (0.2, 0.75):
                words = f"neighbours={kept} K1={k1} B={b}"
                yield Choice(words, _weighted(_bm25(k1, b), kept, normalised=False))


def als() -> Iterator[Choice]:
    """Alternating least squares on implicit feedback."""
    for factors in (64, 192):
        for regularization in (0.05, 5.0):
            words = f"factors={factors} regularization={regularization}"
            yield Choice(words, _als(factors, regularization))


def ease() -> Iterator[Choice]:
    """The shallow autoencoder with a closed form, at its full size."""
    for ridge in EASE_LAMBDAS:
        yield Choice(f"lambda={ridge}", _ease(ridge))


def _popularity(baskets: Any, visible: Any) -> Scores:
    counts = np.asarray(baskets.sum(axis=0), dtype=np.float64).ravel()
    return np.tile(counts, (visible.shape[0], 1))


def _plain(baskets: Any) -> Any:
    return baskets


def _bm25(k1: float, b: float) -> Callable[[Any], Any]:
    def weighted(items: Any) -> Any:
        return bm25_weight(items, K1=k1, B=b)

    return weighted


def _weighted(weigh: Callable[[Any], Any], kept: int, *, normalised: bool = True) -> Method:
    def score(baskets: Any, visible: Any) -> Scores:
        # The library weighs rows: items stand in rows here.
        items = scipy.sparse.csr_matrix(weigh(baskets.T.tocsr()))
        if normalised:
            items = normalize(items)
        likeness = (items @ items.T).toarray().astype(np.float64)
        np.fill_diagonal(likeness, 0)
        least = np.partition(likeness, -kept, axis=1)[:, -kept][:, None]
        scores: Scores = visible @ np.where(likeness >= least, likeness, 0)
        return scores

    return score


def _als(factors: int, regularization: float) -> Method:
    def score(baskets: Any, visible: Any) -> Scores:
        # Threads of its own over those of the algebra beneath slow both.
        with threadpool_limits(1, "blas"):
            model = AlternatingLeastSquares(
                factors=factors,
                regularization=regularization,
                iterations=12,
                random_state=SEED,
                num_threads=2,
            )
            model.fit(baskets.tocsr(), show_progress=False)
            users = model.recalculate_user(np.arange(visible.shape[0]), visible.tocsr())
        scores: Scores = (users @ model.item_factors.T).astype(np.float64)
        return scores

    return score


def _ease(ridge: float) -> Method:
    def score(baskets: Any, visible: Any) -> Scores:
        together = (baskets.T @ baskets).toarray().astype(np.float64)
        together[np.diag_indices(len(together))] += ridge
        inverse = np.linalg.inv(together)
        weights = -inverse / np.diag(inverse)
        np.fill_diagonal(weights, 0)
        scores: Scores = visible @ weights
        return scores

    return score
