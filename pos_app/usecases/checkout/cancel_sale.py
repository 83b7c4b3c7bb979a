"""Cancel sale knows how a basket is given up before it is paid: as one fact with all its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import sale_cancelled
from pos_app.domain.operations.basket import CANCEL_SALE
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import OpenBasket


@dataclass(frozen=True, slots=True)
class CancelledSale:
    """How many pieces go back to the shelf."""

    piece_count: int
    changes: Changes = Changes.BASKET | Changes.TILL | Changes.SENDING


class CancelSale:
    """Give up the open basket. Errors: NothingToPay when there is none, BasketIsOthers, NotAllowed, PaymentRuns,
    PartPaid until what was taken for it is given back.
    """

    def __init__(self, store: Store, basket: OpenBasket, days: BusinessDays) -> None:
        self._store = store
        self._basket = basket
        self._days = days

    def __call__(self) -> CancelledSale:
        """Also on a day that waits to be closed: its basket has to go first."""
        store = self._store
        with store.write():
            sale = self._basket.to_finish(CANCEL_SALE)
            self._basket.check_unpaid(sale)
            store.journal.append(
                sale_cancelled(sale), operator=sale.operator, business_date=self._days.current()
            )
            till = store.tills.current()
            if till is not None:
                store.tills.save(replace(till, cancelled_count=till.cancelled_count + 1))
            store.baskets.clear()
        return CancelledSale(sale.piece_count)
