"""Order sale rows knows how what has left of orders is kept, apart from what the store itself has sold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

import msgspec
from sqlalchemy import Connection, select

from central.core.order_sale_ports import OrderSaleRecord, SoldOrder
from central.core.records import PaidFact
from central.storage.dialect import insert_or_replace
from central.storage.money_schema import PAST_SALE
from central.storage.order_schema import ORDER_SALE, ORDER_SUBSTITUTE
from central.storage.schema import CONFIGURATION, CUSTOMER_ORDER, ITEM, STORE, TAX_RATE
from pos_app.domain.loyalty import EARN_MINOR, LoyaltyTerms
from pos_app.domain.order_sale import SoldItem

_COLUMNS = [ORDER_SALE.c[name] for name in OrderSaleRecord.__slots__]
# What a return of such a sale is measured by is no fact's body.
NO_FACT = ""


class SqlOrderSales:
    """One row for each order of which something has left; registers are told of it as of any past sale."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def order(self, order_number: str) -> SoldOrder:
        """An order that is known to be there."""
        order = CUSTOMER_ORDER.c
        wanted = (
            select(order.business_unit, order.customer_number, STORE.c.currency, order.paid)
            .join(STORE, STORE.c.business_unit == order.business_unit)
            .where(order.order_number == order_number)
        )
        unit, customer, currency, paid = self._connection.execute(wanted).one()
        setting = select(CONFIGURATION.c.value).where(
            CONFIGURATION.c.business_unit == unit, CONFIGURATION.c.name == EARN_MINOR
        )
        earn = self._connection.scalar(setting) or ""
        terms = LoyaltyTerms.read(earn, "", "")
        return SoldOrder(unit, customer or "", currency, bool(paid), terms.earn_minor)

    def items(self, item_ids: Collection[int]) -> dict[int, SoldItem]:
        """Those of these that are known."""
        wanted = (
            select(
                ITEM.c.item_id,
                ITEM.c.number,
                ITEM.c.name,
                ITEM.c.unit,
                ITEM.c.tax_code,
                TAX_RATE.c.basis_points,
            )
            .join(TAX_RATE, TAX_RATE.c.code == ITEM.c.tax_code, isouter=True)
            .where(ITEM.c.item_id.in_(item_ids))
        )
        rows = self._connection.execute(wanted).all()
        return {row[0]: SoldItem(*row[1:5], row[5] or 0) for row in rows}

    def substitutes(self, order_number: str) -> list[tuple[int, int, int]]:
        """What was taken in the place of lines: line, item, thousandths."""
        swap = ORDER_SUBSTITUTE.c
        wanted = select(swap.line_number, swap.item_id, swap.quantity_milli).where(
            swap.order_number == order_number
        )
        rows = self._connection.execute(wanted.order_by(swap.line_number, swap.item_id))
        return [(row.line_number, row.item_id, row.quantity_milli) for row in rows]

    def find(self, sale_id: str) -> OrderSaleRecord | None:
        """What has left so far."""
        wanted = select(*_COLUMNS).where(ORDER_SALE.c.sale_id == sale_id)
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else OrderSaleRecord(*row)

    def put(self, record: OrderSaleRecord) -> None:
        """So much has left from now on; registers of its store may take it back."""
        row = asdict(record)
        self._connection.execute(insert_or_replace(self._connection, ORDER_SALE, tuple(row)), row)
        past = {**row, "receipt_number": record.order_number}
        told = {column.name: past[column.name] for column in PAST_SALE.columns}
        replacing = insert_or_replace(self._connection, PAST_SALE, tuple(told))
        self._connection.execute(replacing, told)


def order_sales(connection: Connection, sale_ids: Collection[str]) -> list[PaidFact]:
    """Those of these that are orders of which something has left, each locked until the end."""
    sale = ORDER_SALE.c
    wanted = select(
        sale.sale_id, sale.total_minor, sale.customer, sale.document, sale.business_unit
    )
    of_these = wanted.where(sale.sale_id.in_(sale_ids)).order_by(sale.sale_id).with_for_update()
    return [
        PaidFact(
            row.sale_id,
            int(row.total_minor),
            NO_FACT,
            _words(row.document, row.customer),
            row.business_unit,
        )
        for row in connection.execute(of_these)
    ]


def _words(document: str, customer: str) -> bytes:
    """As the fact of a sale says it, which names its customer, too."""
    named = {"customer": customer} if customer else {}
    return msgspec.json.encode({**msgspec.json.decode(document), **named})
