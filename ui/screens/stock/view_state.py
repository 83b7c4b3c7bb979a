"""What a screen of the stock room shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class StockAction:
    """A key beside the primary one: what it is called inside, and on the screen."""

    key: str
    words: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class StockState:
    """A heading with what is said of it, a large figure, rows to choose from, keys, and what the primary one does.

    empty: what stands there without rows; typed: the number so far, where one is typed; "" hides what has no words.
    """

    title: str
    detail: str = ""
    figure: str = ""
    hint: str = ""
    rows: tuple[ChoiceRow, ...] = ()
    chosen: str = ""
    empty: str = ""
    typed: str = ""
    actions: tuple[StockAction, ...] = ()
    primary: str = ""
    can_do: bool = False
