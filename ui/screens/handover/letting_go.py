"""Letting go knows how goods leave, what is said of it, and who comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.handover import HandoverPlan
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.orders import NotChecked
from pos_app.ports.replica import SendingStatus
from pos_app.usecases.checkout.read_basket import BasketReading
from pos_app.usecases.pickup.hand_over import GivenProof, HandedOver
from pos_app.usecases.pickup.open_order import CounterCard
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.pickup_flow import PickupFlow
from ui.routes import Route
from ui.translation import tr, tr_count


class LettingGo:
    """One fact, then words, then the next order of the same person, or what they still have to pay."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        flow: PickupFlow,
        over: Callable[[bool], None],
    ) -> None:
        """over: hears whether the goods left."""
        self._application = application
        self._desk = desk
        self._flow = flow
        self._over = over

    def let_go(
        self,
        card: CounterCard,
        plan: HandoverPlan,
        proof: GivenProof | None,
        to_pay: Money,
        *,
        on_account: bool,
    ) -> None:
        """to_pay: what comes into the drawer with it, negative what goes out of it; on_account: it is paid later."""
        step = partial(
            self._application.places.pickup.hand_over,
            number=card.opened.order.number,
            plan=plan,
            proof=proof,
            takes_cash=to_pay if to_pay.amount_minor and not on_account else None,
            on_account=on_account,
        )
        self._desk.runner.run(step, self._handed_over, self._refused)

    def _handed_over(self, result: HandedOver) -> None:
        self._over(True)
        status = self._application.sending.status
        self._desk.runner.run(status, partial(self._tell, result))
        if not self._flow.handed_over():
            self._desk.runner.run(self._application.register.read_basket, self._go_on)
        if result.drawer_fault is not None:
            self._desk.tell(notice_of(result.drawer_fault))

    def _refused(self, error: Exception) -> bool:
        self._over(False)
        if isinstance(error, NotChecked):
            self._flow.check_first()
            return True
        return False

    def _go_on(self, reading: BasketReading) -> None:
        """What was added is paid in the same go."""
        self._flow.left()
        if reading.basket.lines:
            self._desk.go(Route.TILL)

    def _tell(self, result: HandedOver, status: SendingStatus) -> None:
        bags = tr_count("{count} bag", "{count} bags", result.piece_count)
        words = tr("Handed over: order {number}, {bags}.", number=result.number, bags=bags)
        if result.rest_waits:
            words = tr(
                "Handed over a part of order {number}. The rest waits.", number=result.number
            )
        elif status.offline_since_us is not None:
            time = self._desk.local.clock(self._desk.now_us())
            words = tr("Handed over here {time}. Head office hears of it later.", time=time)
        if result.refund.amount_minor:
            refund = format_money(result.refund)
            back = tr("{refund} goes back to how they paid.", refund=refund)
            words = f"{words} {back}"
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))
