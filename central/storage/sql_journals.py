"""SQL journals knows how the chains of the devices are kept."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, RowMapping, bindparam, func, select, update

from central.core.fact_time import at_us
from central.core.records import ChainSeen
from central.storage.dialect import Cell, among, insert_or_ignore, insert_rows
from central.storage.schema import FACT, INCARNATION, RECEIPT
from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import EMPTY_TAIL, Fact, FactOrigin, Tail, tail_of
from pos_app.domain.ids import FactId, IncarnationId

_TAIL = select(INCARNATION.c.sequence, INCARNATION.c.hash).where(
    INCARNATION.c.device_id == bindparam("device"),
    INCARNATION.c.incarnation == bindparam("chain"),
)
_TAILS = select(INCARNATION.c.incarnation, INCARNATION.c.sequence, INCARNATION.c.hash).where(
    INCARNATION.c.device_id == bindparam("device")
)
_COUNT = select(func.count(FACT.c.fact_id.distinct())).where(
    FACT.c.device_id == bindparam("device")
)
_FIRST, _LAST = FACT.alias("first"), FACT.alias("last")
_SEEN = (
    select(
        INCARNATION.c.incarnation,
        _FIRST.c.received_us.label("begun_us"),
        _LAST.c.received_us.label("heard_us"),
        _LAST.c.wall_us,
        _LAST.c.centre_offset_ms,
    )
    .select_from(INCARNATION)
    .join(
        _FIRST,
        (_FIRST.c.device_id == INCARNATION.c.device_id)
        & (_FIRST.c.incarnation == INCARNATION.c.incarnation)
        & (_FIRST.c.sequence == 1),
    )
    .join(
        _LAST,
        (_LAST.c.device_id == INCARNATION.c.device_id)
        & (_LAST.c.incarnation == INCARNATION.c.incarnation)
        & (_LAST.c.sequence == INCARNATION.c.sequence),
    )
    .where(INCARNATION.c.device_id == bindparam("device"))
)
_HASHES = select(FACT.c.sequence, FACT.c.hash).where(
    FACT.c.device_id == bindparam("device"),
    FACT.c.incarnation == bindparam("chain"),
    FACT.c.sequence.between(bindparam("first"), bindparam("last")),
)
_MOVE_TAIL = (
    update(INCARNATION)
    .where(
        INCARNATION.c.device_id == bindparam("device"),
        INCARNATION.c.incarnation == bindparam("chain"),
        INCARNATION.c.sequence < bindparam("new_sequence"),
    )
    .values(sequence=bindparam("new_sequence"), hash=bindparam("new_hash"))
)
_COLUMNS = tuple(column.name for column in FACT.columns)


class SqlJournals:
    """Keeps the chains; the end of a chain only ever moves up."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock_tail(self, device_id: str, incarnation: str) -> Tail:
        """The end of a chain, locked; a new chain is begun."""
        key = {"device": device_id, "chain": incarnation}
        found = self._connection.execute(_TAIL.with_for_update(), key).one_or_none()
        if found is None:
            row = {
                "device_id": device_id,
                "incarnation": incarnation,
                "sequence": EMPTY_TAIL.sequence,
                "hash": EMPTY_TAIL.hash,
            }
            self._connection.execute(insert_or_ignore(self._connection, INCARNATION), row)
            found = self._connection.execute(_TAIL.with_for_update(), key).one()
        return Tail(found.sequence, found.hash)

    def tails(self, device_id: str) -> dict[str, Tail]:
        """The ends of every chain of a device."""
        rows = self._connection.execute(_TAILS, {"device": device_id})
        return {row.incarnation: Tail(row.sequence, row.hash) for row in rows}

    def fact_count(self, device_id: str) -> int:
        """How many facts of a device are held, each once."""
        return int(self._connection.execute(_COUNT, {"device": device_id}).scalar_one())

    def seen(self, device_id: str) -> dict[str, ChainSeen]:
        """Every chain of a device whose first and last fact are held, as it stands."""
        return {
            row.incarnation: ChainSeen(
                row.begun_us, row.heard_us, at_us(row.wall_us, row.centre_offset_ms)
            )
            for row in self._connection.execute(_SEEN, {"device": device_id})
        }

    def hashes(self, device_id: str, incarnation: str, first: int, last: int) -> dict[int, bytes]:
        """The hashes of links from first to last."""
        span = {"device": device_id, "chain": incarnation, "first": first, "last": last}
        return {row.sequence: row.hash for row in self._connection.execute(_HASHES, span)}

    def append(self, facts: Sequence[Fact], received_us: int) -> None:
        """Store facts of one chain, and move its end when they are behind it."""
        rows = [_row(fact, received_us) for fact in facts]
        insert_rows(self._connection, FACT, _COLUMNS, rows)
        origin = facts[-1].origin
        self.skip_to(origin.device_id, facts[-1].incarnation, tail_of(facts[-1]))

    def skip_to(self, device_id: str, incarnation: str, end: Tail) -> None:
        """Move the end of a chain, unless it is there already."""
        moved = {"new_sequence": end.sequence, "new_hash": end.hash}
        self._connection.execute(_MOVE_TAIL, {"device": device_id, "chain": incarnation, **moved})

    def decided(self, fact_ids: Sequence[str]) -> set[str]:
        """Which of these facts were decided before."""
        known = among(self._connection, RECEIPT.c.fact_id, fact_ids)
        return set(self._connection.scalars(select(RECEIPT.c.fact_id).where(known)))

    def fact(self, fact_id: str) -> Fact | None:
        """A fact by its id, as the chain told it that came first with it."""
        wanted = select(FACT).where(FACT.c.fact_id == fact_id).order_by(FACT.c.received_us).limit(1)
        row = self._connection.execute(wanted).mappings().one_or_none()
        return None if row is None else fact_of(row)


def fact_of(row: RowMapping) -> Fact:
    """A fact as it was told."""
    return Fact(
        FactId(UUID(row["fact_id"])),
        IncarnationId(row["incarnation"]),
        row["sequence"],
        row["kind"],
        row["version"],
        FactOrigin(
            row["device_id"],
            row["business_unit"],
            row["workstation"],
            row["operator"],
            row["business_date"],
        ),
        TimeReading(row["wall_us"], row["monotonic_ns"], row["boot_id"], row["centre_offset_ms"]),
        row["body"],
        row["previous_hash"],
        row["hash"],
    )


def _row(fact: Fact, received_us: int) -> tuple[Cell, ...]:
    """In the order of the columns."""
    origin, time = fact.origin, fact.time
    return (
        origin.device_id,
        fact.incarnation,
        fact.sequence,
        fact.fact_id.hex,
        fact.kind,
        fact.version,
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
        received_us,
    )
