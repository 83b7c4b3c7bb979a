"""What the tender screen shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from ui.card_state import NO_CARD, CardState

# Touched for the ways that stand nowhere yet.
ALL_WAYS = "all"


@dataclass(frozen=True, slots=True)
class TenderState:
    """What is to pay and what was typed; `offers` are key and words of the likely notes.

    parts: what was taken so far, words and amount; paid: all of it in one line, None for nothing; ways: the other means
    of payment, key and words; ways_open: they stand where the digits do, on a screen too small for both.
    """

    to_pay: str
    given_caption: str
    given: str
    balance_caption: str
    balance: str
    offers: tuple[tuple[str, str], ...]
    primary: str
    can_pay: bool
    parts: tuple[tuple[str, str], ...] = ()
    paid: tuple[str, str] | None = None
    ways: tuple[tuple[str, str], ...] = ()
    ways_open: bool = False
    card: CardState = NO_CARD
    busy: bool = False
