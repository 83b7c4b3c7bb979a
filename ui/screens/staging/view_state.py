"""What the screen of staging shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class StagingState:
    """What was scanned of a pair, and bags that were put away since the screen came."""

    instruction: str
    rows: tuple[ChoiceRow, ...]
    empty: str
