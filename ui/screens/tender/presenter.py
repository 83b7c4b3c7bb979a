"""Tender presenter knows how other cash is typed and taken."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.tender import quick_cash
from pos_app.usecases.checkout.read_basket import BasketReading
from pos_app.usecases.register import Register
from ui.cash_taking import CashTaking
from ui.desk import Desk
from ui.figures import note_text
from ui.routes import Route
from ui.screens.tender.view_state import TenderState
from ui.translation import tr
from ui.typed_amount import TypedAmount

_OFFERS = 3


class TenderPresenter:
    """Digits fill from the right; nothing typed means the exact amount."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        show: Callable[[TenderState], None],
        cash: CashTaking,
    ) -> None:
        self._register = register
        self._desk = desk
        self._show = show
        self._cash = cash
        self._to_pay = Money(0, desk.currency)
        self._typed = TypedAmount(desk.currency)

    def opened(self) -> None:
        """The screen came to the front."""
        self._typed.clear()
        self._desk.runner.run(self._register.read_basket, self._basket_read)

    def digit_pressed(self, digits: str) -> None:
        """A digit, or 00."""
        if self._typed.press(digits):
            self._render()

    def erased(self) -> None:
        """The last digit was wrong."""
        self._typed.erase()
        self._render()

    def offer_touched(self, key: str) -> None:
        """A likely note was handed over."""
        self._cash.take(Money(int(key), self._desk.currency), self._render)

    def primary_touched(self) -> None:
        """Take what was typed, or the exact amount."""
        self._cash.take(self._given(), self._render)

    def back_touched(self) -> None:
        """Back to the basket; nothing was taken."""
        self._desk.go(Route.TILL)

    def _basket_read(self, reading: BasketReading) -> None:
        self._to_pay = reading.basket.to_pay
        self._render()

    def _given(self) -> Money:
        return self._to_pay if self._typed.is_empty else self._typed.amount

    def _render(self) -> None:
        given, typed = self._given(), not self._typed.is_empty
        balance = given - self._to_pay
        enough = balance.amount_minor >= 0
        caption = tr("Give back") if enough else tr("Still to pay")
        exact = tr("Exact {amount}", amount=format_money(self._to_pay))
        self._show(
            TenderState(
                to_pay=format_money(self._to_pay),
                given=format_money(given) if typed else "",
                balance_caption=caption,
                balance=format_money(balance if enough else -balance) if typed else "",
                offers=tuple(
                    (str(note.amount_minor), note_text(note))
                    for note in quick_cash(self._to_pay, _OFFERS)
                ),
                primary=tr("Take {amount}", amount=format_money(given)) if typed else exact,
                can_pay=enough and self._to_pay.amount_minor > 0,
                busy=self._cash.is_running,
            )
        )
