"""SQLite baskets knows how the open basket lies in its rows, and is back after any crash."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.ids import ItemId, LineNumber, OperatorNumber, SaleId
from pos_app.domain.kits import read_parts, write_parts
from pos_app.domain.money import UnitPrice
from pos_app.domain.piece_marks import NO_MARKS, read_marks, write_marks
from pos_app.domain.price_change import (
    read_discount,
    read_override,
    write_discount,
    write_override,
)
from pos_app.domain.quantity import Quantity
from pos_app.domain.sale import AgeAnswer, AgeCheck, RetailTransaction, SaleLine
from pos_app.domain.tax import TaxRate
from pos_app.files.database import Connection, Row, Value

SELECT_BASKET = "SELECT sale_id, operator, currency, age_answer, age_limit, more FROM main.basket"
SELECT_LINES = """SELECT line, item_id, item_number, name, department, unit, unit_price_minor_milli,
    tax_code, tax_name, tax_basis_points, age_limit, quantity_milli, voided, price_from, more
    FROM main.basket_line ORDER BY line"""
KEEP_BASKET = """INSERT INTO main.basket
    (only_one, sale_id, operator, currency, age_answer, age_limit, more)
    VALUES (1, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (only_one) DO UPDATE SET sale_id = excluded.sale_id,
    operator = excluded.operator, currency = excluded.currency,
    age_answer = excluded.age_answer, age_limit = excluded.age_limit, more = excluded.more"""
KEEP_LINE = """INSERT INTO main.basket_line
    (line, item_id, item_number, name, department, unit, unit_price_minor_milli,
    tax_code, tax_name, tax_basis_points, age_limit, quantity_milli, voided, price_from, more)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (line) DO UPDATE SET
    quantity_milli = excluded.quantity_milli, voided = excluded.voided,
    unit_price_minor_milli = excluded.unit_price_minor_milli,
    price_from = excluded.price_from, more = excluded.more"""
DELETE_BASKET = "DELETE FROM main.basket"
DELETE_LINES = "DELETE FROM main.basket_line"


class SqliteBaskets:
    """Keeps one open basket; what is in memory is what is on disk, and an undone step forgets it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sale: RetailTransaction | None = None
        self._is_known = False
        # The basket's own row as it was written last: a scan changes a line, and writes no second page.
        self._row: tuple[Value, ...] | None = None

    def load(self) -> RetailTransaction | None:
        """The open basket, None when there is none."""
        if not self._is_known:
            self._sale = self._read()
            self._is_known = True
        return self._sale

    def save(self, sale: RetailTransaction, changed: tuple[LineNumber, ...]) -> None:
        """Write the basket and the named lines."""
        row = _row_of(sale)
        if row != self._row:
            self._connection.execute(KEEP_BASKET, row)
            self._row = row
        for number in changed:
            self._connection.execute(KEEP_LINE, _values(sale.line(number)))
        self._sale, self._is_known = sale, True

    def clear(self) -> None:
        """Forget the open basket, in the transaction of the fact that ends it."""
        self._connection.execute(DELETE_BASKET)
        self._connection.execute(DELETE_LINES)
        self._sale, self._is_known, self._row = None, True, None

    def forget(self) -> None:
        """The step was undone: what is in memory may hold its changes."""
        self._sale, self._is_known, self._row = None, False, None

    def _read(self) -> RetailTransaction | None:
        baskets = self._connection.execute(SELECT_BASKET).fetchall()
        if not baskets:
            return None
        identity, operator, currency, answer, age_limit, more = baskets[0]
        rows = self._connection.execute(SELECT_LINES).fetchall()
        sale = RetailTransaction(
            SaleId(UUID(bytes=identity)),
            OperatorNumber(operator),
            currency,
            tuple(_line(row, currency) for row in rows),
            None if answer is None else AgeCheck(AgeAnswer(answer), age_limit),
        )
        # baskets of an older program have no coupons
        by_hand, sale.customer, *coupons = (None, None) if more is None else json.loads(more)
        sale.coupons = tuple(coupons)
        sale.by_hand = read_discount(by_hand)
        return sale


def _row_of(sale: RetailTransaction) -> tuple[Value, ...]:
    check = sale.age_check
    return (
        sale.sale_id.bytes,
        sale.operator,
        sale.currency,
        None if check is None else check.answer.value,
        0 if check is None else check.age_limit,
        _more_of_sale(sale),
    )


def _values(line: SaleLine) -> tuple[Value, ...]:
    item = line.item
    return (
        line.number,
        item.item_id,
        item.number,
        item.name,
        item.department,
        item.unit,
        item.unit_price.minor_milli,
        item.tax_rate.code,
        item.tax_rate.name,
        item.tax_rate.basis_points,
        item.age_limit,
        line.quantity.milli,
        int(line.voided),
        item.price_from,
        _more(line),
    )


def _more_of_sale(sale: RetailTransaction) -> str | None:
    """None for a sale of nobody without a coupon, off which nothing is taken, as most are."""
    if sale.by_hand is None and sale.customer is None and not sale.coupons:
        return None
    by_hand = None if sale.by_hand is None else write_discount(sale.by_hand)
    return json.dumps([by_hand, sale.customer, *sale.coupons])


def _more(line: SaleLine) -> str | None:
    """None for a line of which nobody changed the price, whose code says no more than its number, and no kit."""
    is_plain = line.override is None and line.by_hand is None
    if is_plain and line.marks == NO_MARKS and not line.item.parts:
        return None
    override = None if line.override is None else write_override(line.override)
    by_hand = None if line.by_hand is None else write_discount(line.by_hand)
    more: list[object] = [override, by_hand]
    if line.marks != NO_MARKS or line.item.parts:
        more.append(write_marks(line.marks))
    if line.item.parts:
        more.append(write_parts(line.item.parts))
    return json.dumps(more)


def _line(row: Row, currency: str) -> SaleLine:
    # lines of an older program have no marks and no parts
    more: list[Any] = [None, None] if row[14] is None else json.loads(row[14])
    override, by_hand, marks, parts = [*more, None, None][:4]
    item = Item(
        item_id=ItemId(row[1]),
        number=row[2],
        name=row[3],
        department=row[4],
        unit=row[5],
        unit_price=UnitPrice(row[6], currency),
        tax_rate=TaxRate(row[7], row[8], row[9]),
        age_limit=row[10],
        # lines of an older program have list prices
        price_from=PriceFrom(row[13] or PriceFrom.LIST),
        parts=read_parts(parts or ()),
    )
    return SaleLine(
        LineNumber(row[0]),
        item,
        Quantity(row[11], item.unit),
        bool(row[12]),
        override=read_override(override, currency),
        by_hand=read_discount(by_hand),
        marks=read_marks(marks),
    )
