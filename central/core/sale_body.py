"""Sale body knows what the centre reads of a sale_completed fact, and in which bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import msgspec

from central.core.wire_facts import NO_BODY
from pos_app.domain.catalogue import UNLISTED
from pos_app.domain.quantity import MILLI

_Figure = Annotated[int, msgspec.Meta(ge=-(10**12), le=10**12)]
_Name = Annotated[str, msgspec.Meta(max_length=128, pattern=r"^[^\x00-\x1f]*$")]
CardName = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
_OrderNumber = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f]+$")]
_SaleId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class DiscountBody(msgspec.Struct, frozen=True):
    """What one promotion took off a line; a person's deed names none."""

    promotion: _Name
    amount_minor: _Figure


class PartBody(msgspec.Struct, frozen=True):
    """What one of a kit holds of another item."""

    item_id: _Figure
    quantity_milli: _Figure


class MarksBody(msgspec.Struct, frozen=True):
    """What tells this piece from others; later: the store where it waits for its buyer, "" when it was carried out."""

    later: _Name = ""


class GoodsOrderBody(msgspec.Struct, frozen=True):
    """Goods of a sale that wait in a store, and the hash of the code by which they are fetched; "" for none."""

    order_number: _OrderNumber
    store: _Name
    salt: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{32})?$")] = ""
    code_hash: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")] = ""


class SaleLineBody(msgspec.Struct, frozen=True):
    """One line; a voided one moves no stock and no money."""

    item_id: _Figure
    quantity_milli: _Figure
    amount_minor: _Figure
    voided: bool = False
    line: _Figure = 0
    # the department of goods that no list has
    unlisted: _Name | None = None
    discounts: list[DiscountBody] = []
    # the name of a label or slip that counts once
    once: _Name = ""
    # of a kit: the stock that moves in its place
    parts: list[PartBody] = []
    piece: MarksBody = MarksBody()

    @property
    def waits_in(self) -> str:
        """The store where it is picked up later, "" for what was carried out or taken off again."""
        return "" if self.voided else self.piece.later


class PointsBody(msgspec.Struct, frozen=True):
    """Points that a sale earned and took, or that a return took off and gave back."""

    earned: Annotated[int, msgspec.Meta(ge=0, le=10**9)]
    spent: Annotated[int, msgspec.Meta(ge=0, le=10**9)]


class TenderBody(msgspec.Struct, frozen=True):
    """One tender; `card` is the salted hash of the gift card or credit that paid."""

    kind: _Name
    given_minor: _Figure
    change_minor: _Figure
    card: CardName | None = None


class SaleBody(msgspec.Struct, frozen=True):
    """A completed sale; fields that are not known here are ignored."""

    sale_id: _SaleId
    receipt_number: _Name
    currency: _Name
    total_minor: _Figure
    lines: list[SaleLineBody]
    tenders: list[TenderBody]
    # the number of whoever bought it
    customer: _Name | None = None
    points: PointsBody | None = None
    # of goods that are picked up later
    orders: list[GoodsOrderBody] = []

    @property
    def adds_up(self) -> bool:
        """True when lines and tenders both make the total."""
        lines = sum(line.amount_minor for line in self.lines if not line.voided)
        tenders = sum(tender.given_minor - tender.change_minor for tender in self.tenders)
        return lines == self.total_minor == tenders

    @property
    def worth_minor(self) -> int:
        """What may be given back for its goods at most: slips for empties that paid of it took nothing off them."""
        slips = sum(min(0, line.amount_minor) for line in self.lines if not line.voided)
        return self.total_minor - slips

    def unlisted(self) -> list[str]:
        """The departments of goods that no list has, one for each line."""
        return [line.unlisted for line in self.lines if line.unlisted and not line.voided]

    def saved_by_promotion(self) -> dict[str, int]:
        """What each promotion took off, in minor units."""
        saved: dict[str, int] = {}
        for line in self.lines:
            for taken in () if line.voided else line.discounts:
                if taken.promotion:
                    saved[taken.promotion] = saved.get(taken.promotion, 0) + taken.amount_minor
        return saved

    def once(self) -> list[str]:
        """The labels and slips that it uses up."""
        return [line.once for line in self.lines if line.once and not line.voided]

    def pieces(self) -> dict[int, int]:
        """How many of each item of a list were carried out, a loose thing as one."""
        found: dict[int, int] = {}
        for line in self.lines:
            if (
                not line.voided
                and not line.waits_in
                and line.item_id != UNLISTED
                and line.quantity_milli > 0
            ):
                whole, part = divmod(line.quantity_milli, MILLI)
                found[line.item_id] = found.get(line.item_id, 0) + (1 if part else whole)
        return found

    def items(self) -> set[int]:
        """All that is stock in it, whenever it leaves."""
        return {
            item_id
            for line in self.lines
            if not line.voided and line.item_id != UNLISTED
            for item_id, _ in stock_of(line.item_id, line.quantity_milli, line.parts)
        }

    def stock_effects(self) -> dict[int, int]:
        """Difference in thousandths by item; what is picked up later leaves later."""
        effects: dict[int, int] = {}
        for line in self.lines:
            if not line.voided and not line.waits_in and line.item_id != UNLISTED:
                for item_id, milli in stock_of(line.item_id, line.quantity_milli, line.parts):
                    effects[item_id] = effects.get(item_id, 0) - milli
        return effects


def stock_of(
    item_id: int, quantity_milli: int, parts: Sequence[PartBody]
) -> Iterator[tuple[int, int]]:
    """What goods of a line are in stock, by item in thousandths: the item itself, or the parts of a kit."""
    if not parts:
        yield item_id, quantity_milli
    for part in parts:
        yield part.item_id, part.quantity_milli * quantity_milli // MILLI


def return_document(
    body: bytes, sale_id: str, names: tuple[str, ...], instead: dict[str, str] | None = None
) -> str:
    """What registers are told of a sale or a return, as JSON: these fields, the lines that count, and nobody's name.

    instead: what is told in place of the body's own words.
    """
    told: dict[str, Any] = {**msgspec.json.decode(body), **(instead or {})}
    kept = {name: told[name] for name in names if name in told}
    kept["lines"] = [line for line in told["lines"] if not line.get("voided")]
    return msgspec.json.encode({**kept, "sale_id": sale_id}).decode()


def read_sale(body: bytes) -> SaleBody | None:
    """The sale that a body tells of, None when it tells of none."""
    try:
        return msgspec.json.decode(body, type=SaleBody)
    except NO_BODY:
        return None
