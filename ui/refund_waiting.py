"""Refund waiting knows who waits for money that a terminal gives back."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.usecases.checkout.hear_terminal import PaymentHeard
from pos_app.usecases.returns.return_writing import TakenBack
from ui.desk import Desk
from ui.payment_words import given_back_notice, refund_notice

RefundOver = Callable[[TakenBack | None], None]


class RefundWaiting:
    """Whoever asked hears what came of it; a return that nobody waits for any more is told all the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._over: RefundOver = self.told

    def begin(self, over: RefundOver) -> None:
        """over: gets None while the money is still to give otherwise."""
        self._over = over

    def leave(self) -> None:
        """Nobody waits any more."""
        self._over = self.told

    def heard(self, heard: PaymentHeard) -> None:
        """It is known what came of it."""
        if heard.returned is None:
            self._desk.tell(refund_notice(heard))
        over, self._over = self._over, self.told
        over(heard.returned)

    def told(self, returned: TakenBack | None) -> None:
        """A return is complete."""
        if returned is not None:
            self._desk.tell(given_back_notice(returned.returned))
