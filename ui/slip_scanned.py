"""Slip scanned knows that the slip of a held sale opens it, wherever one is, and what is said of it then."""

from __future__ import annotations

from functools import partial

from pos_app.domain.money_format import format_money
from pos_app.usecases.checkout.suspended_sales import BroughtBack
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.translation import tr_count


class SlipScanned:
    """One scan brings the sale back and the basket to the front."""

    def __init__(self, register: Register, desk: Desk) -> None:
        self._register = register
        self._desk = desk

    def scanned(self, code: str) -> None:
        """The whole text of its square code."""
        step = partial(self._register.held.retrieve_by_slip, code=code)
        self._desk.runner.run(step, self._brought_back)

    def _brought_back(self, result: BroughtBack) -> None:
        self._desk.go(Route.TILL)
        self._desk.tell(brought_back_notice(result))


def brought_back_notice(result: BroughtBack) -> NoticeState:
    """How many items, and what they cost."""
    text = tr_count(
        "Back: {count} item, {amount}.",
        "Back: {count} items, {amount}.",
        result.basket.piece_count,
        amount=format_money(result.basket.to_pay),
    )
    return NoticeState(NoticeKind.SUCCESS, text)
