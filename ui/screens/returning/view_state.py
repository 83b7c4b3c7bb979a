"""What the screen of a return shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.card_state import NO_CARD, CardState
from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class ReturningState:
    """The lines of the sale with what comes back, why, where it goes, and what the primary key will do.

    back_to: the ways in which the money goes back; ways: other ones, key and words of each.
    """

    title: str
    objection: str
    rows: tuple[ChoiceRow, ...]
    selected: str | None
    reason: str
    condition: str
    primary: str
    can_give_back: bool
    busy: bool = False
    ways: tuple[tuple[str, str], ...] = ()
    back_to: str = ""
    card: CardState = NO_CARD
