"""Pickup code knows the secret by which a customer shows that an order is theirs, and how a QR code says it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.ids import OrderNumber

# Crockford's base 32: nothing in it is mistaken for anything else when it is read out.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
# In the code of an order, between its number and its secret.
SEPARATOR = "*"
# The store's setting; where there is none, a code is asked for.
CHECK_SETTING = "pickup_check"
_READ_AS = str.maketrans("OIL", "011", " -")


class SecretHash:
    """The argon2id parameters of codes (OWASP's second set); centre and devices make the same hash."""

    TIME_COST = 2
    MEMORY_KIB = 19_456
    PARALLELISM = 1
    BYTES = 32
    SALT_BYTES = 16


class CheckMethod(StrEnum):
    """How a store makes sure that it is the customer."""

    CODE = "code"
    ID = "id"
    NAME_PHONE = "name_phone"


@dataclass(frozen=True, slots=True)
class PickupSecret:
    """A code as devices hold it: the salt and the argon2id hash made with it, both in hexadecimal."""

    salt: str
    code_hash: str


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """How the person of one order is checked; without a secret there is no code to ask for."""

    number: OrderNumber
    method: CheckMethod
    secret: PickupSecret | None


def order_salt(number: OrderNumber) -> str:
    """The salt under which a device tells of a code: each order has its own, so no hash is of use for another one."""
    return hashlib.sha256(f"code of order {number}".encode()).hexdigest()[
        : 2 * SecretHash.SALT_BYTES
    ]


def derived_code(key: bytes, number: OrderNumber) -> str:
    """The code of an order that a till has sold; key: of the store's slips, which stands on no paper."""
    made = hmac.digest(key, b"pickup code 1:" + number.encode(), hashlib.sha256)
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in made[:LENGTH])


def read_code(typed: str) -> str:
    """What somebody typed, as the code is kept: capital letters, O as 0, I and L as 1, no blanks or hyphens."""
    return typed.upper().translate(_READ_AS)


def is_code(typed: str) -> bool:
    """True for what could be a code."""
    code = read_code(typed)
    return len(code) == LENGTH and all(letter in ALPHABET for letter in code)


@dataclass(frozen=True, slots=True)
class ShownCode:
    """What a customer shows: the code, and on a QR code the order and the store where it waits."""

    code: str
    number: OrderNumber | None = None
    business_unit: str = ""


def qr_text(number: OrderNumber, business_unit: str, code: str) -> str:
    """What the customer's QR code says, behind the store's beginning for pickup codes."""
    return SEPARATOR.join((number, business_unit, code))


def read_shown(text: str) -> ShownCode:
    """What a QR code or typed letters say."""
    parts = text.rsplit(SEPARATOR, 2)
    if len(parts) < 3 or not parts[0]:
        return ShownCode(read_code(text))
    number, unit, code = parts
    return ShownCode(read_code(code), OrderNumber(number), unit)
