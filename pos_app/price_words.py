"""Price words know how a command says why a promotion fired or not; screens say it in their own language."""

from __future__ import annotations

from pos_app.domain.pricing.explanation import Explanation, Missing, NotForGoods
from pos_app.domain.pricing.price_book import WhyNot

WORDS: dict[WhyNot | NotForGoods, str] = {
    WhyNot.OTHER_ZONE: "is for other price zones",
    WhyNot.NOT_YET: "has not begun",
    WhyNot.OVER: "is over",
    WhyNot.NOT_TODAY: "is not for this day of the week",
    WhyNot.NOT_NOW: "is not for this time of the day",
    WhyNot.COUPON_MISSING: "needs its coupon",
    WhyNot.MEMBERS_ONLY: "is for members",
    WhyNot.OTHER_CUSTOMERS: "is for other customers",
    WhyNot.CUSTOMER_NEEDED: "needs a customer who is known",
    WhyNot.USED_UP: "is used up",
    WhyNot.USED_UP_BY_CUSTOMER: "is used up by this customer",
    WhyNot.BUDGET_SPENT: "has spent its budget",
    NotForGoods.NOTHING_MATCHES: "finds none of its goods",
    NotForGoods.NEEDS_GOODS: "needs other goods in the basket",
    NotForGoods.TOO_FEW_PIECES: "finds too few pieces",
    NotForGoods.TOO_LITTLE_SPENT: "finds too little spent",
    NotForGoods.OTHERS_SAVE_MORE: "gives way to what saves more",
    NotForGoods.EXCLUSIVE_STANDS_ALONE: "cannot stand beside an exclusive promotion",
    NotForGoods.SAVES_NOTHING: "would save nothing",
}


def sentence(one: Explanation) -> str:
    """What happened, and what is missing."""
    if one.firing is not None:
        words = (
            f"{one.promotion.name}: fired {one.firing.times} ×, saves {one.firing.discount_minor}"
        )
        more = " again or more"
    else:
        assert one.reason is not None
        words = f"{one.promotion.name}: {WORDS[one.reason]}"
        words += f" ({', '.join(one.others)})" if one.others else ""
        more = ""
    if one.to_fire:
        words += f"; fires{more} with {' and '.join(map(_missing, one.to_fire))}"
    return words


def _missing(missing: Missing) -> str:
    goods = missing.goods
    named = sorted((*goods.items, *goods.departments, *goods.tags))
    of_what = ", ".join(named) if named else "any goods"
    if goods.days_left is not None:
        of_what += f" with at most {goods.days_left} days left"
    if missing.spend_minor:
        return f"{missing.spend_minor} more spent on {of_what}"
    return f"{missing.pieces} more of {of_what}"
