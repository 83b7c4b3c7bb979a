"""Reduced label knows how a piece that is sold for less bears its own price in bars, signed and good for one sale."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.facts import FactDraft, FactKind
from pos_app.domain.ids import ItemId
from pos_app.domain.label_document import Bars, BarsKind, LabelDocument, Words
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.scans import LabelNotReadable
from pos_app.domain.scan import RECEIPT_FIRST_DIGIT, REDUCED_DIGITS

# Code 128 packs two digits into one character: 25 of them and the frame are 310 modules, 78 mm at 0.25 mm.
PRICE_MINOR_MAX = (1 << 24) - 1
PIECES_MAX = 99
# 100 x 50 mm, as labels of shelves are.
WIDTH, HEIGHT = 1000, 500
_LEFT, _INNER = 40, 920
_BAR_UM = 250
_SERIAL_BYTES, _SIGNATURE_BYTES = 6, 5
_LENGTHS = (6, 3, _SERIAL_BYTES)
_BYTES = sum(_LENGTHS) + _SIGNATURE_BYTES
_PURPOSE = b"reduced label 1:"


@dataclass(frozen=True, slots=True)
class ReducedLabel:
    """What the bars of one piece say; serial: on no other piece of the store."""

    item_id: ItemId
    price_minor: int
    serial: str


def reduced_code(label: ReducedLabel, key: bytes) -> str:
    """The digits of the bars, signed with the store's key: a label that somebody else printed sells nothing."""
    told = (label.item_id, label.price_minor, int(label.serial, 16))
    packed = b"".join(
        value.to_bytes(length, "big") for value, length in zip(told, _LENGTHS, strict=True)
    )
    number = int.from_bytes(packed + _signature(packed, key), "big")
    return RECEIPT_FIRST_DIGIT + str(number).zfill(REDUCED_DIGITS - 1)


def read_reduced(digits: str, key: bytes | None) -> ReducedLabel:
    """The piece of a label. Errors: LabelNotReadable when this store's key has not signed it."""
    number = int(digits[1:])
    if key is None or number >= 1 << (8 * _BYTES):
        raise LabelNotReadable
    signed = number.to_bytes(_BYTES, "big")
    packed, signature = signed[:-_SIGNATURE_BYTES], signed[-_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(packed, key)):
        raise LabelNotReadable
    item_end, price_end = _LENGTHS[0], _LENGTHS[0] + _LENGTHS[1]
    return ReducedLabel(
        ItemId(int.from_bytes(packed[:item_end], "big")),
        int.from_bytes(packed[item_end:price_end], "big"),
        packed[price_end:].hex().upper(),
    )


def serial_of(random: int) -> str:
    """A serial from the random end of an id."""
    return f"{random % (1 << (8 * _SERIAL_BYTES)):0{2 * _SERIAL_BYTES}X}"


def reduced_document(item: Item, price: Money, serial: str, code: str) -> LabelDocument:
    """Name, what it costs now, what it did cost, and the bars that say so once."""
    was = format_money(Money(item.unit_price.price_minor, price.currency))
    parts = (
        Words(_LEFT, 30, 60, item.name, _INNER),
        Words(_LEFT, 110, 170, format_money(price), _INNER),
        Words(640, 190, 70, f"({was})", 320),
        Bars(_LEFT, 310, 110, code, BarsKind.CODE_128, _BAR_UM),
        Words(_LEFT, 435, 44, f"{item.number} · {serial}", _INNER),
    )
    return LabelDocument(f"reduced-{item.number}-{serial}", WIDTH, HEIGHT, parts)


def goods_reduced(item: Item, price: Money, serials: tuple[str, ...]) -> FactDraft:
    """So many pieces of an item have a label with a lower price of their own."""
    return FactDraft(
        FactKind.GOODS_REDUCED,
        {
            "item_id": item.item_id,
            "price_minor": price.amount_minor,
            "was_minor": item.unit_price.price_minor,
            "currency": price.currency,
            "serials": list(serials),
        },
    )


def _signature(packed: bytes, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + packed, hashlib.sha256)[:_SIGNATURE_BYTES]
