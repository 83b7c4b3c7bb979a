"""Own order sales knows what this device has given out of orders and head office has not counted yet, as sales."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.ids import OrderNumber, SaleId
from pos_app.domain.order_sale import (
    SoldGoods,
    SoldItem,
    counter_tenders,
    more_lines,
    order_document,
    order_sale_id,
)
from pos_app.domain.sale import CompletedSale, SalePoints
from pos_app.domain.sale_reading import sale_from
from pos_app.files.database import Connection
from pos_app.storage.own_facts import uncounted

PRICES = "SELECT line_number, price_minor FROM store.order_line WHERE order_number = ?"
IS_PAID = "SELECT paid FROM store.order_customer WHERE order_number = ?"
DOCUMENT = "SELECT document FROM store.past_sale WHERE sale_id = ?"
ITEM = """SELECT i.number, i.name, i.unit, i.tax_code, coalesce(t.basis_points, 0)
    FROM chain.item i LEFT JOIN chain.tax_rate t ON t.code = i.tax_code WHERE i.item_id = ?"""


class OwnOrderSales:
    """Adds to what the feed tells of an order what left here since, by the same words as head office will.

    Protects: once head office has counted a handover, its word alone counts; goods never come back twice.
    """

    def __init__(self, connection: Connection, currency: str) -> None:
        self._connection = connection
        self._currency = currency

    def by_id(self, sale_id: SaleId) -> CompletedSale | None:
        """An order of which something left here that is not counted yet, whole; None for any other."""
        return next((sale for sale in self.ending("") if sale.sale_id == sale_id), None)

    def ending(self, order_ending: str) -> list[CompletedSale]:
        """Every such order whose number ends so."""
        by_order: dict[OrderNumber, list[Fact]] = {}
        for fact in uncounted(self._connection, (FactKind.ORDER_HANDED_OVER,)):
            number = OrderNumber(str(read_body(fact).get("order_number")))
            if number.upper().endswith(order_ending.upper()):
                by_order.setdefault(number, []).append(fact)
        found = [self._sale(number, facts) for number, facts in by_order.items()]
        return [sale for sale in found if sale is not None]

    def _sale(self, number: OrderNumber, facts: list[Fact]) -> CompletedSale | None:
        before = self._before(number)
        lines, tenders = before.get("lines", []), before.get("tenders", [])
        rows = self._connection.execute(PRICES, (number,)).fetchall()
        prices: dict[int, int] = dict(rows)
        for fact in facts:
            told: dict[str, Any] = dict(read_body(fact))
            goods = [
                SoldGoods(
                    line["item_id"],
                    line["quantity_milli"],
                    prices[line["line_number"]],
                    line.get("refund_minor", 0),
                )
                for line in told.get("lines", ())
                if line.get("line_number") in prices
            ]
            lines = more_lines(lines, goods, self._items(goods), self._currency)
            paid = told.get("paid", {})
            tenders = [
                *tenders,
                *counter_tenders(
                    paid.get("amount_minor", 0),
                    paid.get("rounding_minor", 0),
                    told.get("tenders", ()),
                    told.get("paid_by_card_minor", 0),
                ),
            ]
        online = self._connection.execute(IS_PAID, (number,)).fetchall() == [(1,)]
        document = order_document(number, self._currency, lines, None if online else tenders)
        if document is None or not lines:
            return None
        last = facts[-1]
        sale = sale_from(document, last.origin.business_date, last.time.wall_us, "")
        points = before.get("points")
        return sale if points is None else replace(sale, points=SalePoints(**points))

    def _before(self, number: OrderNumber) -> dict[str, Any]:
        """What the feed tells of it."""
        rows = self._connection.execute(DOCUMENT, (order_sale_id(number).hex,)).fetchall()
        told: dict[str, Any] = json.loads(rows[0][0]) if rows else {}
        return told

    def _items(self, goods: list[SoldGoods]) -> dict[int, SoldItem]:
        found = {}
        for each in goods:
            [row] = self._connection.execute(ITEM, (each.item_id,)).fetchall()
            found[each.item_id] = SoldItem(*row)
        return found
