"""Held slip knows how a basket stands in the code of a slip, so that any register of the store can open it again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from binascii import Error
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pos_app.domain.catalogue import PriceFrom
from pos_app.domain.ids import FactId, ItemId, OperatorNumber, Workstation
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks, read_marks, write_marks
from pos_app.domain.price_change import (
    HandDiscount,
    PriceOverride,
    read_discount,
    read_override,
    write_discount,
    write_override,
)
from pos_app.domain.refusals.basket import SlipNotReadable
from pos_app.domain.sale import AgeAnswer, AgeCheck, SaleLine, SuspendedSale

# Capital letters and digits alone, which a square code packs densely and every keyboard layout has.
PREFIX = "HS-"
# What hand scanners read from thermal paper in one go; a longer basket is brought back where it was held, or online.
CODE_LENGTH_MAX = 1_800
_SIGNATURE_BYTES = 16
_ITEM_NUMBER_LENGTH_MAX = 64
_BASKET_BYTES_MAX = 64 * 1024
_BITS_BEHIND_TIME = 80
_PURPOSE = b"held slip 1:"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line that counts: what it is by its id, the rest of it stands in the catalogue."""

    item_id: ItemId
    quantity_milli: int
    unit_price_minor_milli: int
    price_from: PriceFrom
    override: PriceOverride | None = None
    by_hand: HandDiscount | None = None
    marks: PieceMarks = NO_MARKS


@dataclass(frozen=True, slots=True)
class HeldSlip:
    """A held basket as its slip tells of it; fact_id: the fact that put it aside."""

    fact_id: FactId
    workstation: Workstation
    operator: OperatorNumber
    currency: str
    lines: tuple[SlipLine, ...]
    age_check: AgeCheck | None
    by_hand: HandDiscount | None = None

    @property
    def held_us(self) -> int:
        """When it was put aside, microseconds UTC, as its register believed: ids begin with their time (RFC 9562)."""
        return (self.fact_id.int >> _BITS_BEHIND_TIME) * 1_000


def is_slip(text: str) -> bool:
    """True for what begins like a slip and is longer than any number of an item."""
    return text.startswith(PREFIX) and len(text) > _ITEM_NUMBER_LENGTH_MAX


def slip_code(held: SuspendedSale, workstation: Workstation, key: bytes) -> str:
    """The text of the square code, signed with the store's key; "" for a basket that no code holds."""
    sale, check = held.sale, held.sale.age_check
    told = [
        held.fact_id.hex,
        workstation,
        sale.operator,
        sale.currency,
        None if check is None else [check.answer, check.age_limit],
        [_told(line) for line in sale.lines],
        None if sale.by_hand is None else write_discount(sale.by_hand),
    ]
    packed = zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 9)
    signed = _signature(packed, key) + packed
    code = PREFIX + base64.b32encode(signed).decode().rstrip("=")
    return code if len(code) <= CODE_LENGTH_MAX else ""


def read_slip(code: str, key: bytes) -> HeldSlip:
    """The basket of a slip. Errors: SlipNotReadable when this store's key has not signed it."""
    text = code.removeprefix(PREFIX)
    try:
        signed = base64.b32decode(text + "=" * (-len(text) % 8))
    except (Error, ValueError) as error:
        raise SlipNotReadable from error
    signature, packed = signed[:_SIGNATURE_BYTES], signed[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(packed, key)):
        raise SlipNotReadable
    unpacking = zlib.decompressobj()
    return _slip(json.loads(unpacking.decompress(packed, _BASKET_BYTES_MAX)))


def _told(line: SaleLine) -> list[object]:
    item = line.item
    told: list[object] = [
        item.item_id,
        line.quantity.milli,
        item.unit_price.minor_milli,
        item.price_from,
    ]
    is_marked = line.marks != NO_MARKS
    if line.override is not None or line.by_hand is not None or is_marked:
        told.append(None if line.override is None else write_override(line.override))
        told.append(None if line.by_hand is None else write_discount(line.by_hand))
    if is_marked:
        told.append(write_marks(line.marks))
    return told


def _line(told: list[Any], currency: str) -> SlipLine:
    item, milli, price, source, *changed = told
    override, by_hand, *marks = changed or (None, None)
    return SlipLine(
        ItemId(item),
        milli,
        price,
        PriceFrom(source),
        read_override(override, currency),
        read_discount(by_hand),
        read_marks(marks[0]) if marks else NO_MARKS,
    )


def _signature(packed: bytes, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + packed, hashlib.sha256)[:_SIGNATURE_BYTES]


def _slip(told: list[Any]) -> HeldSlip:
    fact_id, workstation, operator, currency, check, lines, by_hand = told
    return HeldSlip(
        fact_id=FactId(UUID(hex=fact_id)),
        workstation=Workstation(workstation),
        operator=OperatorNumber(operator),
        currency=currency,
        lines=tuple(_line(line, currency) for line in lines),
        age_check=None if check is None else AgeCheck(AgeAnswer(check[0]), check[1]),
        by_hand=read_discount(by_hand),
    )
