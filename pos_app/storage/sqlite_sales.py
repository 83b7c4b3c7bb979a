"""SQLite sales knows how a completed sale is found again; its lines stand in its fact and nowhere else."""

from __future__ import annotations

import json
from uuid import UUID

from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.ids import BusinessDate, FactId, ItemId, OrderNumber, SaleId
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_reading import read_return, read_sale, read_void
from pos_app.domain.sale_return import CompletedReturn
from pos_app.domain.sale_void import VoidedSale
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id
from pos_app.storage.own_facts import LOOK_BACK
from pos_app.storage.sqlite_past_sales import SqlitePastSales

INSERT_SALE = """INSERT INTO main.sale
    (sale_id, business_date, receipt_number, operator_name, fact_id)
    VALUES (?1, ?2, ?3, iif(EXISTS (
        SELECT 1 FROM main.guest_operator WHERE business_date = ?2 AND operator = ?6), '', ?4), ?5)"""
# Of somebody who was let in for the day the name stands in one place, from where it can be erased. A fact that was
# chained anew stands in two incarnations.
_WITH_NAME = """SELECT DISTINCT s.fact_id, coalesce(nullif(s.operator_name, ''), g.name, '')
    FROM main.sale s LEFT JOIN main.fact f ON f.fact_id = s.fact_id
    LEFT JOIN main.guest_operator g ON g.business_date = s.business_date AND g.operator = f.operator"""
SALE_BY_ID = f"{_WITH_NAME} WHERE s.sale_id = ?"
# The row of a return, or of what undid a sale, stands right behind the sale: its key is the sale's id and then that of
# its fact, so that it needs no table of its own; its receipt number is of the same count. Ids begin with their time.
RETURNS_OF_SALE = f"{_WITH_NAME} WHERE s.sale_id > ? AND s.sale_id < ? ORDER BY s.sale_id"
IS_OWN = "SELECT EXISTS (SELECT 1 FROM main.sale WHERE sale_id = ?)"
SALES_BY_NUMBER = f"""{_WITH_NAME}
    WHERE length(s.sale_id) = 16 AND s.receipt_number LIKE ?
    ORDER BY s.business_date DESC, s.receipt_number DESC LIMIT ?"""
SALES_SAYING = f"""{_WITH_NAME}
    WHERE length(s.sale_id) = 16 AND instr(f.body, CAST(? AS BLOB))
    ORDER BY s.business_date DESC, s.receipt_number DESC LIMIT ?"""
LAST_SALE = """SELECT fact_id FROM main.fact WHERE kind = ?
    ORDER BY incarnation DESC, sequence DESC LIMIT 1"""
# A fact that was chained anew stands in two incarnations; it is looked at once.
VOIDED_LINES = """SELECT count(*) FROM (
    SELECT DISTINCT f.fact_id, f.body FROM main.sale s CROSS JOIN main.fact f ON f.fact_id = s.fact_id
    WHERE s.business_date = ?) sold
    CROSS JOIN json_each(CAST(sold.body AS TEXT), '$.lines') line
    WHERE json_extract(line.value, '$.voided')"""

CARD_FACTS = """SELECT DISTINCT fact_id FROM main.fact
    WHERE kind IN (?, ?) AND business_date = ? AND instr(body, CAST(? AS BLOB)) ORDER BY fact_id"""

# Amounts are what was paid, after promotions; what a person set by hand is nobody else's price.
LOWEST_PAID = """SELECT min(json_extract(line.value, '$.amount_minor') * 1000000
        / json_extract(line.value, '$.quantity_milli'))
    FROM (SELECT CAST(body AS TEXT) told FROM main.fact WHERE kind = 'sale_completed'
            AND business_date >= ?2 AND instr(body, CAST(?3 AS BLOB))
        UNION ALL SELECT document FROM store.past_sale
            WHERE business_date >= ?2 AND instr(document, ?3)) sold
    CROSS JOIN json_each(sold.told, '$.lines') line
    WHERE json_extract(line.value, '$.item_id') = ?1
        AND NOT coalesce(json_extract(line.value, '$.voided'), 0)
        AND json_extract(line.value, '$.price_modification') IS NULL
        AND NOT EXISTS (SELECT 1 FROM json_each(line.value, '$.discounts') off
            WHERE json_extract(off.value, '$.promotion') = '')
        AND json_extract(line.value, '$.amount_minor') > 0"""

# The feed's row, or an own sale that the centre may not have booked yet; what was undone counts again.
IS_SPENT_AT_CENTRE = "SELECT state FROM store.spent_once WHERE once = ?"
SPENT_HERE = f"""SELECT f.fact_id FROM main.incarnation i LEFT JOIN store.acknowledged a ON a.incarnation = i.id
    CROSS JOIN main.fact f ON f.incarnation = i.number
        AND f.sequence > coalesce(a.sequence, 0) - {LOOK_BACK}
    WHERE f.kind = ? AND instr(f.body, CAST(? AS BLOB))
    AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""
SPENT = "spent"

_AFTER_ALL_IDS = b"\xff" * 16


def return_key(sale_id: SaleId, fact_id: FactId) -> bytes:
    """The key of a return among the sales."""
    return sale_id.bytes + fact_id.bytes


class SqliteSales:
    """Finds sales of this store with what came back of them: the own ones, and those that the feed brought."""

    def __init__(self, connection: Connection, currency: str) -> None:
        self._connection = connection
        self._past = SqlitePastSales(connection, currency)
        self._shown: dict[SaleId, CompletedSale] = {}

    def add(self, sale: CompletedSale, fact: Fact) -> None:
        """Write down where the sale is found, in the transaction of its fact."""
        self._connection.execute(
            INSERT_SALE,
            (
                sale.sale_id.bytes,
                sale.business_date,
                sale.receipt_number,
                sale.operator_name,
                fact.fact_id.bytes,
                fact.origin.operator,
            ),
        )

    def by_id(self, sale_id: SaleId) -> CompletedSale | None:
        """A sale of this store."""
        rows = self._connection.execute(SALE_BY_ID, (sale_id.bytes,)).fetchall()
        own = _read(self._connection, FactId(UUID(bytes=rows[0][0])), rows[0][1]) if rows else None
        return own or self._past.by_id(sale_id) or self._shown.get(sale_id)

    def by_number(
        self, ending: str, limit: int, order_ending: str = ""
    ) -> tuple[CompletedSale, ...]:
        """Sales of this store whose receipt numbers end so, and orders whose numbers do, newest first."""
        pattern = f"%{ending}"
        past = self._past.by_number(pattern, limit)
        if order_ending:
            past += self._past.orders(order_ending, limit)
        return self._newest(past, SALES_BY_NUMBER, pattern, limit)

    def of_piece(self, item_id: ItemId, serial: str, limit: int) -> tuple[CompletedSale, ...]:
        """Own sales and those that the feed brought; the words of a fact are looked through, and then its lines."""
        told = f'"serial":{json.dumps(serial)}'
        found = self._newest(self._past.saying(told, limit), SALES_SAYING, told, limit)
        return tuple(sale for sale in found if sale.has_piece(item_id, serial))

    def order_of_parcel(self, sscc: str) -> OrderNumber | None:
        """The order of this store that a parcel is of."""
        return self._past.order_of_parcel(sscc)

    def show(self, sale: CompletedSale) -> None:
        """Of another store; what came back of it here stands in the journal, and is found by its id."""
        self._shown[sale.sale_id] = sale

    def known_until_us(self) -> int | None:
        """Up to when sales of other registers are known, None while there is a line."""
        return self._past.known_until_us()

    def last(self) -> CompletedSale | None:
        """The newest sale of this register, by the order of the journal."""
        rows = self._connection.execute(LAST_SALE, (FactKind.SALE_COMPLETED,)).fetchall()
        last = _read(self._connection, FactId(UUID(bytes=rows[0][0])), "") if rows else None
        return None if last is None else self.by_id(last.sale_id)

    def add_behind(self, paper: CompletedReturn | VoidedSale, fact: Fact) -> None:
        """Write down where it is found, in the transaction of its fact."""
        key, number = return_key(paper.sale_id, fact.fact_id), paper.receipt_number
        row = (key, paper.business_date, number, paper.operator_name, fact.fact_id.bytes)
        self._connection.execute(INSERT_SALE, (*row, fact.origin.operator))

    def voided_by(self, sale_id: SaleId) -> str:
        """The number of the paper that undid a sale of this register, "" while it stands."""
        voids = [fact for fact, _ in self._behind(sale_id) if fact.kind == FactKind.SALE_VOIDED]
        return read_void(voids[0], "").receipt_number if voids else ""

    def card_facts(self, sale: CompletedSale) -> tuple[FactId, ...]:
        """The facts by which a sale of this register gave out or loaded gift cards."""
        told = (FactKind.CARD_ISSUED, FactKind.CARD_LOADED, sale.business_date, sale.sale_id.hex)
        rows = self._connection.execute(CARD_FACTS, told).fetchall()
        return tuple(FactId(UUID(bytes=row[0])) for row in rows)

    def is_own(self, sale_id: SaleId) -> bool:
        """Whether this register sold it."""
        return bool(self._connection.execute(IS_OWN, (sale_id.bytes,)).fetchone()[0])

    def returns_of(self, sale_id: SaleId) -> tuple[CompletedReturn, ...]:
        """What came back of a sale of this store, at any register of it, oldest first."""
        backs = {back.receipt_number: back for back in self._past.returns_of(sale_id)}
        for fact, name in self._behind(sale_id):
            if fact.kind == FactKind.SALE_RETURNED:
                own = read_return(fact, name)
                backs[own.receipt_number] = own
        return tuple(sorted(backs.values(), key=lambda back: back.completed_us))

    def is_spent(self, once: str) -> bool:
        """Read when such a label is scanned, which is seldom: the bodies of recent sales are looked through."""
        told = f'"once":{json.dumps(once)}'
        rows = self._connection.execute(SPENT_HERE, (FactKind.SALE_COMPLETED, told)).fetchall()
        here = [_read(self._connection, FactId(UUID(bytes=row[0])), "") for row in rows]
        known = [sale for sale in here if sale is not None and _has(sale, once)]
        if known:
            return any(not self.voided_by(sale.sale_id) for sale in known)
        rows = self._connection.execute(IS_SPENT_AT_CENTRE, (once,)).fetchall()
        return bool(rows) and rows[0][0] == SPENT

    def lowest_paid(self, item_id: ItemId, since: str) -> int | None:
        """Of own sales and of those that the feed brought."""
        told = f'"item_id":{item_id},'
        lowest: int | None
        (lowest,) = self._connection.execute(LOWEST_PAID, (item_id, since, told)).fetchone()
        return lowest

    def voided_line_count(self, business_date: BusinessDate) -> int:
        """How many lines were taken off the sales of a day before these were paid."""
        count: int = self._connection.execute(VOIDED_LINES, (business_date,)).fetchone()[0]
        return count

    def _behind(self, sale_id: SaleId) -> list[tuple[Fact, str]]:
        """What stands behind a sale, with who did it."""
        span = (sale_id.bytes, sale_id.bytes + _AFTER_ALL_IDS)
        rows = self._connection.execute(RETURNS_OF_SALE, span).fetchall()
        facts = [(fact_by_id(self._connection, FactId(UUID(bytes=row[0]))), row[1]) for row in rows]
        return [(fact, name) for fact, name in facts if fact is not None]

    def _newest(
        self, past: list[CompletedSale], select: str, what: str, limit: int
    ) -> tuple[CompletedSale, ...]:
        rows = self._connection.execute(select, (what, limit)).fetchall()
        own = [_read(self._connection, FactId(UUID(bytes=fact_id)), name) for fact_id, name in rows]
        found = {sale.sale_id: sale for sale in past}
        found.update({sale.sale_id: sale for sale in own if sale is not None})
        newest = sorted(found.values(), key=lambda sale: (sale.completed_us, sale.receipt_number))
        return tuple(reversed(newest[-limit:]))


def _read(connection: Connection, fact_id: FactId, operator_name: str) -> CompletedSale | None:
    fact = fact_by_id(connection, fact_id)
    return None if fact is None else read_sale(fact, operator_name)


def _has(sale: CompletedSale, once: str) -> bool:
    """A line that was taken off again sold nothing."""
    return any(line.once == once for line in sale.lines)
