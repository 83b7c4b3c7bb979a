"""Refusals of this chapter say what the state of the till forbids."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals.refusal import Refusal


@dataclass
class TillNotOpen(Refusal):
    """Cash needs an opened till."""


@dataclass
class TillAlreadyOpen(Refusal):
    """The till has a float already."""


@dataclass
class DayNotClosed(Refusal):
    """An earlier business day waits to be closed."""

    business_date: str


@dataclass
class TillNotCounted(Refusal):
    """The drawer is counted before the day is closed."""


@dataclass
class TrainingStaysHere(Refusal):
    """What was done in a training is carried nowhere."""


@dataclass
class CountAgain(Refusal):
    """Much is over or short: it is counted once more before a manager has to look."""
