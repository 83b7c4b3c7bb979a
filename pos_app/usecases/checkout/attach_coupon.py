"""Attach coupon knows that a code which is no item may open a promotion for the sale."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals.basket import CouponInSale
from pos_app.domain.refusals.scans import UnknownItem
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket

CODE_LENGTH_MAX = 128


@dataclass(frozen=True, slots=True)
class CouponTaken:
    """A coupon counts for the sale: the name of its promotion, what it takes off now, and the basket with it."""

    name: str
    saves_minor: int
    basket: BasketView
    changes: Changes = Changes.BASKET


class AttachCoupon:
    """The open sale has a coupon from now on; before its first item too.

    One that says for how much goods it is counts again for each further one, any other once in a sale.
    Errors: UnknownItem when no promotion in force has this code, CouponInSale, NotAllowed, BasketIsOthers,
    DayNotClosed, PaymentRuns.
    """

    def __init__(self, store: Store, basket: OpenBasket) -> None:
        self._store = store
        self._basket = basket

    def __call__(self, *, code: str) -> CouponTaken:
        """code: what stands on the coupon."""
        offered = self._basket.offered(code) if len(code) <= CODE_LENGTH_MAX else None
        if offered is None:
            raise UnknownItem(code)
        with self._store.write_basket():
            sale = self._basket.to_add_to()
            if code in sale.coupons and not offered.counts_each:
                raise CouponInSale(offered.name)
            before = sale.to_pay
            sale.coupons = (*sale.coupons, code)
            self._basket.keep(sale, ())
            saves_minor = (before - sale.to_pay).amount_minor
        return CouponTaken(offered.name, saves_minor, self._basket.view())
