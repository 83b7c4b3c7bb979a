"""Take over basket knows that a basket changes hands by a fact that names both."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.fact_bodies import basket_taken_over
from pos_app.domain.operations.people import TAKE_OVER_BASKET
from pos_app.domain.refusals.basket import NothingToPay
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The basket, now the signed-on operator's."""

    basket: BasketView
    changes: Changes = Changes.BASKET | Changes.SENDING


class TakeOverBasket:
    """Go on with another person's basket. Errors: NotAllowed, NothingToPay when there is none."""

    def __init__(
        self, store: Store, basket: OpenBasket, session: Session, days: BusinessDays
    ) -> None:
        self._store = store
        self._basket = basket
        self._session = session
        self._days = days

    def __call__(self) -> TakenOver:
        """One's own basket is taken over without a fact."""
        operator = self._session.require(TAKE_OVER_BASKET)
        store = self._store
        with store.write():
            sale = store.baskets.load()
            if sale is None:
                raise NothingToPay
            previous = sale.operator
            if previous != operator.number:
                sale.take_over(operator.number)
                store.baskets.save(sale, ())
                store.journal.append(
                    basket_taken_over(sale, previous),
                    operator=operator.number,
                    business_date=self._days.current(),
                )
        return TakenOver(self._basket.view())
