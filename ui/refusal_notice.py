"""Refusal notice knows how a rule of the store that says no stands on the strip, and what its one key may do."""

from __future__ import annotations

from enum import StrEnum

from ui.notice_state import NoticeKind, NoticeState


class NoticeAction(StrEnum):
    """What the one key of a notice does."""

    SEARCH = "search"
    TAKE_OVER = "take_over"
    OPEN_TILL = "open_till"
    CLOSE_DAY = "close_day"
    LET_IN = "let_in"
    PRINT_AGAIN = "print_waiting"
    PUT_BACK = "put_back"
    DETAILS = "details"
    PICKUP = "pickup"
    HOLD_AND_OPEN = "hold_and_open"
    ANSWER_RING = "answer_ring"


def refusal_notice(text: str, key: str = "", action: str = "", subject: str = "") -> NoticeState:
    """One or two sentences, with at most one key."""
    return NoticeState(NoticeKind.REFUSAL, text, key_text=key, key_action=action, subject=subject)
