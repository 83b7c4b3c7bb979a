"""SQLite cards knows what a card is worth here: the centre's figure, and the own facts that it does not hold yet."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from pos_app.domain.card import CardKind, KnownCard
from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.ids import FactId
from pos_app.domain.payment import Payment
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id
from pos_app.storage.own_facts import IS_APPLIED, LOOK_BACK
from pos_app.storage.sqlite_payments import SqlitePayments

# The store's row comes with the receipts of its facts; the chain's is of cards that were never moved in this store.
ROW = """SELECT kind, state, balance_minor FROM store.card WHERE card = ?1
    UNION ALL SELECT kind, state, balance_minor FROM chain.gift_card WHERE card = ?1
    AND NOT EXISTS (SELECT 1 FROM store.card WHERE card = ?1)"""
LIMIT = "SELECT limit_minor FROM chain.account_limit WHERE card = ?"
OFFLINE_SINCE = "SELECT value FROM store.contact WHERE name = 'offline_since_us'"
_KINDS = (
    FactKind.SALE_COMPLETED,
    FactKind.SALE_RETURNED,
    FactKind.ORDER_HANDED_OVER,
    FactKind.CARD_ISSUED,
    FactKind.CARD_LOADED,
)
OWN = f"""SELECT f.fact_id FROM main.incarnation i LEFT JOIN store.acknowledged a ON a.incarnation = i.id
    CROSS JOIN main.fact f ON f.incarnation = i.number
        AND f.sequence > coalesce(a.sequence, 0) - {LOOK_BACK}
    WHERE f.kind IN ({", ".join(f"'{kind}'" for kind in _KINDS)})
    AND instr(f.body, CAST(? AS BLOB)) AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""
UNDONE = "SELECT 1 FROM main.fact WHERE kind = ? AND instr(body, CAST(? AS BLOB))"
ACTIVE = "active"


class SqliteCards:
    """Reads when a card is held to the scanner, which is seldom: the bodies of recent facts are looked through."""

    def __init__(self, connection: Connection, payments: SqlitePayments) -> None:
        self._connection = connection
        self._payments = payments

    def find(self, card: str) -> KnownCard:
        """What is known of a card now; parts that were taken for the open sale count too."""
        rows = self._connection.execute(ROW, (card,)).fetchall()
        kind, is_good, balance = None, True, None
        if rows:
            kind, is_good, balance = CardKind(rows[0][0]), rows[0][1] == ACTIVE, int(rows[0][2])
        taken = 0
        for fact in self._own(card):
            body = cast(dict[str, Any], read_body(fact))
            if fact.kind not in (FactKind.CARD_ISSUED, FactKind.CARD_LOADED):
                taken += _taken(body, card)
            elif not self._is_undone(fact):
                kind = CardKind(body["kind"])
                balance = (balance or 0) + int(body["amount_minor"])
        taken += sum(_of_part(payment, card) for payment in self._payments.open())
        left = None if balance is None else balance - taken
        return KnownCard(card, kind, is_good, left, max(0, taken), self._is_offline())

    def account_limit_minor(self, card: str) -> int | None:
        """How much may be owed on an account, as head office has set it."""
        rows = self._connection.execute(LIMIT, (card,)).fetchall()
        return int(rows[0][0]) if rows else None

    def _own(self, card: str) -> list[Fact]:
        rows = self._connection.execute(OWN, (card,)).fetchall()
        facts = [fact_by_id(self._connection, FactId(UUID(bytes=row[0]))) for row in rows]
        return [fact for fact in facts if fact is not None and not self._is_applied(fact)]

    def _is_undone(self, fact: Fact) -> bool:
        values = (FactKind.CARD_REVERSED, fact.fact_id.hex)
        return bool(self._connection.execute(UNDONE, values).fetchall())

    def _is_applied(self, fact: Fact) -> bool:
        return bool(self._connection.execute(IS_APPLIED, (fact.fact_id.bytes,)).fetchall())

    def _is_offline(self) -> bool:
        rows = self._connection.execute(OFFLINE_SINCE).fetchall()
        return bool(rows and rows[0][0])


def _taken(body: dict[str, Any], card: str) -> int:
    """What a sale or the handover of an order took from a card, less what a return gave back to it."""
    tenders = [tender for tender in body.get("tenders", ()) if tender.get("card") == card]
    return sum(
        -tender["amount_minor"]
        if "amount_minor" in tender
        else tender["given_minor"] - tender["change_minor"]
        for tender in tenders
    )


def _of_part(payment: Payment, card: str) -> int:
    if payment.outcome is None or not payment.is_taken or payment.outcome.proof.card != card:
        return 0
    return payment.tender.amount.amount_minor
