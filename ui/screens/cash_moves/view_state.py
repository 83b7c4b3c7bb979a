"""What the screen of cash moves shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class CashMovesState:
    """Why cash moves, how much was typed, and what the primary key will do; seal: the words of its key, "" for none."""

    rows: tuple[ChoiceRow, ...]
    chosen: str
    amount: str
    primary: str
    can_move: bool
    busy: bool = False
    seal: str = ""
