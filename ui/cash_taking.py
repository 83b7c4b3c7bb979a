"""Cash taking knows that money is taken once: a second press while it moves does nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.money import Money
from pos_app.usecases.checkout.pay_cash import PaidSale
from pos_app.usecases.register import Register
from ui.runner import Runner


class CashTaking:
    """One sale is paid at a time, whichever screen the key was on."""

    def __init__(
        self, register: Register, runner: Runner, paid: Callable[[PaidSale], None]
    ) -> None:
        self._register = register
        self._runner = runner
        self._paid = paid
        self.is_running = False

    def take(self, given: Money, changed: Callable[[], None]) -> None:
        """given: what the buyer handed over; `changed` hears that it runs, and that it was refused."""
        if self.is_running:
            return
        self.is_running = True
        changed()
        self._runner.run(
            partial(self._register.pay_cash, given=given),
            self._taken,
            partial(self._refused, changed),
        )

    def _taken(self, sale: PaidSale) -> None:
        self.is_running = False
        self._paid(sale)

    def _refused(self, changed: Callable[[], None], error: Exception) -> bool:
        self.is_running = False
        changed()
        return False
