"""Customer knows the people a store deals with as far as they agreed, and by which typed words they are found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pos_app.domain.ids import CustomerNumber, ItemId, OperatorNumber, OrderNumber

_WORD = re.compile(r"[^\W_]+")
# Head office sets which departments are nobody's business at the counter: their names, with commas between them.
PRIVATE_DEPARTMENTS = "private_departments"
# Fewer digits would show half of the town.
PHONE_DIGITS_MIN = 3


@dataclass(frozen=True, slots=True)
class Purchase:
    """An earlier order in any channel; the total in minor units of the store's currency.

    items: what was bought, each once; empty when only the words in `goods` are known. returned_minor: what was given
    back for it.
    """

    order_number: OrderNumber
    ordered_on: str
    channel: str
    total_minor: int
    goods: str
    items: tuple[ItemId, ...] = ()
    returned_minor: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody of the staff noted about a customer; commitment: of the side record with the words."""

    commitment: str
    words: str
    operator: OperatorNumber
    noted_us: int


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who shopped in this store and agreed to be known here; the newest purchases first."""

    number: CustomerNumber
    name: str
    email: str
    phone: str
    loyalty_card: str
    points: int
    sizes: str
    tastes: str
    purchases: tuple[Purchase, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderCustomer:
    """Who waits for an open order of this store, and what is needed to hand it over; gone when the order has ended."""

    order_number: OrderNumber
    customer_number: CustomerNumber
    name: str
    email: str
    phone: str
    alternate_person: str
    vehicle: str
    address: str
    is_gift: bool
    is_paid: bool


def private_departments(setting: str) -> frozenset[str]:
    """The departments that a setting names."""
    return frozenset(filter(None, map(str.strip, setting.split(","))))


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without case, without accents."""
    plain = name.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(dict.fromkeys(_WORD.findall(plain)))


def phone_end(phone: str) -> str:
    """The digits of a telephone number from the last to the first."""
    return "".join(filter(str.isdecimal, reversed(phone)))
