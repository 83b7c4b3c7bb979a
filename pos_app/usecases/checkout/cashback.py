"""Cashback knows how much cash the drawer gives where another tender takes more than is to pay."""

from __future__ import annotations

from pos_app.domain.money import Money
from pos_app.domain.refusals.payment import AmountTooLarge
from pos_app.domain.refusals.returns import RefundNotInDrawer
from pos_app.domain.tender import CARDS, TenderKind, in_cash
from pos_app.domain.till import TillState
from pos_app.usecases.checkout.open_basket import OpenBasket


def cash_beside(
    kind: TenderKind, basket: OpenBasket, till: TillState, left: Money, asked: Money
) -> int:
    """What of an amount is more than is left to pay, 0 for no more than that.

    A card brings as much as the store has set, foreign notes their change, any other tender none. Errors:
    AmountTooLarge above what the store allows, or what no coin pays; RefundNotInDrawer.
    """
    more = asked - left
    is_foreign = kind is TenderKind.FOREIGN_CASH
    if more.amount_minor <= 0 or not (is_foreign or kind in CARDS):
        return 0
    pricing = basket.pricing
    if not is_foreign:
        most = in_cash(Money(pricing.cashback_max_minor, left.currency), pricing.cash_unit_minor)
        if more > most or in_cash(more, pricing.cash_unit_minor) != more:
            raise AmountTooLarge(left + most)
    if more > till.expected:
        raise RefundNotInDrawer
    return more.amount_minor
