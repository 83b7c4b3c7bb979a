"""Order facts knows what devices tell of customer orders, and what it does to them: what happened, happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from central.core.card_facts import redeemed
from central.core.fact_time import happened_us
from central.core.order_effects import Doubt, Figure, Name, OrderEffect, Situation, read_body
from central.core.order_resolved import put_back, resolve
from central.core.order_sales import (
    CounterMoney,
    PaidBody,
    WhenLeft,
    goods_that_left,
    sell_order,
)
from central.core.orders import held_back, order_tables, quantities_by_item
from central.core.ports import Transaction
from central.core.records import OrderDeedRecord, OrderRecord, Row, StockMovement
from central.core.refund_ports import RefundReason
from central.core.refunds import Because, owe_back
from central.core.sale_body import TenderBody
from pos_app.domain.customer_order import ENDED, LEFT, OrderState, RingAnswer
from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.order_sale import SoldGoods

DOUBLE_HANDOVER = "double_handover"
CLAIMED, HANDED_OVER, RUNG = "claimed", "handed_over", "rung"
# What counter and picker say to each other, in turns.
_CONVERSATION = frozenset({RUNG, *(answer.value for answer in RingAnswer)})


class HandedLine(msgspec.Struct, frozen=True):
    """Goods that the customer took; without a line number where an older device tells it."""

    item_id: Figure
    quantity_milli: Figure
    line_number: Figure | None = None
    # what goes back, since it took the place of something dearer
    refund_minor: Figure = 0


class RefusedLine(msgspec.Struct, frozen=True):
    """Goods that the customer did not want, and what goes back for them."""

    refund_minor: Figure
    line_number: Figure | None = None
    quantity_milli: Figure = 0


class HandOverBody(msgspec.Struct, frozen=True):
    """An order was handed over. rest_waits: the customer comes again for more."""

    order_number: Name
    lines: list[HandedLine] = []
    pieces: list[Figure] = []
    rest_waits: bool = False
    refused: list[RefusedLine] = []
    # what was paid at the counter
    paid: PaidBody = PaidBody(0)
    tenders: list[dict[str, Any]] = []
    paid_by_card_minor: Figure = 0

    @property
    def names_goods(self) -> bool:
        """Whether it says what left, even that nothing did; an older device does not, and means all that was picked."""
        return bool(self.lines or self.refused)

    @property
    def as_tenders(self) -> list[TenderBody]:
        """The same as those of a sale; none where somebody says it otherwise."""
        try:
            return msgspec.convert(self.tenders, list[TenderBody])
        except msgspec.ValidationError:
            return []


class OrderBody(msgspec.Struct, frozen=True):
    """Something was done with an order."""

    order_number: Name


def hand_over(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The order stands at handed over from here on, or what was taken of it is gone while the rest waits."""
    body = read_body(fact.body, HandOverBody)
    order = None if body is None else transaction.orders.lock(body.order_number)
    if body is None or order is None:
        unreadable = Doubt("unreadable_body", fact.kind)
        return unreadable if body is None else Doubt("unknown_order", body.order_number)
    known = transaction.ledger.known_items({line.item_id for line in body.lines})
    unknown = sorted({line.item_id for line in body.lines} - known)
    if unknown:
        return Doubt("unknown_item", ", ".join(map(str, unknown[:10])))
    store = transaction.devices.store(order.business_unit)
    assert store is not None, "an order is a store's"
    effect = _handed(transaction, fact, order, body, at)
    if isinstance(effect, Doubt):
        return effect
    return replace(effect, cards=redeemed(fact, body.as_tenders, store.currency))


def _handed(
    transaction: Transaction, fact: Fact, order: OrderRecord, body: HandOverBody, at: Situation
) -> OrderEffect | Doubt:
    gone = _movements(fact, order, body)
    if order.business_unit != at.business_unit:
        # The goods have left here; what the order's own store does with it is told there.
        told = OrderEffect(movements=gone)
        return told if at.by_person else Doubt("order_of_other_store", body.order_number)
    state = OrderState(order.state)
    if state in ENDED:
        if at.by_person:
            return OrderEffect(order_tables(order, state), {}, gone)
        twice = state in LEFT
        return Doubt(DOUBLE_HANDOVER, both_handovers(order, fact)) if twice else _ended(order)
    return _give_out(transaction, fact, order, body, gone)


def claim(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """Somebody goes to the customer; for an order that has ended, or is another store's, that means nothing."""
    return _noted(transaction, fact, at, read_body(fact.body, OrderBody), CLAIMED)


class AnswerBody(msgspec.Struct, frozen=True):
    """What a picker says to the counter."""

    order_number: Name
    answer: RingAnswer


def ring(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The counter asks whoever fetches an order; their device hears it by the store's feed."""
    body = read_body(fact.body, OrderBody)
    return _noted(transaction, fact, at, body, RUNG)


def answer_ring(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """What the picker said; each kind of answer stands by itself, and the newest counts."""
    body = read_body(fact.body, AnswerBody)
    return _noted(transaction, fact, at, body, "" if body is None else body.answer.value)


class NoteBody(msgspec.Struct, frozen=True):
    """Something was noted about a customer; the words stand in a side record."""

    customer: Name
    commitment: Name


def note(transaction: Transaction, fact: Fact, _at: Situation) -> OrderEffect | Doubt:
    """Their stores are told with the directory, once the side record has come."""
    body = read_body(fact.body, NoteBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    operator = fact.origin.operator
    transaction.counter.keep_note(body.commitment, body.customer, operator, happened_us(fact))
    return OrderEffect()


# What a kind of fact does to an order; kinds that are not here are kept as they are.
ORDER_EFFECTS: dict[str, Callable[[Transaction, Fact, Situation], OrderEffect | Doubt]] = {
    FactKind.ORDER_HANDED_OVER: hand_over,
    FactKind.ORDER_CLAIMED: claim,
    FactKind.ORDER_RESOLVED: resolve,
    FactKind.ORDER_PUT_BACK: put_back,
    FactKind.ORDER_RUNG: ring,
    FactKind.RING_ANSWERED: answer_ring,
    FactKind.CUSTOMER_NOTED: note,
}


def _noted(
    transaction: Transaction,
    fact: Fact,
    at: Situation,
    body: OrderBody | AnswerBody | None,
    what: str,
) -> OrderEffect | Doubt:
    """Who did it last, told to all devices; of an order that has ended, or is another store's, it means nothing."""
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    order = transaction.orders.lock(body.order_number)
    if order is None or order.business_unit != at.business_unit or order.state in ENDED:
        return OrderEffect()
    deed = deed_of(fact, what)
    if what in _CONVERSATION:
        # whoever answers has heard the question, whatever the clocks of the two say
        before = (each.at_us + 1 for each in order.deeds if each.deed in _CONVERSATION - {what})
        deed = replace(deed, at_us=max(deed.at_us, *before, 0))
    transaction.counter.set_deed(order.order_number, deed)
    row = (order.order_number, deed.deed, deed.operator, deed.workstation, deed.at_us)
    return OrderEffect({"order_deed": [row]})


def _give_out(
    transaction: Transaction,
    fact: Fact,
    order: OrderRecord,
    body: HandOverBody,
    gone: tuple[StockMovement, ...],
) -> OrderEffect:
    """Whatever was picked and staged meanwhile on devices that have not told yet: the customer has the goods."""
    number = order.order_number
    for line in body.lines:
        if line.line_number is not None:
            transaction.counter.add_handed(number, line.line_number, line.quantity_milli)
    # Of a part only what is named has left; an older device names no bag of a whole.
    named = body.pieces if body.pieces or body.rest_waits else None
    transaction.counter.set_left(number, named, happened_us(fact))
    held, state = held_back(order), OrderState(order.state)
    back_minor = _owe_back(transaction, fact, order, body)
    if body.rest_waits:
        _take_off(transaction, order, body.refused)
        every: list[HandedLine | RefusedLine] = [*body.lines, *body.refused]
        taken = quantities_by_item(
            (_ordered(order, line), line.quantity_milli) for line in every if _ordered(order, line)
        )
        held = {item: min(held.get(item, 0), milli) for item, milli in taken.items()}
    else:
        state = OrderState.HANDED_OVER
        transaction.orders.set_state(number, state)
        transaction.purchases.keep_order(number, fact.origin.business_date, back_minor)
        transaction.counter.set_deed(number, deed_of(fact, HANDED_OVER))
    sold = _sell(transaction, fact, order, body)
    after = transaction.orders.lock(number)
    assert after is not None, "it was there a moment ago"
    return OrderEffect({**order_tables(after, state), **sold}, held, gone)


def _sell(
    transaction: Transaction, fact: Fact, order: OrderRecord, body: HandOverBody
) -> dict[str, list[Row]]:
    """What left may come back; an older device names no goods of a whole order."""
    number, prices = order.order_number, dict(enumerate(order.lines, start=1))
    swaps = transaction.counter.order_sales.substitutes(number)
    goods = [
        SoldGoods(line.item_id, line.quantity_milli, prices[known].price_minor, line.refund_minor)
        for line in body.lines
        if (known := line.line_number or 0) in prices
    ]
    when = WhenLeft(fact.fact_id.hex, fact.origin.business_date, happened_us(fact))
    money = CounterMoney(body.paid, body.tenders, body.paid_by_card_minor)
    left = goods if body.names_goods else goods_that_left(order, swaps)
    return sell_order(transaction, number, left, when, money)


def _owe_back(transaction: Transaction, fact: Fact, order: OrderRecord, body: HandOverBody) -> int:
    """What goes back for goods that stay, and for what was cheaper than ordered; in minor units."""
    source, at_us = fact.fact_id.hex, happened_us(fact)
    refused = sum(line.refund_minor for line in body.refused)
    cheaper = sum(line.refund_minor for line in body.lines)
    for reason, amount in ((RefundReason.REFUSED, refused), (RefundReason.CHEAPER, cheaper)):
        owe_back(transaction, order.order_number, Because(reason, source, at_us), amount)
    return refused + cheaper


def _take_off(transaction: Transaction, order: OrderRecord, refused: list[RefusedLine]) -> None:
    """What was refused is no longer among what the customer comes for again."""
    left = dict(enumerate(order.lines, start=1))
    for one in refused:
        line = left.get(one.line_number or 0)
        if line is None:
            continue
        ordered = max(0, line.quantity_milli - one.quantity_milli)
        picked = max(0, line.picked_milli - one.quantity_milli)
        left[one.line_number or 0] = replace(line, quantity_milli=ordered, picked_milli=picked)
        transaction.orders.set_quantity(order.order_number, one.line_number or 0, ordered)
        transaction.orders.set_picked(order.order_number, one.line_number or 0, picked)


def _ordered(order: OrderRecord, line: HandedLine | RefusedLine) -> int:
    """The item that was held back for it: what left may have taken its place; 0 for none."""
    number = line.line_number
    if number is not None and 0 < number <= len(order.lines):
        return order.lines[number - 1].item_id
    return line.item_id if isinstance(line, HandedLine) else 0


def both_handovers(order: OrderRecord, fact: Fact) -> str:
    """Who handed an order over first and who did it again, each with till and time."""
    first = [deed for deed in order.deeds if deed.deed == HANDED_OVER]
    return "; ".join([order.order_number, *map(_told, [*first, deed_of(fact, HANDED_OVER)])])


def _told(deed: OrderDeedRecord) -> str:
    at = datetime.fromtimestamp(deed.at_us // 1_000_000, UTC)
    return f"{deed.operator} at till {deed.workstation} on {at:%Y-%m-%d %H:%M} UTC"


def _ended(order: OrderRecord) -> Doubt:
    return Doubt("order_ended", order.order_number)


def deed_of(fact: Fact, deed: str) -> OrderDeedRecord:
    """Who did it, where and when."""
    origin = fact.origin
    return OrderDeedRecord(deed, origin.operator, origin.workstation, happened_us(fact))


def _movements(fact: Fact, order: OrderRecord, body: HandOverBody) -> tuple[StockMovement, ...]:
    told = [(line.item_id, line.quantity_milli) for line in body.lines]
    picked = [(line.item_id, line.picked_milli - line.handed_milli) for line in order.lines]
    ordered = [(line.item_id, line.quantity_milli - line.handed_milli) for line in order.lines]
    whole = picked if any(milli for _, milli in picked) else ordered
    gone = quantities_by_item(told if body.names_goods else whole)
    source = fact.fact_id.hex
    return tuple(StockMovement(source, item, -milli) for item, milli in gone.items() if milli)
