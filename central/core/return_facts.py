"""Return facts knows what devices tell of goods that came back and sales that were undone, and when a person looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import msgspec

from central.core.card_records import CardDeed, CardMovement
from central.core.fact_time import happened_us
from central.core.feed import Change, store_feed
from central.core.loyalty import points_back
from central.core.order_effects import Doubt
from central.core.order_sales import came_back
from central.core.ports import Transaction
from central.core.purchase_ports import PointsMoved
from central.core.records import RefundTenderRecord, ReturnRecord, StockMovement
from central.core.sale_body import (
    CardName,
    PartBody,
    PointsBody,
    SaleBody,
    SaleLineBody,
    read_sale,
    return_document,
    stock_of,
)
from central.core.wire_facts import NO_BODY
from pos_app.domain.card import CardKind
from pos_app.domain.catalogue import UNLISTED
from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.sale_void import VoidReason
from pos_app.domain.tender import TenderKind

_Figure = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
_Signed = Annotated[int, msgspec.Meta(ge=-(10**12), le=10**12)]
_Name = Annotated[str, msgspec.Meta(max_length=128, pattern=r"^[^\x00-\x1f]*$")]
_SaleId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
UNKNOWN_SALE = "unknown_sale"
REFUND_TOO_HIGH = "refund_too_high"
VOIDED_TWICE = "voided_twice"
RETURNED_TWICE = "returned_twice"
# What a person may say happened all the same; a body that cannot be read, or goods without an item, he cannot.
_HAPPENED = frozenset({UNKNOWN_SALE, RETURNED_TWICE, REFUND_TOO_HIGH, VOIDED_TWICE, "sum_differs"})
_TOO_MUCH = frozenset({RETURNED_TWICE, REFUND_TOO_HIGH})
# What takes a sale back, whole or in part; a sale that was undone is told of like one of which everything came back.
TAKES_BACK = frozenset({FactKind.SALE_RETURNED, FactKind.SALE_VOIDED})
VOIDED = "voided"
_AS_RETURN = {"reason": ReturnReason.OTHER.value, "condition": ReturnCondition.SHELF.value}
_TOLD = (
    "sale_number",
    "receipt_number",
    "currency",
    "total_minor",
    "reason",
    "condition",
    "taxes",
    "tenders",
    "points",
)
_CARD_KINDS = frozenset(map(str, CardKind))


class ReturnedLineBody(msgspec.Struct, frozen=True):
    """Goods of one line that came back, and what was given back for them; below zero: a slip goes back to its owner."""

    line: _Figure
    item_id: int
    quantity_milli: _Figure
    amount_minor: _Signed
    parts: list[PartBody] = []


class RefundTenderBody(msgspec.Struct, frozen=True):
    """What was given back in one way."""

    kind: _Name
    # below zero only where coins could not pay as much as that
    amount_minor: _Signed
    # the gift card or credit that it goes back to
    card: CardName | None = None


class ReturnBody(msgspec.Struct, frozen=True):
    """A return; fields that are not known here are ignored."""

    sale_id: _SaleId
    receipt_number: _Name
    currency: _Name
    total_minor: _Figure
    reason: ReturnReason
    condition: ReturnCondition
    lines: list[ReturnedLineBody]
    tenders: list[RefundTenderBody]
    # nobody knows the sale: the id is that of the return alone
    without_receipt: bool = False
    points: PointsBody | None = None

    @property
    def adds_up(self) -> bool:
        """True when lines and tenders both make the total."""
        if any(one.amount_minor < 0 and one.kind != TenderKind.ROUNDING for one in self.tenders):
            return False
        lines = sum(line.amount_minor for line in self.lines)
        tenders = sum(tender.amount_minor for tender in self.tenders)
        return lines == self.total_minor == tenders

    @property
    def online_minor(self) -> int:
        """What head office has to give back for an order."""
        online = TenderKind.ONLINE
        return sum(tender.amount_minor for tender in self.tenders if tender.kind == online)


class VoidBody(msgspec.Struct, frozen=True):
    """A finished sale that was undone, whole; fields that are not known here are ignored."""

    sale_id: _SaleId
    receipt_number: _Name
    currency: _Name
    total_minor: _Figure
    reason: VoidReason
    lines: list[ReturnedLineBody]
    tenders: list[RefundTenderBody]

    def as_return(self) -> ReturnBody:
        """All of the sale comes back to its shelves."""
        return ReturnBody(
            sale_id=self.sale_id,
            receipt_number=self.receipt_number,
            currency=self.currency,
            total_minor=self.total_minor,
            reason=ReturnReason.OTHER,
            condition=ReturnCondition.SHELF,
            lines=self.lines,
            tenders=self.tenders,
        )


def read_back(kind: str, body: bytes) -> ReturnBody | None:
    """The return that a body tells of, or the sale that it undid; None when it tells of none."""
    try:
        if kind == FactKind.SALE_VOIDED:
            return msgspec.json.decode(body, type=VoidBody).as_return()
        return msgspec.json.decode(body, type=ReturnBody)
    except NO_BODY:
        return None


@dataclass(slots=True)
class _Left:
    """What of a sale is not back yet: money, and goods in thousandths by line."""

    amount_minor: int
    milli: dict[int, int]

    @property
    def is_nothing(self) -> bool:
        """All of it came back."""
        return not any(milli > 0 for milli in self.milli.values())

    def take(self, amount_minor: int, goods: Mapping[int, int]) -> None:
        self.amount_minor -= amount_minor
        for line, milli in goods.items():
            self.milli[line] = self.milli.get(line, 0) - milli


class ReturnsOfStep:
    """The returns of one step: what earlier ones of it brought back counts for the later ones."""

    def __init__(self, transaction: Transaction, facts: Sequence[Fact]) -> None:
        self._transaction = transaction
        self._bodies = {
            fact.fact_id: body
            for fact in facts
            if fact.kind in TAKES_BACK
            and fact.version == 1
            and (body := read_back(fact.kind, fact.body)) is not None
        }
        bodies = self._bodies.values()
        items = {item_id for body in bodies for item_id in _items_of(body)}
        self._items = transaction.ledger.known_items(items)
        sale_ids = {body.sale_id for body in bodies}
        paid = transaction.returns.sales(sale_ids)
        self._sales = {one.sale_id: read_sale(one.body) for one in paid}
        self._sold_in = {one.sale_id: one.business_unit for one in paid}
        self._left = {
            one.sale_id: _left_of(one.total_minor, self._sales[one.sale_id]) for one in paid
        }
        for back in transaction.returns.returns_of(set(self._left)):
            self._left[back.sale_id].take(back.total_minor, _goods(read_back(back.kind, back.body)))

    def sold(self, sale: SaleBody) -> None:
        """A sale of this step, which its returns follow."""
        self._sales.setdefault(sale.sale_id, sale)
        self._left.setdefault(sale.sale_id, _left_of(sale.total_minor, sale))

    def orders_moved(self) -> None:
        """Goods of an order may have left in this step, which returns of it follow: what has left is more by now."""
        for one in self._transaction.returns.sales(
            {body.sale_id for body in self._bodies.values()}
        ):
            sale, before = read_sale(one.body), self._sales.get(one.sale_id)
            if sale is None or one.kind:
                # a sale of a register, which does not grow
                continue
            grown, known = _left_of(one.total_minor, sale), _left_of(0, before)
            left = self._left.setdefault(one.sale_id, _Left(0, {}))
            left.take(known.amount_minor - grown.amount_minor, known.milli)
            left.take(0, {line: -milli for line, milli in grown.milli.items()})
            self._sales[one.sale_id], self._sold_in[one.sale_id] = sale, one.business_unit

    def book(self, fact: Fact, *, by_person: bool) -> ReturnRecord | Doubt:
        """The return as the ledger keeps it, or why it waits for a person."""
        body = self._bodies.get(fact.fact_id)
        if body is None:
            return Doubt("unreadable_body", fact.kind)
        doubt = self._doubt(body)
        if doubt is not None and doubt.reason in _TOO_MUCH and fact.kind == FactKind.SALE_VOIDED:
            doubt = Doubt(VOIDED_TWICE, doubt.detail)
        if doubt is not None and not (by_person and doubt.reason in _HAPPENED):
            return doubt
        if body.sale_id in self._left:
            self._left[body.sale_id].take(body.total_minor, _goods(body))
        left = self._left.get(body.sale_id)
        record, unit = _record(fact, body), self._sold_in.get(body.sale_id, "")
        record = replace(
            record,
            is_whole=left is not None and left.is_nothing,
            sold_in="" if unit == record.business_unit else unit,
        )
        if fact.kind == FactKind.SALE_RETURNED and record.sale_id:
            came_back(self._transaction, record, body.online_minor)
        return record

    def cards(self, fact: Fact) -> tuple[CardMovement, ...]:
        """What a return that is booked puts back on cards, one movement a card."""
        body, back = self._bodies[fact.fact_id], dict[str, CardMovement]()
        for tender in body.tenders:
            if tender.card is not None and tender.kind in _CARD_KINDS:
                before = back.get(tender.card)
                amount = tender.amount_minor + (before.amount_minor if before else 0)
                kind, source = CardKind(tender.kind), fact.fact_id.hex
                back[tender.card] = CardMovement(
                    tender.card, source, CardDeed.REVERSED, amount, kind, body.currency
                )
        return tuple(back[card] for card in sorted(back))

    def points(self, fact: Fact) -> PointsMoved | None:
        """What a return that is booked does to the points of whoever bought it."""
        body = self._bodies[fact.fact_id]
        return points_back(fact, self._sales.get(body.sale_id), body.points)

    def _doubt(self, body: ReturnBody) -> Doubt | None:
        unknown = sorted(_items_of(body) - self._items - {UNLISTED})
        if unknown:
            return Doubt("unknown_item", ", ".join(map(str, unknown[:10])))
        if not body.adds_up:
            return Doubt("sum_differs", body.receipt_number)
        return None if body.without_receipt else self._more_than_sold(body)

    def _more_than_sold(self, body: ReturnBody) -> Doubt | None:
        left = self._left.get(body.sale_id)
        if left is None:
            return Doubt(UNKNOWN_SALE, body.sale_id)
        if any(milli > left.milli.get(line, 0) for line, milli in _goods(body).items()):
            return Doubt(RETURNED_TWICE, body.receipt_number)
        if body.total_minor > left.amount_minor:
            return Doubt(REFUND_TOO_HIGH, body.receipt_number)
        return None


def told_where_sold(returned: Sequence[ReturnRecord]) -> dict[str, list[Change]]:
    """What the feeds of other stores are told of goods that they sold, so that nobody there takes them back again."""
    told: dict[str, list[Change]] = {}
    for back in returned:
        if back.sold_in:
            change = Change({"past_return": [back.past_row]})
            told.setdefault(store_feed(back.sold_in), []).append(change)
    return told


def _left_of(total_minor: int, sale: SaleBody | None) -> _Left:
    """All of a sale; of one that nobody here can read no more than was paid."""
    return _Left(total_minor if sale is None else sale.worth_minor, _goods(sale))


def _goods(body: SaleBody | ReturnBody | None) -> dict[int, int]:
    """Thousandths by line of the sale; nothing of a body that nobody here can read."""
    goods: dict[int, int] = {}
    for line in () if body is None else body.lines:
        if not (isinstance(line, SaleLineBody) and line.voided):
            goods[line.line] = goods.get(line.line, 0) + line.quantity_milli
    return goods


def _items_of(body: ReturnBody) -> set[int]:
    """Every item that a return names, parts of kits too."""
    return {
        item_id
        for line in body.lines
        for item_id in (line.item_id, *(part.item_id for part in line.parts))
    }


def _record(fact: Fact, body: ReturnBody) -> ReturnRecord:
    origin, source = fact.origin, fact.fact_id.hex
    is_void = fact.kind == FactKind.SALE_VOIDED
    back: dict[int, int] = {}
    for line in body.lines if body.condition.is_stock_again else ():
        for item_id, milli in stock_of(line.item_id, line.quantity_milli, line.parts):
            back[item_id] = back.get(item_id, 0) + milli
    return ReturnRecord(
        fact_id=source,
        sale_id="" if body.without_receipt else body.sale_id,
        business_unit=origin.business_unit,
        workstation=origin.workstation,
        operator=origin.operator,
        business_date=origin.business_date,
        receipt_number=body.receipt_number,
        currency=body.currency,
        total_minor=body.total_minor,
        reason=VOIDED if is_void else body.reason.value,
        condition=body.condition.value,
        completed_us=happened_us(fact),
        tenders=tuple(RefundTenderRecord(t.kind, t.amount_minor) for t in body.tenders),
        movements=tuple(
            StockMovement(source, *moved)
            for moved in sorted(back.items())
            if moved[1] and moved[0] != UNLISTED
        ),
        document=return_document(fact.body, body.sale_id, _TOLD, _AS_RETURN if is_void else None),
    )
