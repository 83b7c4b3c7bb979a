"""Loading knows what one load of a few rows did, and what every kind of row needs while it is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, select

from central.core.feed import Change
from central.importing.rows import Complaint, FileRow, Row
from central.storage.dialect import insert_or_ignore, insert_or_replace
from central.storage.schema import FOREIGN_KEY, ITEM, STORE

# A group holds at most 2,000 rows, and an item comes with its codes.
ROWS_AT_ONCE = 1_000
_Kind = TypeVar("_Kind", bound=Row)
Values = dict[str, Any]


@dataclass(slots=True)
class Loaded:
    """What changed, what was there already, what was not taken, and what devices are told of it."""

    changed: int = 0
    unchanged: int = 0
    complaints: list[Complaint] = field(default_factory=list)
    changes: dict[str, list[Change]] = field(default_factory=dict)

    def tell(self, feed: str, **tables: Sequence[tuple[Any, ...]]) -> None:
        """One group for a feed; nothing when no table has a row."""
        if any(tables.values()):
            self.changes.setdefault(feed, []).append(Change(tables))


@dataclass(frozen=True, slots=True)
class Moment:
    """When a load happens, and where ids come from that nobody else has."""

    now_us: int
    new_id: Callable[[], str]


def of_kind(rows: Sequence[FileRow], kind: type[_Kind]) -> list[tuple[FileRow, _Kind]]:
    """Rows with their places, as the kind that they are."""
    return [(row, row.row) for row in rows if isinstance(row.row, kind)]


def found_by(
    connection: Connection, table: Table, key: Column[Any], wanted: set[Any]
) -> dict[Any, Values]:
    """Rows of a table by one column."""
    if not wanted:
        return {}
    rows = connection.execute(select(table).where(key.in_(wanted)))
    return {row._mapping[key]: dict(row._mapping) for row in rows}


def items_by_number(connection: Connection, numbers: set[str]) -> dict[str, int]:
    """Item ids by number."""
    if not numbers:
        return {}
    wanted = select(ITEM.c.number, ITEM.c.item_id).where(ITEM.c.number.in_(numbers))
    return {row.number: row.item_id for row in connection.execute(wanted)}


def ours_of(connection: Connection, source: str, kind: str, theirs: set[str]) -> dict[str, str]:
    """What we call things that another system calls otherwise."""
    if not theirs:
        return {}
    wanted = select(FOREIGN_KEY.c.theirs, FOREIGN_KEY.c.ours).where(
        FOREIGN_KEY.c.source == source,
        FOREIGN_KEY.c.kind == kind,
        FOREIGN_KEY.c.theirs.in_(theirs),
    )
    return {row.theirs: row.ours for row in connection.execute(wanted)}


def keep_names(
    connection: Connection, source: str, kind: str, ours_by_theirs: Mapping[str, str]
) -> None:
    """Keep what another system calls things of ours."""
    rows = [
        {"source": source, "kind": kind, "theirs": theirs, "ours": ours}
        for theirs, ours in sorted(ours_by_theirs.items())
    ]
    if rows:
        connection.execute(insert_or_ignore(connection, FOREIGN_KEY), rows)


def replace_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Write whole rows, over those with the same key."""
    if rows:
        connection.execute(insert_or_replace(connection, table, tuple(rows[0])), rows)


def currencies_by_zone(connection: Connection) -> dict[str, str]:
    """The currency of each zone; its stores agree, or the last one by number wins."""
    wanted = select(STORE.c.zone, STORE.c.currency).order_by(STORE.c.business_unit)
    return {row.zone: row.currency for row in connection.execute(wanted)}
