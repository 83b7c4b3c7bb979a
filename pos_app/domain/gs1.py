"""GS1 knows trade item numbers: their lengths, their check digit, and the one 14-digit form that is stored."""

from __future__ import annotations

GTIN_LENGTHS = (8, 12, 13, 14)
GTIN_DIGITS = 14


def check_digit(digits: str) -> str:
    """The modulo-10 check digit for the digits before it (GS1 General Specifications 7.9)."""
    weighted = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return str(-weighted % 10)


def is_gtin(text: str) -> bool:
    """True for 8, 12, 13 or 14 digits whose last is the right check digit."""
    return (
        len(text) in GTIN_LENGTHS
        and text.isascii()
        and text.isdigit()
        and check_digit(text[:-1]) == text[-1]
    )


def normalise_gtin(text: str) -> str:
    """The 14-digit form of a valid GTIN of any length, padded with zeros on the left."""
    return text.zfill(GTIN_DIGITS)


def expand_upc_e(text: str) -> str | None:
    """The UPC-A behind eight UPC-E digits (number system 0 or 1), or None when they are none.

    Source: GS1 General Specifications 5.2.2.4.2, table of zero suppression.
    """
    if (
        len(text) != len("01234565")
        or not text.isascii()
        or not text.isdigit()
        or text[0] not in "01"
    ):
        return None
    system, body, last = text[0], text[1:7], text[7]
    rule = body[5]
    if rule in "012":
        company_and_item = body[:2] + rule + "0000" + body[2:5]
    elif rule == "3":
        company_and_item = body[:3] + "00000" + body[3:5]
    elif rule == "4":
        company_and_item = body[:4] + "00000" + body[4]
    else:
        company_and_item = body[:5] + "0000" + rule
    digits = system + company_and_item
    return digits + last if check_digit(digits) == last else None


def measure_check_digit(digits: str) -> str:
    """The check digit of a price or weight of 4 or 5 digits (GS1 General Specifications 7.9, weighting factors)."""
    if len(digits) == len(_FOUR):
        weighted = sum(factor[int(digit)] for factor, digit in zip(_FOUR, digits, strict=True))
        return str(weighted * 3 % 10)
    weighted = sum(factor[int(digit)] for factor, digit in zip(_FIVE, digits, strict=True))
    return str(_FIVE_MINUS.index(-weighted % 10))


# Weighting factor f± times a digit: the product's last digit, with its tens added or taken off.
_TWO_MINUS = tuple((2 * digit - digit * 2 // 10) % 10 for digit in range(10))
_THREE = tuple(3 * digit % 10 for digit in range(10))
_FIVE_PLUS = tuple((5 * digit + digit * 5 // 10) % 10 for digit in range(10))
_FIVE_MINUS = tuple((5 * digit - digit * 5 // 10) % 10 for digit in range(10))
_FOUR = (_TWO_MINUS, _TWO_MINUS, _THREE, _FIVE_MINUS)
_FIVE = (_FIVE_PLUS, _TWO_MINUS, _FIVE_MINUS, _FIVE_PLUS, _TWO_MINUS)
