"""SQLite day work knows which prices changed lately, what is kept cold here, and what came back today."""

from __future__ import annotations

from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.ids import BusinessDate, ItemId
from pos_app.files.database import Connection
from pos_app.storage.own_facts import RecentFacts

ITEMS_MAX = 300
CHANGED = """SELECT DISTINCT l.item_id FROM zone.price_list p
    JOIN zone.listed_price l ON l.price_list = p.price_list
    WHERE p.customer_group = '' AND p.from_milli <= 0 AND p.valid_from_us <= ?2
        AND (p.valid_from_us > ?1 OR p.valid_until_us BETWEEN ?1 AND ?2)
    ORDER BY l.item_id LIMIT ?3"""
COLD = """SELECT s.item_id FROM store.stock s JOIN chain.item_storage i ON i.item_id = s.item_id
    WHERE i.zone IN ('chilled', 'frozen') AND s.on_hand_milli > 0 ORDER BY i.zone, s.item_id LIMIT ?"""
EFFECTS = """SELECT item_id, difference_milli FROM main.stock_effect
    WHERE fact_id = ? AND difference_milli > 0 ORDER BY item_id"""


class SqliteDayWork:
    """Reads when somebody asks what is to be done."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._returns = RecentFacts(connection, (FactKind.SALE_RETURNED,))

    def changed_prices(self, since_us: int, now_us: int) -> tuple[ItemId, ...]:
        """Items of price lists for everybody that began or ended in between."""
        values = (since_us, now_us, ITEMS_MAX)
        rows = self._connection.execute(CHANGED, values).fetchall()
        return tuple(ItemId(row[0]) for row in rows)

    def cold_items(self) -> tuple[ItemId, ...]:
        """What is kept chilled or frozen, and here."""
        rows = self._connection.execute(COLD, (ITEMS_MAX,)).fetchall()
        return tuple(ItemId(row[0]) for row in rows)

    def returned(self, today: BusinessDate) -> tuple[tuple[Fact, ItemId, int], ...]:
        """What came back at this device and is stock again, in thousandths."""
        found = []
        for fact in self._returns.all():
            if fact.origin.business_date == today:
                rows = self._connection.execute(EFFECTS, (fact.fact_id.bytes,)).fetchall()
                found += [(fact, ItemId(item_id), int(milli)) for item_id, milli in rows]
        return tuple(found)
