"""Tax sums know the taxes of lines: in the price or on top of it, on each other, rounded where the store rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from pos_app.domain.money import Rounding, divide
from pos_app.domain.pricing.basket import (
    Customer,
    PricingSettings,
    RoundingScope,
    Tax,
    TaxKind,
    TaxStatus,
)
from pos_app.domain.pricing.taxed_line import TaxedLine, TaxPart

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class _Share:
    """An exact amount: (price × of_price + thousandths of a unit × of_milli) / whole, in minor units."""

    of_price: int
    of_milli: int
    whole: int

    def exact(self, price_minor: int, milli: int) -> Fraction:
        """Before rounding."""
        return Fraction(price_minor * self.of_price + milli * self.of_milli, self.whole)

    def rounded(self, price_minor: int, milli: int, rounding: Rounding) -> int:
        """In whole minor units."""
        return divide(price_minor * self.of_price + milli * self.of_milli, self.whole, rounding)

    def rounded_by_piece(self, price_minor: int, milli: int, rounding: Rounding) -> int:
        """Rounded for one piece, times the pieces; goods that come back give back what they cost."""
        count = abs(milli) // 1000
        exact = price_minor * self.of_price + milli * self.of_milli
        return count * divide(exact, self.whole * count, rounding)


class TaxRule:
    """The taxes of some goods for one customer: every tax is a share of the price and of the quantity.

    `price` is what the goods cost as they are marked, with the taxes that are included. A customer who is exempt from
    an included tax pays the price without it; what is left of the taxes then comes on top.
    """

    def __init__(self, taxes: Sequence[Tax], customer: Customer) -> None:
        charged = tuple(tax for tax in taxes if not _is_spared(tax, customer))
        self._net: _Share | None = None
        net = _net(taxes)
        if len(charged) < len(taxes):
            self._net = _share(net)
            self._shown = tuple((tax, False) for tax in charged)
            shares = _taxes_on_net(charged)
            reverse = tuple(tax for tax in taxes if tax not in charged)
            if customer.tax_status is TaxStatus.REVERSE:
                self._shown += tuple((tax, True) for tax in reverse)
                shares += _taxes_on_net(reverse)
            self._shares = tuple(_share(share) for share in shares)
        else:
            self._shown = tuple((tax, False) for tax in charged)
            self._shares = tuple(
                _share((a * net[0] + c, a * net[1] + b)) for a, b, c in _of_net(taxes)
            )

    @property
    def shown(self) -> tuple[tuple[Tax, bool], ...]:
        """The taxes that stand on the receipt, and whether the customer reckons them himself."""
        return self._shown

    def base_price(self, price_minor: int, milli: int, rounding: Rounding) -> int:
        """What the taxes are reckoned from: the price, or for a customer who is spared the price without its taxes."""
        if self._net is None:
            return price_minor
        return self._net.rounded(price_minor, milli, rounding)

    def exact(self, base_minor: int, milli: int) -> tuple[Fraction, ...]:
        """The taxes before rounding."""
        return tuple(share.exact(base_minor, milli) for share in self._shares)

    def amounts(self, base_minor: int, milli: int, settings: PricingSettings) -> tuple[int, ...]:
        """The taxes of a line, rounded by line or by piece."""
        rounding = settings.tax_rounding
        if settings.tax_scope is RoundingScope.UNIT and milli and milli % 1000 == 0:
            return tuple(s.rounded_by_piece(base_minor, milli, rounding) for s in self._shares)
        return tuple(share.rounded(base_minor, milli, rounding) for share in self._shares)

    def taxed(self, base_minor: int, amounts: Sequence[int]) -> TaxedLine:
        """A line with these taxes; what is included comes out of the price, so that the total stays whole."""
        included = 0
        if self._net is None:
            included = sum(
                amount
                for (tax, _), amount in zip(self._shown, amounts, strict=True)
                if tax.included
            )
        net = base_minor - included
        parts = []
        below, below_reverse, charged = net, net, 0
        for (tax, is_reverse), amount in zip(self._shown, amounts, strict=True):
            parts.append(
                TaxPart(tax.code, below_reverse if is_reverse else below, amount, is_reverse)
            )
            if is_reverse:
                below_reverse += amount if tax.compound else 0
            else:
                charged += amount
                below += amount if tax.compound else 0
        return TaxedLine(net, tuple(parts), net + charged)


def document_taxes(
    rules: Sequence[TaxRule], priced: Sequence[tuple[int, int]], rounding: Rounding
) -> list[tuple[int, ...]]:
    """The taxes of each line (base and thousandths) where each tax is rounded once for the document.

    The lines get whole minor units that add up to it, each less than one away from its exact share.
    """
    exact = [rule.exact(base, milli) for rule, (base, milli) in zip(rules, priced, strict=True)]
    places: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for line, rule in enumerate(rules):
        for index, (tax, is_reverse) in enumerate(rule.shown):
            places.setdefault((tax.code, is_reverse), []).append((line, index))
    amounts = [[0] * len(taxes) for taxes in exact]
    for found in places.values():
        shares = [exact[line][index] for line, index in found]
        for (line, index), amount in zip(found, _whole_parts(shares, rounding), strict=True):
            amounts[line][index] = amount
    return [tuple(line) for line in amounts]


def _whole_parts(shares: Sequence[Fraction], rounding: Rounding) -> list[int]:
    whole = sum(shares, Fraction(0))
    total = divide(whole.numerator, whole.denominator, rounding)
    parts = [share.numerator // share.denominator for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda i: (parts[i] - shares[i], i))
    for index in by_rest[: total - sum(parts)]:
        parts[index] += 1
    return parts


def _is_spared(tax: Tax, customer: Customer) -> bool:
    if tax.always:
        return False
    return customer.tax_status is not TaxStatus.NORMAL or tax.code in customer.exempt_from


def _of_net(taxes: Sequence[Tax]) -> tuple[tuple[Fraction, Fraction, Fraction], ...]:
    """Each tax as (share of the net amount, amount for each thousandth of a unit, share of the marked price)."""
    zero = Fraction(0)
    found: list[tuple[Fraction, Fraction, Fraction]] = []
    below = (Fraction(1), zero, zero)
    for tax in taxes:
        rate = Fraction(tax.value, _MILLION)
        if tax.kind is TaxKind.FIXED:
            # thousandths of a minor unit for a unit, which has a thousand thousandths
            own = (zero, rate, zero)
        elif tax.kind is TaxKind.PERCENT_OF_GROSS and tax.included:
            own = (zero, zero, rate)
        else:
            factor = rate / (1 - rate) if tax.kind is TaxKind.PERCENT_OF_GROSS else rate
            own = (below[0] * factor, below[1] * factor, below[2] * factor)
        found.append(own)
        if tax.compound:
            below = (below[0] + own[0], below[1] + own[1], below[2] + own[2])
    return tuple(found)


def _net(taxes: Sequence[Tax]) -> tuple[Fraction, Fraction]:
    """The net amount as (share of the marked price, amount for each thousandth of a unit)."""
    shares = [own for tax, own in zip(taxes, _of_net(taxes), strict=True) if tax.included]
    whole = 1 + sum((own[0] for own in shares), Fraction(0))
    of_milli = sum((own[1] for own in shares), Fraction(0))
    of_price = sum((own[2] for own in shares), Fraction(0))
    return (1 - of_price) / whole, -of_milli / whole


def _taxes_on_net(taxes: Sequence[Tax]) -> tuple[tuple[Fraction, Fraction], ...]:
    """Taxes on top of a net amount, as shares of it and of the quantity."""
    on_top = [Tax(tax.code, tax.name, tax.kind, tax.value, compound=tax.compound) for tax in taxes]
    return tuple((a, b) for a, b, _ in _of_net(on_top))


def _share(parts: tuple[Fraction, Fraction]) -> _Share:
    whole = lcm(parts[0].denominator, parts[1].denominator)
    return _Share(int(parts[0] * whole), int(parts[1] * whole), whole)
