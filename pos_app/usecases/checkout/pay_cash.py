"""Pay cash knows the order of a cash sale: durable first, then the drawer, then the paper."""

from __future__ import annotations

from pos_app.domain.money import Money
from pos_app.domain.operations.payment import PAY_CASH
from pos_app.domain.payment import left_to_pay
from pos_app.domain.refusals.returns import RefundNotInDrawer
from pos_app.domain.tender import cash_tenders
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.completing import Completing, PaidSale
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.session import Session


class PayCash:
    """Take cash for all that is left to pay, or give it where slips for empties are worth more than the goods.

    No drawer opens and nothing prints before the sale is durable. Errors: NothingToPay, TillNotOpen, DayNotClosed,
    AmountTooSmall, AmountTooLarge, BasketIsOthers, NotAllowed, PaymentRuns, RefundNotInDrawer, DiskFull, StorageBroken.
    A fault of drawer or printer is in the result: the sale stands.
    """

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        session: Session,
        days: BusinessDays,
        completing: Completing,
    ) -> None:
        self._store = store
        self._basket = basket
        self._session = session
        self._days = days
        self._completing = completing

    def __call__(self, *, given: Money) -> PaidSale:
        """given: what the buyer handed over."""
        operator = self._session.require(PAY_CASH)
        till = self._days.open_till()
        with self._store.write():
            sale = self._basket.to_finish(PAY_CASH)
            sale.check_payable()
            parts = self._basket.parts(sale)
            left = left_to_pay(sale.to_pay, parts)
            if -left > till.expected:
                raise RefundNotInDrawer
            unit = self._basket.pricing.cash_unit_minor
            tenders = cash_tenders(left, given, unit)
            completed = self._completing.write_down(sale, (*parts, *tenders), operator, till)
        return self._completing.see_off(completed, tenders[-1])
