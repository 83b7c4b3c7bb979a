"""SQL store knows how one open transaction looks from every side of the core."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from msgspec import MsgspecError
from sqlalchemy import Connection
from sqlalchemy.exc import DataError

from central.core.ports import CannotBook
from central.storage.card_rows import SqlCards
from central.storage.held_rows import SqlHeldSales
from central.storage.loan_rows import SqlLoans
from central.storage.once_rows import SqlSpentCodes
from central.storage.parcel_rows import SqlParcels
from central.storage.point_rows import SqlPoints
from central.storage.price_list_rows import SqlPriceLists
from central.storage.promotion_rows import SqlPromotions
from central.storage.promotion_use_rows import SqlPromotionUses
from central.storage.purchase_rows import SqlPurchases
from central.storage.return_rows import SqlReturns
from central.storage.sql_counter import SqlCounter
from central.storage.sql_devices import SqlDevices
from central.storage.sql_feeds import SqlFeeds
from central.storage.sql_journals import SqlJournals
from central.storage.sql_ledger import SqlLedger
from central.storage.sql_orders import SqlOrders
from central.storage.sql_prices import SqlPrices, SqlTaxes
from central.storage.stock_room_rows import SqlStockKeeping

# What a figure or a word of a fact can bring about; a database that fails, or is asked twice at once, is none of it.
_OF_A_FACT = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    DataError,
    LookupError,
    MsgspecError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class SqlTransaction:
    """The ports of the core over one connection; the shell begins and ends the transaction."""

    connection: Connection
    journals: SqlJournals
    ledger: SqlLedger
    loans: SqlLoans
    held: SqlHeldSales
    spent: SqlSpentCodes
    returns: SqlReturns
    orders: SqlOrders
    purchases: SqlPurchases
    points: SqlPoints
    promotion_uses: SqlPromotionUses
    counter: SqlCounter
    parcels: SqlParcels
    cards: SqlCards
    feeds: SqlFeeds
    devices: SqlDevices
    prices: SqlPrices
    price_lists: SqlPriceLists
    promotions: SqlPromotions
    taxes: SqlTaxes
    stock_room: SqlStockKeeping

    @staticmethod
    def over(connection: Connection) -> SqlTransaction:
        """All ports over one open transaction."""
        return SqlTransaction(
            connection,
            SqlJournals(connection),
            SqlLedger(connection),
            SqlLoans(connection),
            SqlHeldSales(connection),
            SqlSpentCodes(connection),
            SqlReturns(connection),
            SqlOrders(connection),
            SqlPurchases(connection),
            SqlPoints(connection),
            SqlPromotionUses(connection),
            SqlCounter(connection),
            SqlParcels(connection),
            SqlCards(connection),
            SqlFeeds(connection),
            SqlDevices(connection),
            SqlPrices(connection),
            SqlPriceLists(connection),
            SqlPromotions(connection),
            SqlTaxes(connection),
            SqlStockKeeping(connection),
        )

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is done within is undone where it fails. Errors: CannotBook, unless the database itself fails."""
        try:
            with self.connection.begin_nested():
                yield
        except _OF_A_FACT as error:
            raise CannotBook(type(error).__name__) from error
