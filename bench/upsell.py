"""How often the item taken out of a real basket is among ten suggestions, beside the methods in use, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bench import recommenders
from bench.measure import Figure, say
from bench.recommenders import Choice, Scores
from bench.retail_baskets import CUT, VALIDATION, Question, Slice, invoices, sliced
from central.recommend.baskets import BASKETS_MIN, BasketMatrix
from central.recommend.training import SHIPPED_TRAINING, Training, train
from pos_app.domain.ids import ItemId
from pos_app.domain.neighbours import ItemNeighbours, pack
from pos_app.domain.upsell import (
    BASKET_ITEMS_MAX,
    SHIPPED_TASTE,
    Taste,
    does_not_buy_twice,
    fits,
    remembered,
)

TOP = 10
RESAMPLES = 10_000
SEED = 20_111_209
# What EASE may be better by, at the lower bound of 95 %.
MARGIN = 0.005
BASELINES: tuple[tuple[str, Callable[[], Iterator[Choice]]], ...] = (
    ("popularity", recommenders.popularity),
    ("item_cosine", recommenders.item_cosine),
    ("tf_idf", recommenders.tf_idf),
    ("bm25", recommenders.bm25),
    ("als", recommenders.als),
    ("ease", recommenders.ease),
)
TRAININGS = tuple(Training(ridge=ridge) for ridge in (3.0, 10.0, 30.0, 100.0))
TASTES = (
    Taste(again=0),
    Taste(history_percent=0),
    *(
        Taste(again=again, half_life_days=half_life)
        for again in (700, 1_000, 1_300, 1_600)
        for half_life in (60, 90, 180)
    ),
)


@dataclass(frozen=True, slots=True)
class Ranks:
    """The place of each hidden item among all that could be suggested, from 0 on; halves are shared places."""

    ranks: NDArray[np.float64]

    @property
    def hits(self) -> NDArray[np.float64]:
        """1 where it is among the first ten."""
        return (self.ranks < TOP).astype(np.float64)

    @property
    def hit_rate(self) -> float:
        """HitRate@10."""
        return float(self.hits.mean())

    @property
    def mrr(self) -> float:
        """The mean of one over the place."""
        return float((1 / (self.ranks + 1)).mean())


def main() -> None:
    """Print HitRate@10 and MRR of each method, and how sure the difference to EASE is."""
    began = time.monotonic()
    sales = invoices()
    chosen_on = sliced(sales, CUT - VALIDATION, CUT)
    asked = sliced(sales, CUT)
    say(
        "baskets",
        sales=len(sales),
        items=len(asked.training.items),
        items_in_baskets_min=BASKETS_MIN,
        validation=chosen_on.count,
        test=asked.count,
        test_with_history=sum(bool(question.past) for question in asked.questions),
    )
    found = {name: _baseline(name, choices(), chosen_on, asked) for name, choices in BASELINES}
    shipped = _shipped(chosen_on, asked)
    low, high = _bounds(shipped.hits - found["ease"].hits)
    difference = shipped.hit_rate - found["ease"].hit_rate
    say("shipped_minus_ease", points=difference * 100, low=low * 100, high=high * 100)
    say("took", seconds=time.monotonic() - began)
    print(
        Figure.beside_floor("upsell", shipped.hit_rate, "HitRate@10", found["ease"].hit_rate).line()
    )
    if low <= -MARGIN:
        message = "the shipped model may be worse than EASE"
        raise SystemExit(message)


def _baseline(name: str, choices: Iterable[Choice], chosen_on: Slice, asked: Slice) -> Ranks:
    best: Choice | None = None
    best_rate = -1.0
    for choice in choices:
        rate = _ranks(
            chosen_on, choice.score(chosen_on.training.matrix, chosen_on.visible)
        ).hit_rate
        if rate > best_rate:
            best, best_rate = choice, rate
    assert best is not None, "each method has a choice"
    ranks = _ranks(asked, best.score(asked.training.matrix, asked.visible))
    print(
        f"{name} hit_rate={ranks.hit_rate:.4f} mrr={ranks.mrr:.4f} validation={best_rate:.4f} "
        f"{best.words}",
        flush=True,
    )
    return ranks


def _ranks(asked: Slice, scores: Scores) -> Ranks:
    """Items of the basket are no answer."""
    scores = np.asarray(scores, dtype=np.float64)
    scores[asked.visible.nonzero()] = -np.inf
    own = scores[np.arange(asked.count), asked.hidden][:, None]
    shared = (scores == own).sum(axis=1) - 1
    return Ranks((scores > own).sum(axis=1) + shared / 2)


def _shipped(chosen_on: Slice, asked: Slice) -> Ranks:
    """The model as the centre trains it and the device scores it: packed rows, whole numbers, the till's own code."""
    trained = {t: _learned(chosen_on.training, t) for t in TRAININGS}
    by_training = {t: _asked_of(chosen_on, trained[t], SHIPPED_TASTE).hit_rate for t in TRAININGS}
    training = max(by_training, key=lambda choice: by_training[choice])
    rates = {taste: _asked_of(chosen_on, trained[training], taste).hit_rate for taste in TASTES}
    taste = max(rates, key=lambda choice: rates[choice])
    shipped_rate = _asked_of(
        chosen_on, _learned(chosen_on.training, SHIPPED_TRAINING), SHIPPED_TASTE
    ).hit_rate
    say(
        "chosen",
        validation=rates[taste],
        ridge=training.ridge,
        again=taste.again,
        half_life_days=taste.half_life_days,
        history_percent=taste.history_percent,
        validation_of_shipped_choice=shipped_rate,
    )
    began = time.monotonic()
    known = _learned(asked.training, SHIPPED_TRAINING)
    took = time.monotonic() - began
    sizes = [_row_bytes(about) for about in known.values()]
    say(
        "trained",
        items=len(sizes),
        seconds=took,
        mean_bytes=sum(sizes) / len(sizes),
        max_bytes=max(sizes),
    )
    ranks = _asked_of(asked, known, SHIPPED_TASTE)
    _say_ranks("shipped", ranks)
    _say_ranks("shipped_basket_only", _asked_of(asked, known, replace(SHIPPED_TASTE, again=0)))
    _say_ranks("shipped_never_twice", _asked_of(asked, known, SHIPPED_TASTE, never_twice=True))
    for kept in (8, 20):
        fewer = _learned(asked.training, replace(SHIPPED_TRAINING, entries_max=kept))
        _say_ranks(f"shipped_{kept}_neighbours", _asked_of(asked, fewer, SHIPPED_TASTE))
    return ranks


def _learned(baskets: BasketMatrix, training: Training) -> dict[ItemId, ItemNeighbours]:
    # As the centre runs it: thousands of small systems gain nothing from several threads.
    with threadpool_limits(1, "blas"):
        return {ItemId(item): about for item, about in train(baskets, training).items()}


def _row_bytes(about: ItemNeighbours) -> int:
    """The text of the row, its key and its two figures."""
    return len(pack(about.entries)) + 8 + 4 + 2


def _asked_of(
    asked: Slice, known: dict[ItemId, ItemNeighbours], taste: Taste, *, never_twice: bool = False
) -> Ranks:
    count = len(asked.training.items)
    ranks = [_place(question, known, taste, count, never_twice) for question in asked.questions]
    return Ranks(np.array(ranks))


def _place(
    question: Question,
    known: dict[ItemId, ItemNeighbours],
    taste: Taste,
    count: int,
    never_twice: bool,
) -> float:
    past = remembered(question.past)
    found = fits(question.items[-BASKET_ITEMS_MAX:], past, known, taste)
    here = set(question.items)
    totals = {
        item: total
        for item, total in found.totals().items()
        if total > 0
        and item not in here
        and not (never_twice and does_not_buy_twice(item, past, known))
    }
    own = totals.get(question.hidden, 0)
    scored = [*totals.values()]
    if own <= 0:
        # Somewhere among those that nothing speaks for.
        return len(scored) + (count - len(question.items) - len(scored) - 1) / 2
    return sum(total > own for total in scored) + (scored.count(own) - 1) / 2


def _bounds(differences: NDArray[np.float64]) -> tuple[float, float]:
    """The paired bootstrap's bounds of 95 %."""
    dice = np.random.default_rng(SEED)
    means = [
        differences[dice.integers(len(differences), size=len(differences))].mean()
        for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def _say_ranks(name: str, ranks: Ranks) -> None:
    print(f"{name} hit_rate={ranks.hit_rate:.4f} mrr={ranks.mrr:.4f}", flush=True)


if __name__ == "__main__":
    main()
