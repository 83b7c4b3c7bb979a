"""Scan knows the codes of the store: what was read is parsed once, here, and only its meaning travels on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.gs1 import GTIN_LENGTHS, expand_upc_e, is_gtin, normalise_gtin

BADGE_PREFIX = "OP-"
RECEIPT_PREFIX = "R"
RECEIPT_HEX_DIGITS = 32
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
    """The text that a receipt's barcode carries; `parse_scan` reads it back."""
    return RECEIPT_PREFIX + sale_id.hex.upper()


def _receipt_of(text: str) -> UUID | None:
    hexadecimal = text[len(RECEIPT_PREFIX) :]
    if not text.upper().startswith(RECEIPT_PREFIX) or len(hexadecimal) != RECEIPT_HEX_DIGITS:
        return None
    try:
        return UUID(hex=hexadecimal)
    except ValueError:
        return None


def _product_of(text: str) -> ProductCode | MisreadCode | None:
    if not text.isascii() or not text.isdigit() or len(text) not in GTIN_LENGTHS:
        return None
    if is_gtin(text):
        return ProductCode(normalise_gtin(text))
    expanded = expand_upc_e(text)
    return ProductCode(normalise_gtin(expanded)) if expanded else MisreadCode(text)
