"""Signed receipt knows how a sale stands in the square code of its receipt, by which any store takes goods back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from binascii import Error
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from pos_app.domain.catalogue import UNLISTED, Item
from pos_app.domain.ids import ItemId, LineNumber, SaleId
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.payment_facts import read_tender, tender_body
from pos_app.domain.piece_marks import NO_MARKS, read_marks, write_marks
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.quantity import Quantity
from pos_app.domain.refusals.returns import ReceiptNotReadable
from pos_app.domain.sale import CompletedSale, SaleLine, SalePoints
from pos_app.domain.tax import TaxLine, TaxRate

# Name of the store's configuration: "signed" where receipts carry such a code.
RECEIPT_CODE = "receipt_code"
SIGNED = "signed"
# Capital letters and digits alone, which a square code packs densely and every keyboard layout has.
PREFIX = "RC-"
# What hand scanners read from thermal paper in one go; a longer sale comes back to its own store only.
CODE_LENGTH_MAX = 1_800
_SIGNATURE_BYTES = 16
_ITEM_NUMBER_LENGTH_MAX = 64
_SALE_BYTES_MAX = 64 * 1024
_PURPOSE = b"signed receipt 1:"


def is_signed_receipt(text: str) -> bool:
    """True for what begins like such a code and is longer than any number of an item."""
    return text.startswith(PREFIX) and len(text) > _ITEM_NUMBER_LENGTH_MAX


def signed_receipt(sale: CompletedSale, store: str, key: bytes) -> str:
    """The text of the square code; store: its name; key: that of all stores; "" for a sale that no code holds."""
    goods = [line for line in sale.lines if not line.voided]
    if any(not line.item.is_goods or line.item.item_id == UNLISTED for line in goods):
        return ""
    points = sale.points
    told = [
        store,
        sale.sale_id.hex,
        sale.receipt_number,
        sale.business_date,
        sale.completed_us,
        sale.to_pay.currency,
        sale.to_pay.amount_minor,
        [_told(line) for line in goods],
        [
            [tax.code, tax.basis_points, tax.gross_minor, tax.net_minor, tax.tax_minor]
            for tax in sale.taxes
        ],
        [tender_body(tender) for tender in sale.tenders],
        None if points is None else [points.earned, points.spent, points.worth_minor],
        list(sale.coupons),
    ]
    packed = zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 9)
    code = PREFIX + base64.b32encode(_signature(packed, key) + packed).decode().rstrip("=")
    return code if len(code) <= CODE_LENGTH_MAX else ""


def read_signed(code: str, key: bytes, item_of: Callable[[ItemId], Item | None]) -> CompletedSale:
    """A sale of the store that it names; item_of: what an item is called here. Errors: ReceiptNotReadable."""
    text = code.removeprefix(PREFIX)
    try:
        signed = base64.b32decode(text + "=" * (-len(text) % 8))
    except (Error, ValueError) as error:
        raise ReceiptNotReadable from error
    signature, packed = signed[:_SIGNATURE_BYTES], signed[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(packed, key)):
        raise ReceiptNotReadable
    told = json.loads(zlib.decompressobj().decompress(packed, _SALE_BYTES_MAX))
    store, sale_id, number, day, completed_us, currency, minor, *rest = told
    lines, taxes, tenders, points, coupons = rest
    return CompletedSale(
        sale_id=SaleId(UUID(hex=sale_id)),
        receipt_number=number,
        business_date=day,
        operator_name="",
        completed_us=completed_us,
        lines=tuple(_line(line, currency, item_of) for line in lines),
        taxes=tuple(TaxLine(*tax) for tax in taxes),
        tenders=tuple(read_tender(tender, currency) for tender in tenders),
        to_pay=Money(minor, currency),
        points=None if points is None else SalePoints(*points),
        coupons=tuple(coupons),
        store=store,
    )


def _told(line: SaleLine) -> list[object]:
    """What of its price was taken off is one sum: the reasons stand on the paper in words."""
    item, rate = line.item, line.item.tax_rate
    off = line.full_amount.amount_minor - line.amount.amount_minor
    told = [int(line.number), item.item_id, line.quantity.milli, item.unit_price.minor_milli]
    words: list[object] = [*told, off, rate.code, rate.basis_points]
    return words if line.marks == NO_MARKS else [*words, write_marks(line.marks)]


def _line(told: list[Any], currency: str, item_of: Callable[[ItemId], Item | None]) -> SaleLine:
    number, item_id, milli, price, off, code, basis_points, *marks = told
    item = item_of(ItemId(item_id))
    if item is None:
        raise ReceiptNotReadable
    rate = TaxRate(code, code, basis_points)
    sold = replace(item, unit_price=UnitPrice(price, currency), tax_rate=rate)
    return SaleLine(
        LineNumber(number),
        sold,
        Quantity(milli, item.unit),
        discounts=(LineDiscount("", "", off),) if off else (),
        marks=read_marks(marks[0]) if marks else NO_MARKS,
    )


def _signature(packed: bytes, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + packed, hashlib.sha256)[:_SIGNATURE_BYTES]
