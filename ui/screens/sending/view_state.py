"""What sent and waiting shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class SendingState:
    """How contact stands, whether the device may be switched off, and what waits.

    `question` and `answer` are about switching off, until a row is chosen: then they say all of that row.
    """

    headline: str
    detail: str
    question: str
    answer: str
    rows: tuple[ChoiceRow, ...]
    empty: str
    can_copy: bool
    chosen: str | None = None
