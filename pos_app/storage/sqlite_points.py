"""SQLite points knows what points somebody has here: the centre's figure, and own sales that it does not hold yet."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

from pos_app.domain.card import CARD_SALT
from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.ids import CustomerNumber, FactId
from pos_app.domain.loyalty import KnownPoints
from pos_app.domain.promotion_buyer import BUYER, buyer_name
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

# Of own sales the fact says whose they were, of others the feed does.
OWN_SALE = "SELECT fact_id FROM main.sale WHERE sale_id = ?"
PAST_SALE = "SELECT document FROM store.past_sale WHERE sale_id = ?"
SALT = "SELECT value FROM store.configuration WHERE name = ?"


class SqlitePoints:
    """Reads when points are asked about, which is seldom: the bodies of recent facts are looked through.

    A return names nobody: whose sale it was stands in the own journal, or in what the feed says of the sale, under a
    name that only who knows the customer can make.
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
                self._count(fact, customer, theirs)
        return sum(one[0] for one in theirs.values()), sum(one[1] for one in theirs.values())

    def _is_applied(self, fact: Fact) -> bool:
        return bool(self._connection.execute(IS_APPLIED, (fact.fact_id.bytes,)).fetchall())

    def _is_offline(self) -> bool:
        rows = self._connection.execute(OFFLINE_SINCE).fetchall()
        return bool(rows and rows[0][0])

    def _count(
        self, fact: Fact, customer: CustomerNumber, theirs: dict[str, tuple[int, int]]
    ) -> None:
        """What the centre has counted of a sale is in its figure: what turns that round is all there is of it here."""
        body = json.loads(fact.body)
        sale, said = body["sale_id"], body.get("points")
        if fact.kind == FactKind.SALE_COMPLETED:
            if body.get("customer") == customer:
                theirs[sale] = (said["earned"], said["spent"])
            return
        if sale not in theirs:
            counted = self._counted(sale, customer)
            if counted is None:
                return
            theirs[sale] = (0, 0)
            said = said or counted
        elif fact.kind == FactKind.SALE_VOIDED:
            del theirs[sale]
            return
        if said:
            earned, spent = theirs[sale]
            theirs[sale] = (earned - said["earned"], spent - said["spent"])

    def _counted(self, sale: str, customer: CustomerNumber) -> dict[str, int] | None:
        """The points of a sale that the centre has counted, None where it was not this customer's."""
        own = self._connection.execute(OWN_SALE, (UUID(hex=sale).bytes,)).fetchone()
        fact = None if own is None else fact_by_id(self._connection, FactId(UUID(bytes=own[0])))
        if fact is not None:
            body = json.loads(fact.body)
            return body.get("points") if body.get("customer") == customer else None
        past = self._connection.execute(PAST_SALE, (sale,)).fetchone()
        told = {} if past is None else json.loads(past[0])
        salt = self._connection.execute(SALT, (CARD_SALT,)).fetchone()
        is_theirs = salt is not None and told.get(BUYER) == buyer_name(customer, sale, salt[0])
        return told.get("points") if is_theirs else None
