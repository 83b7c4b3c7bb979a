"""Payment knows money that one tender pays of one sale, or gives back of it, from intent to outcome (docs/adr/0016)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from pos_app.domain.ids import BusinessDate, FactId, OperatorNumber, OrderNumber, SaleId
from pos_app.domain.money import Money, total
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.tender import NO_PROOF, TenderKind, TenderLine, TenderProof


class PaymentResult(StrEnum):
    """How a payment ended; only an approved one moved money."""

    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    NOT_RECEIVED = "not_received"


class Witness(StrEnum):
    """Whose word an outcome is."""

    TERMINAL = "terminal"
    PERSON = "person"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class PaymentOutcome:
    """How it ended: what was given and what went back; `reason` in the terminal's own words, or ""."""

    result: PaymentResult
    given: Money
    change: Money
    witness: Witness
    proof: TenderProof = NO_PROOF
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GivingBack:
    """A payment that goes the other way: the return that it is for, and the part of its refund that it is."""

    draft: ReturnDraft
    part: RefundTender


@dataclass(frozen=True, slots=True)
class Payment:
    """An intent with its outcome, None while it is in doubt; amounts are never negative.

    begun_us: when its intent was written down; service: the number by which the terminal knows it, "" where no
    terminal is asked; outcome_id: the fact of it; back: None for money that comes in; order: the customer order whose
    remainder it is, None for a payment of a sale; cashback_minor: how much of what was asked is cash for the buyer.
    """

    payment_id: FactId
    sale_id: SaleId
    operator: OperatorNumber
    business_date: BusinessDate
    begun_us: int
    kind: TenderKind
    asked: Money
    service: str = ""
    outcome: PaymentOutcome | None = None
    outcome_id: FactId | None = None
    back: GivingBack | None = None
    order: OrderNumber | None = None
    cashback_minor: int = 0

    @property
    def is_in_doubt(self) -> bool:
        """True when nobody knows yet whether money moved."""
        return self.outcome is None

    @property
    def is_taken(self) -> bool:
        """True when it is known that money moved."""
        return self.outcome is not None and self.outcome.result is PaymentResult.APPROVED

    @property
    def tender(self) -> TenderLine:
        """As it pays a sale."""
        assert self.outcome is not None and self.is_taken, "only money that was taken pays"
        outcome = self.outcome
        return TenderLine(self.kind, outcome.given, outcome.change, outcome.proof)

    @property
    def refund(self) -> RefundTender:
        """As it gives money of a sale back."""
        assert self.back is not None, "only what goes back is a refund"
        proof = replace(self.back.part.proof, payment=self.payment_id.hex)
        return replace(self.back.part, amount=self.tender.amount, proof=proof)


def paid_parts(payments: Iterable[Payment], sale_id: SaleId | None) -> tuple[TenderLine, ...]:
    """What was taken for a sale so far, in its order."""
    return tuple(
        payment.tender
        for payment in payments
        if payment.back is None and payment.is_taken and payment.sale_id == sale_id
    )


def given_back(payments: Iterable[Payment], sale_id: SaleId) -> tuple[Payment, ...]:
    """What went back of a sale and no return of it has claimed yet, oldest first."""
    return tuple(
        payment
        for payment in payments
        if payment.back is not None and payment.is_taken and payment.sale_id == sale_id
    )


def of_order(payments: Iterable[Payment], order: OrderNumber) -> tuple[Payment, ...]:
    """What was taken for an order, and what went back of that, until its handover claims both; oldest first."""
    return tuple(payment for payment in payments if payment.order == order and payment.is_taken)


def order_balance(payments: Iterable[Payment], currency: str) -> Money:
    """What is left of payments of one order: what came in less what went back."""
    balance = Money(0, currency)
    for payment in payments:
        amount = payment.tender.amount
        balance = balance + amount if payment.back is None else balance - amount
    return balance


def left_to_pay(to_pay: Money, parts: tuple[TenderLine, ...]) -> Money:
    """What no tender has paid yet; negative when more was taken than is to pay."""
    return to_pay - total(tuple(part.amount for part in parts), to_pay.currency)
