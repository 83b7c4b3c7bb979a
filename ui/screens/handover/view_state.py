"""What the screen of a handover shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.handover import ShortWay
from ui.card_state import NO_CARD, CardState
from ui.widgets.row_state import ChoiceRow, MentionCard

# Ways to pay beside the primary one.
IN_CASH, ON_ACCOUNT = "cash", "account"


@dataclass(frozen=True, slots=True)
class HandoverState:
    """Bags or goods with what is done to each, the person's card, and what the primary key will do or still misses.

    turn: what the key between bags and goods says, "" where there is nothing to turn to; ways: what the customer may
    decide about an order that is not whole; rings: what the key that asks its picker says; rung: what came of that;
    signs: the customer signs before anything leaves; mentions: what is worth saying to the buyer; card: what the
    terminal is at; cash, account: what the keys of other ways to pay beside the primary one say.
    """

    title: str
    detail: str
    rows: tuple[ChoiceRow, ...]
    selected: str | None
    turn: str
    known: tuple[str, ...]
    mentions: tuple[MentionCard, ...]
    ways: tuple[ShortWay, ...]
    rings: str
    rung: str
    signs: bool
    primary: str
    can_go_on: bool
    waits: bool
    busy: bool = False
    card: CardState = NO_CARD
    cash: str = ""
    account: str = ""
