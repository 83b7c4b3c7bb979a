"""SQLite suspended knows which sales of a day are put aside: their facts say so, until a later one names them."""

from __future__ import annotations

import json
from uuid import UUID

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import BusinessDate, FactId, OperatorNumber, Workstation
from pos_app.domain.sale import HeldElsewhere, SuspendedSale
from pos_app.domain.sale_reading import held_from, read_suspended
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id

# The facts of the open day stand at the end of the journal; read backwards, they are found without the rest of it.
DAY_BEFORE = """SELECT incarnation, sequence FROM main.fact WHERE business_date < ?
    ORDER BY incarnation DESC, sequence DESC LIMIT 1"""
PUT_ASIDE_AND_TAKEN = """SELECT kind, fact_id, json_extract(CAST(body AS TEXT), '$.suspended')
    FROM main.fact WHERE (incarnation, sequence) > (?, ?) AND kind IN (?, ?, ?) ORDER BY incarnation, sequence"""
# The centre's word: whatever another register took is not held here any more.
AT_CENTRE = """SELECT suspended, workstation, operator, held_us, document FROM store.held_sale
    WHERE business_date = ? AND state = 'held' ORDER BY held_us DESC"""
TAKEN = "SELECT suspended FROM store.held_sale WHERE business_date = ? AND state = 'taken'"
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
        taken = self._taken_elsewhere(business_date) if held else set()
        left = (fact_id for fact_id in held if fact_id.hex not in taken)
        facts = (fact_by_id(self._connection, fact_id) for fact_id in left)
        return tuple(read_suspended(fact) for fact in facts if fact is not None)

    def is_taken(self, fact_id: FactId, business_date: BusinessDate) -> bool:
        """By a fact of this register, or by what the feed brought."""
        _, taken = self._of(business_date)
        return fact_id.hex in taken or fact_id.hex in self._taken_elsewhere(business_date)

    def elsewhere(self, business_date: BusinessDate) -> tuple[HeldElsewhere, ...]:
        """What this register has not put aside, and not taken itself."""
        rows = self._connection.execute(AT_CENTRE, (business_date,)).fetchall()
        if not rows:
            return ()
        _, taken = self._of(business_date)
        found = []
        for suspended, workstation, operator, held_us, document in rows:
            fact_id, who = FactId(UUID(hex=suspended)), OperatorNumber(operator)
            if suspended in taken or fact_by_id(self._connection, fact_id) is not None:
                continue
            sale = held_from(json.loads(document), who)
            found.append(HeldElsewhere(fact_id, Workstation(workstation), who, held_us, sale))
        return tuple(found)

    def forget(self) -> None:
        """There are other facts than when the day was read."""
        self._known = None

    def _taken_elsewhere(self, business_date: BusinessDate) -> set[str]:
        return {row[0] for row in self._connection.execute(TAKEN, (business_date,)).fetchall()}

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
