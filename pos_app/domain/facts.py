"""Facts knows what happened in the store: the frozen envelope, the hash chain over it, and the body of each kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from pos_app.domain.clock import TimeReading
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)

HASH_BYTES = 32
GENESIS = bytes(HASH_BYTES)
BODY_BYTES_MAX = 256 * 1024
Body = dict[str, object]
_PLAIN = frozenset({str, int, bool, type(None)})


class FactKind(StrEnum):
    """The kinds of fact that a register writes today; unknown kinds are stored and parked, never refused."""

    OPERATOR_SIGNED_ON = "operator_signed_on"
    OPERATOR_SIGNED_OFF = "operator_signed_off"
    OPERATOR_LET_IN = "operator_let_in"
    DAY_OPENED = "day_opened"
    DAY_CLOSED = "day_closed"
    TILL_OPENED = "till_opened"
    TILL_SETTLED = "till_settled"
    SALE_COMPLETED = "sale_completed"
    SALE_RETURNED = "sale_returned"
    SALE_VOIDED = "sale_voided"
    SALE_CANCELLED = "sale_cancelled"
    SALE_REFUSED = "sale_refused"
    SALE_SUSPENDED = "sale_suspended"
    SALE_RETRIEVED = "sale_retrieved"
    BASKET_TAKEN_OVER = "basket_taken_over"
    DRAWER_OPENED = "drawer_opened"
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    TENDER_PICKUP = "tender_pickup"
    TENDER_LOAN = "tender_loan"
    TILL_LOAN_GIVEN = "till_loan_given"
    TILL_LOAN_TAKEN = "till_loan_taken"
    CHANGE_ORDER = "change_order"
    OPERATION_APPROVED = "operation_approved"
    OPERATION_REFUSED = "operation_refused"
    TRAINING_BEGUN = "training_begun"
    GIFT_RECEIPT_PRINTED = "gift_receipt_printed"
    RECEIPT_REPRINTED = "receipt_reprinted"
    PICK_LIST_CLAIMED = "pick_list_claimed"
    PICK_LIST_PAUSED = "pick_list_paused"
    PICK_LIST_TAKEN_OVER = "pick_list_taken_over"
    ITEM_PICKED = "item_picked"
    ITEM_SHORT = "item_short"
    BIN_CHECKED = "bin_checked"
    PICK_UNDONE = "pick_undone"
    ORDER_PICKED = "order_picked"
    PIECE_STAGED = "piece_staged"
    ITEM_PACKED = "item_packed"
    PACK_UNDONE = "pack_undone"
    CARTON_PACKED = "carton_packed"
    ORDER_PACKED = "order_packed"
    CARTON_VOIDED = "carton_voided"
    LABEL_REPRINTED = "label_reprinted"
    CARTONS_HANDED_TO_CARRIER = "cartons_handed_to_carrier"
    ORDER_CLAIMED = "order_claimed"
    ORDER_CHECKED = "order_checked"
    ORDER_HANDED_OVER = "order_handed_over"
    ORDER_HANDED_UNSEEN = "order_handed_unseen"
    ORDER_RESOLVED = "order_resolved"
    ORDER_PUT_BACK = "order_put_back"
    ORDER_RUNG = "order_rung"
    RING_ANSWERED = "ring_answered"
    CUSTOMER_NOTED = "customer_noted"
    STOCK_ADJUSTED = "stock_adjusted"
    STOCK_WASTED = "stock_wasted"
    STOCK_MOVED = "stock_moved"
    STOCK_UNDONE = "stock_undone"
    STOCK_COUNTED = "stock_counted"
    GOODS_RECEIVED = "goods_received"
    DELIVERY_RECEIVED = "delivery_received"
    TRANSFER_SENT = "transfer_sent"
    SHELF_LABELLED = "shelf_labelled"
    DATES_CHECKED = "dates_checked"
    GOODS_REDUCED = "goods_reduced"
    SUGGESTION = "suggestion"
    CARD_ISSUED = "card_issued"
    CARD_LOADED = "card_loaded"
    CARD_REVERSED = "card_reversed"
    PAYMENT_INTENT = "payment_intent"
    PAYMENT_OUTCOME = "payment_outcome"
    DAMAGED = "damaged"
    PERSON_ERASED = "person_erased"
    EVIDENCE_DESTROYED = "evidence_destroyed"


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A fact before it has a place in the chain."""

    kind: str
    body: Body
    version: int = 1


@dataclass(frozen=True, slots=True)
class FactOrigin:
    """Where a fact happened and who did it."""

    device_id: DeviceId
    business_unit: BusinessUnit
    workstation: Workstation
    operator: OperatorNumber
    business_date: BusinessDate


@dataclass(frozen=True, slots=True)
class Fact:
    """One link of a journal: bytes that never change; the envelope is the same for ever (SYNC T14)."""

    fact_id: FactId
    incarnation: IncarnationId
    sequence: int
    kind: str
    version: int
    origin: FactOrigin
    time: TimeReading
    body: bytes
    previous_hash: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a chain: the last sequence and its hash; sequence 0 is the empty chain."""

    sequence: int
    hash: bytes


EMPTY_TAIL = Tail(0, GENESIS)


def freeze_body(body: Body) -> bytes:
    """The stored bytes of a body: UTF-8 JSON, keys sorted, no spaces; a float is a TypeError."""
    _check_value(body)
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def read_body(fact: Fact) -> Body:
    """The body as written."""
    value = json.loads(fact.body)
    assert isinstance(value, dict)
    return value


def link(
    draft: FactDraft,
    *,
    fact_id: FactId,
    incarnation: IncarnationId,
    after: Tail,
    origin: FactOrigin,
    time: TimeReading,
) -> Fact:
    """The draft as the next fact of a chain."""
    body = freeze_body(draft.body)
    unplaced = Fact(
        fact_id,
        incarnation,
        0,
        draft.kind,
        draft.version,
        origin,
        time,
        body,
        GENESIS,
        GENESIS,
    )
    return relink(unplaced, incarnation=incarnation, after=after)


def relink(fact: Fact, *, incarnation: IncarnationId, after: Tail) -> Fact:
    """The same fact (same id, same body) at the end of another chain, as after a fork."""
    placed = replace(
        fact,
        incarnation=incarnation,
        sequence=after.sequence + 1,
        previous_hash=after.hash,
    )
    return replace(placed, hash=fact_hash(placed))


def tail_of(fact: Fact) -> Tail:
    """The tail of a chain that ends in this fact."""
    return Tail(fact.sequence, fact.hash)


def fact_hash(fact: Fact) -> bytes:
    """SHA-256 over every stored byte but the hash itself."""
    return hashlib.sha256(fact_bytes(fact)).digest()


def fact_bytes(fact: Fact) -> bytes:
    """All of a fact but its hash: each part led by its length in 4 bytes, big-endian."""
    offset = "" if fact.time.centre_offset_ms is None else str(fact.time.centre_offset_ms)
    parts = (
        fact.fact_id.bytes,
        fact.incarnation.encode(),
        str(fact.sequence).encode(),
        fact.kind.encode(),
        str(fact.version).encode(),
        fact.origin.device_id.encode(),
        fact.origin.business_unit.encode(),
        fact.origin.workstation.encode(),
        fact.origin.operator.encode(),
        fact.origin.business_date.encode(),
        str(fact.time.wall_us).encode(),
        str(fact.time.monotonic_ns).encode(),
        fact.time.boot_id.encode(),
        offset.encode(),
        fact.body,
        fact.previous_hash,
    )
    return b"".join([led for part in parts for led in (len(part).to_bytes(4, "big"), part)])


def first_break(facts: Iterable[Fact], after: Tail = EMPTY_TAIL) -> int | None:
    """The sequence at which a chain stops being one, or None when every link holds."""
    for fact in facts:
        whole = (
            fact.sequence == after.sequence + 1
            and fact.previous_hash == after.hash
            and fact_hash(fact) == fact.hash
        )
        if not whole:
            return after.sequence + 1
        after = tail_of(fact)
    return None


def _check_value(value: object) -> None:
    """Most values are plain and pass without a call of their own: a sale has hundreds of them."""
    parts: Iterable[object] = ()
    if isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, list | tuple):
        parts = value
    elif not isinstance(value, str | int | None):
        message = f"{type(value).__name__} has no place in a fact"
        raise TypeError(message)
    for part in parts:
        if type(part) not in _PLAIN:
            _check_value(part)
