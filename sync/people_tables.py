"""People tables knows how private documents lie in the store file: each is held exactly, and leaves without a trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from pos_app.domain.customer import name_words, phone_end
from pos_app.files.database import Connection, Row, Value
from sync.core.document_kinds import (
    CUSTOMER_PART,
    ERASED,
    OPERATORS,
    ORDER_CHECKS,
    ORDER_CUSTOMERS,
    SLIP_KEY,
    Document,
)
from sync.wire.messages import (
    CustomerDocument,
    CustomerEntry,
    ErasedDocument,
    OperatorDocument,
    OperatorEntry,
    OrderCheckDocument,
    OrderCustomerDocument,
    SlipKeyDocument,
)

OPERATOR_ROWS = "SELECT number, name, role, pin_hash, badge_hash, under_18 FROM operator"
PUT_OPERATOR = """INSERT INTO operator (number, name, role, pin_hash, badge_hash, under_18)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET name = excluded.name,
    role = excluded.role, pin_hash = excluded.pin_hash, badge_hash = excluded.badge_hash,
    under_18 = excluded.under_18"""
DROP_OPERATOR = "DELETE FROM operator WHERE number = ?"

ORDER_ROWS = """SELECT order_number, customer_number, name, email, phone, alternate_person, vehicle,
    address, gift, paid FROM order_customer"""
PUT_ORDER = """INSERT OR REPLACE INTO order_customer (order_number, customer_number, name, email,
    phone, alternate_person, vehicle, address, gift, paid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
DROP_ORDER = "DELETE FROM order_customer WHERE order_number = ?"
DROP_ORDERS_OF = "DELETE FROM order_customer WHERE customer_number = ?"

CHECK_ROWS = "SELECT order_number, method, salt, code_hash FROM order_check"
PUT_CHECK = """INSERT OR REPLACE INTO order_check (order_number, method, salt, code_hash)
    VALUES (?, ?, ?, ?)"""
DROP_CHECK = "DELETE FROM order_check WHERE order_number = ?"

PART_ROWS = """SELECT number, part, name, email, phone, phone_end, loyalty_card, points, sizes,
    tastes, purchases FROM customer WHERE part = ?"""
PUT_CUSTOMER = """INSERT OR REPLACE INTO customer (number, part, name, email, phone, phone_end,
    loyalty_card, points, sizes, tastes, purchases) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
DROP_CUSTOMER = "DELETE FROM customer WHERE number = ?"
DROP_FROM_PART = "DELETE FROM customer WHERE part = ? AND number = ?"
NAME_OF = "SELECT name FROM customer WHERE number = ?"
PUT_WORD = "INSERT OR IGNORE INTO customer_word (word, number) VALUES (?, ?)"
DROP_WORD = "DELETE FROM customer_word WHERE word = ? AND number = ?"

NOTE_ROWS = "SELECT number, part, notes FROM customer_note WHERE part = ?"
PUT_NOTE = "INSERT OR REPLACE INTO customer_note (number, part, notes) VALUES (?, ?, ?)"
DROP_NOTE = "DELETE FROM customer_note WHERE number = ?"

KEEP_LEFT = "INSERT OR IGNORE INTO person_left (number) VALUES (?)"
WAS_HERE = """SELECT EXISTS (SELECT 1 FROM customer WHERE number = ?1)
    OR EXISTS (SELECT 1 FROM order_customer WHERE customer_number = ?1)
    OR EXISTS (SELECT 1 FROM person_left WHERE number = ?1)"""
ERASED_ROWS = "SELECT subject FROM erased_person"
PUT_ERASED = "INSERT INTO erased_person (subject) VALUES (?)"
DROP_ERASED = "DELETE FROM erased_person WHERE subject = ?"
DROP_SLIP_KEY = "DELETE FROM slip_key"
PUT_SLIP_KEY = "INSERT INTO slip_key (key) VALUES (?)"
DROP_RECEIPT_KEY = "DELETE FROM receipt_key"
PUT_RECEIPT_KEY = "INSERT INTO receipt_key (key) VALUES (?)"
COUNT_CUSTOMERS = "SELECT count(*) FROM customer"

# So many people are written in one step: other loops go on in between.
PIECE_ROWS = 50
_NAME_PLACE = 2
_Rows = TypeVar("_Rows")


def write_document(store: Connection, document_id: str, document: Document) -> Iterator[bool]:
    """Hold exactly what a document says, a piece at a step; rows that stay the same are not written again.

    Who is erased is in none: an old answer from a cache would bring the name back, and nobody would clear it away.
    A step gives True when somebody was erased of whom bytes are left in the file: it is to be written anew.
    """
    if isinstance(document, OperatorDocument):
        new = [_operator(entry) for entry in document.operators]
        _exchange(store, store.execute(OPERATOR_ROWS).fetchall(), new, PUT_OPERATOR, DROP_OPERATOR)
    elif isinstance(document, OrderCustomerDocument):
        gone = _erased(store)
        orders = [entry for entry in document.orders if entry.customer_number not in gone]
        new = [_plain(msgspec.structs.astuple(entry)) for entry in orders]
        old = store.execute(ORDER_ROWS).fetchall()
        _exchange(store, old, new, PUT_ORDER, DROP_ORDER)
        _keep_left(store, {row[1] for row in old} - {row[1] for row in new})
    elif isinstance(document, OrderCheckDocument):
        checks = [_plain(msgspec.structs.astuple(entry)) for entry in document.orders]
        held = store.execute(CHECK_ROWS).fetchall()
        _exchange(store, held, checks, PUT_CHECK, DROP_CHECK)
    elif isinstance(document, CustomerDocument):
        gone = _erased(store)
        people = [entry for entry in document.customers if entry.customer_number not in gone]
        new = [_customer(document_id, entry) for entry in people]
        notes = [_notes(document_id, entry) for entry in people if entry.notes]
        noted = store.execute(NOTE_ROWS, (document_id,)).fetchall()
        _exchange(store, noted, notes, PUT_NOTE, DROP_NOTE)
        # Words that are gone leave bytes behind.
        _keep_left(store, {row[0] for row in noted} - {row[0] for row in notes})
        yield from _exchange_customers(store, document_id, new)
    elif isinstance(document, SlipKeyDocument):
        store.execute(DROP_SLIP_KEY)
        store.execute(PUT_SLIP_KEY, (document.key,))
        store.execute(DROP_RECEIPT_KEY)
        if document.receipt_key:
            store.execute(PUT_RECEIPT_KEY, (document.receipt_key,))
    elif isinstance(document, ErasedDocument):
        yield from _exchange_erased(store, document.subjects)


def drop_document(store: Connection, document_id: str) -> Iterator[bool]:
    """Let go of all that a document said, a piece at a step."""
    if document_id == OPERATORS:
        store.execute("DELETE FROM operator")
    elif document_id == ORDER_CUSTOMERS:
        yield from write_document(store, ORDER_CUSTOMERS, OrderCustomerDocument([]))
    elif document_id == ORDER_CHECKS:
        store.execute("DELETE FROM order_check")
    elif document_id == ERASED:
        store.execute("DELETE FROM erased_person")
    elif document_id == SLIP_KEY:
        store.execute(DROP_SLIP_KEY)
    elif document_id.startswith(CUSTOMER_PART):
        yield from write_document(store, document_id, CustomerDocument([]))


def customer_count(store: Connection) -> int:
    """How many people the directory has."""
    return int(store.execute(COUNT_CUSTOMERS).fetchone()[0])


def _exchange_customers(store: Connection, part: str, new: list[Row]) -> Iterator[bool]:
    before = {row[0]: row for row in store.execute(PART_ROWS, (part,)).fetchall()}
    wanted = {row[0] for row in new}
    for gone in _pieces([row for number, row in before.items() if number not in wanted]):
        store.executemany(DROP_FROM_PART, [(part, row[0]) for row in gone])
        store.executemany(DROP_WORD, sorted(_words(gone)))
        _keep_left(store, {row[0] for row in gone})
        yield False
    for changed in _pieces([row for row in new if before.get(row[0]) != row]):
        store.executemany(PUT_CUSTOMER, changed)
        words = _words(changed)
        words_before = _words([before[row[0]] for row in changed if row[0] in before])
        store.executemany(DROP_WORD, sorted(words_before - words))
        store.executemany(PUT_WORD, sorted(words - words_before))
        yield False


def _exchange_erased(store: Connection, subjects: list[str]) -> Iterator[bool]:
    held = _erased(store)
    store.executemany(DROP_ERASED, [(who,) for who in sorted(held - set(subjects))])
    for new in _pieces(sorted(set(subjects) - held)):
        is_to_scrub = any(store.execute(WAS_HERE, (who,)).fetchone()[0] for who in new)
        _forget_people(store, new)
        store.executemany(PUT_ERASED, [(who,) for who in new])
        yield is_to_scrub


def _erased(store: Connection) -> set[str]:
    return {row[0] for row in store.execute(ERASED_ROWS).fetchall()}


def _pieces(rows: list[_Rows]) -> Iterator[list[_Rows]]:
    return (rows[first : first + PIECE_ROWS] for first in range(0, len(rows), PIECE_ROWS))


def _exchange(store: Connection, old: list[Row], new: Sequence[Row], put: str, drop: str) -> None:
    """Bring a table from its old rows to the new ones; the first cell is the key."""
    before = {row[0]: row for row in old}
    wanted = {row[0] for row in new}
    store.executemany(drop, [(key,) for key in before if key not in wanted])
    store.executemany(put, [row for row in new if before.get(row[0]) != row])


def _keep_left(store: Connection, numbers: set[str]) -> None:
    store.executemany(KEEP_LEFT, [(number,) for number in sorted(numbers)])


def _forget_people(store: Connection, subjects: list[str]) -> None:
    """Who is erased leaves at once, whatever the other documents still say."""
    for subject in subjects:
        for (name,) in store.execute(NAME_OF, (subject,)).fetchall():
            store.executemany(DROP_WORD, [(word, subject) for word in name_words(name)])
        store.execute(DROP_CUSTOMER, (subject,))
        store.execute(DROP_NOTE, (subject,))
    store.executemany(DROP_ORDERS_OF, [(subject,) for subject in subjects])


def _words(rows: list[Row]) -> set[tuple[str, str]]:
    return {(word, row[0]) for row in rows for word in name_words(row[_NAME_PLACE])}


def _operator(entry: OperatorEntry) -> Row:
    return _plain(msgspec.structs.astuple(entry))


def _customer(part: str, entry: CustomerEntry) -> Row:
    return (
        entry.customer_number,
        part,
        entry.name,
        entry.email,
        entry.phone,
        phone_end(entry.phone),
        entry.loyalty_card,
        entry.points,
        entry.sizes,
        entry.tastes,
        msgspec.json.encode(entry.purchases).decode(),
    )


def _notes(part: str, entry: CustomerEntry) -> Row:
    return entry.customer_number, part, msgspec.json.encode(entry.notes).decode()


def _plain(cells: tuple[Value, ...]) -> Row:
    """SQLite has no truth values: they are numbers there."""
    return tuple(int(cell) if isinstance(cell, bool) else cell for cell in cells)
