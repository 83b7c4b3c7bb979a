"""Handover presenter knows what was ticked out of the bays, what is still missing, and when goods may leave."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.customer_order import OrderState
from pos_app.domain.handover import ShortWay
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.orders import NotChecked
from pos_app.ports.changes import Changes
from pos_app.usecases.pickup.open_order import CounterCard
from pos_app.usecases.pickup.resolve_order import ResolvedOrder
from ui.application import Application
from ui.card_taking import CardTaking
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.pickup_flow import PickupFlow
from ui.screens.handover.letting_go import LettingGo
from ui.screens.handover.mentioning import CounterMentioning
from ui.screens.handover.primary import is_owed, may_sign, primary_key, proof_of, ways_of
from ui.screens.handover.remainder import Remainder
from ui.screens.handover.ringing import Ringing, may_ring, ring_line
from ui.screens.handover.rows import (
    AGE,
    INSTEAD,
    bag_rows,
    detail_of,
    goods_rows,
    known_words,
    title_of,
)
from ui.screens.handover.ticking import Ticking
from ui.screens.handover.ticks import Ticks
from ui.screens.handover.view_state import ON_ACCOUNT, HandoverState
from ui.translation import tr


class HandoverPresenter:
    """The primary key says what is missing until nothing is; one fact is written when it is pressed."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        flow: PickupFlow,
        show: Callable[[HandoverState], None],
        room: Callable[[], int],
        card: CardTaking,
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
        self._leaving = LettingGo(application, desk, flow, self._left)
        self.ringing = Ringing(self._pickup, desk, flow)
        self.money = Remainder(
            self._pickup, card, desk.runner, partial(flow.reread, self._go_on_paid), self._render
        )

    def opened(self) -> None:
        """The screen came to the front; what was ticked of this order stays ticked."""
        number = str(self._flow.number or "")
        if number != self._of:
            self._forget(number)
        if self._flow.card is not None:
            self._ticks.take_what_is_in_hand(self._flow.card)
        self._busy = False
        self._flow.is_back()
        if self._flow.number is not None:
            self.mentions.read(self._flow.number)
        self._render()

    def changes_heard(self, changes: Changes) -> None:
        """Another device, or head office, moved an order."""
        if changes & Changes.ORDERS and not self._busy and self._flow.number is not None:
            self._flow.reread(self._render)

    def row_touched(self, key: str) -> None:
        """A bag is out of its bay; or a line stays, is refused, is taken after all."""
        card = self._flow.card
        if card is None or self._busy or self.money.is_running or ways_of(card):
            return
        self._selected = key
        if key == AGE:
            self._ticks.age_checked = not self._ticks.age_checked
        elif key.startswith(INSTEAD):
            self._ticks.turn_instead(int(key.removeprefix(INSTEAD)))
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
        if card is None or self._busy or self.money.is_running:
            return
        if card.check is None:
            self._flow.check_first()
            return
        if is_owed(self.mentions.to_pay):
            self._flow.pay_first()
            return
        to_pay = card.opened.to_pay(self._desk.currency, self._ticks.plan())
        if self.money.is_by_card(to_pay):
            self.money.ask(card.opened.order.number, self._ticks.plan(), to_pay)
        else:
            self._let_go(card, to_pay)

    def other_way_touched(self, way: str) -> None:
        """They pay in cash though there is a terminal, or later, on their account."""
        card = self._flow.card
        if card is not None and not self._busy and not self.money.is_running:
            to_pay = card.opened.to_pay(self._desk.currency, self._ticks.plan())
            self._let_go(card, to_pay, on_account=way == ON_ACCOUNT)

    def _let_go(self, card: CounterCard, to_pay: Money, *, on_account: bool = False) -> None:
        self._busy = True
        self._render()
        proof = proof_of(card, self._signature)
        self._leaving.let_go(card, self._ticks.plan(), proof, to_pay, on_account=on_account)

    def back_touched(self) -> None:
        """Nothing left."""
        if not self.money.is_running:
            self._flow.left()

    def _go_on_paid(self, card: CounterCard) -> None:
        to_pay = card.opened.to_pay(self._desk.currency, self._ticks.plan())
        if to_pay.amount_minor or self._busy:
            self._render()
        else:
            self._let_go(card, to_pay)

    def _ticks_now(self) -> Ticks | None:
        return None if self._busy or self.money.is_running else self._ticks

    def _forget(self, number: str) -> None:
        self._of = number
        self._ticks = Ticks()
        self._goods, self._selected, self._signature = False, None, ""
        self.mentions.forget()
        self.money.forget()

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
            self._flow.reread(self._render)

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        if isinstance(error, NotChecked):
            self._flow.check_first()
            return True
        self._flow.reread(self._render)
        return False

    def _left(self, is_theirs: bool) -> None:
        self._busy = False
        if is_theirs:
            self._forget("")
        elif self._flow.number is not None:
            self._flow.reread(self._render)

    def _shows_goods(self, card: CounterCard) -> bool:
        order = card.opened.order
        if order.state is OrderState.STAGED:
            return self._goods or not order.pieces
        return self._goods or not order.waiting_pieces or bool(ways_of(card))

    def _render(self, _read: CounterCard | None = None) -> None:
        card = self._flow.card
        if card is None:
            return
        goods, ways = self._shows_goods(card), ways_of(card)
        currency = self._desk.currency
        rows = (
            goods_rows(card, self._ticks, currency)
            if goods
            else bag_rows(card, self._ticks, self._desk.local, currency)
        )
        taken = self.mentions.to_pay
        to_pay = card.opened.to_pay(currency, self._ticks.plan())
        by_card = self.money.is_by_card(to_pay)
        key = primary_key(card, self._ticks, currency, self._signature, taken, by_card=by_card)
        later = self.money.on_account(card, to_pay) if key.takes_money else None
        may_turn = bool(card.opened.order.waiting_pieces) and not ways
        turn = tr("Bags") if goods else tr("Part only, or refused")
        self._show(
            HandoverState(
                title=title_of(card),
                detail=detail_of(card, to_pay, self._desk.local),
                rows=rows,
                selected=self._selected,
                turn=turn if may_turn else "",
                known=known_words(card, currency),
                mentions=self.mentions.cards(),
                ways=ways,
                rings=tr("Ring the picker") if may_ring(card.opened.order) else "",
                rung=ring_line(card.opened.order, self._desk.local),
                signs=may_sign(card, self._ticks, taken),
                card=self.money.state,
                cash=key.in_cash,
                account=tr("On account {amount}", amount=format_money(later)) if later else "",
                primary=key.words,
                can_go_on=key.can_go_on and not self._busy and not self.money.is_running,
                waits=not key.can_go_on,
                busy=self._busy,
            )
        )
