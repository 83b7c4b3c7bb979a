"""Note rows knows what staff noted about customers: the words are those of side records, and go with the person."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, select

from central.storage.order_schema import CUSTOMER_NOTE
from central.storage.schema import SIDE_RECORD
from sync.wire.messages import NoteEntry

# The newest of each customer that a store is told.
NOTES_SHOWN = 3


def notes_of(connection: Connection, customers: Select[Any]) -> dict[str, list[NoteEntry]]:
    """The newest notes by customer, newest first; one whose words have not come is not among them."""
    wanted = (
        select(
            CUSTOMER_NOTE.c.customer_number,
            CUSTOMER_NOTE.c.commitment,
            CUSTOMER_NOTE.c.operator,
            CUSTOMER_NOTE.c.noted_us,
            SIDE_RECORD.c.record,
        )
        .join(SIDE_RECORD, SIDE_RECORD.c.commitment == CUSTOMER_NOTE.c.commitment)
        .where(
            CUSTOMER_NOTE.c.customer_number.in_(customers),
            SIDE_RECORD.c.subject == CUSTOMER_NOTE.c.customer_number,
        )
        .order_by(CUSTOMER_NOTE.c.noted_us.desc(), CUSTOMER_NOTE.c.commitment)
    )
    found: dict[str, list[NoteEntry]] = {}
    for row in connection.execute(wanted):
        notes = found.setdefault(row.customer_number, [])
        said = _words(row.record)
        if said and len(notes) < NOTES_SHOWN:
            notes.append(NoteEntry(row.commitment, said, row.operator, row.noted_us))
    return found


def drop_notes(connection: Connection, customer: str) -> None:
    """Nothing was noted about them any more."""
    connection.execute(delete(CUSTOMER_NOTE).where(CUSTOMER_NOTE.c.customer_number == customer))


def _words(record: str) -> str:
    """What a register wrote; anything else says nothing."""
    try:
        said = msgspec.json.decode(record)
    except (msgspec.DecodeError, RecursionError):
        return ""
    note = said.get("note") if isinstance(said, dict) else None
    return note if isinstance(note, str) else ""
