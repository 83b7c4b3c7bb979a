"""SQLite past sales knows what the store's feed brought of other registers' sales, and what came back of them."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pos_app.domain.ids import OrderNumber, SaleId
from pos_app.domain.order_sale import ORDER_NUMBER
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_reading import return_from, sale_from
from pos_app.domain.sale_return import CompletedReturn
from pos_app.files.database import Connection, Row
from pos_app.ports.late import load

if TYPE_CHECKING:
    from pos_app.storage.own_order_sales import OwnOrderSales

_SALE = "SELECT business_date, completed_us, document FROM store.past_sale"
BY_ID = f"{_SALE} WHERE sale_id = ?"
BY_NUMBER = f"""{_SALE} WHERE receipt_number LIKE ?
    ORDER BY completed_us DESC, receipt_number DESC LIMIT ?"""
# Of an order only its last digits are typed, wherever its number begins.
ORDERS = f"""{_SALE} WHERE receipt_number LIKE ? AND instr(document, '"{ORDER_NUMBER}"')
    ORDER BY completed_us DESC, receipt_number DESC LIMIT ?"""
OF_PARCEL = "SELECT order_number FROM store.order_parcel WHERE sscc = ?"
SAYING = f"""{_SALE} WHERE instr(document, ?)
    ORDER BY completed_us DESC, receipt_number DESC LIMIT ?"""
RETURNS = """SELECT business_date, completed_us, document FROM store.past_return
    WHERE sale_id = ? ORDER BY completed_us, fact_id"""
# While there is a line all sales are known that the centre knows.
OFFLINE_SINCE = "SELECT value FROM store.contact WHERE name = 'offline_since_us'"
NOBODY_SAID = ""


class SqlitePastSales:
    """Reads what the centre says; a row that this program cannot read is as good as none.

    Of orders it knows what left at this register, too, before the centre has counted it.
    """

    def __init__(self, connection: Connection, currency: str) -> None:
        self._connection = connection
        self._currency = currency

    def by_id(self, sale_id: SaleId) -> CompletedSale | None:
        """A sale of any register of the store."""
        rows = self._connection.execute(BY_ID, (sale_id.hex,)).fetchall()
        told = next(iter(_sales(rows)), None)
        if told is not None and not told.order_number:
            return told
        return self._left_here.by_id(sale_id) or told

    def by_number(self, pattern: str, limit: int) -> list[CompletedSale]:
        """Sales whose receipt number is LIKE the pattern, newest first."""
        return _sales(self._connection.execute(BY_NUMBER, (pattern, limit)).fetchall())

    def orders(self, ending: str, limit: int) -> list[CompletedSale]:
        """Orders of which something has left and whose number ends so; what left here stands behind its older self."""
        rows = self._connection.execute(ORDERS, (f"%{ending}", limit)).fetchall()
        return [*_sales(rows), *self._left_here.ending(ending)]

    def order_of_parcel(self, sscc: str) -> OrderNumber | None:
        """The order that a parcel is of."""
        rows = self._connection.execute(OF_PARCEL, (sscc,)).fetchall()
        return OrderNumber(rows[0][0]) if rows else None

    def saying(self, told: str, limit: int) -> list[CompletedSale]:
        """Sales whose fact says these words, newest first."""
        return _sales(self._connection.execute(SAYING, (told, limit)).fetchall())

    def returns_of(self, sale_id: SaleId) -> list[CompletedReturn]:
        """What came back of a sale at any register of the store, oldest first."""
        found = []
        for date, completed_us, document in self._connection.execute(
            RETURNS, (sale_id.hex,)
        ).fetchall():
            with suppress(KeyError, TypeError, ValueError):
                body: dict[str, Any] = json.loads(document)
                found.append(return_from(body, date, completed_us, NOBODY_SAID))
        return found

    def known_until_us(self) -> int | None:
        """Since when nothing more was heard, None while there is a line."""
        rows = self._connection.execute(OFFLINE_SINCE).fetchall()
        return int(rows[0][0]) if rows and rows[0][0] else None

    @cached_property
    def _left_here(self) -> OwnOrderSales:
        left: OwnOrderSales = load("own_order_sales")(self._connection, self._currency)
        return left


def _sales(rows: list[Row]) -> list[CompletedSale]:
    found = []
    for date, completed_us, document in rows:
        with suppress(KeyError, TypeError, ValueError):
            body: dict[str, Any] = json.loads(document)
            found.append(sale_from(body, date, completed_us, NOBODY_SAID))
    return found
