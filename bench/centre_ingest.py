"""How many facts a second a centre takes and applies, on SQLite and on PostgreSQL, beside a bare executemany."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, Table, select

from bench.measure import Figure, say
from bench.offices import (
    EnrolledDevice,
    PlainLine,
    enrol_devices,
    fresh_folder,
    open_centre,
    running,
)
from central.centre import Centre
from central.storage.columns import METADATA
from sync.wire.messages import BATCH_FACTS_MAX
from tests.central.private_postgresql import private_postgresql
from tests.contract.centre_process import CentreProcess

DEVICES = 4
BATCHES = 8
# What ingest writes has at least a row for every few facts; what was there before has fewer rows.
STANDING_ROWS_MAX = 100
Rows = list[tuple[Any, ...]]


def main() -> None:
    """Print the ratio of the floor's rate to ours on PostgreSQL; SQLite stands above it."""
    _measure("sqlite", None, None)
    with private_postgresql() as server:
        rate, floor = _measure("postgresql", server.new_database(), server.new_database())
    print(
        Figure("centre_ingest", round(rate), "facts/s", round(floor), round(floor / rate, 3)).line()
    )


def _measure(name: str, database: str | None, empty: str | None) -> tuple[float, float]:
    process = CentreProcess(fresh_folder(f"ingest-{name}"), database)
    centre = open_centre(process)
    devices = enrol_devices(centre, stores=DEVICES, per_store=1)
    rate = _ingest(process, devices)
    beside = CentreProcess(fresh_folder(f"ingest-{name}-floor"), empty)
    bare = open_centre(beside)
    floor = _executemany(centre, bare)
    for opened in (centre, bare):
        opened.close()
    share = 100 * rate / floor
    say(f"centre_ingest {name}", facts_per_s=rate, floor_per_s=floor, percent_of_floor=share)
    return rate, floor


def _ingest(process: CentreProcess, devices: list[EnrolledDevice]) -> float:
    bodies = {id(device): _batches(device) for device in devices}
    with running(process):
        lines = [PlainLine(process.url, device.token) for device in devices]
        threads = [
            threading.Thread(target=_send, args=(line, device.path, bodies[id(device)]))
            for line, device in zip(lines, devices, strict=True)
        ]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        for line in lines:
            line.close()
    return DEVICES * BATCHES * BATCH_FACTS_MAX / took


def _batches(device: EnrolledDevice) -> list[bytes]:
    register = device.register
    for number in range(BATCHES * BATCH_FACTS_MAX):
        register.sells(1 + number % 4)
    return [
        msgspec.json.encode(register.batch(first, first + BATCH_FACTS_MAX - 1))
        for first in range(1, len(register.facts) + 1, BATCH_FACTS_MAX)
    ]


def _send(line: PlainLine, path: str, bodies: list[bytes]) -> None:
    for body in bodies:
        line.post(path, body)


def _executemany(centre: Centre, bare: Centre) -> float:
    """The rows that came of it, written to empty tables of the same schema: a transaction for each batch."""
    rows = centre.query(
        lambda read: {
            table: [tuple(row) for row in read.execute(_all_rows(table)).all()]
            for table in METADATA.sorted_tables
        }
    )
    facts = len(rows[METADATA.tables["fact"]])
    batches = facts // BATCH_FACTS_MAX
    standing = {table: found for table, found in rows.items() if len(found) <= STANDING_ROWS_MAX}
    _write(bare, [(table, found) for table, found in standing.items() if found])
    moving = [(table, found) for table, found in rows.items() if table not in standing]
    began = time.perf_counter()
    for number in range(batches):
        _write(bare, [(table, _part(found, number, batches)) for table, found in moving])
    return facts / (time.perf_counter() - began)


def _all_rows(table: Table) -> Select[Any]:
    """By key, so that what belongs to a sale is in the same part as the sale."""
    return select(table).order_by(*table.primary_key.columns)


def _part(rows: Rows, number: int, of: int) -> Rows:
    return rows[len(rows) * number // of : len(rows) * (number + 1) // of]


def _write(centre: Centre, parts: Sequence[tuple[Table, Rows]]) -> None:
    connection = centre.database.engine.raw_connection()
    mark = "?" if centre.database.is_sqlite else "%s"
    cursor = connection.cursor()
    if centre.database.is_sqlite:
        cursor.execute("BEGIN IMMEDIATE")
    for table, rows in parts:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        marks = ", ".join(mark for _ in table.columns)
        cursor.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
    if centre.database.is_sqlite:
        cursor.execute("COMMIT")
    else:
        connection.commit()
    connection.close()


if __name__ == "__main__":
    main()
