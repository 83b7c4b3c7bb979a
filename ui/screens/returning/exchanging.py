"""Exchanging knows what is left to pay of the sale in front, and lets goods that come back pay it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.read_basket import BasketReading
from pos_app.usecases.register import Register
from pos_app.usecases.returns.exchange_goods import Exchanged
from pos_app.usecases.returns.return_writing import TakenBack
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr


class Exchanging:
    """The sale in front is read when the screen of a return opens; nothing else changes it meanwhile."""

    def __init__(self, register: Register, desk: Desk, paid: Callable[[PaidSale], None]) -> None:
        """paid: the sale in front is on disk."""
        self._register = register
        self._desk = desk
        self._paid = paid
        self.to_pay = Money(0, desk.currency)

    def read(self, then: Callable[[], None]) -> None:
        """Look at the sale in front."""

        def was_read(reading: BasketReading) -> None:
            self.to_pay = reading.basket.left
            then()

        self._desk.runner.run(self._register.read_basket, was_read)

    def swap(
        self,
        what: dict[str, Any],
        taken_back: Callable[[TakenBack], None],
        refused: Callable[[Exception], bool],
    ) -> None:
        """what: what comes back, and why."""

        def swapped(result: Exchanged) -> None:
            taken_back(result.back)
            if result.paid is not None:
                self._paid(result.paid)
            elif result.left.amount_minor:
                left = format_money(result.left)
                text = tr("Exchanged. {amount} is left to pay.", amount=left)
                self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

        step = partial(self._register.cards.exchange_goods, **what)
        self._desk.runner.run(step, swapped, refused)
