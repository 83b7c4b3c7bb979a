"""What a screen shows of the card terminal, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardState:
    """What the terminal is at, and what a person may do about it: key and words; nothing while it is idle."""

    words: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    is_moving: bool = False
    needs_a_look: bool = False


NO_CARD = CardState()
