"""Order sales knows what an order becomes when its goods leave: a sale, which earns points and may come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from central.core.order_sale_ports import OrderSaleRecord, SoldOrder
from central.core.ports import Transaction
from central.core.purchase_ports import PointsMoved
from central.core.records import OrderRecord, ReturnRecord, Row
from central.core.refund_ports import RefundReason
from central.core.refunds import Because, owe_back
from pos_app.domain.ids import OrderNumber
from pos_app.domain.order_sale import (
    SoldGoods,
    counter_tenders,
    more_lines,
    order_document,
    order_sale_id,
)
from pos_app.domain.promotion_buyer import BUYER, buyer_name


@dataclass(frozen=True, slots=True)
class WhenLeft:
    """Which fact or step says so (a name that comes once), on which day of the store, and when (microseconds UTC)."""

    source: str
    business_date: str
    at_us: int


class PaidBody(msgspec.Struct, frozen=True):
    """What came into the drawer for an order, and what of it no coin paid."""

    amount_minor: int
    rounding_minor: int = 0


class CounterMoney(msgspec.Struct, frozen=True):
    """How an order was paid at the counter, as the fact of its handover says; tenders: of cards, as in a sale."""

    paid: PaidBody = PaidBody(0)
    tenders: list[dict[str, Any]] = []
    paid_by_card_minor: int = 0

    def as_tenders(self) -> list[dict[str, Any]]:
        """The same as the tenders of a sale; an older device tells the sum of cards alone."""
        paid = self.paid
        return counter_tenders(
            paid.amount_minor, paid.rounding_minor, self.tenders, self.paid_by_card_minor
        )


def goods_that_left(order: OrderRecord, swaps: Iterable[tuple[int, int, int]]) -> list[SoldGoods]:
    """All that was fetched and has not left before; what took the place of something cost as much as that."""
    instead: dict[int, list[tuple[int, int]]] = {}
    for line_number, item_id, milli in swaps:
        instead.setdefault(line_number, []).append((item_id, milli))
    found = []
    for number, line in enumerate(order.lines, start=1):
        left = line.picked_milli - line.handed_milli
        for item_id, milli in (*instead.get(number, ()), (line.item_id, left)):
            taken = min(left, milli)
            left -= taken
            found.append(SoldGoods(item_id, taken, line.price_minor))
    return [goods for goods in found if goods.milli > 0]


def sell_order(
    transaction: Transaction,
    number: str,
    goods: Sequence[SoldGoods],
    when: WhenLeft,
    at_counter: CounterMoney | None = None,
) -> dict[str, list[Row]]:
    """Goods of an order have left; gives what registers are told, so that they may take them back.

    at_counter: how it was paid where it was not paid online. Nothing is told where nobody knows how it was paid.
    """
    sales = transaction.counter.order_sales
    order, sale_id = sales.order(number), order_sale_id(OrderNumber(number)).hex
    items = sales.items({each.item_id for each in goods})
    if not goods or len(items) < len({each.item_id for each in goods}):
        return {}
    before = sales.find(sale_id)
    told = msgspec.json.decode(before.document) if before is not None else {}
    lines = more_lines(told.get("lines", ()), goods, items, order.currency)
    paid = [*told.get("tenders", ()), *(at_counter.as_tenders() if at_counter else ())]
    named = OrderNumber(number)
    document = order_document(named, order.currency, lines, None if order.is_paid else paid)
    if document is None:
        return {}
    total = document["total_minor"]
    points = _points(order, total)
    if points:
        document |= {"points": points, BUYER: _buyer(transaction, order, sale_id)}
    record = OrderSaleRecord(
        sale_id,
        number,
        order.business_unit,
        order.customer,
        total,
        when.business_date,
        when.at_us,
        msgspec.json.encode(document).decode(),
    )
    sales.put(record)
    earned_before = told.get("points", {}).get("earned", 0)
    _earn(transaction, order, when, (points or {}).get("earned", 0) - earned_before)
    return {"past_sale": [record.past_row]}


def came_back(transaction: Transaction, back: ReturnRecord, online_minor: int) -> None:
    """Goods of an order came back: what was paid online is due, and its customer has bought less; else nothing."""
    sold = transaction.counter.order_sales.find(back.sale_id)
    if sold is None:
        return
    because = Because(RefundReason.RETURNED, back.fact_id, back.completed_us)
    owe_back(transaction, sold.order_number, because, online_minor)
    transaction.purchases.give_back([replace(back, sale_id=sold.order_number)])


def _points(order: SoldOrder, total_minor: int) -> dict[str, int] | None:
    """As a sale says it; whatever paid for an order, no points did."""
    earned = total_minor // order.earn_minor if order.customer and order.earn_minor else 0
    return {"earned": earned, "spent": 0, "worth_minor": 1} if earned else None


def _earn(transaction: Transaction, order: SoldOrder, when: WhenLeft, earned: int) -> None:
    if earned:
        moved = PointsMoved(order.customer, when.source, earned)
        transaction.points.move(order.business_unit, [moved], when.at_us)


def _buyer(transaction: Transaction, order: SoldOrder, sale_id: str) -> str:
    salt = transaction.cards.salt(order.business_unit) or ""
    return buyer_name(order.customer, sale_id, salt)
