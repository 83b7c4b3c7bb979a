"""Selling rules knows what a store may not sell at some hours, how much of an item one sale takes, and to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import CustomerNumber, OperatorNumber
from pos_app.domain.quantity import KILOGRAM, MILLI
from pos_app.domain.refusals.basket import LimitReached, NotAtThisHour
from pos_app.domain.sale import RetailTransaction, SaleLine

# Names of the store's configuration; each is a row of `name=value`, with a semicolon between two.
# Departments with the hours at which nothing of them is sold: Wine=22:00-08:00.
BANNED_HOURS = "banned_hours"
# Item numbers with the most pieces that one sale takes: EV021=2.
SALE_LIMITS = "sale_limits"
# Numbers of people who work here with the numbers that they have as customers: 1003=C0007.
STAFF_CUSTOMERS = "staff_customers"
# Item numbers or departments with what is said when the first of them is sold: 22423=Take the tag off.
SALE_PROMPTS = "sale_prompts"
# Item numbers or departments with the grams of the bag or bowl that they are weighed in: 4011=5;Salad=12.
TARES = "tares"
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_HOUR_MINUTES = 60


@cache
def banned_hours(text: str) -> Mapping[str, tuple[int, int]]:
    """By department, from which minute of the day to which it is not sold; a span may pass midnight."""
    found = {}
    for name, value in _pairs(text):
        span = _SPAN.fullmatch(value)
        if span is not None:
            begin_hour, begin, end_hour, end = map(int, span.groups())
            found[name] = (begin_hour * _HOUR_MINUTES + begin, end_hour * _HOUR_MINUTES + end)
    return found


@cache
def sale_limits(text: str) -> Mapping[str, int]:
    """By item number, how many pieces one sale takes at most."""
    return {
        name: int(value) for name, value in _pairs(text) if value.isascii() and value.isdecimal()
    }


def prompt_for(text: str, item: Item) -> str:
    """What is said at the sale of an item, "" for nothing; what is said of the item goes before its department."""
    prompts = _prompts(text)
    return prompts.get(item.number) or prompts.get(item.department, "")


def tare_milli(text: str, item: Item) -> int:
    """What is weighed with an item, in thousandths of a kilogram; what is said of it goes before its department."""
    if item.unit != KILOGRAM:
        return 0
    tares = sale_limits(text)
    return tares.get(item.number, tares.get(item.department, 0))


def own_customer(text: str, operator: OperatorNumber) -> CustomerNumber | None:
    """Who somebody who works here is as a customer, None when nobody said."""
    number = dict(_pairs(text)).get(operator)
    return CustomerNumber(number) if number else None


def complaint(text: str, name: str) -> str:
    """The first part of a setting that says nothing, "" when all of them do."""
    known = {BANNED_HOURS: banned_hours, SALE_LIMITS: sale_limits, TARES: sale_limits}
    read = known.get(name, lambda words: dict(_pairs(words)))
    parts = (part.strip() for part in text.split(";"))
    return next((part for part in parts if part and not read(part)), "")


def check_hour(line: SaleLine, banned: Mapping[str, tuple[int, int]], minute: int) -> None:
    """minute: of the store's day. Errors: NotAtThisHour."""
    begin, end = banned.get(line.item.department, (0, 0))
    is_in = begin <= minute < end if begin <= end else minute >= begin or minute < end
    if is_in:
        until = f"{end // _HOUR_MINUTES:02}:{end % _HOUR_MINUTES:02}"
        raise NotAtThisHour(line.item.name, until)


def check_limit(sale: RetailTransaction, line: SaleLine, limits: Mapping[str, int]) -> None:
    """Of all lines of an item together. Errors: LimitReached."""
    most = limits.get(line.item.number)
    if most is None:
        return
    of_item = (one for one in sale.lines if one.item.item_id == line.item.item_id)
    if sum(one.quantity.milli for one in of_item if not one.voided) > most * MILLI:
        raise LimitReached(line.item.name, most)


@cache
def _prompts(text: str) -> Mapping[str, str]:
    return dict(_pairs(text))


def _pairs(text: str) -> list[tuple[str, str]]:
    parts = (part.partition("=") for part in text.split(";"))
    return [(name.strip(), value.strip()) for name, _, value in parts if name.strip() and value]
