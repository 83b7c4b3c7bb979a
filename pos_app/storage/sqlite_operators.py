"""SQLite operators knows the people and the settings that head office has named for this store."""

from __future__ import annotations

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operator import Operator, Role
from pos_app.files.database import Connection, Row

_OPERATOR = "SELECT number, name, role, pin_hash, badge_hash, under_18 FROM store.operator"
ALL_OPERATORS = f"{_OPERATOR} ORDER BY name"
OPERATOR_BY_NUMBER = f"{_OPERATOR} WHERE number = ?"
KNOWN_TO = "SELECT value FROM store.contact WHERE name = 'operators_known_us'"
CONFIGURATION = "SELECT value FROM store.configuration WHERE name = ?"


class SqliteOperators:
    """Reads the operators of this store; hashes only, PINs are nowhere."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Operator, ...]:
        """Everybody, by name."""
        return tuple(_operator(row) for row in self._connection.execute(ALL_OPERATORS).fetchall())

    def by_number(self, number: OperatorNumber) -> Operator | None:
        """One person."""
        rows = self._connection.execute(OPERATOR_BY_NUMBER, (number,)).fetchall()
        return _operator(rows[0]) if rows else None

    def known_to_us(self) -> int | None:
        """When the list was last what the centre has, None when never."""
        rows = self._connection.execute(KNOWN_TO).fetchall()
        return int(rows[0][0]) if rows and rows[0][0] else None


class SqliteStoreConfiguration:
    """Reads what head office has set for this store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def text(self, name: str) -> str:
        """A value by its name, "" when head office has set none."""
        rows = self._connection.execute(CONFIGURATION, (name,)).fetchall()
        return str(rows[0][0]) if rows else ""


def _operator(row: Row) -> Operator:
    number, name, role, pin_hash, badge_hash, under_18 = row
    return Operator(OperatorNumber(number), name, Role(role), pin_hash, badge_hash, bool(under_18))
