"""What opening the till shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class OpenTillState:
    """The float by the book to agree with, or the count of it."""

    title: str
    float_caption: str
    float_amount: str
    counting: bool
    rows: tuple[ChoiceRow, ...]
    chosen: str
    total: str
    now: str
    primary: str
    busy: bool = False
