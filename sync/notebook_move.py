"""Notebook move knows how what the agent wrote down beside a feed comes into the next generation of the store file."""

from __future__ import annotations

from pos_app.domain.customer import name_words
from pos_app.files.database import Connection, DatabaseError, readable_rows
from pos_app.ports.faults import Fault
from sync.core.document_kinds import CUSTOMER_PART

SHORT_TABLES = {
    "operator": "number, name, role, pin_hash, badge_hash, under_18, last_used_us",
    "order_customer": """order_number, customer_number, name, email, phone, alternate_person, vehicle, address,
        gift, paid""",
    "order_check": "order_number, method, salt, code_hash",
    "erased_person": "subject",
    "person_left": "number",
    "slip_key": "key",
    "receipt_key": "key",
    "acknowledged": "incarnation, sequence, hash, acknowledged_us",
    "side_record_held": "commitment, epoch",
    "contact": "name, value",
}
CUSTOMER_COLUMNS = """part, number, name, email, phone, phone_end, loyalty_card, points, sizes, tastes,
    purchases"""
# The directory: as long as a store has regular customers.
NOTE_COLUMNS = "number, part, notes"
LONG_TABLES = {
    "customer": CUSTOMER_COLUMNS,
    "customer_word": "word, number",
    "customer_note": NOTE_COLUMNS,
}
NOTEBOOK_TABLES = {**SHORT_TABLES, **LONG_TABLES}

VERSIONS = "SELECT id, version FROM private_document"
PUT_VERSION = "INSERT OR REPLACE INTO private_document (id, version) VALUES (?, ?)"
DROP_VERSION = "DELETE FROM private_document WHERE id = ?"
FORGET_VERSIONS = "DELETE FROM private_document"
PEOPLE_OF_PART = "SELECT number, name FROM customer WHERE part = ?"
PEOPLE_IN_PART = f"SELECT {CUSTOMER_COLUMNS} FROM customer WHERE part = ?"
DROP_PART = "DELETE FROM customer WHERE part = ?"
NOTES_OF_PART = f"SELECT {NOTE_COLUMNS} FROM customer_note WHERE part = ?"
DROP_NOTES = "DELETE FROM customer_note WHERE part = ?"
PUT_NOTE = f"INSERT OR REPLACE INTO customer_note ({NOTE_COLUMNS}) VALUES (?, ?, ?)"
PUT_PERSON = f"INSERT INTO customer ({CUSTOMER_COLUMNS}) VALUES ({', '.join('?' * 11)})"
PUT_WORD = "INSERT OR IGNORE INTO customer_word (word, number) VALUES (?, ?)"
DROP_WORD = "DELETE FROM customer_word WHERE word = ? AND number = ?"
_NUMBER_AND_NAME = slice(1, 3)


def move_notebook(old: Connection, new: Connection) -> bool:
    """Bring new to what old holds, in the caller's transaction; documents that it has already are left alone.

    True when some were not the same. A damaged file gives what can be read: then no version is kept, and the centre
    says all of it again.
    """
    found = [_copied(old, new, *table) for table in SHORT_TABLES.items()]
    is_whole = all(found)
    versions: dict[str, str] = {}
    try:
        versions.update(old.execute(VERSIONS).fetchall())
    except (Fault, DatabaseError):
        is_whole = False
    if not is_whole:
        for table in LONG_TABLES.items():
            _copied(old, new, *table)
        new.execute(FORGET_VERSIONS)
        return True
    known: dict[str, str] = dict(new.execute(VERSIONS).fetchall())
    for document_id in sorted(known.keys() - versions.keys()):
        _clear_part(new, document_id)
        new.execute(DROP_VERSION, (document_id,))
    for document_id, version in versions.items():
        if known.get(document_id) == version:
            continue
        if not document_id.startswith(CUSTOMER_PART) or _part_copied(old, new, document_id):
            new.execute(PUT_VERSION, (document_id, version))
    return known != versions


def _clear_part(new: Connection, part: str) -> None:
    for number, name in new.execute(PEOPLE_OF_PART, (part,)).fetchall():
        new.executemany(DROP_WORD, [(word, number) for word in name_words(name)])
    new.execute(DROP_PART, (part,))
    new.execute(DROP_NOTES, (part,))


def _part_copied(old: Connection, new: Connection, part: str) -> bool:
    """Copy the people of one part; False when they cannot be read: then they are fetched again."""
    _clear_part(new, part)
    try:
        people = old.execute(PEOPLE_IN_PART, (part,)).fetchall()
        notes = old.execute(NOTES_OF_PART, (part,)).fetchall()
    except (Fault, DatabaseError):
        new.execute(DROP_VERSION, (part,))
        return False
    new.executemany(PUT_PERSON, people)
    new.executemany(PUT_NOTE, notes)
    for row in people:
        number, name = row[_NUMBER_AND_NAME]
        new.executemany(PUT_WORD, [(word, number) for word in name_words(name)])
    return True


def _copied(old: Connection, new: Connection, table: str, columns: str) -> bool:
    """Copy the rows of a table as they are read; True when those were all."""
    rows, is_whole = readable_rows(old, f"SELECT {columns} FROM {table}")
    places = ", ".join("?" * len(columns.split(",")))
    new.execute(f"DELETE FROM {table}")
    new.executemany(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})", rows)
    return is_whole
