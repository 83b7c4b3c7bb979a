"""Audit knows which prices a sale charged that were not valid when it happened; it runs after the sale is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from central.core.wire_facts import NO_BODY
from pos_app.domain.money import Rounding, divide
from pos_app.domain.packs import per_unit
from pos_app.domain.quantity import MILLI

# A till hears of a price a little later than the centre, and a clock may be a little ahead.
HEARD_LATE_US = 600_000_000
CLOCK_AHEAD_US = 120_000_000
# For so long a basket may be open, or held, at the prices it was scanned at.
BASKET_OPEN_US_MAX = 86_400_000_000
_MILLISECONDS_BITS = 80
# What a line says of a price that is none of a list's: of a label or a slip of the store's own.
LABELS = ("label", "reduced", "deposit_voucher")
_PACK = "pack"
# (valid from, in µs UTC; price in minor units), oldest first
PriceHistory = Sequence[tuple[int, int]]
# By item, each price of a list, and since when it counted for everybody; None when it did not all the time.
Listed = Mapping[int, Sequence[tuple[int, int | None]]]
# By item and thousandths in one: what each such pack costs and cost; none where it costs what is in it.
PackPrices = Mapping[tuple[int, int], Sequence[PriceHistory]]


class AuditedLine(msgspec.Struct, frozen=True):
    """What a line of a sale says of its price; a price that somebody changed on purpose has its own fact.

    price_from: one of `LABELS` where a label had a price of its own, "pack" where a pack had; a label with a weight has
    the list's. piece: says how much is in a pack.
    """

    item_id: int
    unit_price_minor_milli: int | None = None
    voided: bool = False
    price_modification: Any = None
    price_from: Any = None
    piece: Any = None

    @property
    def pack_milli(self) -> int:
        """What is in a pack that was sold at its own price, in thousandths; 0 for anything else."""
        milli = self.piece.get("pack_milli") if isinstance(self.piece, dict) else 0
        return milli if self.price_from == _PACK and isinstance(milli, int) else 0


class AuditedSale(msgspec.Struct, frozen=True):
    """A completed sale as far as prices go."""

    lines: list[AuditedLine]


@dataclass(frozen=True, slots=True)
class Variance:
    """A price that was charged and was not valid, in thousandths of a minor unit; valid in minor units.

    pack_milli: both are of a pack with so much in it, 0 for one of the item.
    """

    item_id: int
    charged_minor_milli: int
    valid_minor: int
    pack_milli: int = 0

    @property
    def detail(self) -> str:
        """As the exception says it."""
        what = f"{self.item_id} by {_figure(self.pack_milli)}" if self.pack_milli else self.item_id
        return f"{what}: charged {_figure(self.charged_minor_milli)}, valid {self.valid_minor}"


def _figure(milli: int) -> str:
    whole, rest = divmod(milli, MILLI)
    return f"{whole}.{rest:03}" if rest else str(whole)


def read_lines(body: bytes) -> list[AuditedLine]:
    """The lines of a sale that have a price to audit."""
    try:
        sale = msgspec.json.decode(body, type=AuditedSale)
    except NO_BODY:
        return []
    return [
        line
        for line in sale.lines
        if not line.voided
        and line.unit_price_minor_milli is not None
        and line.price_modification is None
        and line.price_from not in LABELS
    ]


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when a price may have been valid that a sale charged, in µs UTC."""

    first_us: int
    last_us: int

    @classmethod
    def of(cls, sale_id: str, completed_us: int) -> Window:
        """From the opening of the basket on, as the sale's id says it (UUID version 7): a price stays as scanned."""
        try:
            begun_us = (UUID(sale_id).int >> _MILLISECONDS_BITS) * 1_000
        except ValueError:
            begun_us = completed_us
        if not 0 <= completed_us - begun_us <= BASKET_OPEN_US_MAX:
            begun_us = completed_us
        return cls(begun_us - HEARD_LATE_US, completed_us + CLOCK_AHEAD_US)


def variances(
    lines: Sequence[AuditedLine],
    window: Window,
    now_minor: Mapping[int, int],
    histories: Mapping[int, PriceHistory],
    listed: Listed | None = None,
    packs: PackPrices | None = None,
) -> list[Variance]:
    """Every item whose price was not valid within a time, by item; an item without any price is none of them.

    listed: prices of lists in force some time within it; packs: those of all packs of these items.
    """
    found = {}
    for line in lines:
        if line.pack_milli:
            other = _pack_variance(line, window, (packs or {}).get((line.item_id, line.pack_milli)))
            found.update({} if other is None else {other.item_id: other})
            continue
        history = histories.get(line.item_id) or [(0, now_minor.get(line.item_id, -1))]
        valid = valid_prices(history, window)
        lists = (listed or {}).get(line.item_id, ())
        since = max((since for _, since in lists if since is not None), default=0)
        # A plain price from before the list does not count beside it.
        begun = [begin for begin, _ in history if begin <= window.last_us]
        plain = valid if max(begun, default=0) >= since else []
        valid = [*plain, *(price for price, _ in lists)]
        charged = line.unit_price_minor_milli
        if charged is None or min(valid) < 0 or charged in [price * MILLI for price in valid]:
            continue
        found[line.item_id] = Variance(line.item_id, charged, valid[-1])
    return [found[item_id] for item_id in sorted(found)]


def _pack_variance(
    line: AuditedLine, window: Window, histories: Sequence[PriceHistory] | None
) -> Variance | None:
    """A pack that head office does not know any more, or that has no price of its own, is held against nothing."""
    valid = [price for history in histories or () for price in valid_prices(history, window)]
    charged, milli = line.unit_price_minor_milli, line.pack_milli
    if charged is None or not valid:
        return None
    if charged in [per_unit(price, "", milli).minor_milli for price in valid]:
        return None
    return Variance(
        line.item_id, divide(charged * milli, MILLI, Rounding.HALF_UP), valid[-1], milli
    )


def valid_prices(history: PriceHistory, window: Window) -> list[int]:
    """Every price that was valid at some time within, oldest first; never none."""
    begun = [price for since, price in history if since <= window.first_us]
    later = [price for since, price in history if window.first_us < since <= window.last_us]
    return [*begun[-1:], *later] or [history[0][1]]
