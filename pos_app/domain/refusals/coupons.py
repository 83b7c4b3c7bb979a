"""Refusals of coupons know why one does not count now, whatever is in the basket."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.refusals.refusal import Refusal


class WhyNoCoupon(StrEnum):
    """Why a coupon does not count; the words of the promotions that it opens (`WhyNot`)."""

    OTHER_ZONE = "other_zone"
    NOT_YET = "not_yet"
    OVER = "over"
    NOT_TODAY = "not_today"
    NOT_NOW = "not_now"
    MEMBERS_ONLY = "members_only"
    OTHER_CUSTOMERS = "other_customers"
    CUSTOMER_NEEDED = "customer_needed"
    USED_UP = "used_up"
    USED_UP_BY_CUSTOMER = "used_up_by_customer"
    BUDGET_SPENT = "budget_spent"

    @property
    def waits_for_customer(self) -> bool:
        """True where somebody who is attached later may make it count."""
        return self in (
            WhyNoCoupon.MEMBERS_ONLY,
            WhyNoCoupon.OTHER_CUSTOMERS,
            WhyNoCoupon.CUSTOMER_NEEDED,
        )


@dataclass
class CouponNotNow(Refusal):
    """This coupon does not count now; name: of its promotion."""

    name: str
    why: WhyNoCoupon


@dataclass
class NoSuchCoupon(Refusal):
    """The coupon is not in the sale any more."""
