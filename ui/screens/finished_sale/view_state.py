"""What the screen of a finished sale shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class FinishedSaleState:
    """The sale with its lines, what stands against undoing it, and whether it is asked why it should be."""

    title: str
    remark: str
    rows: tuple[ChoiceRow, ...]
    total: str
    is_there: bool
    can_undo: bool
    can_return: bool
    asks_why: bool = False
    question: str = ""
    busy: bool = False
