"""Directory knows the private documents of a store: each with a version, the customers in parts that change apart."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from central.storage.admin_rows import operators_of
from central.storage.engine import Database
from central.storage.people_rows import (
    directory,
    erased_subjects,
    order_checks,
    order_customers,
)
from sync.wire.messages import (
    CustomerDocument,
    CustomerEntry,
    ErasedDocument,
    OperatorDocument,
    OrderCheckDocument,
    OrderCustomerDocument,
    SlipKeyDocument,
)

OPERATORS, ORDER_CUSTOMERS, ORDER_CHECKS, ERASED, CUSTOMERS, SLIP_KEY = (
    "operators",
    "order-customers",
    "order-checks",
    "erased",
    "customers",
    "slip-key",
)
PARTS = 64
# In the place of a store: no business unit begins so.
_OF_RECEIPTS = "/receipts of all stores"
REMEMBERED = timedelta(days=731)
# The directory is read for a store at most this often; an erasure is seen at once.
FRESH_US = 30_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a private document, and the version that stands for them."""

    content: bytes
    version: str


@dataclass(frozen=True, slots=True)
class _Remembered:
    read_us: int
    erased: tuple[str, ...]
    parts: dict[str, Document]


class PrivateDocuments:
    """What names people, for the devices of one store; nothing of it is ever written to a cache on disk."""

    def __init__(
        self, database: Database, now_us: Callable[[], int], slip_secret: bytes = b""
    ) -> None:
        """slip_secret: what the keys of slips are made of; without one no store has such a key."""
        self._database = database
        self._slip_secret = slip_secret
        self._now_us = now_us
        self._remembered: dict[str, _Remembered] = {}
        self._lock = threading.Lock()

    def of_store(self, business_unit: str) -> dict[str, Document]:
        """Every document of a store by its id; what is empty is not there."""
        with self._database.read() as connection:
            operators = OperatorDocument(operators_of(connection, business_unit))
            orders = OrderCustomerDocument(order_customers(connection, business_unit))
            checks = OrderCheckDocument(order_checks(connection, business_unit))
            erased = ErasedDocument(erased_subjects(connection))
        found = {OPERATORS: _document(operators)}
        if self._slip_secret:
            found[SLIP_KEY] = _document(
                SlipKeyDocument(self._slip_key(business_unit), self._slip_key(_OF_RECEIPTS))
            )
        if orders.orders:
            found[ORDER_CUSTOMERS] = _document(orders)
        if checks.orders:
            found[ORDER_CHECKS] = _document(checks)
        if erased.subjects:
            found[ERASED] = _document(erased)
        return {**found, **self._customers(business_unit, tuple(erased.subjects))}

    def _slip_key(self, business_unit: str) -> str:
        return hmac.digest(self._slip_secret, business_unit.encode(), hashlib.sha256).hex()

    def _customers(self, business_unit: str, erased: tuple[str, ...]) -> dict[str, Document]:
        now_us = self._now_us()
        with self._lock:
            known = self._remembered.get(business_unit)
        if known and known.erased == erased and 0 <= now_us - known.read_us < FRESH_US:
            return known.parts
        since = datetime.fromtimestamp(now_us // 1_000_000, UTC).date() - REMEMBERED
        with self._database.read() as connection:
            people = directory(connection, business_unit, since.isoformat())
        parts: dict[str, list[CustomerEntry]] = {}
        for person in people:
            parts.setdefault(_part_of(person.customer_number), []).append(person)
        documents = {
            name: _document(CustomerDocument(sorted(entries, key=_number_of)))
            for name, entries in sorted(parts.items())
        }
        with self._lock:
            self._remembered[business_unit] = _Remembered(now_us, erased, documents)
        return documents


def _part_of(customer_number: str) -> str:
    """Always the same part for a person, so that a change is one small document."""
    first = hashlib.sha256(customer_number.encode()).digest()[0]
    return f"{CUSTOMERS}/{first % PARTS}"


def _number_of(entry: CustomerEntry) -> str:
    return entry.customer_number


def _document(message: msgspec.Struct) -> Document:
    content = msgspec.json.encode(message)
    return Document(content, hashlib.sha256(content).hexdigest()[:32])
