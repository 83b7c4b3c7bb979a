"""Return facts knows what the fact of a return says, and what it does to stock."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.catalogue import UNLISTED
from pos_app.domain.fact_bodies import goods_body, taxes_body
from pos_app.domain.facts import FactDraft, FactKind
from pos_app.domain.payment_facts import refund_tender_body
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import Refund, ReturnCondition


def sale_returned(
    sale: CompletedSale,
    refund: Refund,
    tenders: Iterable[RefundTender],
    draft: ReturnDraft,
    receipt_number: str,
) -> FactDraft:
    """Goods of a sale came back and were paid back; quantities and amounts are what came and went, positive.

    A sale without a number stands for one that nobody can show: its id is that of the return alone.
    """
    return FactDraft(
        FactKind.SALE_RETURNED,
        {
            **({"allowed_by": draft.allowed_by} if draft.allowed_by else {}),
            **({"gift": True} if draft.is_gift else {}),
            **({} if sale.receipt_number else {"without_receipt": True}),
            "sale_id": sale.sale_id.hex,
            "sale_number": sale.receipt_number,
            "receipt_number": receipt_number,
            "currency": refund.total.currency,
            "total_minor": refund.total.amount_minor,
            "reason": draft.reason,
            "condition": draft.condition,
            "lines": [goods_body(line) for line in refund.lines],
            "taxes": taxes_body(refund.taxes),
            "tenders": [refund_tender_body(tender) for tender in tenders],
        },
    )


def returned_stock(refund: Refund, condition: ReturnCondition) -> tuple[tuple[int, int], ...]:
    """What a return does to stock, as `stock_effects`: nothing unless the goods can be sold again."""
    effects: dict[int, int] = {}
    for line in refund.lines if condition.is_stock_again else ():
        for item_id, milli in line.item.stock_of(line.quantity.milli):
            effects[item_id] = effects.get(item_id, 0) + milli
    effects.pop(UNLISTED, None)
    return tuple(effects.items())
