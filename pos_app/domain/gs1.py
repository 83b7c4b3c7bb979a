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
