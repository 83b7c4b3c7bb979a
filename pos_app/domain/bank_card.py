"""Bank card knows what looks like the number or the stripe of a bank's card, which nothing of ours may keep.

A stripe reader types like a scanner, and a number can be typed anywhere; neither may reach a fact, a log or paper.
"""

from __future__ import annotations

import re

# Card numbers have 12 to 19 digits; the shorter ones are as long as numbers of goods, and banks give out none today.
_NUMBER = re.compile(r"(?<!\d)[2-6](?:[ -]?\d){14,18}(?!\d)")
# Track 1 and track 2 (ISO/IEC 7813): the number, a separator, then name or expiry date.
_STRIPE = re.compile(r"%?B\d{12,19}\^|;\d{12,19}=")
_TEN = 10


def is_bank_card(text: str) -> bool:
    """True for a text that holds the number of a bank's card, or what its stripe says."""
    if _STRIPE.search(text) is not None:
        return True
    return any(_is_luhn(re.sub("[ -]", "", found)) for found in _NUMBER.findall(text))


def without_bank_card(text: str) -> str:
    """The text, or nothing of one that holds such a number."""
    return "" if is_bank_card(text) else text


def _is_luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value // _TEN + value % _TEN
    return total % _TEN == 0
