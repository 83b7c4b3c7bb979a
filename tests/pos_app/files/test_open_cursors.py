"""What somebody has read pins no log (SYNC T4); a rule of tests/tidy holds that nobody keeps a cursor."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.files.database import (
    Connection,
    Durability,
    Row,
    open_reader,
    open_writer,
    readable_rows,
    transaction,
)
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import FEEDS, KEY
from tests.pos_app.till import BAG, CAKESTAND, Till

ROWS = 2_000
NUMBERS = "SELECT n FROM t ORDER BY n"
EMPTY_LOG = "PRAGMA main.wal_checkpoint(TRUNCATE)"
EMPTIED = [(0, 0, 0)]


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Connection]:
    connection = open_writer(tmp_path / "a.db", "", Durability.NORMAL)
    connection.execute("PRAGMA busy_timeout = 0").fetchall()
    connection.execute("CREATE TABLE t (n INTEGER)")
    _writes(connection)
    yield connection
    connection.close()


@pytest.fixture
def reader(writer: Connection, tmp_path: Path) -> Iterator[Connection]:
    connection = open_reader(tmp_path / "a.db", "")
    yield connection
    connection.close()


def _writes(connection: Connection) -> None:
    with transaction(connection):
        connection.executemany("INSERT INTO t VALUES (?)", [(n,) for n in range(ROWS)])


def _emptied(connection: Connection) -> list[Row]:
    return connection.execute(EMPTY_LOG).fetchall()


def test_a_cursor_that_is_kept_pins_the_log(writer: Connection, reader: Connection) -> None:
    """Why there is a rule."""
    kept = reader.execute(NUMBERS)
    assert kept.fetchone() == (0,)
    _writes(writer)
    assert _emptied(writer)[0][0] == 1, "busy"
    assert len(kept.fetchall()) == ROWS - 1
    assert _emptied(writer) == EMPTIED


def test_what_was_asked_for_on_the_spot_pins_nothing(
    writer: Connection, reader: Connection
) -> None:
    first = reader.execute(NUMBERS).fetchone()
    some = reader.execute(NUMBERS).fetchall()
    every, is_whole = readable_rows(reader, NUMBERS)
    _writes(writer)
    assert _emptied(writer) == EMPTIED
    assert (first, len(some), len(every), is_whole) == ((0,), ROWS, ROWS, True)


def test_a_register_that_has_sold_all_morning_pins_neither_its_journal_nor_a_replica(
    tmp_path: Path,
) -> None:
    till = Till(tmp_path)
    till.opens(ANNA)
    for _ in range(3):
        till.sells(BAG, CAKESTAND)
    till.scans(BAG)
    for kind in FEEDS:
        key = KEY if kind == "store" else ""
        writer = open_writer(till.device.folder.replica(kind, 1), key, Durability.NORMAL)
        with transaction(writer):
            writer.execute("PRAGMA user_version = 7")
        assert _emptied(writer) == EMPTIED, kind
        writer.close()
    assert _emptied(till.files.connection) == EMPTIED
    till.close()
