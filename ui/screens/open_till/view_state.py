"""What opening the till shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class OpenTillState:
    """The count of the float; `book` agrees with what stands in the book instead."""

    title: str
    rows: tuple[ChoiceRow, ...]
    chosen: str
    total: str
    now: str
    book: str
    primary: str
    can_open: bool
    busy: bool = False
