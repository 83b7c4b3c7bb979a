"""Measure knows how a figure is taken, set beside its floor, and said in one line of JSON."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the raw cost of the same work; `target` is the ratio or value that it is held to."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float

    @staticmethod
    def beside_floor(name: str, value: float, unit: str, floor: float) -> Figure:
        """A figure and how many times its floor it is."""
        return Figure(name, round(value, 4), unit, round(floor, 4), round(value / floor, 3))

    def line(self) -> str:
        """The closing line of a benchmark."""
        return json.dumps(asdict(self))


def percentile(samples_ns: list[int], percent: int) -> float:
    """The nearest-rank percentile in milliseconds."""
    ranked = sorted(samples_ns)
    place = max(0, -(-len(ranked) * percent // 100) - 1)
    return ranked[place] / 1_000_000


def timed(step: Callable[[], object]) -> int:
    """Nanoseconds that a step takes."""
    began = time.perf_counter_ns()
    step()
    return time.perf_counter_ns() - began


@contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection meanwhile, for both the product and its floor."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def say(name: str, **figures: float) -> None:
    """Print details that are not the closing line."""
    print(name, " ".join(f"{what}={figure:.4g}" for what, figure in figures.items()), flush=True)
