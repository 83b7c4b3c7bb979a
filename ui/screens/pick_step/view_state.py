"""What the screen of one stop shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.picking.way_map import WayMap


@dataclass(frozen=True, slots=True)
class PickStepState:
    """Where to go, what to take, how many, and what is scanned next; asks_why: goods are missing, choose a reason.

    all_words: all loose goods at once, or that they are here after all; "" where neither is meant.
    asks_empty: whether something is left in the bin; is_typing: how much is.
    asks_back: nobody waits for an order any more, its goods go back.
    """

    progress: str
    done: int
    whole: int
    bin: str
    name: str
    ends_in: str
    books: str
    count: str
    totes: str
    instruction: str
    following: str
    all_words: str
    asks_why: bool
    swap: str
    has_totes: bool = False
    way: WayMap | None = None
    way_spoken: str = ""
    asks_empty: bool = False
    left_words: str = ""
    is_typing: bool = False
    asks_back: bool = False
