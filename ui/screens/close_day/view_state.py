"""What the close of the day shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ui.widgets.row_state import ChoiceRow, Figure


class Step(Enum):
    """The two steps of a close."""

    COUNT = "count"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CloseDayState:
    """The count without the amount expected, then the Z."""

    step: Step
    title: str
    remark: str
    rows: tuple[ChoiceRow, ...]
    chosen: str
    total: str
    now: str
    figures: tuple[Figure, ...]
    primary: str
    can_go_on: bool
    busy: bool = False
