"""What the screen that looks up a sale shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class FindSaleState:
    """What was typed, the sales that it may mean, and what the primary key will open."""

    title: str
    typed: str
    rows: tuple[ChoiceRow, ...]
    selected: str | None
    primary: str
    can_open: bool
