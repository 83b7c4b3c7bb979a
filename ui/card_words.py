"""Card words knows what the tender screen says while a terminal is at work, and what a person may do about it."""

from __future__ import annotations

from pos_app.domain.money_format import format_money
from ui.card_board import CardPhase, CardProgress
from ui.card_keys import AGAIN, LEAVE, NOT_TAKEN, STOP, TAKEN
from ui.card_state import NO_CARD, CardState
from ui.translation import tr


def card_state(progress: CardProgress) -> CardState:
    """Words and keys for the phase of a payment."""
    amount = "" if progress.amount is None else format_money(progress.amount)
    if progress.phase is CardPhase.ASKING and progress.gives_back:
        words = tr("The terminal gives {amount} back to the card.", amount=amount)
        return CardState(words, is_moving=True)
    if progress.phase is CardPhase.ASKING:
        words = tr("Terminal: ask for the card. {amount}", amount=amount).strip()
        return CardState(words, ((STOP, tr("Cancel at the terminal")),), is_moving=True)
    if progress.phase is CardPhase.STOPPING:
        return CardState(tr("Asking the terminal to stop"), is_moving=True)
    if progress.phase is CardPhase.WHAT_HAPPENED:
        words = tr(
            "Asking the terminal what happened ({seconds} s). Do not take the card again.",
            seconds=progress.seconds,
        )
        return CardState(words, is_moving=True)
    if progress.phase is CardPhase.NOT_KNOWN:
        words = tr(
            "Do not take the card again. Look at the terminal: what does it say of {amount}?",
            amount=amount,
        )
        keys = (
            (TAKEN, tr("It says approved")),
            (NOT_TAKEN, tr("It says declined")),
            (AGAIN, tr("Ask it again")),
            (LEAVE, tr("Leave it open")),
        )
        return CardState(words, keys, needs_a_look=True)
    return NO_CARD
