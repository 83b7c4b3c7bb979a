"""Sold facts knows how the ledger keeps a sale of a till, what registers are told of it, and whose purchase it is."""

from __future__ import annotations

from central.core.fact_time import happened_us
from central.core.records import PurchaseRecord, SaleRecord, TenderRecord
from central.core.sale_body import SaleBody, return_document
from pos_app.domain.facts import Fact
from pos_app.domain.promotion_buyer import BUYER, buyer_name

_TOLD = (
    "receipt_number",
    "currency",
    "total_minor",
    "taxes",
    "tenders",
    "points",
    "coupons",
    BUYER,
)


def sale_record(fact: Fact, sale: SaleBody, salt: str) -> SaleRecord:
    """A sale that is applied; salt: that of the chain's cards."""
    origin = fact.origin
    buyer = buyer_name(sale.customer or "", sale.sale_id, salt)
    return SaleRecord(
        sale_id=sale.sale_id,
        fact_id=fact.fact_id.hex,
        business_unit=origin.business_unit,
        workstation=origin.workstation,
        operator=origin.operator,
        business_date=origin.business_date,
        receipt_number=sale.receipt_number,
        currency=sale.currency,
        total_minor=sale.total_minor,
        completed_us=happened_us(fact),
        tenders=tuple(
            TenderRecord(tender.kind, tender.given_minor, tender.change_minor)
            for tender in sale.tenders
        ),
        document=return_document(
            fact.body,
            sale.sale_id,
            _TOLD,
            {BUYER: buyer} if buyer and salt and sale.points else {},
        ),
    )


def purchase_of(fact: Fact, sale: SaleBody) -> PurchaseRecord | None:
    """What its customer carried out, None for nobody known; an order is bought when it leaves."""
    is_order_alone = all(line.waits_in for line in sale.lines if not line.voided)
    if not sale.customer or (sale.orders and is_order_alone):
        return None
    origin, pieces = fact.origin, sale.pieces()
    later = sum(line.amount_minor for line in sale.lines if line.waits_in)
    return PurchaseRecord(
        sale.customer,
        sale.sale_id,
        origin.business_unit,
        origin.business_date,
        sale.total_minor - later,
        tuple(sorted(pieces.items())),
    )
