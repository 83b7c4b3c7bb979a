"""Engine knows the price of a basket: lines, discounts with their shares, taxes, and what is to be paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.money import divide
from pos_app.domain.pricing.basket import (
    Basket,
    BasketLine,
    Circumstances,
    Customer,
    PricingSettings,
    RoundingScope,
    Tax,
)
from pos_app.domain.pricing.basket_units import LineUnits, line_units
from pos_app.domain.pricing.by_hand import discounts_by_hand
from pos_app.domain.pricing.combination import Combination, best_combination
from pos_app.domain.pricing.goods_offers import Firing, GoodsOffers
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.pricing.price_book import PriceBook
from pos_app.domain.pricing.tax_sums import TaxRule, document_taxes
from pos_app.domain.pricing.taxed_line import TaxedLine, TaxPart
from pos_app.domain.pricing.terms import Terms


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line as it is paid: amount less discounts, of which its taxes are part or on top.

    amount_minor: price × quantity as marked. price_minor: what is left of it. total_minor: what is paid for the line,
    net_minor and the taxes that are charged.
    """

    line: BasketLine
    unit_price_milli: int
    amount_minor: int
    discounts: tuple[LineDiscount, ...]
    price_minor: int
    net_minor: int
    taxes: tuple[TaxPart, ...]
    total_minor: int


@dataclass(frozen=True, slots=True)
class PricedBasket:
    """A basket as it is paid; `to_pay_minor` is the total with the rounding of cash.

    is_exact: False where the search for the best combination ended at its limit.
    """

    lines: tuple[PricedLine, ...]
    firings: tuple[Firing, ...]
    taxes: tuple[TaxPart, ...]
    amount_minor: int
    discount_minor: int
    net_minor: int
    total_minor: int
    cash_rounding_minor: int
    is_exact: bool

    @property
    def to_pay_minor(self) -> int:
        """What is paid."""
        return self.total_minor + self.cash_rounding_minor


class Pricer:
    """Prices baskets by one book; lines and groups that stayed as they were are not worked out again.

    The answer depends on the basket alone: what is kept between two baskets only saves time.
    """

    def __init__(self, book: PriceBook) -> None:
        self.book = book
        self._offers = GoodsOffers()
        self._terms: Terms | None = None
        self._discounts_made: dict[tuple[int, int], LineDiscount] = {}
        self._units: dict[int, LineUnits] = {}
        self._priced: dict[int, tuple[LineUnits, tuple[LineDiscount, ...], PricedLine]] = {}
        self._rules: dict[tuple[tuple[Tax, ...], Customer], TaxRule] = {}

    def price(self, basket: Basket) -> PricedBasket:
        """Every figure of a basket."""
        terms = self._terms_of(basket.circumstances)
        lines = self._lines(basket, terms)
        terms.count(lines)
        chosen = best_combination(terms, lines, self._offers)
        discounts = _with_by_hand(lines, self._discounts(lines, chosen), basket)
        priced = self._with_taxes(lines, discounts, basket)
        return _summed(self.book.settings, priced, chosen, basket.cash)

    def terms(self, basket: Basket) -> tuple[Terms, tuple[LineUnits, ...]]:
        """What promotions see of a basket, for whoever explains its price."""
        terms = self._terms_of(basket.circumstances)
        lines = self._lines(basket, terms)
        terms.count(lines)
        return terms, tuple(lines)

    def _terms_of(self, when: Circumstances) -> Terms:
        if self._terms is None or self._terms.when != when:
            self._terms = Terms(self.book, when)
            self._units.clear()
        return self._terms

    def _lines(self, basket: Basket, terms: Terms) -> list[LineUnits]:
        known = self._units
        of_item: dict[str, int] = {}
        if self.book.price_lists:
            for line in basket.lines:
                of_item[line.goods.item] = of_item.get(line.goods.item, 0) + line.milli
        found = []
        for line in basket.lines:
            units = known.get(line.number)
            price = line.fixed_price_milli
            if price is None:
                price = line.goods.price_milli
                if of_item:
                    milli = of_item[line.goods.item]
                    price = self.book.price_milli(line.goods, milli, terms.when)
            if units is None or units.line is not line or units.price_milli != price:
                units = line_units(line, price, self.book.touch(line.goods))
                known[line.number] = units
            found.append(units)
        return found

    def _discounts(
        self, lines: Sequence[LineUnits], chosen: Combination
    ) -> list[tuple[LineDiscount, ...]]:
        discounts: list[tuple[LineDiscount, ...]] = [()] * len(lines)
        for firing in chosen.firings:
            promotion = self.book.promotions[firing.place]
            for share in firing.shares:
                if share.discount_minor:
                    key = (firing.place, share.discount_minor)
                    discount = self._discounts_made.get(key)
                    if discount is None:
                        discount = LineDiscount(promotion.id, promotion.name, key[1])
                        self._discounts_made[key] = discount
                    discounts[share.line] += (discount,)
        return discounts

    def _with_taxes(
        self,
        lines: Sequence[LineUnits],
        discounts: Sequence[tuple[LineDiscount, ...]],
        basket: Basket,
    ) -> tuple[PricedLine, ...]:
        customer = basket.circumstances.customer
        if self.book.settings.tax_scope is RoundingScope.DOCUMENT:
            return self._by_document(lines, discounts, customer)
        settings = self.book.settings
        priced = []
        for units, taken in zip(lines, discounts, strict=True):
            number = units.line.number
            known = self._priced.get(number)
            if known is None or known[0] is not units or known[1] != taken:
                rule, price, base = self._base(units, taken, customer)
                milli = units.line.milli
                taxed = rule.taxed(base, rule.amounts(base, milli, settings))
                known = (units, taken, _line(units, taken, price, taxed))
                self._priced[number] = known
            priced.append(known[2])
        return tuple(priced)

    def _by_document(
        self,
        lines: Sequence[LineUnits],
        discounts: Sequence[tuple[LineDiscount, ...]],
        customer: Customer,
    ) -> tuple[PricedLine, ...]:
        bases = [
            self._base(units, taken, customer)
            for units, taken in zip(lines, discounts, strict=True)
        ]
        amounts = document_taxes(
            [rule for rule, _, _ in bases],
            [(base, units.line.milli) for (_, _, base), units in zip(bases, lines, strict=True)],
            self.book.settings.tax_rounding,
        )
        return tuple(
            _line(units, taken, price, rule.taxed(base, of_line))
            for units, taken, (rule, price, base), of_line in zip(
                lines, discounts, bases, amounts, strict=True
            )
        )

    def _base(
        self, units: LineUnits, taken: tuple[LineDiscount, ...], customer: Customer
    ) -> tuple[TaxRule, int, int]:
        """The rule of a line, its price after discounts, and what its taxes are reckoned from."""
        key = (units.line.goods.taxes, customer)
        rule = self._rules.get(key)
        if rule is None:
            rule = self._rules[key] = TaxRule(*key)
        price = units.amount_minor - sum(discount.amount_minor for discount in taken)
        rounding = self.book.settings.tax_rounding
        return rule, price, rule.base_price(price, units.line.milli, rounding)


def _with_by_hand(
    lines: Sequence[LineUnits], discounts: list[tuple[LineDiscount, ...]], basket: Basket
) -> list[tuple[LineDiscount, ...]]:
    """What people take off comes after the promotions: of each line first, then of what is left of all."""
    if basket.by_hand is None and not any(line.by_hand for line in basket.lines):
        return discounts
    left = [
        units.amount_minor - sum(discount.amount_minor for discount in taken)
        for units, taken in zip(lines, discounts, strict=True)
    ]
    by_hand = discounts_by_hand(left, [line.by_hand for line in basket.lines], basket.by_hand)
    return [taken + more for taken, more in zip(discounts, by_hand, strict=True)]


def _line(
    units: LineUnits, taken: tuple[LineDiscount, ...], price_minor: int, taxed: TaxedLine
) -> PricedLine:
    return PricedLine(
        units.line,
        units.price_milli,
        units.amount_minor,
        taken,
        price_minor,
        taxed.net_minor,
        taxed.taxes,
        taxed.total_minor,
    )


def _summed(
    settings: PricingSettings, lines: tuple[PricedLine, ...], chosen: Combination, cash: bool
) -> PricedBasket:
    total = sum(line.total_minor for line in lines)
    rounding = 0
    if cash and settings.cash_unit_minor:
        unit = settings.cash_unit_minor
        rounding = divide(total, unit, settings.cash_rounding) * unit - total
    return PricedBasket(
        lines=lines,
        firings=chosen.firings,
        taxes=_tax_sums(lines),
        amount_minor=sum(line.amount_minor for line in lines),
        discount_minor=sum(line.amount_minor - line.price_minor for line in lines),
        net_minor=sum(line.net_minor for line in lines),
        total_minor=total,
        cash_rounding_minor=rounding,
        is_exact=chosen.is_exact,
    )


def _tax_sums(lines: tuple[PricedLine, ...]) -> tuple[TaxPart, ...]:
    sums: dict[tuple[str, bool], list[int]] = {}
    for line in lines:
        for part in line.taxes:
            found = sums.setdefault((part.code, part.is_reverse), [0, 0])
            found[0] += part.base_minor
            found[1] += part.tax_minor
    return tuple(
        TaxPart(code, base, tax, is_reverse)
        for (code, is_reverse), (base, tax) in sorted(sums.items())
    )
