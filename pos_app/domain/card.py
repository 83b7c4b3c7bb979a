"""Card knows gift cards and store credits by a salted hash of their numbers, which are kept nowhere."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

# Slow on purpose (10 ms): who steals the salt and the hashes cannot try all numbers of a card.
HASH_ROUNDS = 20_000
# The configuration of a store by which its devices hash.
CARD_SALT = "card_salt"
_NUMBER = re.compile(r"[0-9A-Z]{8,32}")


class CardKind(StrEnum):
    """What a card is; a tender of the same kind takes from it."""

    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"


def card_number(text: str) -> str | None:
    """The number as it is hashed, without blanks and hyphens; None for what is no card's number."""
    number = text.replace(" ", "").replace("-", "").upper()
    return number if _NUMBER.fullmatch(number) else None


def card_hash(number: str, salt: str) -> str:
    """What facts, feeds and the centre call a card; `number` is one that `card_number` gave."""
    derived = hashlib.pbkdf2_hmac("sha256", number.encode(), salt.encode(), HASH_ROUNDS)
    return derived.hex()


def with_check_digit(digits: str) -> str:
    """Digits and the one that makes them a number (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        figure = int(digit) * (2 if place % 2 == 0 else 1)
        total += figure - 9 if figure > 9 else figure
    return f"{digits}{-total % 10}"
