"""SQLite work knows what the own journal tells of picking and packing on a day."""

from __future__ import annotations

from uuid import UUID

from pos_app.domain.facts import Fact
from pos_app.domain.ids import FactId
from pos_app.domain.work_measures import WORK_FACTS
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id

# A device writes fewer facts on one day.
LOOK_BACK = 6_000
_KINDS = ", ".join(f"'{kind}'" for kind in WORK_FACTS)
OF_DAY = f"""SELECT f.fact_id FROM main.incarnation i CROSS JOIN main.fact f ON f.incarnation = i.number
    AND f.sequence > (SELECT coalesce(max(l.sequence), 0) FROM main.fact l
        WHERE l.incarnation = i.number) - {LOOK_BACK}
    WHERE f.kind IN ({_KINDS}) AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""


class SqliteWorkFacts:
    """Reads the end of the journal anew each time: figures are looked at now and then."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_day(self, business_date: str) -> tuple[Fact, ...]:
        """All of it that a measure is taken from."""
        keys = [row[0] for row in self._connection.execute(OF_DAY).fetchall()]
        found = (fact_by_id(self._connection, FactId(UUID(bytes=key))) for key in sorted(keys))
        return tuple(
            fact
            for fact in found
            if fact is not None and fact.origin.business_date == business_date
        )
