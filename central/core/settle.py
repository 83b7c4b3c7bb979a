"""Settle knows how a person ends an exception: the fact is applied after all, or it stays parked for ever."""

from __future__ import annotations

from central.core.apply import apply_again
from central.core.feed import Change, publish, store_feed
from central.core.ports import Transaction
from central.core.records import OpenQuestion, Row
from central.core.refused import Refused
from sync.wire.messages import FactReceipt

APPLY = "apply"
DISMISS = "dismiss"
SETTLED = "settled"


def settle(transaction: Transaction, exception_id: str, action: str, note: str, now_us: int) -> str:
    """End an open exception; gives its new detail.

    Raises Refused: unknown_exception, already_settled, unknown_action, still_parked when the reason stands.
    """
    question = transaction.ledger.lock_exception(exception_id)
    if question is None:
        raise Refused(404, "unknown_exception", "There is no such exception.")
    if question.state == SETTLED:
        raise Refused(409, "already_settled", "Somebody has settled this before.")
    receipts: tuple[FactReceipt, ...] = ()
    stock: list[Row] = []
    if action == APPLY:
        stock = _apply(transaction, question, now_us)
        receipts = (FactReceipt(fact_id=question.fact_id, status="applied"),)
    elif action != DISMISS:
        raise Refused(422, "unknown_action", "An exception is applied or dismissed.")
    detail = f"{action}: {note}" if note else action
    transaction.ledger.settle(exception_id, detail)
    row = (exception_id, question.kind, question.fact_id, SETTLED, detail)
    change = Change({"exception": [row], "stock": stock}, receipts)
    publish(transaction.feeds, {store_feed(question.business_unit): [change]})
    return detail


def _apply(transaction: Transaction, question: OpenQuestion, now_us: int) -> list[Row]:
    fact = transaction.journals.fact(question.fact_id)
    if fact is None:
        raise Refused(409, "no_fact", "The fact of this exception is not here.")
    outcome, stock = apply_again(transaction.ledger, question.business_unit, fact, now_us)
    if outcome.reason:
        raise Refused(409, "still_parked", f"The reason still stands: {outcome.reason}.")
    return stock
