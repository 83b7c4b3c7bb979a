"""What the screen of a cart shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class PickCartState:
    """Orders with their totes or their bags; count: bags of the chosen row, "" while totes are scanned."""

    title: str
    rows: tuple[ChoiceRow, ...]
    chosen: str
    count: str
    can_fall: bool
    primary: str
    can_go: bool
