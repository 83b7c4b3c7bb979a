"""Cashback knows how much cash a card payment may bring the buyer, beside what it pays."""

from __future__ import annotations

from pos_app.domain.money import Money
from pos_app.domain.refusals.payment import AmountTooLarge
from pos_app.domain.refusals.returns import RefundNotInDrawer
from pos_app.domain.tender import in_cash
from pos_app.domain.till import TillState
from pos_app.usecases.checkout.open_basket import OpenBasket


def cashback_minor(basket: OpenBasket, till: TillState, left: Money, asked: Money) -> int:
    """What of an amount is more than is left to pay, 0 for no more than that.

    Errors: AmountTooLarge above what the store allows, or what no coin pays; RefundNotInDrawer.
    """
    more = asked - left
    if more.amount_minor <= 0:
        return 0
    pricing = basket.pricing
    most = in_cash(Money(pricing.cashback_max_minor, left.currency), pricing.cash_unit_minor)
    if more > most or in_cash(more, pricing.cash_unit_minor) != more:
        raise AmountTooLarge(left + most)
    if more > till.expected:
        raise RefundNotInDrawer
    return more.amount_minor
