"""What the screen of parcels for the carrier shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class SendParcelsState:
    """Parcels in their order, the chosen one, and how many of them go now."""

    rows: tuple[ChoiceRow, ...]
    chosen: str
    instruction: str
    primary: str
    can_send: bool
