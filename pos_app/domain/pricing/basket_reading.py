"""Basket reading knows the JSON form of a basket with everything that its price depends on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pos_app.domain.money import Rounding
from pos_app.domain.pricing.basket import (
    Basket,
    BasketLine,
    Circumstances,
    Customer,
    Goods,
    PriceList,
    PricingSettings,
    RoundingScope,
    Tax,
    TaxKind,
    TaxStatus,
    Usage,
)
from pos_app.domain.pricing.by_hand import ByHand
from pos_app.domain.pricing.price_book import PriceBook
from pos_app.domain.pricing.promotion import Audience
from pos_app.domain.pricing.promotion_reading import read_promotion, read_validity
from pos_app.domain.pricing.reading import AMOUNT_MAX, BadDocument, Fields, scaled
from pos_app.domain.quantity import EACH

_TOP = frozenset(
    {"currency", "settings", "taxes", "items", "price_lists", "promotions", "lines", "coupons"}
) | {"customer", "zone", "at", "cash", "usage", "discount"}
_AT = re.compile(r"\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d)?")
_ROUNDINGS = tuple(rounding.value for rounding in Rounding)
_SCOPES = tuple(scope.value for scope in RoundingScope)


@dataclass(frozen=True, slots=True)
class PriceQuestion:
    """What a document asks: the price of a basket by a book."""

    book: PriceBook
    basket: Basket


def read_question(document: object) -> PriceQuestion:
    """A whole document. Errors: BadDocument with the path of the first field that is wrong."""
    fields = Fields.of(document, "$", _TOP)
    taxes = _by_code([_tax(entry, where) for where, entry in fields.items("taxes")], fields)
    goods: dict[str, Goods] = {}
    for where, entry in fields.items("items"):
        one = _goods(entry, where, taxes)
        if one.item in goods:
            raise BadDocument(f"{where}.id", "is there twice")
        goods[one.item] = one
    promotions = [read_promotion(entry, where) for where, entry in fields.items("promotions")]
    if len({promotion.id for promotion in promotions}) < len(promotions):
        raise fields.wrong("promotions", "have an id of their own each")
    lists = [_price_list(entry, where) for where, entry in fields.items("price_lists")]
    when = _circumstances(fields)
    lines = tuple(
        _line(entry, where, number, goods, when)
        for number, (where, entry) in enumerate(fields.items("lines"), start=1)
    )
    if len({line.number for line in lines}) < len(lines):
        raise fields.wrong("lines", "have a number of their own each")
    book = PriceBook(_settings(fields), promotions, lists)
    return PriceQuestion(book, Basket(lines, when, fields.flag("cash"), _by_hand(fields)))


def _settings(fields: Fields) -> PricingSettings:
    currency = fields.text("currency")
    if not fields.has("settings"):
        return PricingSettings(currency)
    known = frozenset({"tax_rounding", "discount_rounding", "cash_rounding"})
    within = Fields.of(fields.values["settings"], fields.at("settings"), known)
    tax_scope, tax_rounding = _rounding(within, "tax_rounding", _SCOPES)
    scopes = (RoundingScope.UNIT.value, RoundingScope.LINE.value)
    scope, rounding = _rounding(within, "discount_rounding", scopes)
    unit, cash = 0, Rounding.HALF_UP
    if within.has("cash_rounding"):
        known = frozenset({"unit_minor", "mode"})
        of_cash = Fields.of(within.values["cash_rounding"], within.at("cash_rounding"), known)
        unit = of_cash.whole("unit_minor", 1, AMOUNT_MAX)
        cash = Rounding(of_cash.choice("mode", _ROUNDINGS, Rounding.HALF_UP.value))
    return PricingSettings(currency, tax_scope, tax_rounding, scope, rounding, unit, cash)


def _rounding(fields: Fields, name: str, scopes: tuple[str, ...]) -> tuple[RoundingScope, Rounding]:
    if not fields.has(name):
        return RoundingScope.LINE, Rounding.HALF_UP
    within = Fields.of(fields.values[name], fields.at(name), frozenset({"scope", "mode"}))
    return (
        RoundingScope(within.choice("scope", scopes, RoundingScope.LINE.value)),
        Rounding(within.choice("mode", _ROUNDINGS, Rounding.HALF_UP.value)),
    )


def _tax(entry: object, path: str) -> Tax:
    known = frozenset({"code", "name", "kind", "percent", "amount_minor", "included", "compound"})
    fields = Fields.of(entry, path, known | {"always"})
    kind = TaxKind(fields.choice("kind", tuple(kind.value for kind in TaxKind), "percent"))
    if kind is TaxKind.FIXED:
        value = _milli_price(fields, "amount_minor")
        unread = "percent"
    else:
        value = fields.percent("percent", high=1000)
        unread = "amount_minor"
    if fields.has(unread):
        raise fields.wrong(unread, f"is not a field of a tax of kind {kind}")
    if kind is TaxKind.PERCENT_OF_GROSS and value >= 1_000_000:
        raise fields.wrong("percent", "is less than 100")
    return Tax(
        fields.text("code"),
        fields.text("name", fields.text("code")),
        kind,
        value,
        fields.flag("included"),
        fields.flag("compound"),
        fields.flag("always"),
    )


def _by_code(taxes: list[Tax], fields: Fields) -> dict[str, Tax]:
    found = {tax.code: tax for tax in taxes}
    if len(found) < len(taxes):
        raise fields.wrong("taxes", "have a code of their own each")
    return found


def _goods(entry: object, path: str, taxes: Mapping[str, Tax]) -> Goods:
    known = frozenset({"id", "name", "price_minor", "department", "tags", "unit", "taxes"})
    fields = Fields.of(entry, path, known)
    codes = fields.ordered_names("taxes")
    for index, code in enumerate(codes):
        if code not in taxes:
            raise BadDocument(f"{path}.taxes[{index}]", "is not the code of a tax in taxes")
    return Goods(
        item=fields.text("id"),
        name=fields.text("name", fields.text("id")),
        price_milli=_milli_price(fields, "price_minor"),
        department=fields.text("department", ""),
        tags=fields.names("tags"),
        unit=fields.text("unit", EACH),
        taxes=tuple(taxes[code] for code in codes),
    )


def _milli_price(fields: Fields, name: str) -> int:
    """Minor units with at most three digits behind the point, in thousandths of one."""
    value = scaled(fields.values.get(name), fields.at(name), 3)
    if value < 0:
        raise fields.wrong(name, "is not negative")
    return value


def _price_list(entry: object, path: str) -> PriceList:
    known = frozenset({"id", "prices", "zones", "customer", "valid", "from_quantity", "priority"})
    fields = Fields.of(entry, path, known)
    audience = Audience(zones=fields.names("zones"))
    if fields.has("customer"):
        whom = frozenset({"member", "groups"})
        within = Fields.of(fields.values["customer"], fields.at("customer"), whom)
        audience = Audience(within.flag("member"), within.names("groups"), audience.zones)
    listed = fields.values.get("prices")
    if not isinstance(listed, Mapping):
        raise fields.wrong("prices", "is an object of prices by item")
    prices = Fields(listed, fields.at("prices"))
    start = 0
    if fields.has("from_quantity"):
        start = scaled(fields.values["from_quantity"], fields.at("from_quantity"), 3)
    return PriceList(
        fields.text("id"),
        {str(item): _milli_price(prices, str(item)) for item in listed},
        audience,
        read_validity(fields),
        start,
        fields.whole("priority", -1_000_000, 1_000_000, 0),
    )


def _line(
    entry: object, path: str, number: int, goods: Mapping[str, Goods], when: Circumstances
) -> BasketLine:
    known = frozenset({"line", "item", "quantity", "price_minor", "promotions", "discount"})
    fields = Fields.of(entry, path, known | {"best_before"})
    item = fields.text("item")
    if item not in goods:
        raise fields.wrong("item", "is not the id of an item in items")
    milli = scaled(fields.values.get("quantity", 1), fields.at("quantity"), 3)
    if not 0 < abs(milli) <= 10**9:
        raise fields.wrong("quantity", "is not nothing, and at most a million")
    price = _milli_price(fields, "price_minor") if fields.has("price_minor") else None
    return BasketLine(
        fields.whole("line", 1, 10**6, number),
        _dated(goods[item], fields, when),
        milli,
        price,
        fields.flag("promotions", default=True),
        _by_hand(fields),
    )


def _dated(goods: Goods, fields: Fields, when: Circumstances) -> Goods:
    """The goods with the days that this piece of them has left."""
    if not fields.has("best_before"):
        return goods
    try:
        day = date.fromisoformat(fields.text("best_before"))
        left = day - date.fromisoformat(when.at[:10])
    except ValueError as error:
        raise fields.wrong("best_before", "is a date like 2026-11-23, as that of at is") from error
    return replace(goods, days_left=left.days)


def _by_hand(fields: Fields) -> ByHand | None:
    """What a person takes off a line, or off the basket."""
    if not fields.has("discount"):
        return None
    known = frozenset({"percent", "amount_minor", "name"})
    within = Fields.of(fields.values["discount"], fields.at("discount"), known)
    if within.has("percent") == within.has("amount_minor"):
        raise within.wrong("percent", "stands here, or amount_minor, and not both")
    share = (
        scaled(within.values["percent"], within.at("percent"), 2) if within.has("percent") else 0
    )
    if not 0 <= share <= 10_000:
        raise within.wrong("percent", "is at most 100")
    amount = within.amount("amount_minor", 0) if within.has("amount_minor") else 0
    return ByHand(share, amount, within.text("name", "Discount"))


def _circumstances(fields: Fields) -> Circumstances:
    at = fields.text("at", "2000-01-01T00:00")
    if _AT.fullmatch(at) is None:
        raise fields.wrong("at", "is a local date, or a date and time like 2026-11-21T18:00")
    usage = {}
    if fields.has("usage"):
        named = fields.values["usage"]
        known = frozenset({"uses", "spent_minor", "uses_by_customer"})
        for name in Fields.of(named, fields.at("usage"), frozenset(_keys(named))).values:
            path = f"{fields.at('usage')}.{name}"
            within = Fields.of(_value(named, name), path, known)
            usage[name] = Usage(
                within.whole("uses", 0, 10**9, 0),
                within.amount("spent_minor", 0),
                within.whole("uses_by_customer", 0, 10**9, 0),
            )
    at = at if "T" in at else f"{at}T00:00"
    coupons = fields.ordered_names("coupons")
    return Circumstances(at, fields.text("zone", ""), _customer(fields), coupons, usage)


def _keys(document: object) -> tuple[str, ...]:
    return tuple(document) if isinstance(document, Mapping) else ()


def _value(document: object, name: str) -> object:
    return document.get(name) if isinstance(document, Mapping) else None


def _customer(fields: Fields) -> Customer:
    if not fields.has("customer"):
        return Customer()
    known = frozenset({"id", "member", "groups", "tax", "exempt_from"})
    within = Fields.of(fields.values["customer"], fields.at("customer"), known)
    status = within.choice("tax", tuple(status.value for status in TaxStatus), "normal")
    return Customer(
        within.text("id", ""),
        within.flag("member"),
        within.names("groups"),
        TaxStatus(status),
        within.names("exempt_from"),
    )
