"""Attach coupon knows that a code which is no item may open a promotion for the sale, until it is taken off."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.operations.finished_sales import TAKE_COUPON_OFF
from pos_app.domain.refusals.basket import CouponInSale
from pos_app.domain.refusals.coupons import CouponNotNow, NoSuchCoupon, WhyNoCoupon
from pos_app.domain.refusals.scans import UnknownItem
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket

CODE_LENGTH_MAX = 128


@dataclass(frozen=True, slots=True)
class CouponTaken:
    """A coupon is in the sale: the name of its promotion, what it takes off now, and the basket with it.

    waits_for: what a customer who is attached would change.
    """

    name: str
    saves_minor: int
    basket: BasketView
    waits_for: WhyNoCoupon | None = None
    changes: Changes = Changes.BASKET


@dataclass(frozen=True, slots=True)
class CouponOff:
    """A coupon is in the sale no more: the name of its promotion, and the basket without it."""

    name: str
    basket: BasketView
    changes: Changes = Changes.BASKET


class AttachCoupon:
    """The open sale has a coupon from now on; before its first item too.

    One that says for how much goods it is counts again for each further one, any other once in a sale.
    Errors: UnknownItem when no promotion here has this code, CouponNotNow, CouponInSale, NotAllowed, BasketIsOthers,
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
        why = offered.why_not
        if why is not None and not why.waits_for_customer:
            raise CouponNotNow(offered.name, why)
        with self._store.write_basket():
            sale = self._basket.to_add_to()
            if code in sale.coupons and not offered.counts_each:
                raise CouponInSale(offered.name)
            before = sale.to_pay
            sale.coupons = (*sale.coupons, code)
            self._basket.keep(sale, ())
            saves_minor = (before - sale.to_pay).amount_minor
        return CouponTaken(offered.name, saves_minor, self._basket.view(), why)


class TakeCouponOff:
    """A coupon is given back, and its promotion closes. Errors: NoSuchCoupon, NotAllowed, BasketIsOthers, PartPaid."""

    def __init__(self, store: Store, basket: OpenBasket) -> None:
        self._store = store
        self._basket = basket

    def __call__(self, *, place: int) -> CouponOff:
        """place: of the coupon among those of the sale, from 0."""
        shown = self._basket.view().coupons
        if not 0 <= place < len(shown):
            raise NoSuchCoupon
        with self._store.write_basket():
            sale = self._basket.to_finish(TAKE_COUPON_OFF)
            sale.coupons = (*sale.coupons[:place], *sale.coupons[place + 1 :])
            self._basket.keep(sale, ())
        return CouponOff(shown[place].name, self._basket.view())


@dataclass(frozen=True, slots=True)
class Coupons:
    """Both verbs."""

    attach: AttachCoupon
    take_off: TakeCouponOff


def make_coupons(store: Store, basket: OpenBasket) -> Coupons:
    """For the open basket of a register."""
    return Coupons(AttachCoupon(store, basket), TakeCouponOff(store, basket))
