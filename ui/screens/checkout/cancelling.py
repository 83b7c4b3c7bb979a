"""Cancelling knows how a sale is given up: by a key that is held, so that a thumb that slips gives up nothing."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.usecases.checkout.cancel_sale import CancelledSale
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr, tr_count


class Cancelling:
    """Nothing is asked: a second on the key is the answer."""

    def __init__(self, register: Register, desk: Desk, emptied: Callable[[], None]) -> None:
        self._register = register
        self._desk = desk
        self._emptied = emptied

    def held(self) -> None:
        """The key was held long enough."""
        self._desk.runner.run(self._register.cancel_sale, self._cancelled)

    def let_go(self) -> None:
        """It was only touched."""
        text = tr("Sale is not cancelled. Hold the key for 1 second.")
        self._desk.tell(NoticeState(NoticeKind.REFUSAL, text))

    def _cancelled(self, result: CancelledSale) -> None:
        self._emptied()
        text = tr_count(
            "Sale cancelled, {count} item goes back.",
            "Sale cancelled, {count} items go back.",
            result.piece_count,
        )
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))
