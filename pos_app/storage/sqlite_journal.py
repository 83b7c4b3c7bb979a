"""SQLite journal knows how facts are appended to their chain, in the transaction of what they tell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.facts import Fact, FactDraft, FactOrigin, link, tail_of
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    OperatorNumber,
    Workstation,
)
from pos_app.files.database import Connection
from pos_app.files.journal_reader import (
    FACT_COLUMNS,
    Incarnation,
    fact_by_id,
    incarnations,
    row_of,
    tail,
)
from pos_app.ports.clock import Clock, Ids
from pos_app.storage.centre_offset import CentreOffset

INSERT_FACT = f"""INSERT INTO main.fact (incarnation, {FACT_COLUMNS})
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
INSERT_EFFECT = """INSERT INTO main.stock_effect (item_id, fact_id, difference_milli)
    VALUES (?, ?, ?)"""
# The highest and not how many: old sales are let go of.
LAST_RECEIPT = """SELECT max(CAST(substr(receipt_number, ?) AS INTEGER)) FROM main.sale
    WHERE business_date = ? AND receipt_number GLOB ?"""
# Without a number SQLite takes the next one.
INSERT_INCARNATION = """INSERT INTO main.incarnation (number, id, opened_us, reason, fingerprint)
    VALUES (?, ?, ?, ?, ?)"""

INCARNATION_BYTES = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Which workstation of which store this device is."""

    device_id: DeviceId
    business_unit: BusinessUnit
    workstation: Workstation


def begin_incarnation(
    connection: Connection,
    clock: Clock,
    ids: Ids,
    reason: str,
    machine: str | None,
    number: int | None = None,
) -> Incarnation:
    """Add a new life of the journal within the open transaction; from now on it is the one written to."""
    identity = ids.random_hex(INCARNATION_BYTES)
    connection.execute(
        INSERT_INCARNATION, (number, identity, clock.read().wall_us, reason, machine)
    )
    return incarnations(connection)[-1]


class SqliteJournal:
    """Appends to the newest incarnation; the chain's tail is kept in memory and goes back with its transaction."""

    def __init__(
        self,
        connection: Connection,
        place: Place,
        clock: Clock,
        ids: Ids,
        centre_offset: CentreOffset,
    ) -> None:
        self._connection = connection
        self._place = place
        self._clock = clock
        self._ids = ids
        self._centre_offset = centre_offset
        self._incarnation = incarnations(connection)[-1]
        self._tail = tail(connection, self._incarnation.id)
        self._appended: list[Fact] = []
        self._counted: tuple[BusinessDate, str] | None = None
        self._receipt_count = 0

    def append(
        self,
        draft: FactDraft,
        *,
        operator: OperatorNumber,
        business_date: BusinessDate,
        stock_effects: tuple[tuple[int, int], ...] = (),
    ) -> Fact:
        """Add a fact with its local effects on stock."""
        assert self._connection.in_transaction, "a fact outside a transaction"
        time = replace(self._clock.read(), centre_offset_ms=self._centre_offset.milliseconds)
        place = self._place
        fact = link(
            draft,
            fact_id=FactId(self._ids.uuid7()),
            incarnation=self._incarnation.id,
            after=self._tail,
            origin=FactOrigin(
                place.device_id, place.business_unit, place.workstation, operator, business_date
            ),
            time=time,
        )
        self._connection.execute(INSERT_FACT, (self._incarnation.number, *row_of(fact)))
        if stock_effects:
            key = fact.fact_id.bytes
            self._connection.executemany(
                INSERT_EFFECT, [(item_id, key, milli) for item_id, milli in stock_effects]
            )
        self._tail = tail_of(fact)
        self._appended.append(fact)
        return fact

    def fact(self, fact_id: FactId) -> Fact | None:
        """A fact of this register."""
        return fact_by_id(self._connection, fact_id)

    def next_receipt_number(self, business_date: BusinessDate) -> str:
        """Unit, workstation with the incarnation's letter, month and day, and the count of that day."""
        place, letter = self._place, self._incarnation.letter
        month_and_day = business_date[5:7] + business_date[8:10]
        prefix = f"{place.business_unit}-{place.workstation}{letter}-{month_and_day}-"
        if self._counted != (business_date, prefix):
            values = (len(prefix) + 1, business_date, f"{prefix}*")
            found = self._connection.execute(LAST_RECEIPT, values).fetchone()
            self._counted, self._receipt_count = (business_date, prefix), int(found[0] or 0)
        self._receipt_count += 1
        return f"{prefix}{self._receipt_count:04}"

    @property
    def has_appended(self) -> bool:
        """True when the transaction under way has added a fact."""
        return bool(self._appended)

    def take_appended(self) -> list[Fact]:
        """What the transaction that just ended has added."""
        appended, self._appended = self._appended, []
        return appended

    def forget(self) -> None:
        """Read the chain's end from disk again, after a transaction was undone or another incarnation began."""
        self._incarnation = incarnations(self._connection)[-1]
        self._tail = tail(self._connection, self._incarnation.id)
        self._appended = []
        self._counted = None
