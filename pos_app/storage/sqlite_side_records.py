"""SQLite side records knows what lies beside facts and names people: kept with its fact, erased when a person asks."""

from __future__ import annotations

import json

from pos_app.domain.customer import Note
from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.ids import CustomerNumber, OperatorNumber
from pos_app.domain.side_record import SideRecord
from pos_app.files.database import Connection
from pos_app.files.scrubbing import clear_log, write_anew

KEEP = """INSERT INTO main.side_record (commitment, fact_id, subject, key, record)
    VALUES (?, ?, ?, ?, ?)"""
# A restored centre has another epoch, and gets all of them again.
_HELD = """LEFT JOIN store.side_record_held h ON h.commitment = s.commitment
    AND h.epoch = coalesce((SELECT epoch FROM store.feed_state), '')"""
WAITING_COUNT = f"SELECT count(*) FROM main.side_record s {_HELD} WHERE h.commitment IS NULL"
WAITING = f"""SELECT s.subject, s.commitment, s.key, s.record FROM main.side_record s {_HELD}
    WHERE h.commitment IS NULL ORDER BY s.number"""
WAITING_SINCE = f"""SELECT f.wall_us FROM main.side_record s {_HELD}
    JOIN main.fact f ON f.fact_id = s.fact_id
    WHERE h.commitment IS NULL GROUP BY s.number ORDER BY s.number LIMIT ?"""
ERASED = """SELECT s.subject, s.commitment, s.key, s.record FROM main.side_record s
    JOIN store.erased_person e ON e.subject = s.subject"""
NOTES = """SELECT s.commitment, s.record, f.operator, f.wall_us FROM main.side_record s
    JOIN main.fact f ON f.fact_id = s.fact_id WHERE s.subject = ? AND f.kind = ?
    ORDER BY s.number DESC"""
DELETE = "DELETE FROM main.side_record WHERE subject = ?"
# Without a name it says that none is to be written, should this person still be at the till.
NAMELESS_GUEST = """UPDATE main.guest_operator SET name = '', pin_hash = ''
    WHERE business_date = ? AND operator = ?"""
# A receipt that is printed again names nobody then; its fact says by number who sold. Older releases wrote names here.
NAMELESS_SALES = """UPDATE main.sale SET operator_name = '' WHERE business_date = ? AND EXISTS
    (SELECT 1 FROM main.fact f WHERE f.fact_id = sale.fact_id AND f.operator = ?)"""
# Tables of the journal in which a person is named, and one in which older releases named guests.
PEOPLE_TABLES = ("side_record", "guest_operator")
SALES_TOO = (*PEOPLE_TABLES, "sale")


class SqliteSideRecords:
    """Keeps records until their facts are let go of; nobody is kept whom the centre lists as erased."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Also of the program before, which may have ended between an erasure and this.
        self._log_is_due = True

    def keep(self, record: SideRecord, fact: Fact) -> None:
        """Keep a record in the transaction of the fact that commits to it."""
        assert self._connection.in_transaction, "a record without its fact"
        values = (record.commitment, fact.fact_id.bytes, record.subject, record.key, record.record)
        self._connection.execute(KEEP, values)

    def notes(self, customer: CustomerNumber) -> tuple[Note, ...]:
        """What was noted about a customer on this device, newest first."""
        rows = self._connection.execute(NOTES, (customer, FactKind.CUSTOMER_NOTED)).fetchall()
        return tuple(
            Note(commitment, str(json.loads(record).get("note", "")), OperatorNumber(who), noted_us)
            for commitment, record, who, noted_us in rows
        )

    def waiting_count(self) -> int:
        """How many the centre does not hold."""
        return int(self._connection.execute(WAITING_COUNT).fetchone()[0])

    def waiting(self) -> tuple[SideRecord, ...]:
        """Those that the centre does not hold, oldest first."""
        return tuple(SideRecord(*row) for row in self._connection.execute(WAITING).fetchall())

    def waiting_since(self, limit: int) -> list[int]:
        """When those were made, oldest first, in microseconds UTC as the device believed."""
        return [row[0] for row in self._connection.execute(WAITING_SINCE, (limit,)).fetchall()]

    def of_erased(self) -> list[SideRecord]:
        """Those of people whom the centre lists as erased."""
        return [SideRecord(*row) for row in self._connection.execute(ERASED).fetchall()]

    def erase(self, records: list[SideRecord]) -> None:
        """Delete people with their records in the open transaction; `clear_log` is due then."""
        for record in records:
            said = record.content
            day, operator = str(said.get("business_date")), str(said.get("operator"))
            self._connection.execute(NAMELESS_GUEST, (day, operator))
            self._connection.execute(NAMELESS_SALES, (day, operator))
            self._connection.execute(DELETE, (record.subject,))
        write_anew(self._connection, SALES_TOO)
        self._log_is_due = True

    def clear_log(self) -> None:
        """To the last byte; what a reader stops is done at a later call. Errors: DiskFull, StorageBroken."""
        if self._log_is_due:
            self._log_is_due = not clear_log(self._connection)
