"""Own order facts knows which facts about customer orders the centre's figures do not hold yet."""

from __future__ import annotations

from pos_app.domain.ids import FactId
from pos_app.domain.order_told import ORDER_FACTS, Told, read_told, told_of_orders
from pos_app.files.database import Connection
from pos_app.storage.own_facts import LIFE, TAIL, OpenFacts, newer_than


class OwnOrderFacts:
    """Each is read once, however often it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._facts = OpenFacts(connection, ORDER_FACTS)
        self._read: dict[FactId, Told | None] = {}
        self._journal = (0, 0)
        self._changes = 0

    def by_order(self) -> dict[str, list[Told]]:
        """By order, in the order in which they happened."""
        known = self._read
        self._read = {
            fact.fact_id: known[fact.fact_id] if fact.fact_id in known else read_told(fact)
            for fact in self._facts.open_facts()
        }
        return told_of_orders([told for told in self._read.values() if told is not None])

    def changes(self) -> int:
        """Goes up with whatever this device tells of orders, and with another life of its journal."""
        assert not self._connection.in_transaction, "what is undone would be counted"
        life = int(self._connection.execute(LIFE).fetchone()[0])
        last = int(self._connection.execute(TAIL, (life,)).fetchone()[0])
        known_life, known = self._journal
        if life != known_life or newer_than(self._connection, ORDER_FACTS, life, known):
            self._changes += 1
        self._journal = (life, last)
        return self._changes
