"""SQLite staff knows what this register alone keeps of people: wrong PINs, and who was let in for a day."""

from __future__ import annotations

from pos_app.domain.clock import TimeReading
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.domain.operator import Operator, Role, WrongPins
from pos_app.files.database import Connection

SELECT_ATTEMPT = """SELECT failures, wall_us, monotonic_ns, boot_id FROM main.sign_on_attempt
    WHERE operator = ?"""
KEEP_ATTEMPT = """INSERT OR REPLACE INTO main.sign_on_attempt
    (operator, failures, wall_us, monotonic_ns, boot_id) VALUES (?, ?, ?, ?, ?)"""
DELETE_ATTEMPT = "DELETE FROM main.sign_on_attempt WHERE operator = ?"
KEEP_GUEST = """INSERT OR REPLACE INTO main.guest_operator
    (business_date, operator, name, pin_hash) VALUES (?, ?, ?, ?)"""
SELECT_GUESTS = """SELECT operator, name, pin_hash FROM main.guest_operator
    WHERE business_date = ? AND name <> '' ORDER BY name"""


class SqliteSignOnAttempts:
    """Keeps wrong PINs over restarts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def wrong_pins(self, operator: OperatorNumber) -> WrongPins:
        """Wrong PINs in a row."""
        rows = self._connection.execute(SELECT_ATTEMPT, (operator,)).fetchall()
        if not rows:
            return WrongPins()
        failures, wall_us, monotonic_ns, boot_id = rows[0]
        return WrongPins(failures, TimeReading(wall_us, monotonic_ns, boot_id, None))

    def keep(self, operator: OperatorNumber, wrong: WrongPins) -> None:
        """Write down how often and when."""
        assert wrong.last is not None, "no wrong PIN to keep"
        last = wrong.last
        self._connection.execute(
            KEEP_ATTEMPT,
            (operator, wrong.failures, last.wall_us, last.monotonic_ns, last.boot_id),
        )

    def clear(self, operator: OperatorNumber) -> None:
        """The right PIN was given."""
        self._connection.execute(DELETE_ATTEMPT, (operator,))


class SqliteGuestOperators:
    """Keeps who was let in; a guest sells like a cashier, for one business day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def let_in(self, guest: Operator, business_date: BusinessDate) -> None:
        """From now until the day closes this person may sell."""
        self._connection.execute(
            KEEP_GUEST, (business_date, guest.number, guest.name, guest.pin_hash)
        )

    def on(self, business_date: BusinessDate) -> tuple[Operator, ...]:
        """Who was let in on this day, by name; who was erased since is not among them."""
        rows = self._connection.execute(SELECT_GUESTS, (business_date,)).fetchall()
        return tuple(
            Operator(OperatorNumber(number), name, Role.CASHIER, pin_hash, badge_hash="")
            for number, name, pin_hash in rows
        )
