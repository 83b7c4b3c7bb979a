"""Planting knows how a bug is put into a real core for a while, and by which seeds it has to be found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.simulation.patching import patched

Plant = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A planted bug; `within` seeds from 1 have to be enough to find it, `found_by` did when it was planted."""

    name: str
    plant: Plant
    found_by: int
    within: int = 40


def put(owner: object, name: str, value: object) -> Plant:
    """Another attribute of a module or a class."""
    return lambda: patched(owner, name, value)
