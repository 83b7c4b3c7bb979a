"""Basket rows knows what was bought together, in any channel: sales of tills, orders, and purchases of customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from central.storage.money_schema import SALE
from central.storage.purchase_rows import pieces_of
from central.storage.purchase_schema import PURCHASE
from central.storage.return_rows import was_undone
from central.storage.schema import (
    CUSTOMER_ORDER,
    CUSTOMER_ORDER_LINE,
    STOCK_MOVEMENT,
)
from pos_app.domain.customer_order import OrderState
from pos_app.domain.quantity import MILLI

ROWS_AT_ONCE = 5_000
SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True)
class SoldBasket:
    """One sale or order: milli_of says by item how much of it, in thousandths; customer is "" when nobody knows."""

    business_unit: str
    customer: str
    sold_on: date
    milli_of: dict[int, int]


def sold_baskets(connection: Connection, since: date) -> Iterator[SoldBasket]:
    """Each once, in no order; to be read in one read transaction."""
    since_us = int(datetime(since.year, since.month, since.day, tzinfo=UTC).timestamp()) * SECOND_US
    yield from _sales(connection, since_us)
    yield from _purchases(connection, since)
    yield from _orders(connection, since_us)


def _sales(connection: Connection, since_us: int) -> Iterator[SoldBasket]:
    wanted = (
        select(
            SALE.c.fact_id,
            SALE.c.business_unit,
            SALE.c.completed_us,
            STOCK_MOVEMENT.c.item_id,
            STOCK_MOVEMENT.c.difference_milli,
        )
        .join(
            STOCK_MOVEMENT,
            (STOCK_MOVEMENT.c.source == SALE.c.fact_id)
            & (STOCK_MOVEMENT.c.business_unit == SALE.c.business_unit),
        )
        .where(
            SALE.c.completed_us >= since_us,
            STOCK_MOVEMENT.c.difference_milli < 0,
            # what is somebody's purchase is counted as that
            ~select(PURCHASE.c.order_number)
            .where(PURCHASE.c.order_number == SALE.c.sale_id)
            .exists(),
            ~was_undone(),
        )
        .order_by(SALE.c.fact_id)
    )
    rows = connection.execute(wanted, execution_options={"yield_per": ROWS_AT_ONCE})
    for _, lines in groupby(rows, _first):
        sold = [*lines]
        first = sold[0]
        yield SoldBasket(
            first.business_unit,
            "",
            _day(first.completed_us),
            {line.item_id: -line.difference_milli for line in sold},
        )


def _purchases(connection: Connection, since: date) -> Iterator[SoldBasket]:
    wanted = select(PURCHASE).where(
        PURCHASE.c.ordered_on >= since.isoformat(), PURCHASE.c["items"] != ""
    )
    for row in connection.execute(wanted, execution_options={"yield_per": ROWS_AT_ONCE}):
        yield SoldBasket(
            row.business_unit,
            row.customer_number,
            date.fromisoformat(row.ordered_on),
            {item: pieces * MILLI for item, pieces in pieces_of(row.items)},
        )


def _orders(connection: Connection, since_us: int) -> Iterator[SoldBasket]:
    """Orders that are no customer's purchase yet, or never will be: those of nobody known."""
    purchased = (
        select(PURCHASE.c.order_number)
        .where(
            PURCHASE.c.customer_number == CUSTOMER_ORDER.c.customer_number,
            PURCHASE.c.order_number == CUSTOMER_ORDER.c.order_number,
        )
        .exists()
    )
    wanted = (
        select(
            CUSTOMER_ORDER.c.order_number,
            CUSTOMER_ORDER.c.business_unit,
            CUSTOMER_ORDER.c.customer_number,
            CUSTOMER_ORDER.c.created_us,
            CUSTOMER_ORDER_LINE.c.item_id,
            CUSTOMER_ORDER_LINE.c.quantity_milli,
        )
        .join(
            CUSTOMER_ORDER_LINE,
            CUSTOMER_ORDER_LINE.c.order_number == CUSTOMER_ORDER.c.order_number,
        )
        .where(
            CUSTOMER_ORDER.c.created_us >= since_us,
            CUSTOMER_ORDER.c.state != OrderState.CANCELLED,
            CUSTOMER_ORDER_LINE.c.quantity_milli > 0,
            ~purchased,
        )
        .order_by(CUSTOMER_ORDER.c.order_number, CUSTOMER_ORDER_LINE.c.line)
    )
    rows = connection.execute(wanted, execution_options={"yield_per": ROWS_AT_ONCE})
    for _, lines in groupby(rows, _first):
        ordered = [*lines]
        first = ordered[0]
        milli_of: dict[int, int] = {}
        for line in ordered:
            milli_of[line.item_id] = milli_of.get(line.item_id, 0) + line.quantity_milli
        yield SoldBasket(
            first.business_unit, first.customer_number, _day(first.created_us), milli_of
        )


def _first(row: Any) -> object:
    return row[0]


def _day(moment_us: int) -> date:
    return datetime.fromtimestamp(moment_us // SECOND_US, UTC).date()
