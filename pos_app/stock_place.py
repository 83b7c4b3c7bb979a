"""Stock place knows which adapters the stock room of this machine works with."""

from __future__ import annotations

from pos_app.late_documents import documents_of
from pos_app.late_places import Connected
from pos_app.storage.sqlite_day_work import SqliteDayWork
from pos_app.storage.sqlite_stock_room import SqliteStockBook
from pos_app.usecases.stock_room import StockPorts, StockRoom, make_stock_room


def stock_place(connected: Connected) -> StockRoom:
    """The stock room of an open store."""
    files = connected.files
    stock = StockPorts(
        SqliteStockBook(files.connection),
        files.sending,
        documents_of(connected),
        SqliteDayWork(files.connection),
    )
    return make_stock_room(stock, connected.ports, connected.register)
