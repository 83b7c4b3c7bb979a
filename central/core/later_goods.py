"""Later goods knows how goods that a till has sold and not handed out become customer orders, which are paid."""

from __future__ import annotations

from central.core.fact_time import happened_us
from central.core.feed import Change, store_feed
from central.core.kits import at_price, with_parts
from central.core.order_effects import OrderEffect
from central.core.orders import order_tables, quantities_by_item
from central.core.placing import add_order
from central.core.ports import Transaction
from central.core.records import NewOrder, NewOrderLine, NewPickupCode, Row
from central.core.sale_body import GoodsOrderBody, SaleBody, TenderBody
from pos_app.domain.customer_order import Fulfilment, OrderState
from pos_app.domain.facts import Fact
from pos_app.domain.piece_marks import HERE

# Where such an order was made, and by whom.
TILL = "till"


def order_goods(transaction: Transaction, fact: Fact, sale: SaleBody) -> OrderEffect | None:
    """One order for each store where goods of a sale wait, whatever that store has: they are paid.

    What is not found there is short, and a person decides. In the place of a store that nobody knows stands the one
    that sold them. A basket that was paid on two copies of a disk is ordered once. None where all was carried out.
    """
    here = fact.origin.business_unit
    tables: dict[str, list[Row]] = {}
    held: dict[int, int] = {}
    elsewhere: dict[str, list[Change]] = {}
    for told in sale.orders:
        is_known = transaction.orders.content_hash(told.order_number) is not None
        unit = here if told.store == HERE else told.store
        if transaction.devices.store(unit) is None:
            unit = here
        lines = [] if is_known else _lines(transaction, sale, told.store, unit)
        if not lines:
            continue
        order = _order(fact, sale, told, unit)
        if unit == here:
            transaction.orders.add(order, lines)
            record = transaction.orders.lock(order.order_number)
            assert record is not None, "it was written just now"
            for table, rows in order_tables(record, OrderState.ALLOCATED).items():
                tables.setdefault(table, []).extend(rows)
            goods = [*held.items(), *((line.item_id, line.quantity_milli) for line in lines)]
            held = quantities_by_item(goods)
        else:
            change = add_order(transaction, order, lines)
            elsewhere.setdefault(store_feed(unit), []).append(change)
        _keep_money_and_code(transaction, sale, told)
    if not tables and not elsewhere:
        return None
    return OrderEffect(tables, held=held, elsewhere=elsewhere)


def _keep_money_and_code(transaction: Transaction, sale: SaleBody, told: GoodsOrderBody) -> None:
    """What goes back of it goes to what paid most of the sale; its code stands on the customer's paper alone."""
    if told.salt and told.code_hash:
        code = NewPickupCode("", told.salt, told.code_hash)
        transaction.counter.keep_code(told.order_number, code)
    paid = max(sale.tenders, key=_paid_minor, default=None)
    if paid is not None:
        number = told.order_number
        transaction.counter.refunds.keep_tender(number, paid.kind, sale.receipt_number)


def _paid_minor(tender: TenderBody) -> int:
    return tender.given_minor - tender.change_minor


def _lines(transaction: Transaction, sale: SaleBody, store: str, unit: str) -> list[NewOrderLine]:
    """Goods of a sale that wait in a store, at what was paid for them, kits as their parts."""
    kits_of = transaction.orders.kits
    goods = [line for line in sale.lines if line.waits_in == store]
    kits = kits_of.parts({line.item_id for line in goods})
    prices = kits_of.prices(unit, {part for each in kits.values() for part, _ in each})
    found: list[NewOrderLine] = []
    for line in goods:
        whole = NewOrderLine(line.item_id, line.quantity_milli, 0)
        found += with_parts(at_price(whole, line.amount_minor), kits, prices)
    return found


def _order(fact: Fact, sale: SaleBody, told: GoodsOrderBody, unit: str) -> NewOrder:
    return NewOrder(
        order_number=told.order_number,
        business_unit=unit,
        customer_number=sale.customer or "",
        channel=TILL,
        fulfilment=Fulfilment.PICKUP,
        promised_us=None,
        paid=True,
        gift=False,
        alternate_person="",
        vehicle="",
        address="",
        place=None,
        parent="",
        made_by=TILL,
        content_hash=fact.fact_id.hex,
        created_us=happened_us(fact),
    )
