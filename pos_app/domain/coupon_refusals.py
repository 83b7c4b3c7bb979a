"""Coupon refusals knows why a coupon is not taken."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals import Refusal


@dataclass
class CouponInSale(Refusal):
    """This coupon counts in the sale already; name: of its promotion."""

    name: str
