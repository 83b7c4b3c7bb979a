"""Own order facts knows which facts about customer orders the centre's figures do not hold yet."""

from __future__ import annotations

from uuid import UUID

from pos_app.domain.customer_order import ORDER_FACTS, Told, read_told, told_of_orders
from pos_app.domain.facts import Fact
from pos_app.domain.ids import FactId
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id

# A journal holds months of sales: what the centre has acknowledged is looked through no further back than this.
LOOK_BACK = 2_000
_KINDS = ", ".join(f"'{kind}'" for kind in ORDER_FACTS)
LIFE = """SELECT max(number), coalesce((SELECT epoch FROM store.feed_state), '')
    FROM main.incarnation"""
TAIL = "SELECT coalesce(max(sequence), 0) FROM main.fact WHERE incarnation = ?"
ALL = f"""SELECT f.fact_id FROM main.incarnation i LEFT JOIN store.acknowledged a ON a.incarnation = i.id
    CROSS JOIN main.fact f ON f.incarnation = i.number
        AND f.sequence > coalesce(a.sequence, 0) - {LOOK_BACK}
    WHERE f.kind IN ({_KINDS}) AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)
    UNION SELECT f.fact_id FROM store.receipt r CROSS JOIN main.fact f ON f.fact_id = r.fact_id
    WHERE r.status = 'parked' AND f.kind IN ({_KINDS})"""
NEWER = f"""SELECT fact_id FROM main.fact WHERE incarnation = ? AND sequence > ?
    AND kind IN ({_KINDS})"""
IS_APPLIED = "SELECT 1 FROM store.receipt WHERE fact_id = ? AND status = 'applied'"


class OwnOrderFacts:
    """Reads the journal once, and then its new facts alone; one is let go of when its receipt says *applied*."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._life: tuple[int, str] = (0, "")
        self._read_to = 0
        self._open: list[Told] = []

    def by_order(self) -> dict[str, list[Told]]:
        """By order, in the order in which they happened; each is read once, ids of version 7 sort by time."""
        assert not self._connection.in_transaction, "what is undone would be kept"
        life = self._connection.execute(LIFE).fetchone()
        read_to = int(self._connection.execute(TAIL, (life[0],)).fetchone()[0])
        if life == self._life:
            self._open += self._facts(NEWER, life[0], self._read_to)
        else:
            # Another life of the journal, or a centre that was restored and lacks receipts.
            self._open = self._facts(ALL)
        self._life, self._read_to = life, read_to
        self._open = [told for told in self._open if not self._is_applied(told[0])]
        return told_of_orders(self._open)

    def _facts(self, statement: str, *values: int) -> list[Told]:
        keys = sorted(row[0] for row in self._connection.execute(statement, values).fetchall())
        found = [fact_by_id(self._connection, FactId(UUID(bytes=key))) for key in keys]
        return [*filter(None, (read_told(fact) for fact in found if fact is not None))]

    def _is_applied(self, fact: Fact) -> bool:
        return bool(self._connection.execute(IS_APPLIED, (fact.fact_id.bytes,)).fetchall())
