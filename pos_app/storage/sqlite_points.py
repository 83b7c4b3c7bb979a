"""SQLite points knows what points somebody has here: the centre's figure, and own sales that it does not hold yet."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.ids import CustomerNumber, FactId
from pos_app.domain.loyalty import KnownPoints
from pos_app.domain.tender import TenderKind
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id
from pos_app.storage.own_facts import IS_APPLIED, LOOK_BACK
from pos_app.storage.sqlite_cards import OFFLINE_SINCE
from pos_app.storage.sqlite_payments import SqlitePayments

POINTS = "SELECT points FROM store.customer WHERE number = ?"
_KINDS = (FactKind.SALE_COMPLETED, FactKind.SALE_RETURNED, FactKind.SALE_VOIDED)
OWN = f"""SELECT f.fact_id FROM main.incarnation i LEFT JOIN store.acknowledged a ON a.incarnation = i.id
    CROSS JOIN main.fact f ON f.incarnation = i.number
        AND f.sequence > coalesce(a.sequence, 0) - {LOOK_BACK}
    WHERE f.kind IN ({", ".join(f"'{kind}'" for kind in _KINDS)})
    AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)
    AND (f.kind = '{FactKind.SALE_VOIDED}' OR instr(f.body, CAST('"points"' AS BLOB)))"""


class SqlitePoints:
    """Reads when points are asked about, which is seldom: the bodies of recent facts are looked through.

    What came back of a sale that the centre has counted names nobody: its points are known when the centre says so.
    """

    def __init__(
        self, connection: Connection, payments: SqlitePayments, point_minor: Callable[[], int]
    ) -> None:
        """point_minor: what a point of a part that was taken is worth."""
        self._connection = connection
        self._payments = payments
        self._point_minor = point_minor

    def find(self, customer: CustomerNumber) -> KnownPoints:
        """As of now."""
        row = self._connection.execute(POINTS, (customer,)).fetchone()
        told = 0 if row is None else int(row[0])
        earned, spent = self._own(customer)
        worth = max(1, self._point_minor())
        taken = sum(
            -(-payment.tender.amount.amount_minor // worth)
            for payment in self._payments.open()
            if payment.kind is TenderKind.POINTS and payment.back is None and payment.is_taken
        )
        spent += taken
        return KnownPoints(told + earned - spent, max(0, spent), self._is_offline())

    def _own(self, customer: CustomerNumber) -> tuple[int, int]:
        """What own sales have earned and spent that the centre has not counted."""
        theirs: dict[str, tuple[int, int]] = {}
        rows = self._connection.execute(OWN).fetchall()
        for key in sorted(row[0] for row in rows):
            fact = fact_by_id(self._connection, FactId(UUID(bytes=key)))
            if fact is not None and not self._is_applied(fact):
                _count(fact, customer, theirs)
        return sum(one[0] for one in theirs.values()), sum(one[1] for one in theirs.values())

    def _is_applied(self, fact: Fact) -> bool:
        return bool(self._connection.execute(IS_APPLIED, (fact.fact_id.bytes,)).fetchall())

    def _is_offline(self) -> bool:
        rows = self._connection.execute(OFFLINE_SINCE).fetchall()
        return bool(rows and rows[0][0])


def _count(fact: Fact, customer: CustomerNumber, theirs: dict[str, tuple[int, int]]) -> None:
    body = json.loads(fact.body)
    sale = body["sale_id"]
    if fact.kind == FactKind.SALE_VOIDED:
        theirs.pop(sale, None)
        return
    said = body["points"]
    if fact.kind == FactKind.SALE_COMPLETED and body.get("customer") == customer:
        theirs[sale] = (said["earned"], said["spent"])
    elif fact.kind == FactKind.SALE_RETURNED and sale in theirs:
        earned, spent = theirs[sale]
        theirs[sale] = (earned - said["earned"], spent - said["spent"])
