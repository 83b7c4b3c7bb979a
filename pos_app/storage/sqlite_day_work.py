"""SQLite day work knows which prices changed lately, what is kept cold here, and what came back."""

from __future__ import annotations

import json

from pos_app.domain.day_tasks import PUT_BACK_FACTS, left_to_put_back
from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.ids import ItemId
from pos_app.domain.price_change import PriceReason
from pos_app.files.database import Connection
from pos_app.storage.own_facts import OpenFacts

ITEMS_MAX = 300
CHANGED = """SELECT DISTINCT l.item_id FROM zone.price_list p
    JOIN zone.listed_price l ON l.price_list = p.price_list
    WHERE p.customer_group = '' AND p.from_milli <= 0 AND p.valid_from_us <= ?2
        AND (p.valid_from_us > ?1 OR p.valid_until_us BETWEEN ?1 AND ?2)
    ORDER BY l.item_id LIMIT ?3"""
CAME_BACK = "SELECT item_id, quantity_milli FROM store.to_put_back ORDER BY item_id"
COLD = """SELECT s.item_id FROM store.stock s JOIN chain.item_storage i ON i.item_id = s.item_id
    WHERE i.zone IN ('chilled', 'frozen') AND s.on_hand_milli > 0 ORDER BY i.zone, s.item_id LIMIT ?"""
EFFECTS = """SELECT item_id, difference_milli FROM main.stock_effect
    WHERE fact_id = ? AND difference_milli > 0 ORDER BY item_id"""


# Sales of the store and of this device at which somebody gave a line the price that its shelf showed.
TOLD_WRONG = """SELECT completed_us, document FROM store.past_sale
    WHERE completed_us > ?1 AND instr(document, ?2)"""
_WRONG = f'"{PriceReason.SHELF_PRICE}"'


class SqliteDayWork:
    """Reads when somebody asks what is to be done."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open = OpenFacts(connection, PUT_BACK_FACTS)
        self._sales = OpenFacts(connection, (FactKind.SALE_COMPLETED,))

    def changed_prices(self, since_us: int, now_us: int) -> tuple[ItemId, ...]:
        """Items of price lists for everybody that began or ended in between."""
        values = (since_us, now_us, ITEMS_MAX)
        rows = self._connection.execute(CHANGED, values).fetchall()
        return tuple(ItemId(row[0]) for row in rows)

    def wrong_labels(self, since_us: int) -> dict[ItemId, int]:
        """Items that were sold at what their shelf showed instead of their price, and when the last of them was."""
        told = self._connection.execute(TOLD_WRONG, (since_us, _WRONG)).fetchall()
        own = [(fact.time.wall_us, fact.body) for fact in self._sales.open_facts()]
        found: dict[ItemId, int] = {}
        for sold_us, body in (*told, *own):
            text = body.decode() if isinstance(body, bytes) else str(body)
            if sold_us > since_us and _WRONG in text:
                for line in json.loads(text)["lines"]:
                    reason = line.get("price_modification", {}).get("reason")
                    if reason == PriceReason.SHELF_PRICE and not line.get("voided"):
                        item_id = ItemId(line["item_id"])
                        found[item_id] = max(sold_us, found.get(item_id, 0))
        return found

    def cold_items(self) -> tuple[ItemId, ...]:
        """What is kept chilled or frozen, and here."""
        rows = self._connection.execute(COLD, (ITEMS_MAX,)).fetchall()
        return tuple(ItemId(row[0]) for row in rows)

    def to_put_back(self) -> tuple[tuple[ItemId, int], ...]:
        """What came back to the store, as its feed and the own facts say."""
        rows = self._connection.execute(CAME_BACK).fetchall()
        told = {ItemId(item_id): int(milli) for item_id, milli in rows}
        left = left_to_put_back(told, self._open.open_facts(), self._came_back)
        return tuple(left.items())

    def _came_back(self, fact: Fact) -> tuple[tuple[ItemId, int], ...]:
        rows = self._connection.execute(EFFECTS, (fact.fact_id.bytes,)).fetchall()
        return tuple((ItemId(item_id), int(milli)) for item_id, milli in rows)
