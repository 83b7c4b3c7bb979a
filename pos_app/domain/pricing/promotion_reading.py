"""Promotion reading knows the JSON form of a promotion, which docs/price-json.md defines."""

from __future__ import annotations

import re
from datetime import datetime

from pos_app.domain.pricing.promotion import (
    ALL_GOODS,
    ALWAYS,
    UNLIMITED,
    Audience,
    BasketOffer,
    Limits,
    Need,
    Off,
    Offer,
    OffKind,
    Promotion,
    Selector,
    SetOffer,
    Slot,
    Step,
    UnitOffer,
    Validity,
)
from pos_app.domain.pricing.reading import BadDocument, Fields

PIECES_MAX = 10_000
USES_MAX = 10**9
DAYS_MAX = 366
WHOLE = 1_000_000
_OFFS = frozenset({"percent", "amount_minor", "price_minor"})
_SELECTOR = frozenset(
    {"items", "departments", "tags", "except_items", "except_departments", "except_tags"}
) | {"days_left"}
_PART = frozenset({"goods", "pieces"})
_ANY = frozenset(
    {"id", "name", "kind", "coupon", "customer", "zones", "needs", "valid", "limits", "priority"}
) | {"exclusive", "stacks"}
_OF_UNITS = frozenset({"goods", "steps"})
_OF_BASKET = frozenset({"goods", "steps", "on_reduced", "spend_before"})
_OF_KIND: dict[str, frozenset[str]] = {
    "percent_off": _OF_UNITS | {"percent"},
    "amount_off": _OF_UNITS | {"amount_minor"},
    "fixed_price": _OF_UNITS | {"price_minor"},
    "basket_percent_off": _OF_BASKET | {"percent"},
    "basket_amount_off": _OF_BASKET | {"amount_minor", "every_spend_minor"},
    "n_for_m": frozenset({"goods", "take", "pay", "percent", "spread"}),
    "bundle": _OFFS | {"parts", "spread"},
    "buy_get": _OFFS | {"buy", "get", "spread"},
}
_OFF_OF_KIND = {
    "percent_off": OffKind.PERCENT,
    "amount_off": OffKind.AMOUNT,
    "fixed_price": OffKind.PRICE,
    "basket_percent_off": OffKind.PERCENT,
    "basket_amount_off": OffKind.AMOUNT,
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


def read_promotion(document: object, path: str = "promotion") -> Promotion:
    """One promotion. Errors: BadDocument with the path of the first field that is wrong."""
    every = frozenset[str]().union(_ANY, *_OF_KIND.values())
    kind = Fields.of(document, path, every).choice("kind", tuple(_OF_KIND))
    fields = Fields.of(document, path, _ANY | _OF_KIND[kind])
    coupon = fields.text("coupon", "")
    limits = _limits(fields)
    if limits.per_coupon is not None and not coupon:
        raise BadDocument(f"{path}.limits.per_coupon", "needs a coupon")
    return Promotion(
        id=fields.text("id"),
        name=fields.text("name", fields.text("id")),
        kind=kind,
        offer=_offer(fields, kind),
        goods=read_selector(fields, "goods"),
        coupon=coupon,
        audience=_audience(fields),
        needs=tuple(_need(entry, where) for where, entry in fields.items("needs")),
        validity=read_validity(fields),
        limits=limits,
        priority=fields.whole("priority", -1_000_000, 1_000_000, 0),
        exclusive=fields.flag("exclusive"),
        stacks=fields.flag("stacks"),
        spread_on_reduced="spread" in _OF_KIND[kind]
        and fields.choice("spread", ("all", "reduced"), "all") == "reduced",
    )


def read_selector(fields: Fields, name: str) -> Selector:
    """Which goods a field means; all goods when it is missing."""
    if not fields.has(name):
        return ALL_GOODS
    within = Fields.of(fields.values[name], fields.at(name), _SELECTOR)
    return Selector(
        within.names("items"),
        within.names("departments"),
        within.names("tags"),
        within.names("except_items"),
        within.names("except_departments"),
        within.names("except_tags"),
        within.whole_or_none("days_left", 0, DAYS_MAX),
    )


def read_validity(fields: Fields) -> Validity:
    """The field "valid": always when it is missing."""
    if not fields.has("valid"):
        return ALWAYS
    known = frozenset({"from", "until", "weekdays", "hours"})
    within = Fields.of(fields.values["valid"], fields.at("valid"), known)
    weekdays = set[int]()
    for where, entry in within.items("weekdays"):
        if type(entry) is not int or not 1 <= entry <= 7:
            raise BadDocument(where, "is a weekday from 1 (Monday) to 7")
        weekdays.add(entry)
    return Validity(
        _moment(within, "from"),
        _moment(within, "until"),
        frozenset(weekdays),
        tuple(_hours(entry, where) for where, entry in within.items("hours")),
    )


def _moment(fields: Fields, name: str) -> str:
    if not fields.has(name):
        return ""
    text = fields.text(name)
    try:
        if _MOMENT.fullmatch(text) is None:
            raise ValueError
        datetime.fromisoformat(text)
    except ValueError as error:
        message = "is a local date, or a date and time like 2026-11-21T18:00"
        raise fields.wrong(name, message) from error
    return text if "T" in text else f"{text}T00:00"


def _hours(entry: object, path: str) -> tuple[int, int]:
    found = _HOURS.fullmatch(entry) if isinstance(entry, str) else None
    if found is None:
        raise BadDocument(path, "is a span of time like 16:00-18:00")
    begin, begin_minute, end, end_minute = (int(part) for part in found.groups())
    span = (begin * 60 + begin_minute, end * 60 + end_minute)
    if not span[0] < span[1] <= 24 * 60:
        raise BadDocument(path, "ends after it begins, by 24:00 at the latest")
    return span


def _audience(fields: Fields) -> Audience:
    zones = fields.names("zones")
    if not fields.has("customer"):
        return Audience(zones=zones)
    known = frozenset({"member", "groups"})
    within = Fields.of(fields.values["customer"], fields.at("customer"), known)
    return Audience(within.flag("member"), within.names("groups"), zones)


def _need(entry: object, path: str) -> Need:
    fields = Fields.of(entry, path, frozenset({"goods", "pieces", "spend_minor"}))
    need = Need(
        read_selector(fields, "goods"),
        fields.whole("pieces", 0, PIECES_MAX, 0),
        fields.amount("spend_minor", 0),
    )
    if not (need.pieces or need.spend_minor):
        raise BadDocument(path, "names pieces or spend_minor")
    return need


def _limits(fields: Fields) -> Limits:
    if not fields.has("limits"):
        return UNLIMITED
    known = frozenset({"applications", "discount_minor", "budget_minor", "uses"})
    within = Fields.of(
        fields.values["limits"], fields.at("limits"), known | {"uses_per_customer", "per_coupon"}
    )
    return Limits(
        within.whole_or_none("applications", 1, PIECES_MAX),
        within.amount_or_none("discount_minor"),
        within.amount_or_none("budget_minor"),
        within.whole_or_none("uses", 1, USES_MAX),
        within.whole_or_none("uses_per_customer", 1, USES_MAX),
        within.whole_or_none("per_coupon", 1, PIECES_MAX),
    )


def _offer(fields: Fields, kind: str) -> Offer:
    if kind == "n_for_m":
        return _n_for_m(fields)
    if kind == "bundle":
        return _bundle(fields)
    if kind == "buy_get":
        return _buy_get(fields)
    steps = _steps(fields, _OFF_OF_KIND[kind])
    if not kind.startswith("basket_"):
        return UnitOffer(steps)
    every = 0
    if fields.has("every_spend_minor"):
        every = fields.whole("every_spend_minor", 1, 10**12)
    before = fields.flag("spend_before")
    return BasketOffer(steps, every, fields.flag("on_reduced", default=True), before)


def _steps(fields: Fields, kind: OffKind) -> tuple[Step, ...]:
    if not fields.has("steps"):
        return (Step(_off_of(fields, kind)),)
    name = "percent" if kind is OffKind.PERCENT else f"{kind}_minor"
    if fields.has(name):
        raise fields.wrong(name, "stands in the steps when there are steps")
    steps = []
    for where, entry in fields.items("steps"):
        step = Fields.of(entry, where, frozenset({"pieces", "spend_minor", name}))
        pieces = step.whole("pieces", 0, PIECES_MAX, 0)
        spend = step.amount("spend_minor", 0)
        if bool(pieces) == bool(spend):
            raise BadDocument(where, "names either pieces or spend_minor")
        steps.append(Step(_off_of(step, kind), pieces * 1000, spend))
    if not steps:
        raise fields.wrong("steps", "has at least one step")
    if len({bool(step.from_milli) for step in steps}) > 1:
        raise fields.wrong("steps", "are all by pieces or all by spend_minor")
    return tuple(sorted(steps, key=lambda step: (step.from_milli, step.from_spend_minor)))


def _off_of(fields: Fields, kind: OffKind) -> Off:
    if kind is OffKind.PERCENT:
        return Off(kind, fields.percent("percent"))
    return Off(kind, fields.amount(f"{kind}_minor"))


def _one_off(fields: Fields) -> Off:
    """Exactly one of percent, amount_minor and price_minor."""
    named = [kind for kind in OffKind if fields.has(_field_of(kind))]
    if len(named) != 1:
        raise BadDocument(fields.path, "names one of percent, amount_minor and price_minor")
    return _off_of(fields, named[0])


def _field_of(kind: OffKind) -> str:
    return "percent" if kind is OffKind.PERCENT else f"{kind}_minor"


def _n_for_m(fields: Fields) -> SetOffer:
    take = fields.whole("take", 2, PIECES_MAX)
    pay = fields.whole("pay", 0, PIECES_MAX)
    if pay >= take:
        raise fields.wrong("pay", "is less than take")
    off = Off(OffKind.PERCENT, fields.percent("percent", default="100"))
    slot = Slot(read_selector(fields, "goods"), take)
    return SetOffer((slot,), off, cheapest=take - pay)


def _bundle(fields: Fields) -> SetOffer:
    slots = tuple(_part(entry, where) for where, entry in fields.items("parts"))
    if not slots:
        raise fields.wrong("parts", "has at least one part")
    return SetOffer(slots, _one_off(fields), whole=True)


def _part(entry: object, path: str, reduced: bool = True) -> Slot:
    fields = Fields.of(entry, path, _PART)
    return Slot(read_selector(fields, "goods"), fields.whole("pieces", 1, PIECES_MAX, 1), reduced)


def _buy_get(fields: Fields) -> SetOffer:
    off = _one_off(fields)
    buy = _part(fields.values.get("buy"), fields.at("buy"), reduced=False)
    get = _part(fields.values.get("get"), fields.at("get"))
    within = Fields.of(fields.values["get"], fields.at("get"), _PART)
    if not within.has("goods"):
        # of the same goods: the cheapest of the set are those that one gets
        slot = Slot(buy.selector, buy.pieces + get.pieces)
        return SetOffer((slot,), off, cheapest=get.pieces)
    return SetOffer((buy, get), off)
