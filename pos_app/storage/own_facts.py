"""Own facts knows what the own journal tells of some kinds: lately, and not yet in the centre's figures."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pos_app.domain.facts import Fact
from pos_app.domain.ids import FactId
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id

# A journal holds months of sales: what the centre has acknowledged is looked through no further back than this.
LOOK_BACK = 2_000
# A cart is emptied and a bin is counted within a day: so many facts of a device are looked through after a start.
RECENT = 3_000
LIFE = "SELECT max(number) FROM main.incarnation"
LIFE_AND_EPOCH = """SELECT max(number), coalesce((SELECT epoch FROM store.feed_state), '')
    FROM main.incarnation"""
TAIL = "SELECT coalesce(max(sequence), 0) FROM main.fact WHERE incarnation = ?"
OPEN = """SELECT f.fact_id FROM main.incarnation i LEFT JOIN store.acknowledged a ON a.incarnation = i.id
    CROSS JOIN main.fact f ON f.incarnation = i.number
        AND f.sequence > coalesce(a.sequence, 0) - {look_back}
    WHERE f.kind IN ({kinds}) AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)
    UNION SELECT f.fact_id FROM store.receipt r CROSS JOIN main.fact f ON f.fact_id = r.fact_id
    WHERE r.status = 'parked' AND f.kind IN ({kinds})"""
LAST = """SELECT f.fact_id FROM main.incarnation i CROSS JOIN main.fact f ON f.incarnation = i.number
    AND f.sequence > (SELECT coalesce(max(l.sequence), 0) FROM main.fact l
        WHERE l.incarnation = i.number) - {look_back}
    WHERE f.kind IN ({kinds}) AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""
NEWER = """SELECT fact_id FROM main.fact WHERE incarnation = ? AND sequence > ?
    AND kind IN ({kinds})"""
IS_APPLIED = "SELECT 1 FROM store.receipt WHERE fact_id = ? AND status = 'applied'"


class RecentFacts:
    """Reads the journal once, and then its new facts alone: what was done stays done after any restart."""

    def __init__(self, connection: Connection, kinds: Sequence[str]) -> None:
        self._connection = connection
        self._last = LAST.format(kinds=_words(kinds), look_back=RECENT)
        self._newer = NEWER.format(kinds=_words(kinds))
        self._life = 0
        self._read_to = 0
        self._facts: list[Fact] = []

    def all(self) -> list[Fact]:
        """Those of the last days, in the order in which they happened."""
        assert not self._connection.in_transaction, "what is undone would be kept"
        life = int(self._connection.execute(LIFE).fetchone()[0])
        read_to = int(self._connection.execute(TAIL, (life,)).fetchone()[0])
        if life == self._life:
            self._facts += _read(self._connection, self._newer, life, self._read_to)
        else:
            self._facts = _read(self._connection, self._last)
        self._life, self._read_to = life, read_to
        return self._facts


class OpenFacts:
    """Reads the journal once, and then its new facts alone; one is let go of when its receipt says *applied*."""

    def __init__(self, connection: Connection, kinds: Sequence[str]) -> None:
        self._connection = connection
        self._all = OPEN.format(kinds=_words(kinds), look_back=LOOK_BACK)
        self._newer = NEWER.format(kinds=_words(kinds))
        self._life: tuple[int, str] = (0, "")
        self._read_to = 0
        self._open: list[Fact] = []

    def open_facts(self) -> tuple[Fact, ...]:
        """In the order in which they happened."""
        assert not self._connection.in_transaction, "what is undone would be kept"
        life = self._connection.execute(LIFE_AND_EPOCH).fetchone()
        read_to = int(self._connection.execute(TAIL, (life[0],)).fetchone()[0])
        if life == self._life:
            self._open += _read(self._connection, self._newer, life[0], self._read_to)
        else:
            # Another life of the journal, or a centre that was restored and lacks receipts.
            self._open = _read(self._connection, self._all)
        self._life, self._read_to = life, read_to
        self._open = [fact for fact in self._open if not _is_applied(self._connection, fact)]
        return tuple(self._open)


def uncounted(connection: Connection, kinds: Sequence[str]) -> list[Fact]:
    """Those that the centre has not counted, in the order in which they happened; read anew, in a transaction too."""
    found = _read(connection, OPEN.format(kinds=_words(kinds), look_back=LOOK_BACK))
    return [fact for fact in found if not _is_applied(connection, fact)]


def newer_than(connection: Connection, kinds: Sequence[str], life: int, sequence: int) -> bool:
    """Whether a life of the journal has facts of these kinds after a sequence."""
    newer = NEWER.format(kinds=_words(kinds))
    return connection.execute(f"{newer} LIMIT 1", (life, sequence)).fetchone() is not None


def _is_applied(connection: Connection, fact: Fact) -> bool:
    return bool(connection.execute(IS_APPLIED, (fact.fact_id.bytes,)).fetchall())


def _words(kinds: Sequence[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def _read(connection: Connection, statement: str, *values: int) -> list[Fact]:
    """Ids of version 7 sort by time."""
    keys = sorted(row[0] for row in connection.execute(statement, values).fetchall())
    found = [fact_by_id(connection, FactId(UUID(bytes=key))) for key in keys]
    return [fact for fact in found if fact is not None]
