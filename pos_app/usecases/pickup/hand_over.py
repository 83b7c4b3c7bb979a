"""Hand over knows that goods leave once: checked, whole or named, paid, and as one fact before the door opens."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.cash_moves import CashMove
from pos_app.domain.fact_bodies import cash_moved
from pos_app.domain.facts import Body
from pos_app.domain.handover import (
    Handover,
    HandoverPlan,
    HandoverProof,
    PaidRemainder,
    PersonCheck,
)
from pos_app.domain.ids import OperatorNumber, OrderNumber
from pos_app.domain.mentions import About
from pos_app.domain.money import Money
from pos_app.domain.operation import Operation
from pos_app.domain.operations.pickup import (
    GIVE_BACK_IN_CASH,
    HAND_OVER,
    PAY_ORDER_ON_ACCOUNT,
    TAKE_REMAINDER,
)
from pos_app.domain.payment import Payment
from pos_app.domain.refusals.orders import RemainderToPay
from pos_app.domain.side_record import KEY_BYTES, SideRecord, commit
from pos_app.domain.tender import TenderKind, TenderLine
from pos_app.domain.tender_sums import with_tenders, without_tenders
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Ids
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pickup.leaving import Leaving
from pos_app.usecases.pickup.on_account import OrderAccount
from pos_app.usecases.session import Session
from pos_app.usecases.suggestions.mentions import Mentions


@dataclass(frozen=True, slots=True)
class GivenProof:
    """What the person left: how is "name" or "signature", said what stands in the side record."""

    how: str
    said: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The fact is on disk; paid: what came into the drawer for it, refund: what goes back to the original tender."""

    number: OrderNumber
    piece_count: int
    rest_waits: bool
    refund: Money
    paid: Money | None = None
    drawer_fault: Fault | None = None
    changes: Changes = Changes.ORDERS | Changes.STOCK | Changes.SENDING | Changes.TILL


@dataclass(frozen=True, slots=True)
class HandOverPorts:
    """What a handover writes to, and makes its ids with."""

    store: Store
    ids: Ids
    drawer: CashDrawer
    currency: str
    mentions: Mentions
    account: OrderAccount


class HandOver:
    """One order to somebody who was checked.

    Errors: NotAllowed, UnknownOrder, OrderGone, OrderNotReady, NotChecked, PiecesLeft, NothingHandedOver,
    AgeNotChecked, RemainderToPay; those of OrderAccount; TillNotOpen and DayNotClosed where money is taken.
    """

    def __init__(
        self, ports: HandOverPorts, leaving: Leaving, session: Session, days: BusinessDays
    ) -> None:
        self._ports = ports
        self._leaving = leaving
        self._session = session
        self._days = days

    def __call__(
        self,
        *,
        number: OrderNumber,
        plan: HandoverPlan,
        proof: GivenProof | None = None,
        takes_cash: Money | None = None,
        on_account: bool = False,
    ) -> HandedOver:
        """takes_cash: what was to pay of an order that was not paid, negative what is given back of what a card paid.

        What of it no coin pays is a figure of its own, as in a sale. on_account: the buyer pays it later.
        proof: where the store wants one.
        """
        operation = PAY_ORDER_ON_ACCOUNT if on_account else _operation_of(takes_cash)
        operator = self._session.require(operation)
        handover = self._leaving.handover(number, plan)
        to_pay = self._leaving.to_pay(number, plan)
        account = self._ports.account.proof(number, to_pay) if on_account else None
        if to_pay.amount_minor and account is None and takes_cash != to_pay:
            raise RemainderToPay(to_pay)
        record = self._record(handover.check, proof)
        if proof is not None and record is not None:
            handover = replace(handover, proof=HandoverProof(proof.how, record.commitment))
        store = self._ports.store
        cash = self._leaving.in_cash(number, takes_cash or to_pay)
        with store.write():
            if takes_cash is not None:
                paid = self._take(cash, takes_cash - cash, number, operator.number)
                handover = replace(handover, paid=paid)
            if account is not None:
                later = self._ports.account.pay(number, operator.number, to_pay, account)
                handover = replace(handover, payments=(*handover.payments, later))
            if handover.payments:
                self._count(handover.payments)
            fact = store.journal.append(
                handover.draft(),
                operator=operator.number,
                business_date=self._days.current(),
                stock_effects=_effects(handover),
            )
            if record is not None:
                store.side_records.keep(record, fact)
            self._ports.mentions.write(
                About(order_number=number),
                (),
                store.journal,
                operator.number,
                fact.origin.business_date,
            )
        self._leaving.end(number)
        self._ports.mentions.over(About(order_number=number))
        return HandedOver(
            number,
            len(plan.pieces),
            handover.rest_waits,
            self._refund(handover),
            None if handover.paid is None else handover.paid.amount,
            None if handover.paid is None else self._open_drawer(),
        )

    def _take(
        self, cash: Money, rounding: Money, number: OrderNumber, by: OperatorNumber
    ) -> PaidRemainder:
        """Into the drawer beside a sale, or out of it: the order was sold before, by somebody else."""
        store = self._ports.store
        till = self._days.open_till()
        if rounding.amount_minor:
            line = TenderLine(TenderKind.ROUNDING, rounding, Money(0, cash.currency))
            till = replace(till, order_tenders=with_tenders(till.order_tenders, [line]))
            store.tills.save(till)
        if not cash.amount_minor:
            return PaidRemainder(cash, None, rounding)
        move = CashMove.PAID_IN if cash.amount_minor > 0 else CashMove.PAID_OUT
        moved = cash if cash.amount_minor > 0 else -cash
        fact = store.journal.append(
            cash_moved(move, moved, f"order {number}", ""),
            operator=by,
            business_date=till.business_date,
        )
        store.tills.save(replace(till, moves=till.moves.with_one_more(move, moved)))
        return PaidRemainder(cash, fact.fact_id, rounding)

    def _count(self, payments: tuple[Payment, ...]) -> None:
        """Among the figures of the day in which the goods leave."""
        till = self._days.open_till()
        came = with_tenders(
            till.order_tenders, [payment.tender for payment in payments if payment.back is None]
        )
        went = [payment.tender for payment in payments if payment.back is not None]
        self._ports.store.tills.save(replace(till, order_tenders=without_tenders(came, went)))

    def _record(self, check: PersonCheck, proof: GivenProof | None) -> SideRecord | None:
        if proof is None:
            return None
        said: Body = {"order_number": check.orders[0], "how": proof.how, "said": proof.said}
        subject = check.customer or f"order-{check.orders[0]}"
        return commit(subject, said, bytes.fromhex(self._ports.ids.random_hex(KEY_BYTES)))

    def _refund(self, handover: Handover) -> Money:
        """What was paid elsewhere, for goods that were refused or for what is cheaper in their place."""
        customer = self._leaving.desk.customers.of_order(handover.order.number)
        is_paid = customer is not None and customer.is_paid
        return handover.refund if is_paid else Money(0, handover.costs.currency)

    def _open_drawer(self) -> Fault | None:
        try:
            self._ports.drawer.open()
        except Fault as fault:
            return fault
        return None


def _operation_of(takes_cash: Money | None) -> Operation:
    if takes_cash is None:
        return HAND_OVER
    return TAKE_REMAINDER if takes_cash.amount_minor > 0 else GIVE_BACK_IN_CASH


def _effects(handover: Handover) -> tuple[tuple[int, int], ...]:
    """What leaves the shelf figures of this device until the centre has counted it."""
    gone: dict[int, int] = {}
    for goods in handover.taken:
        gone[goods.item_id] = gone.get(goods.item_id, 0) - goods.milli
    return tuple(gone.items())
