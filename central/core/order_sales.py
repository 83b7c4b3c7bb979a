"""Order sales knows what an order becomes when its goods leave: a sale, which earns points and may come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from central.core.order_sale_ports import OrderSaleRecord, SoldItem, SoldOrder
from central.core.ports import Transaction
from central.core.purchase_ports import PointsMoved
from central.core.records import OrderRecord, ReturnRecord, Row
from central.core.refund_ports import RefundReason
from central.core.refunds import Because, owe_back
from pos_app.domain.fact_bodies import taxes_body
from pos_app.domain.facts import Body
from pos_app.domain.ids import OrderNumber
from pos_app.domain.money import UnitPrice, extend
from pos_app.domain.order_sale import ORDER_NUMBER, order_sale_id
from pos_app.domain.promotion_buyer import BUYER, buyer_name
from pos_app.domain.quantity import Quantity
from pos_app.domain.tax import TaxRate, summarise
from pos_app.domain.tender import TenderKind


@dataclass(frozen=True, slots=True)
class SoldGoods:
    """So much of an item has left at a price for one; less_minor: what of that it did not cost."""

    item_id: int
    milli: int
    price_minor: int
    less_minor: int = 0


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
        found = [*self.tenders]
        if not found and self.paid_by_card_minor:
            found.append(_tender(TenderKind.CARD, self.paid_by_card_minor))
        cash, rounding = self.paid.amount_minor, self.paid.rounding_minor
        if rounding:
            found.append(_tender(TenderKind.ROUNDING, rounding))
        if cash:
            # given back in cash of what a card paid: that is the change of it
            is_back = cash < 0 and bool(found)
            found.append(_tender(TenderKind.CASH, 0 if is_back else cash, -cash if is_back else 0))
        return found


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
    lines = [*told.get("lines", ())]
    lines += [
        _line(len(lines) + place, each, items[each.item_id], order.currency)
        for place, each in enumerate(goods, start=1)
    ]
    total = sum(line["amount_minor"] for line in lines)
    paid = [*told.get("tenders", ()), *(at_counter.as_tenders() if at_counter else ())]
    if order.is_paid:
        paid = [_tender(TenderKind.ONLINE, total)]
    if sum(one["given_minor"] - one["change_minor"] for one in paid) != total:
        return {}
    points = _points(order, total)
    document = {
        ORDER_NUMBER: number,
        "receipt_number": number,
        "currency": order.currency,
        "total_minor": total,
        "taxes": _taxes(lines),
        "tenders": paid,
        **({"points": points, BUYER: _buyer(transaction, order, sale_id)} if points else {}),
        "lines": lines,
        "sale_id": sale_id,
    }
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


def _line(number: int, goods: SoldGoods, item: SoldItem, currency: str) -> dict[str, Any]:
    price = UnitPrice.of_minor(goods.price_minor, currency)
    whole = extend(price, Quantity(goods.milli, item.unit)).amount_minor
    less = {"promotion": "", "name": "", "amount_minor": goods.less_minor}
    return {
        "line": number,
        "item_id": goods.item_id,
        "item_number": item.number,
        "name": item.name,
        "unit": item.unit,
        "quantity_milli": goods.milli,
        "unit_price_minor_milli": price.minor_milli,
        "amount_minor": whole - goods.less_minor,
        "tax_code": item.tax_code,
        "tax_basis_points": item.basis_points,
        "discounts": [less] if goods.less_minor else [],
        "voided": False,
    }


def _taxes(lines: Iterable[dict[str, Any]]) -> list[Body]:
    """What the shop took had its tax in it, at the rates of today."""
    gross: dict[TaxRate, int] = {}
    for line in lines:
        rate = TaxRate(line["tax_code"], "", line["tax_basis_points"])
        gross[rate] = gross.get(rate, 0) + line["amount_minor"]
    return taxes_body(summarise(gross))


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


def _tender(kind: TenderKind, given_minor: int, change_minor: int = 0) -> dict[str, Any]:
    return {"kind": str(kind), "given_minor": given_minor, "change_minor": change_minor}
