"""Cash taking knows that money is taken once: a second press while it moves does nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.money import Money
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.pay_part import PartPaidNow
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
        if self._begins(changed):
            self._runner.run(
                partial(self._register.pay_cash, given=given),
                self._taken,
                partial(self._refused, changed),
            )

    def take_part(
        self, given: Money, changed: Callable[[], None], part: Callable[[], None]
    ) -> None:
        """given: less than is to pay; `part` hears that it is taken."""
        if self._begins(changed):
            self._runner.run(
                partial(self._register.cards.pay_part_cash, given=given),
                partial(self._part_taken, part),
                partial(self._refused, changed),
            )

    def take_code(
        self,
        approval: str,
        amount: Money | None,
        changed: Callable[[], None],
        part: Callable[[], None],
    ) -> None:
        """approval: what a stand-alone terminal printed; amount: None for all that is left."""
        if self._begins(changed):
            self._runner.run(
                partial(self._register.cards.pay_card_alone, approval=approval, amount=amount),
                partial(self._part_taken, part),
                partial(self._refused, changed),
            )

    def take_notes(
        self, notes: Money, changed: Callable[[], None], part: Callable[[], None]
    ) -> None:
        """notes: of another currency, for a part or more than all."""
        if self._begins(changed):
            self._runner.run(
                partial(self._register.cards.pay_foreign_notes, notes=notes),
                partial(self._part_taken, part),
                partial(self._refused, changed),
            )

    def _begins(self, changed: Callable[[], None]) -> bool:
        if self.is_running:
            return False
        self.is_running = True
        changed()
        return True

    def _taken(self, sale: PaidSale) -> None:
        self.is_running = False
        self._paid(sale)

    def _part_taken(self, part: Callable[[], None], result: PartPaidNow) -> None:
        self.is_running = False
        if result.paid is not None:
            self._paid(result.paid)
        else:
            part()

    def _refused(self, changed: Callable[[], None], error: Exception) -> bool:
        self.is_running = False
        changed()
        return False
