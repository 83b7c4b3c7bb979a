"""What the screen of the day's work shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import Figure


@dataclass(frozen=True, slots=True)
class WorkFiguresState:
    """Figures of a day, and lines by hour; spoken: the plot in words."""

    title: str
    figures: tuple[Figure, ...]
    by_hour: tuple[int, ...]
    spoken: str
