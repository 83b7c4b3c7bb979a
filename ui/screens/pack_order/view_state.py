"""What the screen of one order that is packed shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class PackOrderState:
    """Lines with what of them is in the box; weighs: the weight is typed, `typed` is what stands there."""

    title: str
    rows: tuple[ChoiceRow, ...]
    instruction: str
    box: str
    weight: str
    primary: str
    can_go: bool
    weighs: bool
    typed: str
    is_done: bool
