"""Remainder knows what is still to pay for what leaves, and by which way it comes in or goes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.handover import HandoverPlan
from pos_app.domain.ids import OrderNumber
from pos_app.domain.money import Money
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.usecases.checkout.pay_account import AccountRead
from pos_app.usecases.pickup.open_order import CounterCard
from pos_app.usecases.pickup_desk import PickupDesk
from ui.card_keys import card_key_touched
from ui.card_state import CardState
from ui.card_taking import CardTaking
from ui.card_words import card_state
from ui.runner import Runner


class Remainder:
    """A card first, where there is a terminal; what it cannot give back goes back in cash."""

    def __init__(
        self,
        pickup: PickupDesk,
        card: CardTaking,
        runner: Runner,
        moved: Callable[[], None],
        render: Callable[[], None],
    ) -> None:
        """moved: the terminal took it, or gave it back."""
        self._pickup = pickup
        self._card = card
        self._runner = runner
        self._moved = moved
        self._render = render
        self._is_out_of_reach = False
        # what was last looked up, and what their account pays of it
        self._looked_at: tuple[OrderNumber, Money] | None = None
        self._account: Money | None = None
        card.board.watch(render)

    @property
    def is_running(self) -> bool:
        """Money may move: nothing else is done meanwhile."""
        return self._card.progress.is_running

    @property
    def state(self) -> CardState:
        """What the terminal is at."""
        return card_state(self._card.progress)

    def is_by_card(self, to_pay: Money) -> bool:
        """Whether the terminal is asked for it, or has to give it back."""
        is_due = bool(to_pay.amount_minor)
        cannot = to_pay.amount_minor < 0 and self._is_out_of_reach
        return is_due and self._card.has_terminal and not cannot

    def on_account(self, card: CounterCard, to_pay: Money) -> Money | None:
        """What the buyer may pay later: all that is to pay, or nothing; looked up once, and told by drawing anew."""
        check, number = card.check, card.opened.order.number
        if check is None or not check.is_buyer or to_pay.amount_minor <= 0:
            return None
        if self._looked_at != (number, to_pay):
            self._looked_at, self._account = (number, to_pay), None
            step = partial(self._pickup.account, number=number, to_pay=to_pay)
            self._runner.run(step, self._account_read)
        return self._account if self._account == to_pay else None

    def ask(self, number: OrderNumber, plan: HandoverPlan, to_pay: Money) -> None:
        """Take it, or give it back."""
        gives_back = to_pay.amount_minor < 0
        verb = self._pickup.give_back_remainder if gives_back else self._pickup.pay_remainder
        self._card.orders.begin(partial(self._over, gives_back))
        step = partial(verb, number=number, plan=plan)
        self._card.ask(step, self._refused, gives_back=gives_back)

    def key_touched(self, key: str) -> None:
        """What a person does about the terminal."""
        card_key_touched(self._card, key)

    def forget(self) -> None:
        """Another order."""
        self._is_out_of_reach = False
        self._looked_at = self._account = None
        self._card.orders.leave()

    def _account_read(self, read: AccountRead) -> None:
        self._account = read.pays
        self._render()

    def _over(self, gives_back: bool, is_moved: bool) -> None:
        if is_moved:
            self._moved()
        else:
            self._is_out_of_reach = gives_back
            self._render()

    def _refused(self, error: Exception) -> bool:
        self._is_out_of_reach = isinstance(error, CardOutOfReach)
        self._render()
        return self._is_out_of_reach
