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
    goods_of,
)
from pos_app.domain.ids import OrderNumber
from pos_app.domain.mentions import About
from pos_app.domain.money import Money
from pos_app.domain.operations.pickup import HAND_OVER, TAKE_REMAINDER
from pos_app.domain.refusals.orders import AgeNotChecked, NotChecked, OrderNotReady, RemainderToPay
from pos_app.domain.side_record import KEY_BYTES, SideRecord, commit
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Ids
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pickup.order_desk import CheckedPeople, OpenedOrder, OrderDesk
from pos_app.usecases.session import Session
from pos_app.usecases.suggestions.mentions import Mentions

# What proves who took the goods, where the check alone is not enough for the store.
BY_CHECK = "check"


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


class HandOver:
    """One order to somebody who was checked.

    Errors: NotAllowed, UnknownOrder, OrderGone, OrderNotReady, NotChecked, PiecesLeft, NothingHandedOver,
    AgeNotChecked, RemainderToPay; TillNotOpen and DayNotClosed where money is taken.
    """

    def __init__(
        self,
        ports: HandOverPorts,
        desk: OrderDesk,
        people: CheckedPeople,
        session: Session,
        days: BusinessDays,
    ) -> None:
        self._ports = ports
        self._desk = desk
        self._people = people
        self._session = session
        self._days = days

    def __call__(
        self,
        *,
        number: OrderNumber,
        plan: HandoverPlan,
        proof: GivenProof | None = None,
        takes_cash: Money | None = None,
    ) -> HandedOver:
        """takes_cash: what was taken for an order that was not paid; proof: where the store wants one."""
        operator = self._session.require(HAND_OVER if takes_cash is None else TAKE_REMAINDER)
        check = self._people.of(number)
        if check is None:
            raise NotChecked(number)
        opened = self._desk.open(number)
        if not opened.order.is_in_bays:
            raise OrderNotReady(number)
        self._check(opened, plan, takes_cash)
        record = self._record(check, proof)
        told = HandoverProof(BY_CHECK)
        if proof is not None and record is not None:
            told = HandoverProof(proof.how, record.commitment)
        handover = Handover(
            opened.order,
            plan,
            check,
            told,
            self._ports.currency,
            opened.units,
        )
        handover.check_whole()
        store = self._ports.store
        with store.write():
            if takes_cash is not None:
                handover = replace(handover, paid=self._take(takes_cash, number))
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
        self._people.end(number)
        self._ports.mentions.over(About(order_number=number))
        return HandedOver(
            number,
            len(plan.pieces),
            handover.rest_waits,
            self._refund(handover),
            takes_cash,
            self._open_drawer() if takes_cash is not None else None,
        )

    def _check(self, opened: OpenedOrder, plan: HandoverPlan, takes_cash: Money | None) -> None:
        stays = plan.staying | plan.refused
        limits = [line.age_limit for line in opened.lines if line.line.line_number not in stays]
        if any(limits) and not plan.age_checked:
            raise AgeNotChecked(max(limits))
        to_pay = opened.to_pay(self._ports.currency, stays)
        if to_pay.amount_minor and takes_cash != to_pay:
            raise RemainderToPay(to_pay)

    def _take(self, amount: Money, number: OrderNumber) -> PaidRemainder:
        """Into the drawer beside a sale: the order was sold before, by somebody else."""
        store = self._ports.store
        till = self._days.open_till()
        fact = store.journal.append(
            cash_moved(CashMove.PAID_IN, amount, f"order {number}", ""),
            operator=self._session.require(TAKE_REMAINDER).number,
            business_date=till.business_date,
        )
        moved = till.moves.with_one_more(CashMove.PAID_IN, amount)
        store.tills.save(replace(till, moves=moved))
        return PaidRemainder(amount, fact.fact_id)

    def _record(self, check: PersonCheck, proof: GivenProof | None) -> SideRecord | None:
        if proof is None:
            return None
        said: Body = {"order_number": check.orders[0], "how": proof.how, "said": proof.said}
        subject = check.customer or f"order-{check.orders[0]}"
        return commit(subject, said, bytes.fromhex(self._ports.ids.random_hex(KEY_BYTES)))

    def _refund(self, handover: Handover) -> Money:
        """What was refused and had been paid."""
        total = Money(0, handover.currency)
        customer = self._desk.customers.of_order(handover.order.number)
        if customer is None or not customer.is_paid:
            return total
        for line in goods_of(handover.order):
            if line.line_number in handover.plan.refused:
                total = total + handover.refund(line)
        return total

    def _open_drawer(self) -> Fault | None:
        try:
            self._ports.drawer.open()
        except Fault as fault:
            return fault
        return None


def _effects(handover: Handover) -> tuple[tuple[int, int], ...]:
    """What leaves the shelf figures of this device until the centre has counted it."""
    gone: dict[int, int] = {}
    for line in handover.taken:
        milli = line.picked_milli - line.handed_milli
        gone[line.item_id] = gone.get(line.item_id, 0) - milli
    return tuple(gone.items())
