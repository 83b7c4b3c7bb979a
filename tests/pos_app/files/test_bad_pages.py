"""What a connection says of a page that cannot be deciphered: that the storage is broken, never that there is a bug."""

from pathlib import Path

import pytest

from pos_app.files.database import Durability, open_reader, open_writer, transaction
from pos_app.ports.faults import KeyMissing, StorageBroken

KEY = "1f" * 32
PAGE_BYTES = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of many pages; one in the middle is spoilt."""
    path = tmp_path / "journal.db"
    connection = open_writer(path, KEY, Durability.FULL)
    with transaction(connection):
        connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)")
        connection.executemany(
            "INSERT INTO t VALUES (?, zeroblob(1000))", [(n,) for n in range(200)]
        )
    connection.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 2 // PAGE_BYTES * PAGE_BYTES + 99] ^= 1
    path.write_bytes(content)
    return path


def test_reading_it_and_writing_afterwards_are_faults(path: Path) -> None:
    told: list[bool] = []
    connection = open_writer(path, KEY, Durability.FULL, lambda: told.append(True))
    with pytest.raises(StorageBroken):
        connection.execute("SELECT sum(length(body)) FROM t").fetchall()
    assert told
    for _ in range(2):
        with pytest.raises(StorageBroken), transaction(connection):
            connection.execute("UPDATE t SET body = x'00'")
    connection.close()


def test_a_first_page_that_goes_bad_under_an_open_file_is_damage(path: Path) -> None:
    """Not another key: that was right when the file was opened."""
    told: list[bool] = []
    writer = open_writer(path, KEY, Durability.FULL, lambda: told.append(True))
    reader = open_reader(path, KEY)
    content = bytearray(path.read_bytes())
    content[20:120] = bytes(100)
    path.write_bytes(content)
    for connection in (reader, writer):
        # nothing of it stays in memory
        connection.execute("PRAGMA shrink_memory").fetchall()
        with pytest.raises(StorageBroken) as fault:
            connection.execute("SELECT n FROM t WHERE n = 2").fetchall()
        assert fault.value.is_damage
        connection.close()
    assert told
    with pytest.raises(KeyMissing):
        open_reader(path, KEY)
