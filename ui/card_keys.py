"""Card keys knows what a person may do about the terminal."""

from __future__ import annotations

from ui.card_taking import CardTaking

STOP, TAKEN, NOT_TAKEN, AGAIN, LEAVE = "stop", "taken", "not_taken", "again", "leave"


def card_key_touched(card: CardTaking, key: str) -> None:
    """One of the keys beside the terminal's words."""
    does = {STOP: card.stop, AGAIN: card.ask_again, LEAVE: card.set_aside}
    if key in does:
        does[key]()
    else:
        card.decide(is_taken=key == TAKEN)
