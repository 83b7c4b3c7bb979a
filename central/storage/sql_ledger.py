"""SQL ledger knows how sales, stock, receipts and exceptions are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from operator import attrgetter

from sqlalchemy import Connection, bindparam, insert, select, update

from central.core.records import (
    OpenQuestion,
    Outcome,
    RetrievedRecord,
    Row,
    SaleRecord,
    StockMovement,
)
from central.storage.dialect import among, insert_or_add, insert_or_ignore, insert_rows
from central.storage.money_schema import PAST_SALE, RETRIEVED_SALE, SALE, SALE_TENDER
from central.storage.schema import (
    EXCEPTION,
    ITEM,
    RECEIPT,
    STOCK,
    STOCK_MOVEMENT,
)

_PAST_COLUMNS = tuple(column.name for column in PAST_SALE.columns)
_PAST_CELLS = attrgetter(*_PAST_COLUMNS)
_RETRIEVED = select(RETRIEVED_SALE.c.suspended, RETRIEVED_SALE.c.fact_id).where(
    RETRIEVED_SALE.c.suspended.in_(bindparam("suspended", expanding=True))
)
_SALE_COLUMNS = tuple(column.name for column in SALE.columns if column.name != "audited")
_SALE_CELLS = attrgetter(*_SALE_COLUMNS)
_TENDER_COLUMNS = ("sale_id", "number", "kind", "given_minor", "change_minor")
_MOVEMENT_COLUMNS = ("source", "business_unit", "item_id", "difference_milli", "recorded_us")
_RECEIPT_COLUMNS = ("fact_id", "business_unit", "status", "reason", "decided_us")


class SqlLedger:
    """Keeps what follows from facts; a stock figure is the sum of its movements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known_items(self, item_ids: set[int]) -> set[int]:
        """Which of these items exist."""
        if not item_ids:
            return set()
        known = among(self._connection, ITEM.c.item_id, sorted(item_ids))
        return set(self._connection.scalars(select(ITEM.c.item_id).where(known)))

    def known_sales(self, sale_ids: set[str]) -> set[str]:
        """Which of these sales are in the ledger."""
        if not sale_ids:
            return set()
        known = among(self._connection, SALE.c.sale_id, sorted(sale_ids))
        return set(self._connection.scalars(select(SALE.c.sale_id).where(known)))

    def add_sales(self, sales: Sequence[SaleRecord]) -> None:
        """Write sales with their tenders, and what registers may look up of them."""
        if not sales:
            return
        insert_rows(self._connection, SALE, _SALE_COLUMNS, list(map(_SALE_CELLS, sales)))
        insert_rows(self._connection, PAST_SALE, _PAST_COLUMNS, list(map(_PAST_CELLS, sales)))
        tenders = [
            (sale.sale_id, number, tender.kind, tender.given_minor, tender.change_minor)
            for sale in sales
            for number, tender in enumerate(sale.tenders, start=1)
        ]
        insert_rows(self._connection, SALE_TENDER, _TENDER_COLUMNS, tenders)

    def retrieved_by(self, suspended: set[str]) -> dict[str, str]:
        """Which fact has brought each of these held sales back; those that nobody has are left out."""
        if not suspended:
            return {}
        rows = self._connection.execute(_RETRIEVED, {"suspended": list(suspended)})
        return {row.suspended: row.fact_id for row in rows}

    def add_retrieved(self, records: Sequence[RetrievedRecord]) -> None:
        """Write which held sales were brought back."""
        if records:
            rows = [asdict(record) for record in records]
            self._connection.execute(insert(RETRIEVED_SALE), rows)

    def move_stock(
        self, business_unit: str, movements: Sequence[StockMovement], recorded_us: int
    ) -> list[Row]:
        """Write movements; gives the stock rows that they changed, by item."""
        if not movements:
            return []
        differences: dict[int, int] = {}
        for movement in movements:
            so_far = differences.get(movement.item_id, 0)
            differences[movement.item_id] = so_far + movement.difference_milli
        moved = [
            (move.source, business_unit, move.item_id, move.difference_milli, recorded_us)
            for move in movements
        ]
        insert_rows(self._connection, STOCK_MOVEMENT, _MOVEMENT_COLUMNS, moved)
        # In the order of items, so that two batches never wait for each other.
        rows = [
            {
                "business_unit": business_unit,
                "item_id": item_id,
                "on_hand_milli": differences[item_id],
                "reserved_milli": 0,
                "safety_milli": 0,
            }
            for item_id in sorted(differences)
        ]
        changed = self._connection.execute(
            insert_or_add(self._connection, STOCK, "on_hand_milli").returning(
                STOCK.c.item_id,
                STOCK.c.on_hand_milli,
                STOCK.c.reserved_milli,
                STOCK.c.safety_milli,
            ),
            rows,
        )
        return sorted(tuple(row) for row in changed)

    def on_hand_milli(self, business_unit: str, item_id: int) -> int:
        """What the ledger says of an item now; nobody else may move it until the end."""
        wanted = select(STOCK.c.on_hand_milli).where(
            STOCK.c.business_unit == business_unit, STOCK.c.item_id == item_id
        )
        return self._connection.scalar(wanted.with_for_update()) or 0

    def decide(self, business_unit: str, outcomes: Sequence[Outcome], decided_us: int) -> None:
        """Write the receipts of facts, and an exception for each that is parked."""
        receipts = [
            (outcome.fact_id, business_unit, outcome.status, outcome.reason, decided_us)
            for outcome in outcomes
        ]
        insert_rows(self._connection, RECEIPT, _RECEIPT_COLUMNS, receipts)
        exceptions = [
            {
                "exception_id": outcome.fact_id,
                "business_unit": business_unit,
                "kind": outcome.reason,
                "fact_id": outcome.fact_id,
                "state": "open",
                "detail": outcome.detail,
                "raised_us": decided_us,
            }
            for outcome in outcomes
            if outcome.status == "parked"
        ]
        if exceptions:
            self._connection.execute(insert(EXCEPTION), exceptions)

    def ask(self, questions: Sequence[OpenQuestion], raised_us: int) -> list[OpenQuestion]:
        """Write exceptions that no parked fact stands for; gives the new ones, one that is there stays."""
        rows = [{**asdict(question), "raised_us": raised_us} for question in questions]
        if not rows:
            return []
        asking = insert_or_ignore(self._connection, EXCEPTION).returning(EXCEPTION.c.exception_id)
        new = set(self._connection.scalars(asking, rows))
        return [question for question in questions if question.exception_id in new]

    def lock_exception(self, exception_id: str) -> OpenQuestion | None:
        """An exception; nobody else may settle it until the end."""
        wanted = select(
            EXCEPTION.c.exception_id,
            EXCEPTION.c.business_unit,
            EXCEPTION.c.kind,
            EXCEPTION.c.fact_id,
            EXCEPTION.c.state,
            EXCEPTION.c.detail,
        ).where(EXCEPTION.c.exception_id == exception_id)
        row = self._connection.execute(wanted.with_for_update()).one_or_none()
        return None if row is None else OpenQuestion(*row)

    def open_of_kind(self, kind: str) -> list[str]:
        """The open exceptions of a kind, oldest first."""
        wanted = select(EXCEPTION.c.exception_id).where(
            EXCEPTION.c.state == "open", EXCEPTION.c.kind == kind
        )
        ordered = wanted.order_by(EXCEPTION.c.raised_us, EXCEPTION.c.exception_id)
        return [*self._connection.scalars(ordered)]

    def settle(self, exception_id: str, detail: str, person: str, settled_us: int) -> None:
        """A person has settled it."""
        wanted = update(EXCEPTION).where(EXCEPTION.c.exception_id == exception_id)
        settled = {"state": "settled", "detail": detail}
        self._connection.execute(wanted.values(**settled, settled_by=person, settled_us=settled_us))

    def set_applied(self, fact_id: str, decided_us: int) -> None:
        """A parked fact was applied after all."""
        wanted = update(RECEIPT).where(RECEIPT.c.fact_id == fact_id)
        self._connection.execute(wanted.values(status="applied", reason="", decided_us=decided_us))

    def park_for(self, outcome: Outcome) -> None:
        """A parked fact waits for another reason than before."""
        receipt = update(RECEIPT).where(RECEIPT.c.fact_id == outcome.fact_id)
        self._connection.execute(receipt.values(reason=outcome.reason))
        asked = update(EXCEPTION).where(EXCEPTION.c.exception_id == outcome.fact_id)
        self._connection.execute(asked.values(kind=outcome.reason, detail=outcome.detail))
