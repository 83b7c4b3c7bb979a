"""Whatever is in a basket: lines add up to totals, parts of refunds to wholes, and nothing costs less than nothing."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.pricing.basket import Basket, PricingSettings, RoundingScope
from pos_app.domain.pricing.engine import PricedBasket, Pricer
from pos_app.domain.pricing.explanation import explain
from pos_app.domain.pricing.price_book import PriceBook
from pos_app.domain.pricing.promotion import Promotion
from pos_app.domain.pricing.refund_parts import PaidLine, refund_part
from pos_app.domain.pricing.taxed_line import TaxedLine
from tests.pos_app.domain.pricing.strategies import (
    RULES,
    SETS,
    THRESHOLDS,
    UNITS,
    promotions,
    taxed_baskets,
)

ANY = given(promotions(st.one_of(UNITS, SETS)), THRESHOLDS, taxed_baskets(), RULES)


def priced_by(
    offered: list[Promotion], thresholds: list[Promotion], basket: Basket, rules: PricingSettings
) -> PricedBasket:
    """A basket with all of them."""
    return Pricer(PriceBook(rules, [*offered, *thresholds])).price(basket)


@settings(max_examples=150, deadline=None)
@ANY
def test_lines_add_up_to_totals(
    offered: list[Promotion], thresholds: list[Promotion], basket: Basket, rules: PricingSettings
) -> None:
    priced = priced_by(offered, thresholds, basket, rules)
    for line in priced.lines:
        assert line.amount_minor - sum(d.amount_minor for d in line.discounts) == line.price_minor
        assert 0 <= line.price_minor <= line.amount_minor
        charged = sum(tax.tax_minor for tax in line.taxes if not tax.is_reverse)
        assert line.net_minor + charged == line.total_minor
    assert sum(line.total_minor for line in priced.lines) == priced.total_minor
    assert sum(line.amount_minor for line in priced.lines) - priced.discount_minor == sum(
        line.price_minor for line in priced.lines
    )
    assert sum(firing.discount_minor for firing in priced.firings) == priced.discount_minor
    of_lines = [tax for line in priced.lines for tax in line.taxes]
    assert sum(tax.tax_minor for tax in of_lines) == sum(tax.tax_minor for tax in priced.taxes)
    charged = sum(tax.tax_minor for tax in priced.taxes if not tax.is_reverse)
    assert priced.net_minor + charged == priced.total_minor
    unit = rules.cash_unit_minor if basket.cash else 0
    assert abs(priced.cash_rounding_minor) < max(unit, 1)
    assert not unit or priced.to_pay_minor % unit == 0


@settings(max_examples=150, deadline=None)
@given(taxed_baskets(), RULES)
def test_taxes_are_near_what_they_are_exactly(basket: Basket, rules: PricingSettings) -> None:
    """A price with included taxes never changes by them; each tax of a line is off by less than one minor unit."""
    priced = Pricer(PriceBook(rules)).price(basket)
    for line in priced.lines:
        taxes = line.line.goods.taxes
        spared = {tax.code for tax in taxes} - {part.code for part in line.taxes}
        if all(tax.included for tax in taxes) and not spared:
            reverse = any(part.is_reverse for part in line.taxes)
            assert reverse or line.total_minor == line.price_minor
        if len(taxes) == 1 and taxes[0].kind == "percent" and not taxes[0].included and line.taxes:
            exact = Fraction(line.net_minor * taxes[0].value, 1_000_000)
            pieces = line.line.milli // 1000 if rules.tax_scope is RoundingScope.UNIT else 1
            assert abs(line.taxes[0].tax_minor - exact) <= max(1, pieces)


@settings(max_examples=150, deadline=None)
@ANY
def test_parts_of_a_refund_add_up_to_what_was_paid(
    offered: list[Promotion], thresholds: list[Promotion], basket: Basket, rules: PricingSettings
) -> None:
    for line in priced_by(offered, thresholds, basket, rules).lines:
        paid = PaidLine(line.line.milli, TaxedLine(line.net_minor, line.taxes, line.total_minor))
        step = max(1, -(-paid.milli // 3))
        returned, parts = 0, []
        while returned < paid.milli:
            part = min(step, paid.milli - returned)
            parts.append(refund_part(paid, returned, part))
            returned += part
        assert sum(part.total_minor for part in parts) == line.total_minor
        assert sum(part.net_minor for part in parts) == line.net_minor
        for index, tax in enumerate(line.taxes):
            assert sum(part.taxes[index].tax_minor for part in parts) == tax.tax_minor
            assert sum(part.taxes[index].base_minor for part in parts) == tax.base_minor
        assert refund_part(paid, 0, paid.milli).total_minor == line.total_minor


@settings(max_examples=150, deadline=None)
@given(taxed_baskets(), RULES)
def test_goods_that_come_back_give_back_what_they_cost(
    basket: Basket, rules: PricingSettings
) -> None:
    """Wherever taxes are rounded: by the piece, by the line, or for the document."""
    back = tuple(replace(line, milli=-line.milli) for line in basket.lines)
    pricer = Pricer(PriceBook(rules))
    cost, given_back = pricer.price(basket), pricer.price(replace(basket, lines=back))
    assert given_back.total_minor == -cost.total_minor
    assert given_back.net_minor == -cost.net_minor


@settings(max_examples=100, deadline=None)
@ANY
def test_every_promotion_is_explained(
    offered: list[Promotion], thresholds: list[Promotion], basket: Basket, rules: PricingSettings
) -> None:
    pricer = Pricer(PriceBook(rules, [*offered, *thresholds]))
    priced = pricer.price(basket)
    told = explain(pricer, basket, priced)
    assert [one.promotion.id for one in told] == sorted(p.id for p in (*offered, *thresholds))
    for one in told:
        assert (one.firing is None) == (one.reason is not None)
        assert one.firing is None or one.firing.discount_minor > 0
