"""Finished sale messages knows what a cashier reads when something may not be done any more to a paid sale."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos_app.domain.refusals.finished_sales import (
    PaidOtherwise,
    PartBroughtBack,
    SaleVoided,
    SoldElsewhere,
    VoidTooLate,
)
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr


def voided_words(error: SaleVoided) -> str:
    """Which paper says that it counts no more."""
    return tr("This sale was undone. See paper {number}.", number=error.receipt_number)


def elsewhere_words(error: SoldElsewhere) -> str:
    """Where its money lies."""
    return tr("Another register sold it. Undo it there, or take the goods back.")


def late_words(error: VoidTooLate) -> str:
    """The drawer is counted."""
    return tr("Its day is closed. Take the goods back instead.")


def part_words(error: PartBroughtBack) -> str:
    """There is less to undo than was sold."""
    return tr("Some of it came back before. Take the rest back too.")


def otherwise_words(error: PaidOtherwise) -> str:
    """The money goes back another way."""
    return tr("A card was read at the terminal. Take the goods back instead.")


WORDS: dict[type, Callable[[Any], str]] = {
    SaleVoided: voided_words,
    SoldElsewhere: elsewhere_words,
    VoidTooLate: late_words,
    PartBroughtBack: part_words,
    PaidOtherwise: otherwise_words,
}


def _notice(words: Callable[[Any], str], error: Exception) -> NoticeState:
    return refusal_notice(words(error))


FINISHED_SALE_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    kind: partial(_notice, words) for kind, words in WORDS.items()
}
