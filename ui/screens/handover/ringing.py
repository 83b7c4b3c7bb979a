"""Ringing knows how the counter asks whoever fetches an order, and what is shown of the answer."""

from __future__ import annotations

from functools import partial

from pos_app.domain.customer_order import CustomerOrder, RingAnswer
from pos_app.usecases.pickup.ring_picker import RungPicker
from pos_app.usecases.pickup_desk import PickupDesk
from ui.desk import Desk
from ui.figures import LocalTime
from ui.notice_state import NoticeKind, NoticeState
from ui.pickup_flow import PickupFlow
from ui.translation import tr


class Ringing:
    """One touch asks; the answer stands with the order, and is told wherever one is by then."""

    def __init__(self, pickup: PickupDesk, desk: Desk, flow: PickupFlow) -> None:
        self._pickup = pickup
        self._desk = desk
        self._flow = flow

    def touched(self) -> None:
        """Ring whoever fetches the order at hand."""
        if self._flow.number is not None:
            step = partial(self._pickup.ring_picker, number=self._flow.number)
            self._desk.runner.run(step, self._rang)

    def _rang(self, result: RungPicker) -> None:
        text = tr("The picker of order {number} is asked.", number=result.number)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))


def may_ring(order: CustomerOrder) -> bool:
    """Somebody may still look for its goods."""
    return order.is_open and not order.is_in_bays


def ring_line(order: CustomerOrder, local: LocalTime) -> str:
    """What became of the last question, "" where nobody asked or it lies in its bays."""
    if order.rung is None or not may_ring(order):
        return ""
    if order.answered is None or order.waits_for_answer:
        return tr("asked at {time}, no answer yet", time=local.clock(order.rung.at_us))
    said = {
        RingAnswer.COMING: tr("the picker brings it now"),
        RingAnswer.MINUTES: tr("the picker needs 5 minutes"),
        RingAnswer.GONE: tr("the picker does not find it"),
    }
    return f"{said[order.answered.answer]} ({local.clock(order.answered.by.at_us)})"
