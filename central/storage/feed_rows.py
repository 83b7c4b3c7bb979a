"""Feed rows knows what a feed says as a whole: every row of every table of it, in the order of keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, ScalarSelect, Select, Table, case, cast, func, select

from central.core.feed import feed_kind
from central.storage.card_rows import BALANCE
from central.storage.dialect import by_bytes
from central.storage.goods_schema import ITEM_PACK, ITEM_PART, ITEM_VARIANT, PACK_PRICE
from central.storage.money_schema import (
    CARD,
    CARD_MOVEMENT,
    HELD_SALE,
    LISTED_PRICE,
    PAST_RETURN,
    PAST_SALE,
    PRICE_LIST,
    PROMOTION,
    PROMOTION_USE,
    SPENT_ONCE,
    TAX_CHANGE,
)
from central.storage.order_schema import (
    ORDER_DEED,
    ORDER_KIT,
    ORDER_PIECE,
    ORDER_SHORT,
    ORDER_SUBSTITUTE,
)
from central.storage.parcel_schema import ORDER_PARCEL, ORDER_TOTE, PARCEL_SERIAL
from central.storage.price_list_rows import ACTIVE
from central.storage.purchase_schema import ACCOUNT_LIMIT
from central.storage.schema import (
    CONFIGURATION,
    CUSTOMER_ORDER,
    CUSTOMER_ORDER_LINE,
    EXCEPTION,
    FAVOURITE,
    ITEM,
    ITEM_BIN,
    ITEM_CODE,
    PRICE,
    RECEIPT,
    STOCK,
    TAX_RATE,
)
from central.storage.shelf_schema import (
    DELIVERY,
    DELIVERY_LINE,
    ITEM_STORAGE,
    SISTER_STOCK,
    SISTER_STORE,
    TO_PUT_BACK,
)
from central.storage.upsell_schema import ITEM_NEIGHBOUR, NEW_ITEM, SALES_RATE
from pos_app.domain.quantity import EACH, MILLI
from pos_app.domain.replica_schema import FEED_TABLES
from sync.wire.digest import RECEIPTS, digest_tables

ROWS_AT_ONCE = 5_000
Values = tuple[int | str | None, ...]

_TABLES: dict[str, Table] = {
    "item": ITEM,
    "item_code": ITEM_CODE,
    "item_storage": ITEM_STORAGE,
    "item_pack": ITEM_PACK,
    "item_part": ITEM_PART,
    "item_variant": ITEM_VARIANT,
    "pack_price": PACK_PRICE,
    "tax_rate": TAX_RATE,
    "price": PRICE,
    "stock": STOCK,
    "item_bin": ITEM_BIN,
    "favourite": FAVOURITE,
    "configuration": CONFIGURATION,
    "exception": EXCEPTION,
    "customer_order": CUSTOMER_ORDER,
    "order_line": CUSTOMER_ORDER_LINE,
    "order_piece": ORDER_PIECE,
    "order_deed": ORDER_DEED,
    "order_parcel": ORDER_PARCEL,
    "order_tote": ORDER_TOTE,
    "order_substitute": ORDER_SUBSTITUTE,
    "order_short": ORDER_SHORT,
    "order_kit": ORDER_KIT,
    "parcel_serial": PARCEL_SERIAL,
    "card": CARD,
    "gift_card": CARD,
    "account_limit": ACCOUNT_LIMIT,
    "past_sale": PAST_SALE,
    "past_return": PAST_RETURN,
    "spent_once": SPENT_ONCE,
    "held_sale": HELD_SALE,
    "listed_price": LISTED_PRICE,
    "price_list": PRICE_LIST,
    "promotion": PROMOTION,
    "promotion_use": PROMOTION_USE,
    "tax_change": TAX_CHANGE,
    "item_neighbour": ITEM_NEIGHBOUR,
    "new_item": NEW_ITEM,
    "sales_rate": SALES_RATE,
    "delivery": DELIVERY,
    "delivery_line": DELIVERY_LINE,
    "sister_stock": SISTER_STOCK,
    "sister_store": SISTER_STORE,
    "to_put_back": TO_PUT_BACK,
}
# Their store is that of their order.
_OF_ORDERS = frozenset(
    {
        "order_line",
        "order_piece",
        "order_deed",
        "order_parcel",
        "order_tote",
        "order_substitute",
        "order_short",
        "order_kit",
    }
)
# What a column of a feed is called here, where it is called otherwise.
_NAMES = {"order_line": {"line_number": "line"}}
_PIECES = (
    select(
        cast(
            func.coalesce(
                func.sum(
                    case(
                        (ITEM.c.unit == EACH, CUSTOMER_ORDER_LINE.c.quantity_milli // MILLI),
                        else_=1,
                    )
                ),
                0,
            ),
            BigInteger,
        )
    )
    .join(ITEM, ITEM.c.item_id == CUSTOMER_ORDER_LINE.c.item_id)
    .where(
        CUSTOMER_ORDER_LINE.c.order_number == CUSTOMER_ORDER.c.order_number,
        CUSTOMER_ORDER_LINE.c.quantity_milli != 0,
    )
    .scalar_subquery()
)
# Columns that follow from other tables.
_DERIVED: dict[str, dict[str, ScalarSelect[int]]] = {
    "customer_order": {"piece_count": _PIECES},
    "card": {"balance_minor": BALANCE},
    "gift_card": {"balance_minor": BALANCE},
}


def feed_tables(connection: Connection, feed: str) -> Iterator[tuple[str, Iterator[Values]]]:
    """Every table of a feed's digest, each with its rows by key; to be read in one read transaction."""
    for table in digest_tables(feed_kind(feed)):
        if table == RECEIPTS:
            yield table, _receipts(connection, feed)
        else:
            yield table, _rows(connection, feed, table)


def row_count(connection: Connection, feed: str) -> int:
    """How many rows all tables of a feed have."""
    total = 0
    for table in FEED_TABLES[feed_kind(feed)]:
        total += (
            connection.scalar(select(func.count()).select_from(_select(feed, table).subquery()))
            or 0
        )
    return total


def _receipts(connection: Connection, feed: str) -> Iterator[Values]:
    """Fact id and status of every decided fact of a store."""
    wanted = (
        select(RECEIPT.c.fact_id, RECEIPT.c.status)
        .where(RECEIPT.c.business_unit == _scope(feed))
        .order_by(by_bytes(connection, RECEIPT.c.fact_id))
    )
    for row in connection.execute(wanted, execution_options={"yield_per": ROWS_AT_ONCE}):
        yield tuple(row)


def _rows(connection: Connection, feed: str, table: str) -> Iterator[Values]:
    columns, key_length = FEED_TABLES[feed_kind(feed)][table]
    wanted = _select(feed, table)
    source = _TABLES[table]
    keys: Sequence[str] = columns[:key_length]
    named = _NAMES.get(table, {})
    wanted = wanted.order_by(*(by_bytes(connection, source.c[named.get(key, key)]) for key in keys))
    result = connection.execute(wanted, execution_options={"yield_per": ROWS_AT_ONCE})
    for row in result:
        yield tuple(row)


def _select(feed: str, table: str) -> Select[Any]:
    columns, _ = FEED_TABLES[feed_kind(feed)][table]
    source = _TABLES[table]
    derived = _DERIVED.get(table, {})
    named = _NAMES.get(table, {})
    wanted = select(
        *(derived[name] if name in derived else source.c[named.get(name, name)] for name in columns)
    )
    if table in _OF_ORDERS:
        of_order = source.c.order_number == CUSTOMER_ORDER.c.order_number
        return wanted.join(CUSTOMER_ORDER, of_order).where(
            CUSTOMER_ORDER.c.business_unit == _scope(feed)
        )
    if table == "card":
        here = select(CARD_MOVEMENT.c.card).where(CARD_MOVEMENT.c.business_unit == _scope(feed))
        return wanted.where(CARD.c.card.in_(here))
    if table == "price_list":
        wanted = wanted.where(PRICE_LIST.c.state == ACTIVE)
    if feed_kind(feed) == "store":
        return wanted.where(source.c.business_unit == _scope(feed))
    if feed_kind(feed) == "zone":
        return wanted.where(source.c.zone == _scope(feed))
    return wanted


def _scope(feed: str) -> str:
    return feed.partition(":")[2]
