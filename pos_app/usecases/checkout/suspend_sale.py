"""Suspend sale knows how a basket is put aside for the next customer: as one fact that holds all of it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.fact_bodies import sale_suspended
from pos_app.domain.money import Money
from pos_app.domain.operations import SUSPEND_SALE
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import OpenBasket


@dataclass(frozen=True, slots=True)
class PutAside:
    """What was put aside, and how many sales are held now."""

    piece_count: int
    to_pay: Money
    held_count: int
    changes: Changes = Changes.BASKET | Changes.SENDING


class SuspendSale:
    """Put the own basket aside; it is held until its business day is closed.

    Errors: NothingToPay when no line counts, BasketIsOthers, NotAllowed, DayNotClosed, TillNotOpen.
    """

    def __init__(self, store: Store, basket: OpenBasket, days: BusinessDays) -> None:
        self._store = store
        self._basket = basket
        self._days = days

    def __call__(self) -> PutAside:
        """Afterwards no basket is open."""
        store = self._store
        with store.write():
            sale = self._basket.to_finish(SUSPEND_SALE)
            sale.check_payable()
            day = self._days.open_till().business_date
            store.journal.append(sale_suspended(sale), operator=sale.operator, business_date=day)
            store.baskets.clear()
        return PutAside(sale.piece_count, sale.to_pay, len(store.suspended.of_day(day)))
