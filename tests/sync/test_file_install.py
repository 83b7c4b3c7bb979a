"""A downloaded file becomes a generation only as a whole one, with the index, and not complete before its time."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import zstandard

from pos_app.domain.replica_schema import CHAIN_SCHEMA
from pos_app.files.ballast import FREE_BYTES_TO_START
from pos_app.files.database import Durability, open_reader, open_writer
from pos_app.files.layout import DeviceFolder
from pos_app.files.search_index import search
from pos_app.ports.faults import DiskFull
from sync.core.failures import NotTheCentre
from sync.core.ports import Cursor
from sync.file_install import install
from sync.generation import is_complete
from sync.replica import FeedReplica
from sync.transport.answers import CallFailed
from sync.wire.messages import BootReply

BOOT = BootReply("chain", "e1", "k", 7, 1, 1, "digest of other rows", 1, None, [])


def _packed(tmp_path: Path, *, complete: bool) -> Path:
    source = tmp_path / "centre.db"
    connection = open_writer(source, "", Durability.OFF)
    for statement in CHAIN_SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO item VALUES (1, 'N1', 'Oat milk', 'Food', 'each', 'S', 0, 5)")
    state = ("chain", "e1", 7, 1, int(complete), 0)
    connection.execute("INSERT INTO feed_state VALUES (?, ?, ?, ?, ?, ?)", state)
    connection.close()
    part = tmp_path / "chain-x.part"
    part.write_bytes(zstandard.ZstdCompressor().compress(source.read_bytes()))
    return part


@pytest.mark.parametrize("complete", [True, False])
def test_it_is_complete_only_when_this_device_says_so(tmp_path: Path, complete: bool) -> None:
    folder = DeviceFolder(tmp_path / "till")
    folder.root.mkdir()
    replica = FeedReplica(folder, "chain", "", lambda: 9)
    replica.open({"chain": replica})
    replica.begin(BOOT)
    part = _packed(tmp_path, complete=complete)
    install(part, replica.building_path(), "chain")
    assert not part.exists()
    assert not is_complete(folder.replica("chain", 1), "chain", "")
    assert replica.complete(BOOT)
    assert replica.cursor() == Cursor("e1", 7)
    reader = open_reader(folder.replica("chain", 1), "")
    assert search(reader, "oat", 5, schema="main") == [1]
    reader.close()
    assert not replica.check().is_as_it_came()
    replica.close()


def test_bytes_that_cannot_be_unpacked_leave_nothing(tmp_path: Path) -> None:
    part = _packed(tmp_path, complete=False)
    part.write_bytes(b"no zstd" + part.read_bytes())
    with pytest.raises(CallFailed) as failed:
        install(part, tmp_path / "chain-1.db", "chain")
    assert isinstance(failed.value.failure, NotTheCentre)
    assert not part.exists()
    assert not (tmp_path / "chain-1.db").exists()


def test_a_file_that_unpacks_to_more_than_the_disk_may_give_leaves_its_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = tmp_path / "chain-x.part"
    part.write_bytes(zstandard.ZstdCompressor().compress(bytes(32 * 2**20)))
    unpacked = tmp_path / "chain-1.db"

    def left(_folder: Path) -> SimpleNamespace:
        free = FREE_BYTES_TO_START + 4 * 2**20 - unpacked.stat().st_size
        return SimpleNamespace(free=free)

    monkeypatch.setattr(shutil, "disk_usage", left)
    with pytest.raises(DiskFull):
        install(part, unpacked, "chain")
    assert not unpacked.exists()
    assert part.exists()


@pytest.mark.parametrize(
    "other",
    [
        "CREATE TABLE item (item_id INTEGER PRIMARY KEY, name TEXT)",
        "ALTER TABLE item_code RENAME TO code",
    ],
)
def test_a_file_with_other_tables_leaves_nothing(tmp_path: Path, other: str) -> None:
    source = tmp_path / "other.db"
    connection = open_writer(source, "", Durability.OFF)
    for statement in CHAIN_SCHEMA:
        connection.execute(statement)
    if "item (" in other:
        connection.execute("DROP TABLE item")
    connection.execute(other)
    connection.close()
    part = tmp_path / "chain-x.part"
    part.write_bytes(zstandard.ZstdCompressor().compress(source.read_bytes()))
    with pytest.raises(CallFailed):
        install(part, tmp_path / "chain-1.db", "chain")
    assert not list(tmp_path.glob("chain-*"))


def test_what_is_no_database_leaves_nothing(tmp_path: Path) -> None:
    part = tmp_path / "chain-x.part"
    part.write_bytes(zstandard.ZstdCompressor().compress(b"hello" * 2_000))
    with pytest.raises(CallFailed):
        install(part, tmp_path / "chain-1.db", "chain")
    assert not list(tmp_path.glob("chain-*"))
