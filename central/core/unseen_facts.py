"""Unseen facts knows what follows when goods left for an order that the store could not see, once both are here."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from central.core.fact_time import happened_us
from central.core.order_effects import Doubt, Figure, Name, OrderEffect, Situation, read_body
from central.core.order_facts import (
    DOUBLE_HANDOVER,
    HANDED_OVER,
    both_handovers,
    deed_of,
)
from central.core.order_sales import WhenLeft, sell_order
from central.core.orders import held_back, order_tables, quantities_by_item
from central.core.ports import Transaction
from central.core.questions import UNSEEN_DIFFERS, question
from central.core.records import OpenQuestion, OrderLineRecord, OrderRecord, StockMovement
from central.core.refund_ports import RefundReason
from central.core.refunds import Because, owe_back, paid_minor
from pos_app.domain.customer_order import ENDED, LEFT, OrderState
from pos_app.domain.facts import Fact
from pos_app.domain.order_sale import SoldGoods

# No order bears the number yet: it may be on its way from the shop.
UNSEEN_UNKNOWN = "unseen_unknown"
# The order is somebody else's, and stays open for them.
UNSEEN_WRONG_CODE = "unseen_wrong_code"


class UnseenLine(msgspec.Struct, frozen=True):
    """Goods that the customer took."""

    item_id: Figure
    quantity_milli: Figure


class UnseenCode(msgspec.Struct, frozen=True):
    """What the device made of the code that was shown, both in hexadecimal."""

    salt: Name
    code_hash: Name


class UnseenBody(msgspec.Struct, frozen=True):
    """Goods left for whoever showed a confirmation; without a code they showed a number only."""

    order_number: Name
    lines: list[UnseenLine]
    code: UnseenCode | None = None


@dataclass(frozen=True, slots=True)
class _Given:
    """Goods that left, in thousandths by item."""

    fact: Fact
    at: Situation
    body: UnseenBody
    taken: dict[int, int]
    gone: tuple[StockMovement, ...]

    def unless_by_person(self, reason: str, detail: str) -> OrderEffect | Doubt:
        """The goods left here all the same, where somebody says so; the order stays as it is."""
        return OrderEffect(movements=self.gone) if self.at.by_person else Doubt(reason, detail)


def hand_over_unseen(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The order is handed over with what really left; what differs is asked about, and what was not taken goes back."""
    body = read_body(fact.body, UnseenBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    unknown = {line.item_id for line in body.lines}
    unknown -= transaction.ledger.known_items(unknown)
    if unknown:
        return Doubt("unknown_item", ", ".join(map(str, sorted(unknown)[:10])))
    taken = quantities_by_item((line.item_id, line.quantity_milli) for line in body.lines)
    source = fact.fact_id.hex
    gone = tuple(StockMovement(source, item, -milli) for item, milli in taken.items() if milli)
    given = _Given(fact, at, body, taken, gone)
    order = transaction.orders.lock(body.order_number)
    if order is None:
        return given.unless_by_person(UNSEEN_UNKNOWN, body.order_number)
    if order.business_unit != at.business_unit:
        return given.unless_by_person("order_of_other_store", body.order_number)
    return _meet(transaction, given, order)


def _meet(transaction: Transaction, given: _Given, order: OrderRecord) -> OrderEffect | Doubt:
    """The order is here, and was handed over unless it had ended or is somebody else's."""
    state, at = OrderState(order.state), given.at
    if state in ENDED:
        if at.by_person:
            return OrderEffect(order_tables(order, state), {}, given.gone)
        twice = Doubt(DOUBLE_HANDOVER, both_handovers(order, given.fact))
        return twice if state in LEFT else Doubt("order_ended", order.order_number)
    if not at.by_person and _is_other_code(transaction, given.body):
        return Doubt(UNSEEN_WRONG_CODE, order.order_number)
    return _give_out(transaction, given, order)


def _is_other_code(transaction: Transaction, body: UnseenBody) -> bool:
    code = body.code
    return code is not None and not transaction.counter.is_code(
        body.order_number, code.salt, code.code_hash
    )


def _give_out(transaction: Transaction, given: _Given, order: OrderRecord) -> OrderEffect:
    """What left is what was ordered, as far as it goes."""
    fact, at = given.fact, given.at
    number, left = order.order_number, dict(given.taken)
    lacking: list[tuple[OrderLineRecord, int]] = []
    goods: list[SoldGoods] = []
    for line_number, line in enumerate(order.lines, start=1):
        wanted = max(0, line.quantity_milli - line.handed_milli)
        got = min(wanted, left.get(line.item_id, 0))
        left[line.item_id] = left.get(line.item_id, 0) - got
        if got:
            transaction.counter.add_handed(number, line_number, got)
            goods.append(SoldGoods(line.item_id, got, line.price_minor))
        if wanted > got:
            lacking.append((line, wanted - got))
    back_minor = paid_minor(lacking)
    because = Because(RefundReason.NOT_FOUND, fact.fact_id.hex, at.now_us)
    owe_back(transaction, number, because, back_minor)
    bays = sorted({piece.bay for piece in order.pieces if piece.left_us is None})
    transaction.counter.set_left(number, None, happened_us(fact))
    transaction.orders.set_state(number, OrderState.HANDED_OVER)
    transaction.purchases.keep_order(number, fact.origin.business_date, back_minor)
    transaction.counter.set_deed(number, deed_of(fact, HANDED_OVER))
    when = WhenLeft(fact.fact_id.hex, fact.origin.business_date, happened_us(fact))
    sold = sell_order(transaction, number, goods, when)
    after = transaction.orders.lock(number)
    assert after is not None, "it was there a moment ago"
    tables = {**order_tables(after, OrderState.HANDED_OVER), **sold}
    effect = OrderEffect(tables, held_back(order), given.gone)
    more = [item for item, milli in left.items() if milli > 0]
    fewer = [line.item_id for line, _ in lacking]
    differs = _differs(transaction, order, more, fewer, bays)
    if not differs:
        return effect
    return replace(effect, questions=(_question(fact, at, f"{number}: {differs}"),))


def _differs(
    transaction: Transaction,
    order: OrderRecord,
    more: list[int],
    fewer: list[int],
    bays: list[str],
) -> str:
    """What a person has to know of it, "" for nothing."""
    parts = [
        "" if transaction.counter.is_paid(order.order_number) else "not paid",
        f"not ordered {', '.join(map(str, more))}" if more else "",
        f"not taken {', '.join(map(str, fewer))}" if fewer else "",
        f"its bags lie in {', '.join(bays)}" if bays else "",
    ]
    return "; ".join(filter(None, parts))


def _question(fact: Fact, at: Situation, detail: str) -> OpenQuestion:
    return question(UNSEEN_DIFFERS, at.business_unit, fact.fact_id.hex, "", detail)
