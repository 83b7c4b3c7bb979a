"""Settle knows how a person ends an exception, and which ways each kind of exception has."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.apply import (
    KNOWN_VERSIONS,
    OTHER_BUSINESS_UNIT,
    PARKED,
    UNKNOWN_VERSION,
    Carried,
    apply_again,
    exception_row,
)
from central.core.card_desk import accept_card, block_card, write_off
from central.core.delivery_facts import (
    DELIVERY_DIFFERS,
    TRANSFER_KNOWN,
    UNKNOWN_DELIVERY,
    UNKNOWN_STORE,
)
from central.core.feed import Change, publish, store_feed
from central.core.loyalty import write_off_points
from central.core.order_effects import read_body
from central.core.parcel_facts import PACKED_AFTER_END, PACKED_TWICE, PARCEL_KNOWN
from central.core.pick_facts import PICKED_AFTER_END, PICKED_TWICE
from central.core.ports import CannotBook, Transaction
from central.core.questions import (
    BLOCKED_CARD,
    CARD_CURRENCY,
    DEVICE_COPIED,
    FACTS_LOST,
    LABEL_SOLD_TWICE,
    LOAN_DIFFERS,
    OFFER_OVERUSED,
    OVERDRAWN_ACCOUNT,
    OVERDRAWN_CARD,
    OVERDRAWN_POINTS,
    OVERSOLD,
    PARCEL_SENT_TWICE,
    PRICE_VARIANCE,
    RETRIEVED_TWICE,
    SHIPPED_CANCELLED,
    UNKNOWN_CARD,
    UNLISTED_ITEM,
    UNSEEN_DIFFERS,
    VOID_PARCEL_SENT,
    VOUCHER_USED_TWICE,
    WRONG_CLOCK,
)
from central.core.records import OpenQuestion, Outcome, Row, StockMovement
from central.core.refunds import REFUND_OVERDUE
from central.core.refused import Refused
from central.core.return_facts import REFUND_TOO_HIGH, RETURNED_TWICE, UNKNOWN_SALE, VOIDED_TWICE
from central.core.unseen_facts import UNSEEN_UNKNOWN, UNSEEN_WRONG_CODE, UnseenBody
from sync.wire.messages import FactReceipt

# The fact is applied after all: its reason is gone, or a person knows better (goods did leave twice).
APPLY = "apply"
# Nothing more is done; a parked fact stays parked for ever.
DISMISS = "dismiss"
# Somebody has counted what is really there.
COUNT = "count"
# The price that was charged stands; the card is good, and pays from now on.
ACCEPT = "accept"
# What a card or a customer owes is given up.
WRITE_OFF = "write_off"
# The card pays nothing more.
BLOCK = "block"
# Who settles what a newer centre understands, and what a fact waited for when that comes.
UPGRADE, CENTRE = "upgrade", "centre"
SETTLED = "settled"
COUNTED_MILLI_MAX = 10**12
# Facts that wait: applied after all, or never.
_PARKED = (
    UNKNOWN_VERSION,
    "unreadable_body",
    OTHER_BUSINESS_UNIT,
    "sale_known",
    "unknown_item",
    "sum_differs",
    "unknown_order",
    "order_of_other_store",
    "double_handover",
    "order_ended",
    UNSEEN_UNKNOWN,
    UNSEEN_WRONG_CODE,
    PICKED_TWICE,
    PICKED_AFTER_END,
    PACKED_TWICE,
    PACKED_AFTER_END,
    PARCEL_KNOWN,
    "card_unpaid",
    "nothing_to_reverse",
    "reversed_twice",
    UNKNOWN_SALE,
    RETURNED_TWICE,
    REFUND_TOO_HIGH,
    VOIDED_TWICE,
    UNKNOWN_DELIVERY,
    UNKNOWN_STORE,
    TRANSFER_KNOWN,
)
WAYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_PARKED, (APPLY, DISMISS)),
    OVERSOLD: (COUNT, DISMISS),
    PRICE_VARIANCE: (ACCEPT, DISMISS),
    OVERDRAWN_CARD: (WRITE_OFF, BLOCK, DISMISS),
    OVERDRAWN_POINTS: (WRITE_OFF, DISMISS),
    OVERDRAWN_ACCOUNT: (BLOCK, DISMISS),
    UNKNOWN_CARD: (ACCEPT, BLOCK, DISMISS),
    BLOCKED_CARD: (ACCEPT, DISMISS),
    CARD_CURRENCY: (DISMISS,),
    RETRIEVED_TWICE: (ACCEPT, DISMISS),
    LABEL_SOLD_TWICE: (ACCEPT, DISMISS),
    LOAN_DIFFERS: (ACCEPT, DISMISS),
    VOUCHER_USED_TWICE: (ACCEPT, DISMISS),
    PARCEL_SENT_TWICE: (ACCEPT, DISMISS),
    VOID_PARCEL_SENT: (ACCEPT, DISMISS),
    SHIPPED_CANCELLED: (ACCEPT, DISMISS),
    UNLISTED_ITEM: (ACCEPT, DISMISS),
    OFFER_OVERUSED: (ACCEPT, DISMISS),
    DELIVERY_DIFFERS: (ACCEPT, DISMISS),
    UNSEEN_DIFFERS: (ACCEPT, DISMISS),
    REFUND_OVERDUE: (ACCEPT, DISMISS),
    FACTS_LOST: (DISMISS,),
    WRONG_CLOCK: (DISMISS,),
    DEVICE_COPIED: (DISMISS,),
}
ABOUT_CARDS = frozenset(
    {OVERDRAWN_CARD, OVERDRAWN_ACCOUNT, UNKNOWN_CARD, BLOCKED_CARD, CARD_CURRENCY}
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an exception, and why; `counted_milli` is what was counted, in thousandths."""

    action: str
    note: str
    person: str
    counted_milli: int | None = None
    # False: the reason is gone by itself
    by_person: bool = True


# The centre was upgraded; or what a fact was about has come.
UNDERSTOOD = Decision(APPLY, "", UPGRADE, by_person=False)
CAME = Decision(APPLY, "what it is about has come", CENTRE, by_person=False)


def ways_to_settle(kind: str) -> tuple[str, ...]:
    """The actions that end an exception of a kind."""
    return WAYS.get(kind, (APPLY, DISMISS))


def settle(transaction: Transaction, exception_id: str, decision: Decision, now_us: int) -> str:
    """End an open exception; gives its new detail.

    Raises Refused: unknown_exception, already_settled, unknown_action, still_parked when the reason stands.
    """
    question = transaction.ledger.lock_exception(exception_id)
    if question is None:
        raise Refused(404, "unknown_exception", "There is no such exception.")
    if question.state == SETTLED:
        raise Refused(409, "already_settled", "Somebody has settled this before.")
    ways = ways_to_settle(question.kind)
    if decision.action not in ways:
        raise Refused(422, "unknown_action", f"Such an exception is settled by {', '.join(ways)}.")
    tables: dict[str, list[Row]] = {}
    changes: dict[str, list[Change]] = {}
    if decision.action == APPLY:
        outcome, (tables, changes) = _apply(transaction, question, decision, now_us)
        if outcome.reason:
            raise Refused(409, "still_parked", f"The reason still stands: {outcome.reason}.")
    elif decision.action == COUNT:
        tables = {"stock": _count(transaction, question, decision, now_us)}
    elif question.kind in ABOUT_CARDS:
        changes = _settle_card(transaction, question, decision, now_us)
    elif (question.kind, decision.action) == (OVERDRAWN_POINTS, WRITE_OFF):
        write_off_points(transaction, question, now_us)
    return _end(transaction, question, decision, now_us, (tables, changes))


def _end(
    transaction: Transaction,
    question: OpenQuestion,
    decision: Decision,
    now_us: int,
    carried: Carried,
) -> str:
    tables, changes = carried
    exception_id = question.exception_id
    is_applied = decision.action == APPLY
    receipts = (FactReceipt(fact_id=question.fact_id, status="applied"),) if is_applied else ()
    detail = f"{decision.action}: {decision.note}" if decision.note else decision.action
    transaction.ledger.settle(exception_id, detail, decision.person, now_us)
    row = (exception_id, question.kind, question.fact_id, SETTLED, detail)
    change = Change({**tables, "exception": [row, *tables.get("exception", [])]}, receipts)
    changes.setdefault(store_feed(question.business_unit), []).append(change)
    publish(transaction.feeds, changes)
    return detail


def understood_now(transaction: Transaction) -> list[str]:
    """Exceptions about facts that an older centre did not understand, and that this one does (SYNC T14)."""
    found = []
    for exception_id in transaction.ledger.open_of_kind(UNKNOWN_VERSION):
        fact = transaction.journals.fact(exception_id)
        if fact is not None and (fact.kind, fact.version) in KNOWN_VERSIONS:
            found.append(exception_id)
    return found


def met_now(transaction: Transaction) -> list[str]:
    """Exceptions about what was told before its order or its sale was here, which is here now."""
    found = []
    for exception_id in transaction.ledger.open_of_kind(UNSEEN_UNKNOWN):
        fact = transaction.journals.fact(exception_id)
        body = None if fact is None else read_body(fact.body, UnseenBody)
        if body is not None and transaction.orders.content_hash(body.order_number) is not None:
            found.append(exception_id)
    return [*found, *transaction.returns.met()]


def meet(transaction: Transaction, now_us: int) -> None:
    """Apply what was told before its order or its sale was here."""
    for exception_id in met_now(transaction):
        replay(transaction, exception_id, CAME, now_us)


def replay(transaction: Transaction, exception_id: str, decision: Decision, now_us: int) -> bool:
    """Apply a fact whose reason is gone; False when it waits for a person all the same, maybe for another one."""
    question = transaction.ledger.lock_exception(exception_id)
    if question is None or question.state == SETTLED:
        return False
    outcome, carried = _apply(transaction, question, decision, now_us)
    if not outcome.reason:
        _end(transaction, question, decision, now_us, carried)
    elif outcome.reason != question.kind:
        transaction.ledger.park_for(outcome)
        change = Change({"exception": [exception_row(outcome)]})
        publish(transaction.feeds, {store_feed(question.business_unit): [change]})
    return not outcome.reason


def _apply(
    transaction: Transaction, question: OpenQuestion, decision: Decision, now_us: int
) -> tuple[Outcome, Carried]:
    fact = transaction.journals.fact(question.fact_id)
    if fact is None:
        raise Refused(409, "no_fact", "The fact of this exception is not here.")
    here = unit = question.business_unit
    if question.kind == OTHER_BUSINESS_UNIT and transaction.devices.store(
        fact.origin.business_unit
    ):
        unit = fact.origin.business_unit
    try:
        with transaction.attempt():
            outcome, (tables, changes) = apply_again(
                transaction, unit, fact, now_us, by_person=decision.by_person
            )
    except CannotBook as error:
        outcome = Outcome(question.fact_id, PARKED, question.kind, str(error))
        return outcome, ({}, {})
    if unit == here or outcome.reason:
        return outcome, (tables, changes)
    # It is booked where it happened; the receipt goes to the device that brought it.
    changes.setdefault(store_feed(unit), []).append(Change(tables))
    return outcome, ({}, changes)


def _settle_card(
    transaction: Transaction, question: OpenQuestion, decision: Decision, now_us: int
) -> dict[str, list[Change]]:
    if decision.action == WRITE_OFF:
        return write_off(transaction, question, decision.person, now_us)
    if decision.action == ACCEPT:
        return accept_card(transaction, question, now_us)
    if decision.action == BLOCK:
        return block_card(transaction, question, now_us)
    return {}


def _count(
    transaction: Transaction, question: OpenQuestion, decision: Decision, now_us: int
) -> list[Row]:
    """Book the difference between what was counted and what the ledger says now."""
    counted = decision.counted_milli
    if counted is None or not 0 <= counted <= COUNTED_MILLI_MAX:
        raise Refused(422, "no_count", "Say how much was counted, in thousandths.")
    item_id = int(question.detail.partition(":")[0])
    unit, source = question.business_unit, f"count {question.exception_id}"
    difference = counted - transaction.ledger.on_hand_milli(unit, item_id)
    return transaction.ledger.move_stock(unit, [StockMovement(source, item_id, difference)], now_us)
