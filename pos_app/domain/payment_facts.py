"""Payment facts knows what the facts of a payment say, and reads them back; with its tender as sales say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from pos_app.domain.facts import Body, Fact, FactDraft, FactKind, read_body
from pos_app.domain.ids import FactId, LineNumber, OrderNumber, SaleId
from pos_app.domain.money import Money
from pos_app.domain.payment import GivingBack, Payment, PaymentOutcome, PaymentResult, Witness
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.tender import TenderKind, TenderLine, TenderProof

# Facts whose `open` tells which payments are not settled; the newest of them tells all.
TELLS_OF_PAYMENTS = (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.DAY_OPENED)
_PROOFS = (
    "payment",
    "brand",
    "last_digits",
    "approval",
    "card",
    "reference",
    "foreign_currency",
    "foreign_minor",
    "foreign_rate",
)


def payment_intent(
    sale_id: SaleId,
    kind: TenderKind,
    asked: Money,
    service: str,
    still_open: Iterable[Payment],
    back: GivingBack | None = None,
    *,
    order: OrderNumber | None = None,
    cashback_minor: int = 0,
) -> FactDraft:
    """Money is about to move, for a sale, for an order, or back for the return that `back` says; durable first.

    cashback_minor: how much of what is asked is cash for the buyer.
    """
    return FactDraft(
        FactKind.PAYMENT_INTENT,
        {
            **({} if back is None else {"back": _back_body(back)}),
            **({"order_number": order} if order else {}),
            **({"cashback_minor": cashback_minor} if cashback_minor else {}),
            "sale_id": sale_id.hex,
            "kind": str(kind),
            "amount_minor": asked.amount_minor,
            "currency": asked.currency,
            "service": service,
            "open": open_pairs(still_open),
        },
    )


def payment_outcome(
    payment: Payment, outcome: PaymentOutcome, still_open: Iterable[Payment]
) -> FactDraft:
    """How a payment ended, and whose word that is."""
    others = [other for other in still_open if other.payment_id != payment.payment_id]
    return FactDraft(
        FactKind.PAYMENT_OUTCOME,
        {
            "payment": payment.payment_id.hex,
            "sale_id": payment.sale_id.hex,
            "kind": str(payment.kind),
            "currency": payment.asked.currency,
            "result": str(outcome.result),
            "witness": str(outcome.witness),
            "reason": outcome.reason,
            **tender_body(TenderLine(payment.kind, outcome.given, outcome.change, outcome.proof)),
            "open": open_pairs(others),
        },
    )


def tender_body(tender: TenderLine) -> Body:
    """A tender as a fact says it; a proof that there is none of is left out."""
    proof = {name: getattr(tender.proof, name) for name in _PROOFS}
    return {
        "kind": str(tender.kind),
        "given_minor": tender.given.amount_minor,
        "change_minor": tender.change.amount_minor,
        **{name: value for name, value in proof.items() if value},
    }


def read_tender(body: dict[str, Any], currency: str) -> TenderLine:
    """What `tender_body` wrote."""
    return TenderLine(
        TenderKind(body["kind"]),
        Money(body["given_minor"], currency),
        Money(body["change_minor"], currency),
        TenderProof(**{name: body[name] for name in _PROOFS if name in body}),
    )


def open_pairs(payments: Iterable[Payment]) -> list[list[str]]:
    """Intent and outcome of each, by the ids of their facts; "" for an outcome that is not known."""
    return [
        [payment.payment_id.hex, "" if payment.outcome_id is None else payment.outcome_id.hex]
        for payment in payments
    ]


def read_open(fact: Fact) -> list[tuple[FactId, FactId | None]]:
    """The payments that were not settled when this fact was written, itself included."""
    body = cast(dict[str, Any], read_body(fact))
    pairs = [
        (_fact_id(intent), _fact_id(outcome) if outcome else None)
        for intent, outcome in body.get("open", ())
    ]
    if fact.kind == FactKind.PAYMENT_INTENT:
        pairs.append((fact.fact_id, None))
    elif fact.kind == FactKind.PAYMENT_OUTCOME:
        pairs.append((_fact_id(body["payment"]), fact.fact_id))
    return pairs


def read_payment(intent: Fact, outcome: Fact | None) -> Payment:
    """A payment from its one or two facts."""
    body = cast(dict[str, Any], read_body(intent))
    return Payment(
        payment_id=intent.fact_id,
        sale_id=SaleId(UUID(hex=body["sale_id"])),
        operator=intent.origin.operator,
        business_date=intent.origin.business_date,
        begun_us=intent.time.wall_us,
        kind=TenderKind(body["kind"]),
        asked=Money(body["amount_minor"], body["currency"]),
        service=body["service"],
        outcome=None if outcome is None else _outcome(outcome),
        outcome_id=None if outcome is None else outcome.fact_id,
        back=_read_back(body) if "back" in body else None,
        order=OrderNumber(body["order_number"]) if "order_number" in body else None,
        cashback_minor=body.get("cashback_minor", 0),
    )


def refund_tender_body(tender: RefundTender) -> Body:
    """What went back in one way, as a return says it."""
    proof = {name: getattr(tender.proof, name) for name in _PROOFS}
    return {
        "kind": str(tender.kind),
        "amount_minor": tender.amount.amount_minor,
        **({"of": tender.of} if tender.of else {}),
        **{name: value for name, value in proof.items() if value},
    }


def read_refund_tender(body: dict[str, Any], currency: str) -> RefundTender:
    """What `refund_tender_body` wrote; returns of older programs say kind and amount alone."""
    return RefundTender(
        TenderKind(body["kind"]),
        Money(body["amount_minor"], currency),
        body.get("of", ""),
        TenderProof(**{name: body[name] for name in _PROOFS if name in body}),
    )


def _back_body(back: GivingBack) -> Body:
    draft = back.draft
    return {
        **refund_tender_body(back.part),
        "parts": [[line, milli] for line, milli in draft.parts],
        "reason": draft.reason,
        "condition": draft.condition,
        "allowed_by": draft.allowed_by,
    }


def _read_back(intent: dict[str, Any]) -> GivingBack:
    body = intent["back"]
    draft = ReturnDraft(
        tuple((LineNumber(line), milli) for line, milli in body["parts"]),
        body["reason"],
        body["condition"],
        body["allowed_by"],
    )
    return GivingBack(draft, read_refund_tender(body, intent["currency"]))


def _outcome(fact: Fact) -> PaymentOutcome:
    body = cast(dict[str, Any], read_body(fact))
    tender = read_tender(body, body["currency"])
    return PaymentOutcome(
        PaymentResult(body["result"]),
        tender.given,
        tender.change,
        Witness(body["witness"]),
        tender.proof,
        body["reason"],
    )


def _fact_id(text: str) -> FactId:
    return FactId(UUID(hex=text))
