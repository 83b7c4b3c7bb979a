"""Basket knows what is priced: goods in lines, the customer, the coupons, and the rules of the store around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from pos_app.domain.money import Rounding
from pos_app.domain.pricing.by_hand import ByHand
from pos_app.domain.pricing.promotion import ALWAYS, EVERYBODY, NO_NAMES, Audience, Validity
from pos_app.domain.quantity import EACH


class RoundingScope(StrEnum):
    """What is rounded: a single unit, a line, or the sum of the document."""

    UNIT = "unit"
    LINE = "line"
    DOCUMENT = "document"


class TaxKind(StrEnum):
    """How a tax is reckoned: of the price without it, a fixed amount for each unit, or of the price with it."""

    PERCENT = "percent"
    FIXED = "fixed"
    PERCENT_OF_GROSS = "percent_of_gross"


class TaxStatus(StrEnum):
    """What a customer owes: tax, none, or tax that he reckons himself."""

    NORMAL = "normal"
    EXEMPT = "exempt"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class Tax:
    """One tax: `value` is parts per million, or thousandths of a minor unit for each unit of a fixed one.

    included: it is in the price. compound: later taxes of the line are reckoned on it too. always: no customer is
    exempt from it, as from a deposit.
    """

    code: str
    name: str
    kind: TaxKind
    value: int
    included: bool = False
    compound: bool = False
    always: bool = False


@dataclass(frozen=True, slots=True)
class Goods:
    """What a line sells: names that promotions and price lists know, the price of a unit and its taxes in order.

    days_left: until its best-before or last day, as its code says; None when that says none.
    """

    item: str
    name: str
    price_milli: int
    department: str = ""
    tags: frozenset[str] = NO_NAMES
    unit: str = EACH
    taxes: tuple[Tax, ...] = ()
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A line; one that stays the same object from scan to scan is not worked out anew.

    fixed_price_milli: a price that a person set. promotions: whether promotions may touch it. by_hand: what a person
    takes off after them. A negative quantity is a return, which no promotion touches.
    """

    number: int
    goods: Goods
    milli: int
    fixed_price_milli: int | None = None
    promotions: bool = True
    by_hand: ByHand | None = None

    @property
    def is_pieces(self) -> bool:
        """True for a whole number of pieces; anything else is one unit to a promotion."""
        return self.goods.unit == EACH and self.milli % 1000 == 0


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom the basket belongs to; nobody known when `id` is empty."""

    id: str = ""
    member: bool = False
    groups: frozenset[str] = NO_NAMES
    tax_status: TaxStatus = TaxStatus.NORMAL
    exempt_from: frozenset[str] = NO_NAMES


@dataclass(frozen=True, slots=True)
class Usage:
    """What a promotion has been used for before this basket."""

    uses: int = 0
    spent_minor: int = 0
    uses_by_customer: int = 0


_NOTHING: Mapping[str, Usage] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, where and for whom: `at` is the store's local time to the minute, like 2026-11-21T18:05."""

    at: str
    zone: str = ""
    customer: Customer = Customer()
    coupons: tuple[str, ...] = ()
    usage: Mapping[str, Usage] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Basket:
    """Everything that is priced together; `cash` asks for the rounding of what is paid in cash."""

    lines: tuple[BasketLine, ...]
    circumstances: Circumstances
    cash: bool = False
    by_hand: ByHand | None = None


@dataclass(frozen=True, slots=True)
class PriceList:
    """Prices of items for a zone, group and time, from a quantity of the item on; the highest priority counts."""

    id: str
    prices: Mapping[str, int]
    audience: Audience = EVERYBODY
    validity: Validity = ALWAYS
    from_milli: int = 0
    priority: int = 0


@dataclass(frozen=True, slots=True)
class PricingSettings:
    """How a store rounds: discounts, taxes, and what is paid in cash (0: to the minor unit)."""

    currency: str
    tax_scope: RoundingScope = RoundingScope.LINE
    tax_rounding: Rounding = Rounding.HALF_UP
    discount_scope: RoundingScope = RoundingScope.LINE
    discount_rounding: Rounding = Rounding.HALF_UP
    cash_unit_minor: int = 0
    cash_rounding: Rounding = Rounding.HALF_UP
