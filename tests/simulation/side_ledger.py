"""Side ledger knows which side records the centre has, and had at any time, by reading its database."""

from __future__ import annotations

from pos_app.files.database import Connection
from tests.simulation.seen import Seen
from tests.simulation.violation import hold

SIDE_RECORDS = "SELECT commitment, subject, record_key, record FROM side_record"
ERASED = "SELECT subject FROM erasure"

# By commitment: whom it is about, its key and its words.
Records = dict[str, tuple[str, str, str]]


class SideLedger:
    """Looks after each commit.

    Protects: the centre lets go of a record by an erasure alone, or when an older database is put in its place (I1).
    """

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self.there: Records = {}
        self.ever: set[str] = set()

    def forget(self) -> None:
        """The database is another one."""
        self.there = {}

    def look(self, connection: Connection) -> None:
        """See what came and what went."""
        before = self.there
        found = connection.execute(SIDE_RECORDS).fetchall()
        self.there = {row[0]: (row[1], row[2], row[3]) for row in found}
        if (self.there.keys() - before.keys()) & self.ever:
            self._seen.note("side record brought again")
        erased = {row[0] for row in connection.execute(ERASED).fetchall()}
        for commitment in before.keys() - self.there.keys():
            subject = before[commitment][0]
            hold(subject in erased, "I1", f"the centre lost what it had of {subject}")
        self.ever |= self.there.keys()
