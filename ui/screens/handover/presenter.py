"""Handover presenter knows what was ticked out of the bays, what is still missing, and when goods may leave."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.handover import ShortWay
from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.orders import NotChecked
from pos_app.ports.changes import Changes
from pos_app.ports.replica import SendingStatus
from pos_app.usecases.checkout.read_basket import BasketReading
from pos_app.usecases.pickup.hand_over import HandedOver
from pos_app.usecases.pickup.open_order import CounterCard
from pos_app.usecases.pickup.resolve_order import ResolvedOrder
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.pickup_flow import PickupFlow
from ui.routes import Route
from ui.screens.handover.mentioning import CounterMentioning
from ui.screens.handover.primary import is_owed, may_sign, primary_key, proof_of, ways_of
from ui.screens.handover.rows import (
    AGE,
    bag_rows,
    detail_of,
    goods_rows,
    known_words,
    title_of,
)
from ui.screens.handover.ticking import Ticking
from ui.screens.handover.ticks import Ticks
from ui.screens.handover.view_state import HandoverState
from ui.translation import tr, tr_count


class HandoverPresenter:
    """The primary key says what is missing until nothing is; one fact is written when it is pressed."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        flow: PickupFlow,
        show: Callable[[HandoverState], None],
        room: Callable[[], int],
    ) -> None:
        self._application = application
        self._pickup = application.places.pickup
        self._desk = desk
        self._flow = flow
        self._show = show
        self._ticks = Ticks()
        self.ticking = Ticking(desk, flow, self._ticks_now, self._render)
        self._of = ""
        self._goods = False
        self._selected: str | None = None
        self._signature = ""
        self._busy = False
        self.mentions = CounterMentioning(self._pickup, desk.runner, room, self._render)

    def opened(self) -> None:
        """The screen came to the front; what was ticked of this order stays ticked."""
        number = str(self._flow.number or "")
        if number != self._of:
            self._forget(number)
        self._busy = False
        self._flow.is_back()
        if self._flow.number is not None:
            self.mentions.read(self._flow.number)
        self._render()

    def changes_heard(self, changes: Changes) -> None:
        """Another device, or head office, moved an order."""
        if changes & Changes.ORDERS and not self._busy and self._flow.number is not None:
            self._flow.reread(self._reread)

    def row_touched(self, key: str) -> None:
        """A bag is out of its bay; or a line stays, is refused, is taken after all."""
        card = self._flow.card
        if card is None or self._busy:
            return
        self._selected = key
        if key == AGE:
            self._ticks.age_checked = not self._ticks.age_checked
        elif self._shows_goods(card):
            self._ticks.turn_line(int(key))
        else:
            self._ticks.turn_bag(int(key))
        self._render()

    def turn_touched(self) -> None:
        """Goods instead of bags, or bags again."""
        self._goods = not self._goods
        self._selected = None
        self._render()

    def signed(self, strokes: str) -> None:
        """The customer signed, or wiped it away."""
        self._signature = strokes
        self._render()

    def way_touched(self, way: str) -> None:
        """The customer decided about what is not whole."""
        if self._flow.number is not None and not self._busy:
            self._busy = True
            step = partial(self._pickup.resolve_order, number=self._flow.number, way=ShortWay(way))
            self._desk.runner.run(step, self._resolved, self._refused)

    def primary_touched(self) -> None:
        """Check who it is, or let the goods go."""
        card = self._flow.card
        if card is None or self._busy:
            return
        if card.check is None:
            self._flow.check_first()
            return
        if is_owed(self.mentions.to_pay):
            self._flow.pay_first()
            return
        self._busy = True
        self._render()
        to_pay = card.opened.to_pay(self._desk.currency, self._ticks.left_out())
        step = partial(
            self._pickup.hand_over,
            number=card.opened.order.number,
            plan=self._ticks.plan(),
            proof=proof_of(card, self._signature),
            takes_cash=to_pay if to_pay.amount_minor else None,
        )
        self._desk.runner.run(step, self._handed_over, self._refused)

    def back_touched(self) -> None:
        """Nothing left."""
        self._flow.left()

    def _ticks_now(self) -> Ticks | None:
        return None if self._busy else self._ticks

    def _forget(self, number: str) -> None:
        self._of = number
        self._ticks = Ticks()
        self._goods, self._selected, self._signature = False, None, ""
        self.mentions.forget()

    def _reread(self, card: CounterCard) -> None:
        self._render()

    def _resolved(self, result: ResolvedOrder) -> None:
        self._busy = False
        words = {
            ShortWay.WAIT: tr("Order {number} waits.", number=result.number),
            ShortWay.CANCEL: tr(
                "Order {number} is given up. The money goes back.", number=result.number
            ),
        }
        told = words.get(result.way)
        if told is not None:
            self._flow.left()
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, told))
        else:
            self._flow.reread(self._reread)

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        if isinstance(error, NotChecked):
            self._flow.check_first()
            return True
        self._flow.reread(self._reread)
        return False

    def _handed_over(self, result: HandedOver) -> None:
        self._busy = False
        self._forget("")
        self._desk.runner.run(
            self._application.sending.status, partial(self._tell_handed_over, result)
        )
        if not self._flow.handed_over():
            self._desk.runner.run(self._application.register.read_basket, self._go_on)
        if result.drawer_fault is not None:
            self._desk.tell(notice_of(result.drawer_fault))

    def _go_on(self, reading: BasketReading) -> None:
        """What was added is paid in the same go."""
        self._flow.left()
        if reading.basket.lines:
            self._desk.go(Route.TILL)

    def _tell_handed_over(self, result: HandedOver, status: SendingStatus) -> None:
        bags = tr_count("{count} bag", "{count} bags", result.piece_count)
        words = tr("Handed over: order {number}, {bags}.", number=result.number, bags=bags)
        if result.rest_waits:
            words = tr(
                "Handed over a part of order {number}. The rest waits.", number=result.number
            )
        elif status.offline_since_us is not None:
            time = self._desk.local.clock(self._desk.now_us())
            words = tr("Handed over here {time}. Head office hears of it later.", time=time)
        elif result.refund.amount_minor:
            refund = format_money(result.refund)
            words = tr(
                "Handed over: order {number}. {refund} goes back to them.",
                number=result.number,
                refund=refund,
            )
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))

    def _shows_goods(self, card: CounterCard) -> bool:
        return self._goods or not card.opened.order.waiting_pieces or bool(ways_of(card))

    def _render(self) -> None:
        card = self._flow.card
        if card is None:
            return
        goods, ways = self._shows_goods(card), ways_of(card)
        currency = self._desk.currency
        rows = (
            goods_rows(card, self._ticks, currency)
            if goods
            else bag_rows(card, self._ticks, self._desk.local)
        )
        taken = self.mentions.to_pay
        key = primary_key(card, self._ticks, currency, self._signature, taken)
        may_turn = bool(card.opened.order.waiting_pieces) and not ways
        turn = tr("Bags") if goods else tr("Part only, or refused")
        self._show(
            HandoverState(
                title=title_of(card),
                detail=detail_of(card, card.opened.to_pay(currency, self._ticks.left_out())),
                rows=rows,
                selected=self._selected,
                turn=turn if may_turn else "",
                known=known_words(card, currency),
                mentions=self.mentions.cards(),
                ways=ways,
                signs=may_sign(card, self._ticks, taken),
                primary=key.words,
                can_go_on=key.can_go_on and not self._busy,
                waits=not key.can_go_on,
                busy=self._busy,
            )
        )
