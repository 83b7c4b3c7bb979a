"""What the menu shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class MoreState:
    """The things to do that are not needed for every customer."""

    title: str
    rows: tuple[ChoiceRow, ...]
