"""Price book knows the promotions and price lists of a store, found by the goods that they touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pos_app.domain.pricing.basket import Circumstances, Goods, PriceList, PricingSettings, Usage
from pos_app.domain.pricing.promotion import (
    ALL_GOODS,
    Audience,
    BasketOffer,
    Promotion,
    Selector,
    SetOffer,
    Slot,
    UnitOffer,
    Validity,
)

_UNUSED = Usage()


class WhyNot(StrEnum):
    """Why a promotion does not fire, whatever the goods."""

    OTHER_ZONE = "other_zone"
    NOT_YET = "not_yet"
    OVER = "over"
    NOT_TODAY = "not_today"
    NOT_NOW = "not_now"
    COUPON_MISSING = "coupon_missing"
    MEMBERS_ONLY = "members_only"
    OTHER_CUSTOMERS = "other_customers"
    CUSTOMER_NEEDED = "customer_needed"
    USED_UP = "used_up"
    USED_UP_BY_CUSTOMER = "used_up_by_customer"
    BUDGET_SPENT = "budget_spent"


@dataclass(frozen=True, slots=True)
class Touch:
    """Which promotions (by their place in the book) goods play a part in, and which part."""

    units: tuple[int, ...] = ()
    slots: tuple[tuple[int, int], ...] = ()
    basket: tuple[int, ...] = ()
    needs: tuple[tuple[int, int], ...] = ()
    stepped: tuple[int, ...] = ()
    promotions: frozenset[int] = frozenset()
    goods: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Part:
    place: int
    role: str
    index: int
    selector: Selector


_ROLES = frozenset({"unit", "slot", "basket"})


class PriceBook:
    """Promotions in the order of their ids and price lists; what touches an item is found once and kept."""

    def __init__(
        self,
        settings: PricingSettings,
        promotions: Iterable[Promotion] = (),
        price_lists: Iterable[PriceList] = (),
    ) -> None:
        self.settings = settings
        self.promotions = tuple(sorted(promotions, key=lambda promotion: promotion.id))
        assert len({promotion.id for promotion in self.promotions}) == len(self.promotions)
        self.price_lists = tuple(price_lists)
        self.slots = tuple(slots_of(promotion) for promotion in self.promotions)
        self.of_basket = frozenset(
            place
            for place, promotion in enumerate(self.promotions)
            if isinstance(promotion.offer, BasketOffer)
        )
        self.of_all_goods = frozenset(
            place for place in self.of_basket if self.promotions[place].goods == ALL_GOODS
        )
        self.needing = frozenset(p for p, one in enumerate(self.promotions) if one.needs)
        self.stacking = frozenset(p for p, one in enumerate(self.promotions) if one.stacks)
        self.exclusive = frozenset(p for p, one in enumerate(self.promotions) if one.exclusive)
        self.priorities: dict[int, frozenset[int]] = {
            level: frozenset(p for p, one in enumerate(self.promotions) if one.priority == level)
            for level in {promotion.priority for promotion in self.promotions}
        }
        self.stepped = frozenset(
            place for place, promotion in enumerate(self.promotions) if _has_steps(promotion)
        )
        self._open: list[_Part] = []
        self._by_item: dict[str, list[_Part]] = {}
        self._by_department: dict[str, list[_Part]] = {}
        self._by_tag: dict[str, list[_Part]] = {}
        self._touches: dict[tuple[str, str, frozenset[str], int | None], Touch] = {}
        for place, promotion in enumerate(self.promotions):
            for part in _parts(place, promotion, self.slots[place]):
                if part.role != "basket" or place not in self.of_all_goods:
                    self._index(part)

    def touch(self, goods: Goods) -> Touch:
        """The promotions that goods play a part in."""
        key = (goods.item, goods.department, goods.tags, goods.days_left)
        found = self._touches.get(key)
        if found is None:
            found = self._touches[key] = self._find(goods)
        return found

    def price_milli(self, goods: Goods, milli: int, when: Circumstances) -> int:
        """The price of a unit when so much of the item is in the basket: its own, or that of the first price list."""
        best: tuple[int, int] | None = None
        for entry in self.price_lists:
            price = entry.prices.get(goods.item)
            if price is None or milli < entry.from_milli:
                continue
            if why_not_audience(entry.audience, when) or why_not_time(entry.validity, when.at):
                continue
            rank = (-entry.priority, price)
            if best is None or rank < best:
                best = rank
        return goods.price_milli if best is None else best[1]

    def _index(self, part: _Part) -> None:
        selector = part.selector
        if selector.is_open:
            self._open.append(part)
            return
        for names, index in (
            (selector.items, self._by_item),
            (selector.departments, self._by_department),
            (selector.tags, self._by_tag),
        ):
            for name in names:
                index.setdefault(name, []).append(part)

    def _find(self, goods: Goods) -> Touch:
        parts = {
            (part.place, part.role, part.index)
            for part in (
                *self._open,
                *self._by_item.get(goods.item, ()),
                *self._by_department.get(goods.department, ()),
                *(part for tag in goods.tags for part in self._by_tag.get(tag, ())),
            )
            if part.selector.takes(goods.item, goods.department, goods.tags, goods.days_left)
        }
        ordered = sorted(parts)
        return Touch(
            units=tuple(place for place, role, _ in ordered if role == "unit"),
            slots=tuple((place, index) for place, role, index in ordered if role == "slot"),
            basket=tuple(place for place, role, _ in ordered if role == "basket"),
            needs=tuple((place, index) for place, role, index in ordered if role == "need"),
            stepped=tuple(place for place, role, _ in ordered if role == "step"),
            promotions=self.of_all_goods.union(
                place for place, role, _ in ordered if role in _ROLES
            ),
            goods=frozenset(place for place, role, _ in ordered if role in ("unit", "slot")),
        )


def slots_of(promotion: Promotion) -> tuple[Slot, ...]:
    """The places that pieces are used up in; a unit offer with a limit is a set of one piece."""
    offer = promotion.offer
    if isinstance(offer, SetOffer):
        return offer.slots
    limits = promotion.limits
    is_limited = (
        limits.applications is not None
        or limits.discount_minor is not None
        or limits.budget_minor is not None
        or limits.per_coupon is not None
    )
    if isinstance(offer, UnitOffer) and is_limited:
        return (Slot(promotion.goods, 1),)
    return ()


def why_not(promotion: Promotion, when: Circumstances) -> WhyNot | None:
    """Why a promotion cannot fire here and now; None when only the goods decide."""
    reasons: tuple[Callable[[], WhyNot | None], ...] = (
        lambda: why_not_time(promotion.validity, when.at),
        lambda: why_not_audience(promotion.audience, when),
        lambda: _why_not_coupon(promotion, when),
        lambda: _why_not_used(promotion, when),
    )
    return next((reason for ask in reasons if (reason := ask()) is not None), None)


def why_not_time(validity: Validity, at: str) -> WhyNot | None:
    """Whether the moment is within; local times of one form sort as they follow each other."""
    if validity.starts and at < validity.starts:
        return WhyNot.NOT_YET
    if validity.ends and at >= validity.ends:
        return WhyNot.OVER
    if validity.weekdays and date.fromisoformat(at[:10]).isoweekday() not in validity.weekdays:
        return WhyNot.NOT_TODAY
    if validity.hours:
        minute = int(at[11:13]) * 60 + int(at[14:16])
        if not any(begin <= minute < end for begin, end in validity.hours):
            return WhyNot.NOT_NOW
    return None


def why_not_audience(audience: Audience, when: Circumstances) -> WhyNot | None:
    """Whether zone and customer are meant."""
    if audience.zones and when.zone not in audience.zones:
        return WhyNot.OTHER_ZONE
    if audience.members and not when.customer.member:
        return WhyNot.MEMBERS_ONLY
    if audience.groups and audience.groups.isdisjoint(when.customer.groups):
        return WhyNot.OTHER_CUSTOMERS
    return None


def _why_not_coupon(promotion: Promotion, when: Circumstances) -> WhyNot | None:
    missing = promotion.coupon and promotion.coupon not in when.coupons
    return WhyNot.COUPON_MISSING if missing else None


def _why_not_used(promotion: Promotion, when: Circumstances) -> WhyNot | None:
    limits, used = promotion.limits, when.usage.get(promotion.id, _UNUSED)
    if limits.uses is not None and used.uses >= limits.uses:
        return WhyNot.USED_UP
    if limits.uses_per_customer is not None:
        if not when.customer.id:
            return WhyNot.CUSTOMER_NEEDED
        if used.uses_by_customer >= limits.uses_per_customer:
            return WhyNot.USED_UP_BY_CUSTOMER
    if limits.budget_minor is not None and used.spent_minor >= limits.budget_minor:
        return WhyNot.BUDGET_SPENT
    return None


def _has_steps(promotion: Promotion) -> bool:
    """Whether a promotion on units depends on how many there are in the basket."""
    offer = promotion.offer
    if not isinstance(offer, UnitOffer):
        return False
    first = offer.steps[0]
    return len(offer.steps) > 1 or first.from_milli > 0 or first.from_spend_minor > 0


def _parts(place: int, promotion: Promotion, slots: tuple[Slot, ...]) -> Iterable[_Part]:
    offer = promotion.offer
    for index, slot in enumerate(slots):
        yield _Part(place, "slot", index, slot.selector)
    for index, need in enumerate(promotion.needs):
        yield _Part(place, "need", index, need.selector)
    if isinstance(offer, UnitOffer):
        if not slots:
            yield _Part(place, "unit", 0, promotion.goods)
        if _has_steps(promotion):
            yield _Part(place, "step", 0, promotion.goods)
    if isinstance(offer, BasketOffer):
        yield _Part(place, "basket", 0, promotion.goods)
