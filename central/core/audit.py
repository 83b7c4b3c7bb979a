"""Audit knows which prices a sale charged that were not valid when it happened; it runs after the sale is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from pos_app.domain.quantity import MILLI

# A till hears of a price a little later than the centre, and a clock may be a little ahead.
HEARD_LATE_US = 600_000_000
CLOCK_AHEAD_US = 120_000_000
# What a line says of a price that is none of the item's: of a label or a slip of the store's own, or of a pack.
LABELS = ("label", "reduced", "deposit_voucher", "pack")
# (valid from, in µs UTC; price in minor units), oldest first
PriceHistory = Sequence[tuple[int, int]]
# By item, each price of a list, and since when it counted for everybody; None when it did not all the time.
Listed = Mapping[int, Sequence[tuple[int, int | None]]]


class AuditedLine(msgspec.Struct, frozen=True):
    """What a line of a sale says of its price; a price that somebody changed on purpose has its own fact.

    price_from: one of `LABELS` where a label or a pack had a price of its own; a label with a weight has the list's.
    """

    item_id: int
    unit_price_minor_milli: int | None = None
    voided: bool = False
    price_modification: Any = None
    price_from: Any = None


class AuditedSale(msgspec.Struct, frozen=True):
    """A completed sale as far as prices go."""

    lines: list[AuditedLine]


@dataclass(frozen=True, slots=True)
class Variance:
    """A price that was charged and was not valid, in thousandths of a minor unit; valid in minor units."""

    item_id: int
    charged_minor_milli: int
    valid_minor: int

    @property
    def detail(self) -> str:
        """As the exception says it."""
        whole, rest = divmod(self.charged_minor_milli, MILLI)
        charged = f"{whole}.{rest:03}" if rest else str(whole)
        return f"{self.item_id}: charged {charged}, valid {self.valid_minor}"


def read_lines(body: bytes) -> list[AuditedLine]:
    """The lines of a sale that have a price to audit."""
    try:
        sale = msgspec.json.decode(body, type=AuditedSale)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return []
    return [
        line
        for line in sale.lines
        if not line.voided
        and line.unit_price_minor_milli is not None
        and line.price_modification is None
        and line.price_from not in LABELS
    ]


def variances(
    lines: Sequence[AuditedLine],
    at_us: int,
    now_minor: Mapping[int, int],
    histories: Mapping[int, PriceHistory],
    listed: Listed | None = None,
) -> list[Variance]:
    """Every item whose price was not valid at a time, by item; an item without any price is none of them.

    listed: prices of lists in force some time around then.
    """
    found = {}
    for line in lines:
        history = histories.get(line.item_id) or [(0, now_minor.get(line.item_id, -1))]
        valid = valid_prices(history, at_us - HEARD_LATE_US, at_us + CLOCK_AHEAD_US)
        lists = (listed or {}).get(line.item_id, ())
        since = max((since for _, since in lists if since is not None), default=0)
        # A plain price from before the list does not count beside it.
        begun = [begin for begin, _ in history if begin <= at_us + CLOCK_AHEAD_US]
        plain = valid if max(begun, default=0) >= since else []
        valid = [*plain, *(price for price, _ in lists)]
        charged = line.unit_price_minor_milli
        if charged is None or min(valid) < 0 or charged in [price * MILLI for price in valid]:
            continue
        found[line.item_id] = Variance(line.item_id, charged, valid[-1])
    return [found[item_id] for item_id in sorted(found)]


def valid_prices(history: PriceHistory, first_us: int, last_us: int) -> list[int]:
    """Every price that was valid at some time from first to last, oldest first; never none."""
    begun = [price for since, price in history if since <= first_us]
    later = [price for since, price in history if first_us < since <= last_us]
    return [*begun[-1:], *later] or [history[0][1]]
