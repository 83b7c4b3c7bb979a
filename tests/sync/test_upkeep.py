"""When nobody waits the agent reads whole files, compares them with the centre and looks after room and logs."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from pos_app.files import ballast
from pos_app.files.database import Durability, empty_log, open_writer, transaction
from sync import line, upkeep
from sync.core.contact import DISK_SHORT, JOURNAL_DAMAGED, LONG_LOG_BYTES
from sync.core.failures import Refused, Unreachable
from sync.core.ports import Cursor
from sync.core.steps import AskDigest, AskSnapshotPage, AskTail, Call, Reply
from sync.file_check import FileCheck
from sync.generation import digest_of
from sync.replica import FeedReplica
from sync.transport.answers import CallFailed
from sync.upkeep import Premises, Upkeep
from sync.wire.messages import BootReply, DigestReply, Group, SnapshotPage, TableRows
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import KEY
from tests.pos_app.till import BAG, Till

ZONE = "zone:uk"
PAGE_BYTES = 4096
PRICES: list[list[int | str | None]] = [[number, 100 + number] for number in range(1, 1_200)]


class Surroundings:
    """A device with a journal and one feed, and a centre that answers questions for a start."""

    def __init__(self, root: Path) -> None:
        self.till = Till(root)
        self.till.opens(ANNA)
        self.till.sells(BAG)
        self.rows: dict[str, str] = {}
        self.reported: list[str] = []
        self.is_away = False
        self.boot = BootReply(ZONE, "e1", "k", 3, 1, len(PRICES), "", 1, None, [])
        folder = self.till.device.folder
        for path in folder.root.glob("zone-*"):
            path.unlink()
        self.zone = FeedReplica(folder, ZONE, "", lambda: 7)
        self.zone.open({ZONE: self.zone})
        self._boot_zone()
        premises = Premises(folder, KEY, 0, (self.zone,))
        self.upkeep = Upkeep(premises, self, self.write, self.ask, self.reported.append)

    def _boot_zone(self) -> None:
        table = TableRows("price", ["item_id", "price_minor"], put=PRICES)
        self.zone.begin(self.boot)
        self.zone.load(SnapshotPage(ZONE, "e1", 3, 0, [table], []))
        building = open_writer(self.zone.building_path(), "", Durability.OFF)
        digest = digest_of(building, "zone")
        building.close()
        self.boot = BootReply(ZONE, "e1", "k", 3, 1, len(PRICES), digest, 1, None, [])
        assert self.zone.complete(self.boot)

    def get(self, name: str) -> str | None:
        return self.rows.get(name)

    def put(self, name: str, value: str | None) -> None:
        self.write({name: value})

    def write(self, rows: Mapping[str, str | None]) -> None:
        for name, value in rows.items():
            self.rows.pop(name, None)
            if value is not None:
                self.rows[name] = value

    async def ask(self, call: Call) -> Reply:
        if self.is_away:
            raise CallFailed(Unreachable())
        if call != AskDigest(ZONE, "e1", 3):
            raise CallFailed(Refused(404, "unknown_digest"))
        return self.known

    @property
    def known(self) -> DigestReply:
        """What the centre knows of the position of its manifest."""
        return DigestReply(ZONE, "e1", 3, self.boot.digest)

    def close(self) -> None:
        self.zone.close()
        self.till.close()


@pytest.fixture
def here(tmp_path: Path) -> Surroundings:
    return Surroundings(tmp_path)


def test_a_device_that_is_well_is_left_in_peace(here: Surroundings) -> None:
    async def all_of_it() -> None:
        await here.upkeep.look()
        await here.upkeep.check_journal()
        await here.upkeep.check_pages()
        await here.upkeep.compare_digests()
        here.is_away = True
        await here.upkeep.compare_digests()

    asyncio.run(all_of_it())
    assert here.rows == {}
    assert here.reported == []
    here.close()


def test_a_damaged_journal_is_written_down_until_it_is_mended(here: Surroundings) -> None:
    path = here.till.device.folder.journal
    here.till.close()
    writer = open_writer(path, KEY, Durability.FULL)
    writer.execute("UPDATE fact SET body = x'00' WHERE sequence = 2")
    writer.close()
    asyncio.run(here.upkeep.check_journal())
    assert here.rows == {JOURNAL_DAMAGED: "chain A breaks at 2"}
    here.till.start()
    asyncio.run(here.upkeep.check_journal())
    assert here.rows == {}
    here.close()


def test_a_price_that_nobody_sent_is_found(here: Surroundings) -> None:
    connection = here.zone.connection
    assert connection is not None
    connection.execute("UPDATE price SET price_minor = 1 WHERE item_id = 7")
    asyncio.run(here.upkeep.check_pages())
    assert here.reported == []
    asyncio.run(here.upkeep.compare_digests())
    assert here.reported == [ZONE]
    here.close()


def test_a_file_that_stands_elsewhere_is_not_accused(here: Surroundings) -> None:
    rows = TableRows("price", ["item_id", "price_minor"], put=[[7, 1]])
    with here.zone.transaction():
        here.zone.apply([Group(4, [rows])], "h4")
    assert here.zone.cursor() == Cursor("e1", 4, "h4")
    asyncio.run(here.upkeep.compare_digests())
    assert here.reported == []
    here.close()


def test_a_flipped_byte_in_any_page_is_found_or_changes_no_row(
    here: Surroundings, tmp_path: Path
) -> None:
    here.zone.close()
    path = here.till.device.folder.replica("zone", 1)
    whole = path.read_bytes()
    found = 0
    copy = tmp_path / "flipped.db"
    for start in range(0, len(whole), PAGE_BYTES):
        for offset in (9, PAGE_BYTES // 2, PAGE_BYTES - 3):
            spoilt = bytearray(whole)
            spoilt[start + offset] ^= 0x10
            copy.write_bytes(spoilt)
            check = FileCheck(copy, "", "zone")
            if check.differs_from(here.known) or not check.pages_are_whole():
                found += 1
                continue
            reader = open_writer(copy, "", Durability.NORMAL)
            rows = reader.execute("SELECT item_id, price_minor FROM price").fetchall()
            reader.close()
            # A file whose cursor was hit stands elsewhere: the centre answers that it never was there.
            assert [list(row) for row in rows] == PRICES or start == 0
    assert found > len(whole) // PAGE_BYTES
    here.till.close()


def test_room_and_long_logs_are_told(here: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "FREE_BYTES_COMFORTABLE", 2**60)
    monkeypatch.setattr(upkeep, "LOG_BYTES_ALARM", 1)
    asyncio.run(here.upkeep.look())
    assert here.rows.keys() == {DISK_SHORT, LONG_LOG_BYTES}
    monkeypatch.undo()
    asyncio.run(here.upkeep.look())
    assert here.rows == {}
    here.close()


def test_logs_are_emptied_unless_somebody_reads(here: Surroundings) -> None:
    connection = here.zone.connection
    assert connection is not None
    log = here.till.device.folder.replica("zone", 1).with_name("zone-1.db-wal")
    with transaction(connection):
        connection.execute("UPDATE price SET price_minor = price_minor + 1")
    assert log.stat().st_size > 0
    empty_log(connection)
    assert log.stat().st_size == 0
    here.close()


def test_ballast_is_taken_in_by_the_way(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = here.till.device.folder
    premises = Premises(folder, KEY, 100_000, (here.zone,))
    keeper = Upkeep(premises, here, here.write, here.ask, here.reported.append)
    monkeypatch.setattr(ballast, "FREE_BYTES_COMFORTABLE", 0)
    asyncio.run(keeper.look())
    assert folder.ballast.stat().st_size == 100_000
    here.close()


def test_a_second_generation_needs_more_room_than_groups(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, tail = AskSnapshotPage(ZONE, "e1", 3, 0), AskTail(ZONE, "e1", 3, 25)
    monkeypatch.setattr(line, "FREE_BYTES_COMFORTABLE", 2**60)
    assert not line.has_room(here.zone, page)
    assert line.has_room(here.zone, tail)
    monkeypatch.setattr(line, "FREE_BYTES_TO_START", 2**60)
    assert not line.has_room(here.zone, tail)
    here.close()
