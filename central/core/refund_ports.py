"""Refund ports knows what the core may ask about money that goes back to the tender of an order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class RefundState(StrEnum):
    """Where a refund stands; void: it turned out that nothing is owed."""

    DUE = "due"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    VOID = "void"


class RefundReason(StrEnum):
    """Why money goes back."""

    REFUSED = "refused"
    CHEAPER = "cheaper"
    NOT_FOUND = "not_found"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class OwedBack:
    """So much goes back of what was paid for an order, in minor units of its store's currency."""

    refund_id: str
    order_number: str
    reason: RefundReason
    amount_minor: int
    due_us: int


@dataclass(frozen=True, slots=True)
class RefundRecord:
    """A refund order; tender and tender_reference: how the order was paid, as the shop said.

    reference: what the payment service calls the refund; changed_by: "" before anybody has moved it.
    """

    refund_id: str
    order_number: str
    business_unit: str
    reason: str
    amount_minor: int
    currency: str
    tender: str
    tender_reference: str
    state: str
    due_us: int
    reference: str
    note: str
    changed_by: str
    changed_us: int


class Refunds(Protocol):
    """Money that goes back to whoever paid online, until it has arrived."""

    def owe(self, owed: OwedBack) -> None:
        """From now on it is due; nothing where nobody has paid, and once for each id."""
        ...

    def lock(self, refund_id: str) -> RefundRecord | None:
        """A refund; nobody else may move it until the end."""
        ...

    def put(self, record: RefundRecord) -> None:
        """It stands there from now on."""
        ...

    def waiting_since(self, before_us: int) -> list[RefundRecord]:
        """Those that were due before a time and have not arrived, oldest first."""
        ...

    def keep_tender(self, order_number: str, kind: str, reference: str) -> None:
        """How an order was paid."""
        ...
