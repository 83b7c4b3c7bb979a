"""Sale void knows when a finished sale may be undone, and what the fact of it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.fact_bodies import goods_body, taxes_body
from pos_app.domain.facts import FactDraft, FactKind
from pos_app.domain.ids import SaleId
from pos_app.domain.money import Money, total
from pos_app.domain.refusals.finished_sales import (
    PaidOtherwise,
    PartBroughtBack,
    SoldElsewhere,
    VoidTooLate,
)
from pos_app.domain.return_facts import returned_stock
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import (
    Refund,
    ReturnableSale,
    ReturnCondition,
    check_not_an_order,
)
from pos_app.domain.tender import TenderKind, TenderLine

# What a person can give back without asking anybody, and points, which the centre gives back by itself; any other
# tender is given back by taking the goods back.
UNDONE_BY_HAND = frozenset(
    {TenderKind.CASH, TenderKind.ROUNDING, TenderKind.CARD_ALONE, TenderKind.POINTS}
)


class VoidReason(StrEnum):
    """Why a finished sale is undone, as the operator says."""

    WRONG_GOODS = "wrong_goods"
    WRONG_TENDER = "wrong_tender"
    NOT_TAKEN = "not_taken"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class VoidedSale:
    """A finished sale that was undone, whole; receipt_number is that of its own paper.

    tenders: what was paid with, each given back as it came; allowed_by: the number of whom it took, or "".
    """

    sale_id: SaleId
    sale_number: str
    receipt_number: str
    business_date: str
    operator_name: str
    completed_us: int
    refund: Refund
    tenders: tuple[tuple[TenderKind, Money], ...]
    reason: VoidReason
    allowed_by: str = ""

    def given_back(self, kind: TenderKind) -> Money:
        """So much goes back by one tender."""
        currency = self.refund.total.currency
        return total(tuple(amount for other, amount in self.tenders if other is kind), currency)


def check_voidable(returnable: ReturnableSale, business_date: str, *, is_own: bool) -> None:
    """Refuse what only a return can mend: another register's sale, one of a closed day, one that is partly back.

    Errors: SoldElsewhere, VoidTooLate, PartBroughtBack, PaidOtherwise, BackByOrder.
    """
    sale = returnable.sale
    check_not_an_order(returnable)
    if not is_own:
        raise SoldElsewhere
    if sale.business_date != business_date:
        raise VoidTooLate
    if returnable.before or returnable.begun:
        raise PartBroughtBack
    # for slips for empties, or beside what a card took
    gave_back = any(
        tender.kind is TenderKind.CASH and tender.amount.amount_minor < 0 for tender in sale.tenders
    )
    if (
        gave_back
        or sale.to_pay.amount_minor < 0
        or any(tender.kind not in UNDONE_BY_HAND for tender in sale.tenders)
    ):
        raise PaidOtherwise


def whole_refund(returnable: ReturnableSale) -> Refund:
    """All of a sale of which nothing has come back."""
    return returnable.refund(
        {line.number: line.quantity.milli for line in returnable.sale.lines if not line.voided}
    )


def paid_by(tenders: tuple[TenderLine, ...]) -> tuple[tuple[TenderKind, Money], ...]:
    """What each tender paid of a sale, in their order."""
    return tuple((tender.kind, tender.amount) for tender in tenders)


def sale_voided(
    sale: CompletedSale, refund: Refund, reason: VoidReason, receipt_number: str, allowed_by: str
) -> FactDraft:
    """A finished sale is undone: its goods lie on their shelves again, its money went back the way it came."""
    return FactDraft(
        FactKind.SALE_VOIDED,
        {
            **({"allowed_by": allowed_by} if allowed_by else {}),
            "sale_id": sale.sale_id.hex,
            "sale_number": sale.receipt_number,
            "receipt_number": receipt_number,
            "currency": refund.total.currency,
            "total_minor": refund.total.amount_minor,
            "reason": str(reason),
            "lines": [goods_body(line) for line in refund.lines],
            "taxes": taxes_body(refund.taxes),
            "tenders": [
                {"kind": str(kind), "amount_minor": amount.amount_minor}
                for kind, amount in paid_by(sale.tenders)
            ],
        },
    )


def voided_stock(refund: Refund) -> tuple[tuple[int, int], ...]:
    """What it does to stock, as (item_id, difference in thousandths): the goods never left."""
    return returned_stock(refund, ReturnCondition.SHELF)
