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
from pos_app.domain.refusals import SlipNotReadable
from pos_app.domain.sale import AgeAnswer, AgeCheck, SuspendedSale

# Capital letters and digits alone, which a square code packs densely and every keyboard layout has.
PREFIX = "HS-"
# What hand scanners read from thermal paper in one go; a longer basket is brought back where it was held, or online.
CODE_LENGTH_MAX = 1_800
_SIGNATURE_BYTES = 16
_ITEM_NUMBER_LENGTH_MAX = 64
_BASKET_BYTES_MAX = 64 * 1024
_PURPOSE = b"held slip 1:"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line that counts: what it is by its id, the rest of it stands in the catalogue."""

    item_id: ItemId
    quantity_milli: int
    unit_price_minor_milli: int
    price_from: PriceFrom


@dataclass(frozen=True, slots=True)
class HeldSlip:
    """A held basket as its slip tells of it; fact_id: the fact that put it aside."""

    fact_id: FactId
    workstation: Workstation
    operator: OperatorNumber
    currency: str
    lines: tuple[SlipLine, ...]
    age_check: AgeCheck | None


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
        [
            [
                line.item.item_id,
                line.quantity.milli,
                line.item.unit_price.minor_milli,
                line.item.price_from,
            ]
            for line in sale.lines
        ],
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


def _signature(packed: bytes, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + packed, hashlib.sha256)[:_SIGNATURE_BYTES]


def _slip(told: list[Any]) -> HeldSlip:
    fact_id, workstation, operator, currency, check, lines = told
    return HeldSlip(
        fact_id=FactId(UUID(hex=fact_id)),
        workstation=Workstation(workstation),
        operator=OperatorNumber(operator),
        currency=currency,
        lines=tuple(
            SlipLine(ItemId(item), milli, price, PriceFrom(source))
            for item, milli, price, source in lines
        ),
        age_check=None if check is None else AgeCheck(AgeAnswer(check[0]), check[1]),
    )
