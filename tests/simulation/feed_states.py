"""Feed states knows what a feed says as a whole, read alike from a device's replica and from the centre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain.replica_schema import FEED_TABLES
from pos_app.files.database import Connection, Row
from sync.wire.digest import RECEIPTS

RECEIPTS_BY_FACT = "SELECT fact_id, status FROM receipt"
# The world has no cards; the centre keeps them under another name.
NONE_MADE = frozenset({"card", "gift_card"})
# What devices have as one table, and the centre otherwise.
AT_CENTRE = {
    "customer_order": """(SELECT o.*, (SELECT coalesce(sum(quantity_milli / 1000), 0)
        FROM customer_order_line l WHERE l.order_number = o.order_number) AS piece_count
        FROM customer_order o)""",
    "order_line": "(SELECT *, line AS line_number FROM customer_order_line)",
}

Rows = dict[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a feed said at one position."""

    rows: Rows
    applied: frozenset[str]
    parked_count: int


def feed_tables_of(state: FeedState) -> list[tuple[str, tuple[Row, ...]]]:
    """The tables of a state in the order in which a digest is made."""
    return sorted(state.rows.items())


def feed_rows(connection: Connection, kind: str, sources: Mapping[str, str] | None = None) -> Rows:
    """All rows of the tables of a feed, by table; sources: where they are read from, if not from their own."""
    found: Rows = {}
    for table, (columns, key_length) in FEED_TABLES[kind].items():
        if table in NONE_MADE:
            found[table] = ()
            continue
        key = ", ".join(columns[:key_length])
        source = (sources or {}).get(table, table)
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {source} ORDER BY {key}")
        found[table] = tuple(tuple(row) for row in rows.fetchall())
    if kind == "store":
        known = connection.execute(RECEIPTS_BY_FACT).fetchall()
        found[RECEIPTS] = tuple(sorted((_hexadecimal(row[0]), row[1]) for row in known))
    return found


def _hexadecimal(fact_id: str | bytes) -> str:
    """The centre keeps ids as text, a device as bytes."""
    return fact_id if isinstance(fact_id, str) else fact_id.hex()
