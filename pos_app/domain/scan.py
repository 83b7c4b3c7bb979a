"""Scan knows the codes of the store: what was read is parsed once, here, and only its meaning travels on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.gs1 import GTIN_LENGTHS, expand_upc_e, is_gtin, normalise_gtin

BADGE_PREFIX = "OP-"
# No GS1 application identifier begins with 6 (GS1 General Specifications 3.2).
RECEIPT_FIRST_DIGIT = "6"
RECEIPT_DIGITS = 40
UUID_BITS = 128
CODE_LENGTH_MAX = 512


@dataclass(frozen=True, slots=True)
class ProductCode:
    """A trade item number in its 14-digit form."""

    gtin: str


@dataclass(frozen=True, slots=True)
class BadgeCode:
    """An operator's badge; the whole text is the secret that is looked up."""

    badge: str


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """A receipt of any register: the id of its sale."""

    sale_id: UUID


@dataclass(frozen=True, slots=True)
class MisreadCode:
    """Digits of a product's length whose check digit is wrong."""

    text: str


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Anything else; it says so and harms nothing."""

    text: str


ScannedCode = ProductCode | BadgeCode | ReceiptCode | MisreadCode | UnknownCode


def parse_scan(text: str) -> ScannedCode:
    """The meaning of one burst of a scanner or of a typed number; never raises."""
    text = text.strip()[:CODE_LENGTH_MAX]
    if text.startswith(BADGE_PREFIX):
        return BadgeCode(text)
    receipt = _receipt_of(text)
    if receipt is not None:
        return ReceiptCode(receipt)
    return _product_of(text) or UnknownCode(text)


def receipt_code(sale_id: UUID) -> str:
    """The text that a receipt's barcode carries; `parse_scan` reads it back.

    40 digits: 6 and the sale's id as 39 decimal digits. Code 128 packs two digits into one symbol character, so
    the whole id is 255 modules wide and prints at 0.25 mm a module on 80 mm paper; letters would need twice that.
    The length is no trade item number's, and no GS1 element string begins with 6.
    """
    return RECEIPT_FIRST_DIGIT + str(sale_id.int).zfill(RECEIPT_DIGITS - 1)


def _receipt_of(text: str) -> UUID | None:
    if len(text) != RECEIPT_DIGITS or not text.isascii() or not text.isdigit():
        return None
    number = int(text[1:])
    if not text.startswith(RECEIPT_FIRST_DIGIT) or number >= 1 << UUID_BITS:
        return None
    return UUID(int=number)


def _product_of(text: str) -> ProductCode | MisreadCode | None:
    if not text.isascii() or not text.isdigit() or len(text) not in GTIN_LENGTHS:
        return None
    if is_gtin(text):
        return ProductCode(normalise_gtin(text))
    expanded = expand_upc_e(text)
    return ProductCode(normalise_gtin(expanded)) if expanded else MisreadCode(text)
