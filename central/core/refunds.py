"""Refunds knows when money goes back for an order that was paid online, and what becomes of it until it has arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from central.core.feed import Change, publish, store_feed
from central.core.ports import Transaction
from central.core.questions import question, question_row
from central.core.records import OpenQuestion, OrderLineRecord, OrderRecord
from central.core.refund_ports import OwedBack, RefundReason, RefundRecord, RefundState
from central.core.refused import Refused
from pos_app.domain.money import Rounding, divide
from pos_app.domain.quantity import MILLI

REFUND_OVERDUE = "refund_overdue"
# So long a refund may be on its way before a person has to look.
OVERDUE_DAYS = 3
_DAY_US = 86_400_000_000
_NEXT = {
    RefundState.DUE: frozenset(RefundState) - {RefundState.DUE},
    RefundState.SENT: frozenset({RefundState.CONFIRMED, RefundState.FAILED}),
    RefundState.FAILED: frozenset({RefundState.SENT, RefundState.CONFIRMED, RefundState.VOID}),
    RefundState.CONFIRMED: frozenset(),
    RefundState.VOID: frozenset(),
}
_OVER = frozenset({RefundState.CONFIRMED, RefundState.VOID})


@dataclass(frozen=True, slots=True)
class RefundStep:
    """Where a refund stands now, who says so, by which reference of the payment service, and why."""

    state: RefundState
    person: str
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Because:
    """Why money goes back, by which fact or step (a name that comes once), and since when."""

    reason: RefundReason
    source: str
    at_us: int


def owe_back(transaction: Transaction, number: str, because: Because, amount_minor: int) -> None:
    """So much of what was paid for an order is due; one refund for each reason and source."""
    if amount_minor > 0:
        named = hashlib.sha256(f"{because.source} {number} {because.reason}".encode())
        owed = OwedBack(named.hexdigest()[:32], number, because.reason, amount_minor, because.at_us)
        transaction.counter.refunds.owe(owed)


def give_up(transaction: Transaction, order: OrderRecord, because: Because) -> None:
    """Nothing more of an order leaves: all that was paid for it and has not left goes back."""
    left = [(line, line.quantity_milli - line.handed_milli) for line in order.lines]
    owe_back(transaction, order.order_number, because, paid_minor(left))


def paid_minor(parts: Iterable[tuple[OrderLineRecord, int]]) -> int:
    """What so many thousandths of these lines cost in minor units, each rounded half up."""
    return sum(
        divide(line.price_minor * milli, MILLI, Rounding.HALF_UP)
        for line, milli in parts
        if milli > 0
    )


def move_refund(
    transaction: Transaction, refund_id: str, step: RefundStep, now_us: int
) -> RefundRecord:
    """A refund is sent, has arrived, or has not; what is said twice changes nothing.

    Raises Refused: unknown_refund, no_such_step.
    """
    refunds = transaction.counter.refunds
    record = refunds.lock(refund_id)
    if record is None:
        raise Refused(404, "unknown_refund", "There is no such refund.")
    before = RefundState(record.state)
    if step.state is before:
        return record
    if step.state not in _NEXT[before]:
        raise Refused(409, "no_such_step", f"A refund that is {before} does not become that.")
    moved = replace(
        record,
        state=step.state,
        reference=step.reference or record.reference,
        note=step.note or record.note,
        changed_by=step.person,
        changed_us=now_us,
    )
    refunds.put(moved)
    if step.state in _OVER:
        _no_longer_asked(transaction, moved, now_us)
    return moved


def ask_about_overdue(transaction: Transaction, now_us: int) -> int:
    """Ask about each refund that is on its way for too long, once; gives how many are new."""
    late = transaction.counter.refunds.waiting_since(now_us - OVERDUE_DAYS * _DAY_US)
    asked = transaction.ledger.ask([_question(record) for record in late], now_us)
    changes: dict[str, list[Change]] = {}
    for one in asked:
        told = Change({"exception": [question_row(one)]})
        changes.setdefault(store_feed(one.business_unit), []).append(told)
    publish(transaction.feeds, changes)
    return len(asked)


def _no_longer_asked(transaction: Transaction, record: RefundRecord, now_us: int) -> None:
    """It has arrived: the question whether it has answers itself."""
    asked = _question(record)
    found = transaction.ledger.lock_exception(asked.exception_id)
    if found is None or found.state != "open":
        return
    transaction.ledger.settle(asked.exception_id, record.state, record.changed_by, now_us)
    row = question_row(replace(asked, state="settled", detail=record.state))
    publish(transaction.feeds, {store_feed(record.business_unit): [Change({"exception": [row]})]})


def _question(record: RefundRecord) -> OpenQuestion:
    about = f"{record.order_number}: {record.amount_minor} {record.currency}, {record.reason}"
    return question(REFUND_OVERDUE, record.business_unit, "", record.refund_id, about)
