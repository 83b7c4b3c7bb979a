"""Customer state knows what the second window can show, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from ui.translation import tr
from ui.widgets.row_state import LineRow

# On a screen of its own, or beside the till.
FULL, WINDOW = "full", "window"


@dataclass(frozen=True, slots=True)
class CustomerState:
    """What the second window shows; without rows it stands between two customers."""

    rows: tuple[LineRow, ...]
    caption: str
    amount: str
    sentence: str = ""


def trial_side(now: str) -> CustomerState:
    """Somebody of the store looks whether it shows anything."""
    return CustomerState((), tr("Display test"), now)
