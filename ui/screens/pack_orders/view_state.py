"""What the screen of orders to pack shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class PackOrdersState:
    """Orders in their order, the chosen one, what the primary key does with it, and what waits for the carrier."""

    rows: tuple[ChoiceRow, ...]
    chosen: str
    primary: str
    can_open: bool
    parcels: str
