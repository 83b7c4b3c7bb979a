"""Card knows gift cards and store credits by a salted hash of their numbers, which are kept nowhere."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.ids import CustomerNumber
from pos_app.domain.refusals.payment import CardNotKnown, NoCardsHere

# Slow on purpose (10 ms): who steals the salt and the hashes cannot try all numbers of a card.
HASH_ROUNDS = 20_000
# The configuration of a store by which its devices hash.
CARD_SALT = "card_salt"
_NUMBER = re.compile(r"[0-9A-Z]{8,32}")
# What a scanner reads: 19 digits, the longest number that ISO/IEC 7812 has. Cards of banks begin with 3 to 6, and GS1
# data of goods with 0: none of those is ever taken for a card of ours.
_SCANNED_LENGTH = 19
_FIRST_DIGITS = ("7", "8", "9")
_PURPOSE = b"store credit 1:"
# What one device may take from a card on one day without a line to head office, where a store has set nothing.
OFFLINE_LIMIT = "card_offline_limit_minor"
OFFLINE_LIMIT_MINOR = 5_000
# What one device may sell on one account without a line to head office, where a store has set nothing.
ACCOUNT_OFFLINE = "account_offline_minor"
ACCOUNT_OFFLINE_MINOR = 10_000
# What one card is sold or loaded with at most.
LOAD_MAX = "card_load_max_minor"
LOAD_MAX_MINOR = 50_000


class CardKind(StrEnum):
    """What a card is; a tender of the same kind takes from it.

    ACCOUNT is no card that anybody holds: it is what a customer may still buy on account.
    """

    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    ACCOUNT = "account"


def card_number(text: str) -> str | None:
    """The number as it is hashed, without blanks and hyphens; None for what is no card's number."""
    number = text.replace(" ", "").replace("-", "").upper()
    return number if _NUMBER.fullmatch(number) else None


def card_hash(number: str, salt: str) -> str:
    """What facts, feeds and the centre call a card; `number` is one that `card_number` gave."""
    derived = hashlib.pbkdf2_hmac("sha256", number.encode(), salt.encode(), HASH_ROUNDS)
    return derived.hex()


def account_name(customer: CustomerNumber, salt: str) -> str:
    """What the account of a customer is called; with the blank in it, it is never the number of a card."""
    return card_hash(f"account {customer}", salt)


def with_check_digit(digits: str) -> str:
    """Digits and the one that makes them a number (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        figure = int(digit) * (2 if place % 2 == 0 else 1)
        total += figure - 9 if figure > 9 else figure
    return f"{digits}{-total % 10}"


def is_scanned_card(digits: str) -> bool:
    """Whether digits under a scanner are the number of a card."""
    return (
        len(digits) == _SCANNED_LENGTH
        and digits.startswith(_FIRST_DIGITS)
        and with_check_digit(digits[:-1]) == digits
    )


def credit_number(secret: bytes, nonce: str) -> str:
    """The number of a store credit, written nowhere: it follows from a secret of the store and the nonce of its fact.

    So its slip can be printed again after a crash, and who reads facts cannot spend it.
    """
    digest = hmac.new(secret, _PURPOSE + nonce.encode(), hashlib.sha256).digest()
    digits = str(int.from_bytes(digest) % 10 ** (_SCANNED_LENGTH - 2)).zfill(_SCANNED_LENGTH - 2)
    return with_check_digit(f"7{digits}")


def card_name(text: str, salt: str) -> str:
    """What a card is called whose number was scanned or typed. Errors: NoCardsHere without a salt, CardNotKnown."""
    if not salt:
        raise NoCardsHere
    number = card_number(text)
    if number is None:
        raise CardNotKnown
    return card_hash(number, salt)


@dataclass(frozen=True, slots=True)
class KnownCard:
    """What this device knows of a card: the centre's figure with its own facts that the centre has not counted.

    kind, balance_minor: None for a card of which nobody here has heard. own_minor: what this device has taken from it
    that the centre has not counted yet. is_offline: nobody can say what happened elsewhere since.
    """

    card: str
    kind: CardKind | None
    is_good: bool
    balance_minor: int | None
    own_minor: int
    is_offline: bool

    def spendable_minor(self, limit_minor: int) -> int:
        """What may be taken from it now; without a line no more than the limit, by this device and this card."""
        if not self.is_good:
            return 0
        room = max(0, limit_minor - self.own_minor)
        if self.balance_minor is None:
            return room if self.is_offline else 0
        balance = max(0, self.balance_minor)
        return min(balance, room) if self.is_offline else balance


def limit_of(text: str, standard: int) -> int:
    """A limit in minor units as a store has set it, the standard where it has set none that can be read."""
    return int(text) if text.isascii() and text.isdigit() else standard
