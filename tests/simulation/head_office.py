"""Head office knows what people at the centre change: prices, names of items, figures of stock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import Connection, select, update

from central.core.feed import Change, publish
from central.core.placing import LineWords, OrderWords, Placing, place_order
from central.core.records import StockMovement
from central.core.refused import Refused
from central.storage.feed_retention import Retention, feeds_with_old_pages, let_go, note_pages
from central.storage.schema import ITEM, PRICE
from central.storage.sql_store import SqlTransaction
from pos_app.domain.customer_order import Fulfilment
from pos_app.domain.replica_schema import FEED_TABLES
from tests.simulation.goods import CHAIN_FEED, STORE_FEED, UNIT, ZONE, ZONE_FEED
from tests.simulation.oracle import Oracle
from tests.simulation.schedule import Schedule
from tests.simulation.virtual_centre import VirtualCentre

NOT_KEPT = Retention(days=0, days_max=0)


class HeadOffice:
    """Makes one group of each change; while the centre is away nothing is changed."""

    def __init__(self, centre: VirtualCentre, oracle: Oracle, schedule: Schedule) -> None:
        self._centre = centre
        self._oracle = oracle
        self._schedule = schedule
        self._correction_count = 0
        # Of an online shop, by their numbers.
        self.orders: list[str] = []

    def set_price(self, item_id: int, price_minor: int) -> None:
        """Another price in the zone."""

        def change(connection: Connection) -> None:
            wanted = update(PRICE).where(PRICE.c.zone == ZONE, PRICE.c.item_id == item_id)
            connection.execute(wanted.values(price_minor=price_minor))
            rows = {"price": [(item_id, price_minor)]}
            publish(SqlTransaction.over(connection).feeds, {ZONE_FEED: [Change(rows)]})

        self._edit(change)

    def rename(self, item_id: int, name: str) -> None:
        """Another text for an item."""
        columns = FEED_TABLES["chain"]["item"][0]

        def change(connection: Connection) -> None:
            connection.execute(update(ITEM).where(ITEM.c.item_id == item_id).values(name=name))
            wanted = select(*(ITEM.c[column] for column in columns))
            row = tuple(connection.execute(wanted.where(ITEM.c.item_id == item_id)).one())
            feeds = SqlTransaction.over(connection).feeds
            publish(feeds, {CHAIN_FEED: [Change({"item": [row]})]})

        self._edit(change)

    def let_go_of_pages(self) -> int:
        """The months of the days are over: all sealed pages but the newest go, whoever has seen them (SYNC T19)."""
        let_go_now = 0

        def change(connection: Connection) -> None:
            nonlocal let_go_now
            now_us = self._oracle.now_us()
            note_pages(connection, now_us)
            for feed in feeds_with_old_pages(connection, NOT_KEPT, now_us):
                let_go_now += let_go(connection, feed, NOT_KEPT, now_us)

        self._edit(change)
        return let_go_now

    def correct_stock(self, item_id: int, difference_milli: int) -> None:
        """A figure was found to be wrong."""
        if not self._centre.is_up:
            return
        self._correction_count += 1
        source = f"correction {self._correction_count}"
        movement = StockMovement(source, item_id, difference_milli)

        def change(connection: Connection) -> None:
            transaction = SqlTransaction.over(connection)
            rows = transaction.ledger.move_stock(UNIT, [movement], self._oracle.now_us())
            publish(transaction.feeds, {STORE_FEED: [Change({"stock": rows})]})

        self._oracle.corrected(item_id, difference_milli)
        self._edit(change)

    def place_order(self, ordered: list[tuple[int, int]]) -> str:
        """Somebody orders so much of these items, to collect it here; gives the number."""
        number = f"W{len(self.orders) + 1}"
        lines = [
            LineWords(item_number=f"N{item_id}", quantity_milli=milli, price_minor=100)
            for item_id, milli in ordered
        ]
        words = OrderWords(
            order_number=number, fulfilment=Fulfilment.PICKUP, lines=lines, paid=True
        )

        def change(connection: Connection) -> None:
            placing = Placing(self._oracle.now_us(), "shop")
            place_order(SqlTransaction.over(connection), words, placing)
            self._oracle.shop.placed(number, ordered)

        self.orders.append(number)
        # Nobody is promised what is not there.
        with suppress(Refused):
            self._edit(change)
        return number

    def _edit(self, change: Callable[[Connection], None]) -> None:
        if self._centre.is_up:
            self._centre.now_us = self._schedule.now_us
            self._centre.edit(change)
