"""Finished sale messages knows what a cashier reads of a paid sale, or of a coupon, when something may not be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos_app.domain.refusals.coupons import CouponNotNow, NoSuchCoupon, WhyNoCoupon
from pos_app.domain.refusals.finished_sales import (
    PaidOtherwise,
    PartBroughtBack,
    SaleVoided,
    SoldElsewhere,
    VoidTooLate,
)
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr


def voided_words(error: SaleVoided) -> str:
    """Which paper says that it counts no more."""
    return tr("This sale was undone. See paper {number}.", number=error.receipt_number)


def elsewhere_words(error: SoldElsewhere) -> str:
    """Where its money lies."""
    return tr("Another register sold it. Undo it there, or take the goods back.")


def late_words(error: VoidTooLate) -> str:
    """The drawer is counted."""
    return tr("Its day is closed. Take the goods back instead.")


def part_words(error: PartBroughtBack) -> str:
    """There is less to undo than was sold."""
    return tr("Some of it came back before. Take the rest back too.")


def otherwise_words(error: PaidOtherwise) -> str:
    """The money goes back another way."""
    return tr("A card was read at the terminal. Take the goods back instead.")


def coupon_words(error: CouponNotNow) -> str:
    """Why it takes nothing off, whatever is in the basket."""
    words = {
        WhyNoCoupon.OTHER_ZONE: tr("For other stores: coupon {name}.", name=error.name),
        WhyNoCoupon.NOT_YET: tr("Not yet: coupon {name}.", name=error.name),
        WhyNoCoupon.OVER: tr("This coupon has expired: {name}.", name=error.name),
        WhyNoCoupon.NOT_TODAY: tr("Not for today: coupon {name}.", name=error.name),
        WhyNoCoupon.NOT_NOW: tr("Not for this hour: coupon {name}.", name=error.name),
        WhyNoCoupon.USED_UP: tr("Used before: coupon {name}.", name=error.name),
        WhyNoCoupon.USED_UP_BY_CUSTOMER: tr(
            "Used before by this customer: coupon {name}.", name=error.name
        ),
        WhyNoCoupon.BUDGET_SPENT: tr("Its money is spent: coupon {name}.", name=error.name),
    }
    return words.get(error.why) or tr("For other customers: coupon {name}.", name=error.name)


def no_coupon_words(error: NoSuchCoupon) -> str:
    """It was taken off before."""
    return tr("That coupon is gone. Touch another one.")


WORDS: dict[type, Callable[[Any], str]] = {
    SaleVoided: voided_words,
    SoldElsewhere: elsewhere_words,
    VoidTooLate: late_words,
    PartBroughtBack: part_words,
    PaidOtherwise: otherwise_words,
    CouponNotNow: coupon_words,
    NoSuchCoupon: no_coupon_words,
}


def _notice(words: Callable[[Any], str], error: Exception) -> NoticeState:
    return refusal_notice(words(error))


FINISHED_SALE_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    kind: partial(_notice, words) for kind, words in WORDS.items()
}
