"""Known sale knows that a sale which was undone is as good as none, whatever is asked of it."""

from __future__ import annotations

from pos_app.domain.ids import SaleId
from pos_app.domain.refusals.finished_sales import SaleVoided
from pos_app.domain.refusals.returns import UnknownSale
from pos_app.domain.sale import CompletedSale
from pos_app.ports.journal import Sales


def known_sale(sales: Sales, sale_id: SaleId) -> CompletedSale:
    """A sale of this store that stands. Errors: UnknownSale, SaleVoided."""
    sale = sales.by_id(sale_id)
    if sale is None:
        raise UnknownSale(sales.known_until_us())
    number = sales.voided_by(sale_id)
    if number:
        raise SaleVoided(number)
    return sale
