"""What the checkout shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pos_app.domain.quantity import KILOGRAM
from ui.widgets.row_state import ChoiceRow, LineRow


class Middle(Enum):
    """What stands in the middle of the checkout."""

    EMPTY = "empty"
    LINES = "lines"
    SEARCH = "search"


class Tab(Enum):
    """What the tiles are."""

    FAVOURITES = "favourites"
    DEPARTMENTS = "departments"
    NUMBERS = "numbers"


class Question(Enum):
    """A sheet in front of the checkout."""

    AGE = "age"
    BORN = "born"
    QUANTITY = "quantity"
    WEIGHT = "weight"
    NUMBER = "number"
    SLIP = "slip"
    TAKE_OVER = "take_over"


@dataclass(frozen=True, slots=True)
class TileState:
    """One tile: what it stands for, and its words."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A sheet's words; unit: of what is weighed or measured."""

    kind: Question
    title: str
    detail: str = ""
    unit: str = KILOGRAM


@dataclass(frozen=True, slots=True)
class SearchState:
    """What a search found; `summary` says how much, or that there is nothing."""

    summary: str
    rows: tuple[ChoiceRow, ...] = ()
    selected: str | None = None


@dataclass(frozen=True, slots=True)
class TotalsState:
    """What is to pay, and the keys that pay it (key and words); `reason` says why they are grey."""

    items: str
    caption: str
    amount: str
    offers: tuple[tuple[str, str], ...]
    primary: str
    can_pay: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HoldState:
    """The key that holds a sale or leads to those that are held: its words, and those of a screen reader."""

    words: str
    spoken: str
    can_press: bool


@dataclass(frozen=True, slots=True)
class MentionState:
    """An item worth a mention, with the sentence that says why."""

    item: str
    words: str


@dataclass(frozen=True, slots=True)
class CheckoutState:
    """The whole checkout; can_change: what is chosen has a quantity and a price."""

    middle: Middle
    lines: tuple[LineRow, ...]
    selected: str | None
    totals: TotalsState
    tab: Tab
    tiles: tuple[TileState, ...]
    hold: HoldState
    hint: str = ""
    mention: MentionState | None = None
    last_sale: str = ""
    search: SearchState | None = None
    question: QuestionState | None = None
    can_change: bool = False
