"""What the screen of held sales shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class HeldSalesState:
    """The sales that are held; while one is chosen to be cancelled a touch brings nothing back.

    can_cancel: the chosen one is this register's own.
    """

    title: str
    rows: tuple[ChoiceRow, ...]
    selected: str | None
    primary: str
    choosing: bool
    can_cancel: bool = False
    busy: bool = False
