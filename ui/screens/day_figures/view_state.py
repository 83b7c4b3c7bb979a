"""What the screen of the day's figures shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import Figure


@dataclass(frozen=True, slots=True)
class DayFiguresState:
    """The figures so far; `remark` stands alone while no day is open."""

    title: str
    figures: tuple[Figure, ...]
    remark: str
    can_print: bool
