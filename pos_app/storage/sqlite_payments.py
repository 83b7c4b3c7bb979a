"""SQLite payments knows how payments that are not settled are found: the newest payment fact names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.ids import FactId
from pos_app.domain.payment import Payment
from pos_app.domain.payment_facts import TELLS_OF_PAYMENTS, read_open, read_payment
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id
from pos_app.storage.sqlite_sales import SqliteSales

# A day is opened before its sales, so this passes over the facts of one day at most.
NEWEST = f"""SELECT fact_id FROM main.fact WHERE kind IN ({", ".join("?" * len(TELLS_OF_PAYMENTS))})
    ORDER BY incarnation DESC, sequence DESC LIMIT 1"""
# What says whose money it was.
_CLAIMS = (FactKind.SALE_COMPLETED, FactKind.SALE_RETURNED, FactKind.ORDER_HANDED_OVER)
# Handovers since the intent; asked for payments of orders alone, of which there is seldom more than one.
HANDED_OVER = """SELECT fact_id FROM main.fact WHERE kind = ?
    AND (incarnation, sequence) > (SELECT incarnation, sequence FROM main.fact WHERE fact_id = ?)"""


class SqlitePayments:
    """Reads what is open once, and again after a step that wrote of it; an undone step forgets it."""

    def __init__(self, connection: Connection, sales: SqliteSales) -> None:
        self._connection = connection
        self._sales = sales
        self._open: tuple[Payment, ...] | None = None

    def open(self) -> tuple[Payment, ...]:
        """Intents without outcome, and money moved that no completed sale or return has claimed, oldest first."""
        if self._open is None:
            self._open = self._read()
        return self._open

    def forget(self) -> None:
        """Something was written of payments, or undone."""
        self._open = None

    def heard(self, facts: Sequence[Fact]) -> None:
        """These facts are on disk; a sale settles what it claims."""
        settles = bool(self._open) and any(fact.kind in _CLAIMS for fact in facts)
        if settles or any(fact.kind in TELLS_OF_PAYMENTS for fact in facts):
            self.forget()

    def _read(self) -> tuple[Payment, ...]:
        rows = self._connection.execute(NEWEST, TELLS_OF_PAYMENTS).fetchall()
        newest = fact_by_id(self._connection, FactId(UUID(bytes=rows[0][0]))) if rows else None
        pairs = [] if newest is None else read_open(newest)
        found = [self._payment(intent, outcome) for intent, outcome in pairs]
        return tuple(one for one in found if one is not None and self._is_open(one))

    def _payment(self, intent_id: FactId, outcome_id: FactId | None) -> Payment | None:
        """None for one whose facts were let go of."""
        intent = fact_by_id(self._connection, intent_id)
        if intent is None:
            return None
        return read_payment(
            intent, None if outcome_id is None else fact_by_id(self._connection, outcome_id)
        )

    def _is_open(self, payment: Payment) -> bool:
        if not payment.is_taken:
            return payment.is_in_doubt
        if payment.order:
            claimed = self._claimed_by_handovers(payment.payment_id)
        elif payment.back is None:
            sale = self._sales.by_id(payment.sale_id)
            claimed = set() if sale is None else {one.proof.payment for one in sale.tenders}
        else:
            backs = self._sales.returns_of(payment.sale_id)
            claimed = {one.proof.payment for back in backs for one in back.tenders}
        return payment.payment_id.hex not in claimed

    def _claimed_by_handovers(self, since: FactId) -> set[str]:
        values = (FactKind.ORDER_HANDED_OVER, since.bytes)
        rows = self._connection.execute(HANDED_OVER, values).fetchall()
        facts = [fact_by_id(self._connection, FactId(UUID(bytes=row[0]))) for row in rows]
        bodies = [cast(dict[str, Any], read_body(fact)) for fact in facts if fact is not None]
        return {payment for body in bodies for payment in body.get("payments", ())}
