"""What the screen of an order that is not here shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class UnseenState:
    """Which order, what they get so far, and what the primary key does or still misses."""

    title: str
    detail: str
    rows: tuple[ChoiceRow, ...]
    empty: str
    primary: str
    can_go_on: bool
    busy: bool = False
