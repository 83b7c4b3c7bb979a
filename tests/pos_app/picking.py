"""A picker under test: orders that wait, bins, a map, and the real use cases over the real files."""

import json
from collections.abc import Sequence
from pathlib import Path

from pos_app.domain.ids import OrderNumber
from pos_app.domain.operator import Operator
from pos_app.domain.picking.store_map import Aisle, CrossAisle, Door, StoreMap, write_store_map
from pos_app.files.database import Value
from pos_app.usecases.picking.cart import CartView
from pos_app.usecases.picking_cart import PickingCart
from tests.pos_app.fakes import PIA, START_US
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till

HOUR_US = 3600 * 1_000_000
PICKER = PIA
MAP = StoreMap(
    tuple(Aisle(f"A0{n}", 300 * n, 0, 100, 0, 1) for n in range(1, 4)),
    (CrossAisle(0), CrossAisle(1500)),
    Door(0, 0),
    Door(0, 0),
)


class Picker:
    """One handheld; its till is never opened."""

    def __init__(self, root: Path, till: Till | None = None) -> None:
        self.till = till or Till(root)
        self.writes(
            configuration=[
                ("store_map", write_store_map(MAP)),
                ("pick_departments", json.dumps(["Bags", "Kitchen"])),
                ("bays", "B1=ambient B2=ambient F1=chilled Z1=frozen"),
            ],
            item_bin=[
                (1, "A01-03-B", 20_000),
                (1, "A03-02-A", 4_000),
                (2, "A02-10-C", 9_000),
                (3, "A01-12-A", 30_000),
                (4, "A03-14-A", 30_000),
                (6, "A02-01-A", 50_000),
            ],
        )
        with agent(self.till.device, "chain") as chain:
            chain.executemany(
                "INSERT INTO item_storage VALUES (?, ?, ?, 0, 0, 0, ?)",
                [(2, "ambient", 900, 1), (3, "chilled", 1_000, 0), (4, "ambient", 9_000, 0)],
            )

    @property
    def cart(self) -> PickingCart:
        """Its verbs, also after a restart."""
        return self.till.picking

    def writes(self, **tables: list[tuple[Value, ...]]) -> None:
        """What head office says, as the agent writes it down."""
        with agent(self.till.device) as store:
            for table, rows in tables.items():
                places = ", ".join("?" * len(rows[0]))
                store.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)
        self.till.files.news.changed()

    def order(self, number: str, *lines: tuple[int, int], substitutes: str = "") -> OrderNumber:
        """An order that waits: items with their pieces."""
        pieces = sum(count for _, count in lines)
        self.writes(
            customer_order=[(number, "pickup", "allocated", START_US + HOUR_US, pieces, "")],
            order_line=[
                (number, place, item_id, count * 1000, 0, 200, substitutes, 0)
                for place, (item_id, count) in enumerate(lines, start=1)
            ],
        )
        return OrderNumber(number)

    def restart(self, operator: Operator = PICKER) -> None:
        """The program dies and is started again."""
        self.till.restart()
        self.till.signs_on(operator)

    def takes(self, *orders: str, totes: Sequence[str] = ()) -> CartView:
        """Take these orders, and stand a tote for each on the cart."""
        view = self.cart.take_list(orders=[OrderNumber(order) for order in orders])
        for tote in totes:
            self.cart.place_totes.scanned(tote)
        return self.cart.place_totes.start() if totes else view

    def scans(self, *codes: str) -> CartView:
        """One after the other."""
        return [self.cart.pick_item.scanned(text=code) for code in codes][-1]
