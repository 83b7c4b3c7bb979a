"""Order money knows who waits for what a card pays of an order at the counter, or gets back of it."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.ports.terminal import TerminalWord
from pos_app.usecases.checkout.hear_terminal import PaymentHeard
from ui.desk import Desk
from ui.payment_words import order_money_notice

MoneyMoved = Callable[[bool], None]


class OrderMoney:
    """Whoever asked hears whether it moved; money that nobody waits for any more is told with its order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._over: MoneyMoved | None = None

    def begin(self, over: MoneyMoved) -> None:
        """over: hears whether the money moved."""
        self._over = over

    def leave(self) -> None:
        """Nobody waits any more."""
        self._over = None

    def heard(self, heard: PaymentHeard) -> None:
        """It is known what came of it."""
        over, self._over = self._over, None
        is_moved = heard.word is TerminalWord.APPROVED
        if over is None or not is_moved:
            self._desk.tell(order_money_notice(heard))
        if over is not None:
            over(is_moved)
