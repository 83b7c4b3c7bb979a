"""Pruning knows which facts a device may let go of: the old beginning of a chain that the centre holds and applied."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.facts import Tail
from pos_app.files.database import Connection, transaction
from pos_app.files.journal_reader import Incarnation, incarnations, tail_at
from pos_app.files.scrubbing import write_anew
from pos_app.storage.sqlite_side_records import PEOPLE_TABLES

# A restored centre gets everything again that is younger (SYNC T13).
KEPT_US = 90 * 86_400 * 1_000_000
# One step of a quiet hour.
FACTS_AT_ONCE = 1_000

ACKNOWLEDGED = "SELECT sequence, hash FROM store.acknowledged WHERE incarnation = ?"
# A fact stays while the centre lacks what lies beside it.
OLDEST = """SELECT f.sequence, f.hash, f.wall_us, f.centre_offset_ms, f.fact_id,
    iif(EXISTS (SELECT 1 FROM main.side_record s
        LEFT JOIN store.side_record_held h ON h.commitment = s.commitment
        WHERE s.fact_id = f.fact_id AND h.commitment IS NULL), 'waits', r.status)
    FROM main.fact f LEFT JOIN store.receipt r ON r.fact_id = f.fact_id
    WHERE f.incarnation = ? AND f.sequence > ? AND f.sequence <= ? ORDER BY f.sequence LIMIT ?"""
DELETE_FACTS = "DELETE FROM main.fact WHERE incarnation = ? AND sequence <= ?"
MOVE_START = "UPDATE main.incarnation SET pruned_sequence = ?, pruned_hash = ? WHERE number = ?"
_GONE = "(SELECT value FROM json_each(?))"
# After a fork the same fact may stand in another chain, which is not old enough or not applied any more.
_NOWHERE = "NOT EXISTS (SELECT 1 FROM main.fact f WHERE f.fact_id = {table}.fact_id)"
DELETE_BESIDE = tuple(
    f"DELETE FROM main.{table} WHERE hex(fact_id) IN {_GONE} AND {_NOWHERE.format(table=table)}"
    for table in ("sale", "stock_effect", "side_record")
)
NAMES_PEOPLE = f"""SELECT EXISTS (SELECT 1 FROM main.side_record WHERE hex(fact_id) IN {_GONE}
    AND {_NOWHERE.format(table="side_record")})"""
# Who was let in is known no longer than what says so.
DELETE_GUESTS = f"""DELETE FROM main.guest_operator WHERE (business_date, operator) IN (
    SELECT json_extract(record, '$.business_date'), json_extract(record, '$.operator')
    FROM main.side_record
    WHERE hex(fact_id) IN {_GONE} AND {_NOWHERE.format(table="side_record")})"""


@dataclass(frozen=True, slots=True)
class _Prefix:
    """Facts that may go: up to this link, with their ids as hexadecimal digits."""

    end: Tail
    fact_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many facts went; names_people: and what named somebody, so that the log is to be cleared."""

    count: int = 0
    names_people: bool = False


def prune(connection: Connection, centre_now_us: int) -> Pruned:
    """Let go of a part of what is due, in one durable transaction.

    centre_now_us: microseconds UTC by the centre's clock. A parked fact, and all that follow it, stay until a
    person has settled it; a fact of a device that did not know the time goes with one behind it that did.
    """
    gone, names_people = 0, False
    for life in incarnations(connection):
        prefix = _due(connection, life, centre_now_us)
        if prefix is not None:
            names_people |= _let_go(connection, life, prefix)
            gone += len(prefix.fact_ids)
    return Pruned(gone, names_people)


def _due(connection: Connection, life: Incarnation, centre_now_us: int) -> _Prefix | None:
    found = connection.execute(ACKNOWLEDGED, (life.id,)).fetchall()
    if not found or tail_at(connection, life.id, found[0][0]) != Tail(*found[0]):
        return None
    values = (life.number, life.start.sequence, found[0][0], FACTS_AT_ONCE)
    end, fact_ids, old_ids = None, [], 0
    for sequence, own_hash, wall_us, offset_ms, fact_id, status in connection.execute(
        OLDEST, values
    ).fetchall():
        if status != "applied":
            break
        fact_ids.append(fact_id.hex().upper())
        if offset_ms is None:
            continue
        if wall_us + offset_ms * 1_000 > centre_now_us - KEPT_US:
            break
        end, old_ids = Tail(sequence, own_hash), len(fact_ids)
    return None if end is None else _Prefix(end, tuple(fact_ids[:old_ids]))


def _let_go(connection: Connection, life: Incarnation, prefix: _Prefix) -> bool:
    """True when somebody was named beside what went."""
    ids = "[" + ",".join(f'"{fact_id}"' for fact_id in prefix.fact_ids) + "]"
    with transaction(connection):
        connection.execute(DELETE_FACTS, (life.number, prefix.end.sequence))
        names_people = bool(connection.execute(NAMES_PEOPLE, (ids,)).fetchone()[0])
        if names_people:
            connection.execute(DELETE_GUESTS, (ids,))
        for statement in DELETE_BESIDE:
            connection.execute(statement, (ids,))
        if names_people:
            # Nobody could erase them any more: what is let go of leaves no byte.
            write_anew(connection, PEOPLE_TABLES)
        connection.execute(MOVE_START, (prefix.end.sequence, prefix.end.hash, life.number))
    return names_people
