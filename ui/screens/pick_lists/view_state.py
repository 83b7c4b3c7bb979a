"""What the screen of pick lists shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class PickListsState:
    """Lists in their order, the chosen one, and what the primary key does with it."""

    rows: tuple[ChoiceRow, ...]
    chosen: str
    empty: str
    primary: str
    can_take: bool
