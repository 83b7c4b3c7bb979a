"""Promotion knows what a promotion gives, on which goods, to whom, when, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NO_NAMES: frozenset[str] = frozenset()


class OffKind(StrEnum):
    """How a price is lowered."""

    PERCENT = "percent"
    AMOUNT = "amount"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class Off:
    """A reduction: parts per million of an amount, minor units off it, or the price that is paid instead."""

    kind: OffKind
    value: int


@dataclass(frozen=True, slots=True)
class Selector:
    """Which goods are meant: those named by item, department or tag, all when none is named, less the exceptions.

    days_left: only pieces whose code says that they have at most so many days left; None: any.
    """

    items: frozenset[str] = NO_NAMES
    departments: frozenset[str] = NO_NAMES
    tags: frozenset[str] = NO_NAMES
    except_items: frozenset[str] = NO_NAMES
    except_departments: frozenset[str] = NO_NAMES
    except_tags: frozenset[str] = NO_NAMES
    days_left: int | None = None

    @property
    def is_open(self) -> bool:
        """True when nothing is named, so that all goods are meant that are not excepted."""
        return not (self.items or self.departments or self.tags)

    def takes(
        self, item: str, department: str, tags: frozenset[str], days_left: int | None = None
    ) -> bool:
        """Whether goods are meant; days_left: of this piece, None when its code says no day."""
        if self.days_left is not None and (days_left is None or days_left > self.days_left):
            return False
        if (
            item in self.except_items
            or department in self.except_departments
            or not self.except_tags.isdisjoint(tags)
        ):
            return False
        return (
            self.is_open
            or item in self.items
            or department in self.departments
            or not self.tags.isdisjoint(tags)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """From this quantity (in thousandths) or spend on, this reduction; the last step reached counts."""

    off: Off
    from_milli: int = 0
    from_spend_minor: int = 0


@dataclass(frozen=True, slots=True)
class UnitOffer:
    """Each unit of the goods costs less; the step is found by all units of the goods in the basket."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a set: so many pieces of such goods; `reduced` pieces are those whose price is lowered."""

    selector: Selector
    pieces: int
    reduced: bool = True


@dataclass(frozen=True, slots=True)
class SetOffer:
    """So many pieces together: the whole set costs less, or each reduced piece, or only its cheapest ones."""

    slots: tuple[Slot, ...]
    off: Off
    whole: bool = False
    cheapest: int = 0

    @property
    def pieces(self) -> int:
        """How many pieces one set takes."""
        return sum(slot.pieces for slot in self.slots)


@dataclass(frozen=True, slots=True)
class BasketOffer:
    """What is left to pay for the goods is lowered as one amount, and spread over their lines.

    every_minor: an amount off comes once for each such spend. on_reduced: units that other promotions lowered count.
    before: spend is measured before other promotions, and not after them.
    """

    steps: tuple[Step, ...]
    every_minor: int = 0
    on_reduced: bool = True
    before: bool = False

    @property
    def is_stepped(self) -> bool:
        """True when it depends on what other promotions leave to pay."""
        first = self.steps[0]
        return bool(
            self.every_minor or len(self.steps) > 1 or first.from_milli or first.from_spend_minor
        )


Offer = UnitOffer | SetOffer | BasketOffer


@dataclass(frozen=True, slots=True)
class Need:
    """Goods that the basket must hold, at their price before promotions; they are not used up by it."""

    selector: Selector
    pieces: int = 0
    spend_minor: int = 0


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant: everybody when nothing is named."""

    members: bool = False
    groups: frozenset[str] = NO_NAMES
    zones: frozenset[str] = NO_NAMES


@dataclass(frozen=True, slots=True)
class Validity:
    """When it holds, in the store's local time: from a minute on, until (not including) another.

    weekdays: 1 is Monday; empty is every day. hours: from and until in minutes of the day; empty is all day.
    """

    starts: str = ""
    ends: str = ""
    weekdays: frozenset[int] = frozenset()
    hours: tuple[tuple[int, int], ...] = ()


EVERYBODY = Audience()
ALWAYS = Validity()
ALL_GOODS = Selector()


@dataclass(frozen=True, slots=True)
class Limits:
    """How often and how much: in one basket, in all baskets together, by one customer, and for each coupon."""

    applications: int | None = None
    discount_minor: int | None = None
    budget_minor: int | None = None
    uses: int | None = None
    uses_per_customer: int | None = None
    per_coupon: int | None = None

    @property
    def counts_uses(self) -> bool:
        """True where earlier baskets count."""
        return not (
            self.uses is None and self.uses_per_customer is None and self.budget_minor is None
        )


UNLIMITED = Limits()


@dataclass(frozen=True, slots=True)
class Promotion:
    """One promotion; goods are used by one promotion only, unless it stacks, and an exclusive one stands alone."""

    id: str
    name: str
    kind: str
    offer: Offer
    goods: Selector = ALL_GOODS
    coupon: str = ""
    audience: Audience = EVERYBODY
    needs: tuple[Need, ...] = ()
    validity: Validity = ALWAYS
    limits: Limits = UNLIMITED
    priority: int = 0
    exclusive: bool = False
    stacks: bool = False
    spread_on_reduced: bool = False
