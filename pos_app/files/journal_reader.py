"""Journal reader knows how facts lie in journal.db, for the app that writes them and the agent that sends them.

Table names are unqualified: no other file has a table `fact` or `incarnation`, so the functions work on the
journal's own connection and on one that has it attached. Every call fetches to its end (SYNC T4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import EMPTY_TAIL, Fact, FactOrigin, Tail
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)
from pos_app.files.database import Connection, Row, Value

FACT_COLUMNS = """fact_id, sequence, kind, version, device_id, business_unit, workstation, operator,
    business_date, wall_us, monotonic_ns, boot_id, centre_offset_ms, body, previous_hash, hash"""
INCARNATIONS = """SELECT number, id, opened_us, reason, moved_after, fingerprint, pruned_sequence,
    pruned_hash FROM incarnation ORDER BY number"""
START = "SELECT pruned_sequence, pruned_hash FROM incarnation WHERE id = ?"
NUMBER_OF = "SELECT number FROM incarnation WHERE id = ?"
TAIL = "SELECT sequence, hash FROM fact WHERE incarnation = ? ORDER BY sequence DESC LIMIT 1"
TAIL_AT = "SELECT sequence, hash FROM fact WHERE incarnation = ? AND sequence = ?"
FACTS_AFTER = f"""SELECT {FACT_COLUMNS} FROM fact
    WHERE incarnation = ? AND sequence > ? ORDER BY sequence LIMIT ?"""
FACTS_BETWEEN = f"""SELECT {FACT_COLUMNS} FROM fact
    WHERE incarnation = ? AND sequence BETWEEN ? AND ? ORDER BY sequence"""
FACT_BY_ID = f"""SELECT id, {FACT_COLUMNS} FROM fact JOIN incarnation ON number = incarnation
    WHERE fact_id = ? ORDER BY number DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Incarnation:
    """One life of this journal; the newest is written to, older ones are kept and stay uploadable (SYNC T12).

    moved_after: facts behind this sequence stand under a newer incarnation since a fork, None for none.
    machine: a fingerprint of where it was begun, None when an older program did not say; start: the link that the
    facts here continue, the empty tail until a prefix was pruned.
    """

    number: int
    id: IncarnationId
    opened_us: int
    reason: str
    moved_after: int | None
    machine: str | None
    start: Tail

    @property
    def letter(self) -> str:
        """What receipt numbers carry: A, B … Z, then AA, AB …."""
        rest, letters = self.number, ""
        while rest:
            rest, place = divmod(rest - 1, 26)
            letters = chr(ord("A") + place) + letters
        return letters


def incarnations(connection: Connection) -> tuple[Incarnation, ...]:
    """All lives of the journal, oldest first."""
    return tuple(
        Incarnation(number, IncarnationId(identity), opened_us, reason, moved, machine, _start(row))
        for number, identity, opened_us, reason, moved, machine, *row in connection.execute(
            INCARNATIONS
        ).fetchall()
    )


def start_of(connection: Connection, incarnation: IncarnationId) -> Tail:
    """The link that the facts of a chain continue: the empty tail until a prefix was pruned."""
    found = connection.execute(START, (incarnation,)).fetchall()
    return _start(found[0]) if found else EMPTY_TAIL


def tail(connection: Connection, incarnation: IncarnationId) -> Tail:
    """The end of a chain, the empty tail when it never had a fact."""
    found = connection.execute(TAIL, (_number(connection, incarnation),)).fetchall()
    return Tail(found[0][0], found[0][1]) if found else start_of(connection, incarnation)


def tail_at(connection: Connection, incarnation: IncarnationId, sequence: int) -> Tail | None:
    """The chain as far as a sequence, None when it does not reach so far or was pruned beyond it."""
    if sequence == 0:
        return EMPTY_TAIL
    found = connection.execute(TAIL_AT, (_number(connection, incarnation), sequence)).fetchall()
    if found:
        return Tail(found[0][0], found[0][1])
    start = start_of(connection, incarnation)
    return start if start.sequence == sequence else None


def facts_after(
    connection: Connection, incarnation: IncarnationId, sequence: int, limit: int
) -> list[Fact]:
    """The next facts of a chain, at most `limit` of them."""
    number = _number(connection, incarnation)
    rows = connection.execute(FACTS_AFTER, (number, sequence, limit)).fetchall()
    return [_fact(incarnation, row) for row in rows]


def facts_between(connection: Connection, life: Incarnation, first: int, last: int) -> list[Fact]:
    """The facts of a range of sequences, both ends included."""
    rows = connection.execute(FACTS_BETWEEN, (life.number, first, last)).fetchall()
    return [_fact(life.id, row) for row in rows]


def fact_by_id(connection: Connection, fact_id: FactId) -> Fact | None:
    """The fact in its newest chain: after a fork the same fact stands in two."""
    rows = connection.execute(FACT_BY_ID, (fact_id.bytes,)).fetchall()
    return _fact(IncarnationId(rows[0][0]), rows[0][1:]) if rows else None


def row_of(fact: Fact) -> tuple[Value, ...]:
    """The values of FACT_COLUMNS."""
    origin, time = fact.origin, fact.time
    return (
        fact.fact_id.bytes,
        fact.sequence,
        fact.kind,
        fact.version,
        origin.device_id,
        origin.business_unit,
        origin.workstation,
        origin.operator,
        origin.business_date,
        time.wall_us,
        time.monotonic_ns,
        time.boot_id,
        time.centre_offset_ms,
        fact.body,
        fact.previous_hash,
        fact.hash,
    )


def _number(connection: Connection, incarnation: IncarnationId) -> int:
    found = connection.execute(NUMBER_OF, (incarnation,)).fetchone()
    return int(found[0]) if found else 0


def _start(row: Sequence[Any]) -> Tail:
    sequence, pruned_hash = row
    return Tail(sequence, pruned_hash) if sequence else EMPTY_TAIL


def _fact(incarnation: IncarnationId, row: Row) -> Fact:
    return Fact(
        fact_id=FactId(UUID(bytes=row[0])),
        incarnation=incarnation,
        sequence=row[1],
        kind=row[2],
        version=row[3],
        origin=FactOrigin(
            DeviceId(row[4]),
            BusinessUnit(row[5]),
            Workstation(row[6]),
            OperatorNumber(row[7]),
            BusinessDate(row[8]),
        ),
        time=TimeReading(row[9], row[10], row[11], row[12]),
        body=row[13],
        previous_hash=row[14],
        hash=row[15],
    )
