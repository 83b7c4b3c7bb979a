"""Pickup queue knows in which order people wait at the counter, and which order somebody means by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.customer import PHONE_DIGITS_MIN, OrderCustomer, name_words, phone_end
from pos_app.domain.customer_order import CustomerOrder, Fulfilment, OrderState
from pos_app.domain.ids import OrderNumber

# From so many letters on one may be wrong, from so many two.
_ONE_WRONG_FROM, _TWO_WRONG_FROM = 4, 8
LETTERS_MIN = 2


class QueueGroup(StrEnum):
    """What an order needs of the people at the counter; the most urgent first."""

    HERE = "here"
    LATE = "late"
    PROBLEM = "problem"
    READY = "ready"
    COMING = "coming"
    PUT_BACK = "put_back"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One order that somebody comes for; customer: None before the centre has said who."""

    order: CustomerOrder
    customer: OrderCustomer | None
    group: QueueGroup

    @property
    def waits_outside(self) -> bool:
        """Somebody has to go to a car, and nobody does yet."""
        is_outside = self.order.fulfilment is Fulfilment.CURBSIDE
        return is_outside and self.group is QueueGroup.HERE and self.order.claimed is None

    @property
    def number(self) -> OrderNumber:
        """Of the order."""
        return self.order.number


def queue_of(
    orders: Iterable[CustomerOrder],
    people: Mapping[OrderNumber, OrderCustomer],
    now_us: int,
) -> tuple[QueueEntry, ...]:
    """Everybody who comes for goods: who is there first, then what is late, each by its promise; last what has left."""
    entries = [
        QueueEntry(order, people.get(order.number), _group(order, now_us))
        for order in orders
        if order.is_collected
    ]
    return tuple(sorted(entries, key=_urgency))


def _group(order: CustomerOrder, now_us: int) -> QueueGroup:
    if order.state is OrderState.HANDED_OVER:
        return QueueGroup.HANDED_OVER
    if not order.is_open:
        return QueueGroup.PUT_BACK
    if order.state is OrderState.ARRIVED:
        return QueueGroup.HERE
    if order.is_late(now_us):
        return QueueGroup.LATE
    if order.state is OrderState.SHORT:
        return QueueGroup.PROBLEM
    return QueueGroup.READY if order.is_in_bays else QueueGroup.COMING


def _urgency(entry: QueueEntry) -> tuple[int, int, OrderNumber]:
    left = entry.order.handed_over if entry.group is QueueGroup.HANDED_OVER else None
    when = (entry.order.promised_us or 0) if left is None else -left.at_us
    return (list(QueueGroup).index(entry.group), when, entry.number)


# How far an order is from what was typed, when its number has one other digit.
_LIKE_NUMBER = 6


def found_in(
    entries: Iterable[QueueEntry], typed: str, customers: frozenset[str] = frozenset()
) -> tuple[QueueEntry, ...]:
    """The orders that what was typed may mean, the likeliest first; customers: those whose card it is.

    A number, the name of a bay in which a bag of it lies, a name in any order of its words, or the end of a telephone
    number; one wrong, missing, doubled or swapped letter is forgiven from four on, two from eight.
    """
    ranked = [(_likeness(entry, typed, customers), entry) for entry in entries]
    hits = [(rank, place) for place, (rank, _) in enumerate(ranked) if rank is not None]
    return tuple(ranked[place][1] for _, place in sorted(hits))


def is_other_number(entry: QueueEntry, typed: str) -> bool:
    """What was typed is a number, and this order's is only like it."""
    return typed.strip().isdecimal() and _likeness(entry, typed, frozenset()) == _LIKE_NUMBER


def _likeness(entry: QueueEntry, typed: str, customers: frozenset[str]) -> int | None:
    """0 for exactly this, more for what is less alike, None for another one."""
    number, text = entry.number.casefold(), typed.strip().casefold()
    customer = entry.customer
    if text == number or (customer is not None and customer.customer_number in customers):
        return 0
    if any(text == piece.bay.casefold() for piece in entry.order.waiting_pieces):
        return 0
    if customer is not None:
        digits = phone_end(text)
        is_phone = len(digits) >= PHONE_DIGITS_MIN and not any(map(str.isalpha, text))
        if is_phone and phone_end(customer.phone).startswith(digits):
            return 1
        wrong = _wrong_in_name(name_words(typed), name_words(customer.name))
        if wrong is not None:
            return 2 + wrong
    if len(text) >= LETTERS_MIN and number.startswith(text):
        return 3
    allowed = _forgiven(text)
    return _LIKE_NUMBER if allowed and wrong_letters(text, number, 1) <= 1 else None


def _wrong_in_name(typed: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """How many letters are wrong when each typed word begins a word of the name; None when one begins none."""
    if not typed or max(map(len, typed)) < LETTERS_MIN:
        return None
    total = 0
    for word in typed:
        allowed = _forgiven(word)
        beginnings = {
            known[:length]
            for known in words
            for length in range(max(1, len(word) - allowed), len(word) + allowed + 1)
        }
        wrong = min((wrong_letters(word, known, allowed) for known in beginnings), default=99)
        if wrong > allowed:
            return None
        total += wrong
    return total


def _forgiven(word: str) -> int:
    return 0 if len(word) < _ONE_WRONG_FROM else 1 if len(word) < _TWO_WRONG_FROM else 2


def wrong_letters(left: str, right: str, limit: int) -> int:
    """Damerau's distance: letters that are wrong, missing, doubled or swapped; above `limit` only that it is above."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, start=1):
        older, before, row = before, row, [at]
        for there, other in enumerate(right, start=1):
            cost = min(before[there] + 1, row[-1] + 1, before[there - 1] + (letter != other))
            if at > 1 and there > 1 and letter == right[there - 2] and left[at - 2] == other:
                cost = min(cost, older[there - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
