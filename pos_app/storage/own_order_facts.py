"""Own order facts knows which facts about customer orders the centre's figures do not hold yet."""

from __future__ import annotations

from pos_app.domain.ids import FactId
from pos_app.domain.order_told import ORDER_FACTS, Told, read_told, told_of_orders
from pos_app.files.database import Connection
from pos_app.storage.own_facts import OpenFacts


class OwnOrderFacts:
    """Each is read once, however often it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self._facts = OpenFacts(connection, ORDER_FACTS)
        self._read: dict[FactId, Told | None] = {}

    def by_order(self) -> dict[str, list[Told]]:
        """By order, in the order in which they happened."""
        known = self._read
        self._read = {
            fact.fact_id: known[fact.fact_id] if fact.fact_id in known else read_told(fact)
            for fact in self._facts.open_facts()
        }
        return told_of_orders([told for told in self._read.values() if told is not None])
