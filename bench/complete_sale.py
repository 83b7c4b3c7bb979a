"""How long a cash sale of 12 lines takes until it is durable, beside a bare encrypted transaction of its rows."""

from __future__ import annotations

import secrets
from functools import partial

from bench.bench_store import KEY
from bench.device import BenchTill, open_bench_till
from bench.measure import Figure, percentile, say, timed, without_collection
from bench.million_items import fresh_copy as fresh_device
from bench.million_items import prepared
from pos_app.domain.money import Money
from pos_app.files.database import Connection, Durability, Row, open_writer

LINES = 12
SALES = 300


def main() -> None:
    """Print the median of both; each commit waits for the disk."""
    catalogue = prepared()
    folder = fresh_device(catalogue, "complete-sale")
    floor_folder = fresh_device(catalogue, "complete-sale-floor")
    with open_bench_till(folder) as till:
        for number in range(20):
            fill(till, catalogue.gtins, number)
            pay(till)
        floor = _Floor(till, open_writer(floor_folder.journal, KEY, Durability.FULL))
        ours: list[int] = []
        bare: list[int] = []
        with without_collection():
            for number in range(SALES):
                fill(till, catalogue.gtins, number)
                floor.fill_basket()
                ours.append(timed(partial(pay, till)))
                bare.append(timed(floor.write))
        floor.close()
    say("complete_sale", p99_ms=percentile(ours, 99), floor_p99_ms=percentile(bare, 99))
    value, least = percentile(ours, 50), percentile(bare, 50)
    print(Figure.beside_floor("complete_sale", value, "ms p50", least).line())


def fill(till: BenchTill, gtins: tuple[str, ...], number: int) -> None:
    """A basket of twelve lines."""
    for place in range(LINES):
        till.register.scan_item(text=gtins[(number * LINES + place) % len(gtins)])


def pay(till: BenchTill) -> None:
    """With more cash than it costs."""
    till.register.pay_cash(given=Money(900_000, "GBP"))


class _Floor:
    """The rows of the newest sale, written by nothing but SQL in one transaction."""

    def __init__(self, till: BenchTill, connection: Connection) -> None:
        self._connection = connection
        source = till.opened.connection
        for (ddl,) in source.execute(
            "SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall():
            connection.execute(ddl)
        self._fact: Row = source.execute(
            "SELECT * FROM main.fact WHERE kind = 'sale_completed' ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
        fact_id = self._fact[2]
        self._effects = source.execute(
            "SELECT * FROM main.stock_effect WHERE fact_id = ?", (fact_id,)
        ).fetchall()
        self._sale: Row = source.execute(
            "SELECT * FROM main.sale WHERE fact_id = ?", (fact_id,)
        ).fetchone()
        self._day: Row = source.execute("SELECT * FROM main.business_day").fetchone()
        self._insert("incarnation", source.execute("SELECT * FROM main.incarnation").fetchall())
        self._insert("business_day", [self._day])
        self._lines = [(number,) for number in range(1, LINES + 1)]
        self._columns = [
            row[1] for row in source.execute("PRAGMA main.table_info(basket_line)").fetchall()
        ]
        self._sequence = 0

    def fill_basket(self) -> None:
        """An open basket to be cleared by the sale."""
        blanks = ", ".join("0" for _ in self._columns[1:])
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(f"INSERT INTO basket_line VALUES (?, {blanks})", self._lines)
        self._connection.execute("COMMIT")

    def write(self) -> None:
        """One sale."""
        self._sequence += 1
        name = secrets.token_bytes(16)
        fact = (self._fact[0], self._sequence, name, *self._fact[3:])
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        self._insert("fact", [fact])
        self._insert("stock_effect", [(row[0], name, row[2]) for row in self._effects])
        self._insert("sale", [(name, self._sale[1], name.hex(), self._sale[3], name)])
        connection.execute("UPDATE business_day SET sale_count = sale_count + 1")
        connection.execute("INSERT INTO print_job (document, kind) VALUES (?, 'receipt')", (name,))
        connection.execute("DELETE FROM basket_line")
        connection.execute("DELETE FROM basket")
        connection.execute("COMMIT")
        connection.execute("DELETE FROM print_job WHERE document = ?", (name,))

    def close(self) -> None:
        self._connection.close()

    def _insert(self, table: str, rows: list[Row]) -> None:
        marks = ", ".join("?" for _ in rows[0])
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


if __name__ == "__main__":
    main()
