"""Read finished knows a sale that is paid, and whether it can still be undone."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import SaleId
from pos_app.domain.operations.returns import FIND_SALE
from pos_app.domain.refusals.finished_sales import PartBroughtBack
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.returns import AllBroughtBack, UnknownSale
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_void import check_voidable
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.returns.open_return import returnable_sale
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class FinishedSale:
    """A sale of the store, None when this register has sold nothing yet.

    is_own: this register sold it; objection: what stands against undoing it, None when nothing does.
    """

    sale: CompletedSale | None
    is_own: bool = False
    objection: Refusal | None = None
    changes: Changes = Changes.NONE


class ReadFinished:
    """Look at a finished sale. Errors: NotAllowed, UnknownSale."""

    def __init__(self, store: Store, session: Session, days: BusinessDays) -> None:
        self._store = store
        self._session = session
        self._days = days

    def __call__(self, *, sale_id: SaleId | None = None) -> FinishedSale:
        """sale_id: the newest of this register when none is named."""
        self._session.require(FIND_SALE)
        sales = self._store.sales
        sale = sales.last() if sale_id is None else sales.by_id(sale_id)
        if sale is None and sale_id is not None:
            raise UnknownSale(sales.known_until_us())
        if sale is None:
            return FinishedSale(None)
        return FinishedSale(sale, sales.is_own(sale.sale_id), self._objection(sale))

    def _objection(self, sale: CompletedSale) -> Refusal | None:
        is_own = self._store.sales.is_own(sale.sale_id)
        try:
            returnable = returnable_sale(self._store, sale.sale_id)
            check_voidable(returnable, self._days.current(), is_own=is_own)
        except AllBroughtBack:
            return PartBroughtBack()
        except Refusal as refusal:
            return refusal
        return None
