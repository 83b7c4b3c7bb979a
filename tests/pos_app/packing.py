"""A pack station under test: orders that were fetched, boxes, weights, addresses, and the real use cases."""

from collections.abc import Sequence

from pos_app.domain.facts import Fact, read_body
from pos_app.domain.ids import OrderNumber
from pos_app.files.database import Value
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.usecases.pack_station import PackStation
from pos_app.usecases.packing.close_carton import ClosedParcel
from pos_app.usecases.packing.pack_desk import PackView
from tests.pos_app.fakes import PIA, START_US
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till

HOUR_US = 3600 * 1_000_000
SETTINGS = {
    "country": "GB",
    "gs1_company_prefix": "9520123",
    "sscc_range": "12",
    "cartons": "S=300x220x150:110:6000 M=400x300x250:240:12000",
}
# item, zone, grams, sides in mm, fragile; the cakestand is taller than the small box
STORED = [
    (1, "ambient", 150, 200, 150, 20, 0),
    (2, "ambient", 900, 250, 200, 200, 1),
    (3, "chilled", 1000, 100, 80, 140, 0),
]


class Packer:
    """Somebody at a pack station; the till is never opened."""

    def __init__(self, till: Till) -> None:
        self.till = till
        with agent(till.device) as store:
            store.executemany(
                "INSERT OR REPLACE INTO configuration VALUES (?, ?)", [*SETTINGS.items()]
            )
        with agent(till.device, "chain") as chain:
            chain.executemany(
                "INSERT OR REPLACE INTO item_storage VALUES (?, ?, ?, ?, ?, ?, ?)", STORED
            )
        till.files.news.changed()

    @property
    def station(self) -> PackStation:
        return self.till.packing

    def order(
        self,
        number: str,
        *lines: tuple[int, int],
        state: str = "staged",
        tote: str = "",
        address: str = "901 Kirkgate\nLeeds LS1 4DY",
    ) -> OrderNumber:
        """An order that was fetched: items with their pieces."""
        pieces = sum(count for _, count in lines)
        with agent(self.till.device) as store:
            store.execute(
                "INSERT OR REPLACE INTO customer_order VALUES (?, 'ship_from_store', ?, ?, ?, '')",
                (number, state, START_US + HOUR_US, pieces),
            )
            store.executemany(
                "INSERT OR REPLACE INTO order_line VALUES (?, ?, ?, ?, ?, 200, '', 0)",
                [
                    (number, place, item_id, count * 1000, count * 1000)
                    for place, (item_id, count) in enumerate(lines, start=1)
                ],
            )
            if tote:
                store.execute("INSERT OR REPLACE INTO order_tote VALUES (?, ?)", (number, tote))
            if address:
                store.execute(
                    """INSERT OR REPLACE INTO order_customer VALUES (?, 'P1', 'Ada Marlowe', '', '', '',
                    '', ?, 0, 1)""",
                    (number, address),
                )
        self.till.files.news.changed()
        return OrderNumber(number)

    def tells(self, statement: str, *values: Value) -> None:
        """Head office says something else, as the agent writes it down."""
        with agent(self.till.device) as store:
            store.execute(statement, values)
        self.till.files.news.changed()

    def starts(self) -> None:
        """The program dies and is started again."""
        self.till.restart()
        self.till.signs_on(PIA)

    def opens(self, text: str) -> PackView:
        return self.station.open_order(text=text)

    def scans(self, *codes: str) -> PackView:
        return [self.station.pack_item.scanned(text=code) for code in codes][-1]

    def closes(self, grams: int, *, by_force: bool = False) -> ClosedParcel:
        return self.station.close_carton(weight_grams=grams, by_force=by_force)

    def facts(self, *kinds: str) -> Sequence[Fact]:
        """Facts of these kinds, in their order."""
        connection = self.till.files.connection
        found = [
            fact
            for life in incarnations(connection)
            for fact in facts_after(connection, life.id, 0, 100_000)
        ]
        return [fact for fact in found if fact.kind in kinds]

    def said(self, kind: str) -> list[dict[str, object]]:
        """What facts of a kind say."""
        return [read_body(fact) for fact in self.facts(kind)]
