"""Read basket knows what the checkout shows when it opens: the basket, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.customer import Customer
from pos_app.ports.changes import Changes
from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket
from pos_app.usecases.checkout.suspended_sales import held_count_of
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class BasketReading:
    """The open basket; `is_others` when another person than the one signed on began it; how many others are held."""

    basket: BasketView
    owner_name: str
    is_others: bool
    held_count: int
    customer: Customer | None = None
    changes: Changes = Changes.NONE


class ReadBasket:
    """Look at the open basket; changes nothing and asks for no permission."""

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        session: Session,
        staff: Staff,
        customers: CustomerDirectory,
    ) -> None:
        self._customers = customers
        self._store = store
        self._basket = basket
        self._session = session
        self._staff = staff

    def __call__(self) -> BasketReading:
        """As it is on disk."""
        basket, held_count = self._basket.view(), held_count_of(self._store)
        if basket.owner is None:
            return BasketReading(basket, "", is_others=False, held_count=held_count)
        operator = self._session.operator
        return BasketReading(
            basket,
            self._staff.name_of(basket.owner),
            is_others=operator is not None and operator.number != basket.owner,
            held_count=held_count,
            customer=self._customers.by_number(basket.customer) if basket.customer else None,
        )
