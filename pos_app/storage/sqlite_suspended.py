"""SQLite suspended knows which sales of a day are put aside: their facts say so, until a later one names them."""

from __future__ import annotations

from uuid import UUID

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import BusinessDate, FactId
from pos_app.domain.sale import SuspendedSale
from pos_app.domain.sale_reading import read_suspended
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id

# The facts of the open day stand at the end of the journal; read backwards, they are found without the rest of it.
DAY_BEFORE = """SELECT incarnation, sequence FROM main.fact WHERE business_date < ?
    ORDER BY incarnation DESC, sequence DESC LIMIT 1"""
PUT_ASIDE_AND_TAKEN = """SELECT kind, fact_id, json_extract(CAST(body AS TEXT), '$.suspended')
    FROM main.fact WHERE (incarnation, sequence) > (?, ?) AND kind IN (?, ?, ?) ORDER BY incarnation, sequence"""
KINDS = (FactKind.SALE_SUSPENDED, FactKind.SALE_RETRIEVED, FactKind.SALE_CANCELLED)
BEGINNING = (0, 0)


class SqliteSuspendedSales:
    """Reads the day once, and again only after facts of `KINDS`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: tuple[BusinessDate, tuple[FactId, ...], frozenset[str]] | None = None

    def of_day(self, business_date: BusinessDate) -> tuple[SuspendedSale, ...]:
        """Put aside on this day, and neither brought back nor cancelled; the newest first."""
        held, _ = self._of(business_date)
        facts = (fact_by_id(self._connection, fact_id) for fact_id in held)
        return tuple(read_suspended(fact) for fact in facts if fact is not None)

    def is_taken(self, fact_id: FactId, business_date: BusinessDate) -> bool:
        """Whether this register has brought it back or cancelled it on this day, whoever put it aside."""
        _, taken = self._of(business_date)
        return fact_id.hex in taken

    def forget(self) -> None:
        """There are other facts than when the day was read."""
        self._known = None

    def _of(self, business_date: BusinessDate) -> tuple[tuple[FactId, ...], frozenset[str]]:
        if self._known is None or self._known[0] != business_date:
            self._known = (business_date, *self._read(business_date))
        return self._known[1:]

    def _read(self, business_date: BusinessDate) -> tuple[tuple[FactId, ...], frozenset[str]]:
        before = self._connection.execute(DAY_BEFORE, (business_date,)).fetchall()
        place = before[0] if before else BEGINNING
        aside: dict[str, FactId] = {}
        taken = set()
        for kind, key, names in self._connection.execute(
            PUT_ASIDE_AND_TAKEN, (*place, *KINDS)
        ).fetchall():
            fact_id = UUID(bytes=key)
            if kind == FactKind.SALE_SUSPENDED:
                aside[fact_id.hex] = FactId(fact_id)
            elif names is not None:
                aside.pop(names, None)
                taken.add(names)
        return tuple(reversed(aside.values())), frozenset(taken)
