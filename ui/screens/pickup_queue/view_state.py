"""What the screen of the pickup queue shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class QueueState:
    """Who waits, how many of each kind, how old the knowledge is, and which order the primary key opens.

    go: what the key "I go" says, "" when nobody waits outside; help: what to do about an order that is not here.
    """

    summary: str
    as_of: str
    rows: tuple[ChoiceRow, ...]
    selected: str | None
    empty: str
    go: str
    help: str
    primary: str
    can_open: bool
