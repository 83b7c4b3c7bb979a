"""Whoever starts from nothing gets the same rows as pages and as a file, and the digest of both."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard
from sqlalchemy import insert
from sqlcipher3 import dbapi2

from central.centre import Centre, new_id
from central.core.feed import Change, publish, store_feed
from central.core.refused import Refused
from central.snapshots import LAG_GROUPS_MAX
from central.storage.schema import CONFIGURATION
from central.storage.sql_store import SqlTransaction
from pos_app.domain.replica_schema import FEED_TABLES
from sync.wire.digest import RECEIPTS, digest_tables, feed_digest
from sync.wire.messages import BootReply, FactReceipt, SnapshotPage
from tests.central.head_office import ITEMS, HeadOffice

Rows = dict[str, list[list[Any]]]


def _pages(centre: Centre, boot: BootReply) -> Iterator[SnapshotPage]:
    for number in range(boot.snapshot_pages):
        path = centre.snapshots.page(boot.feed, boot.epoch, boot.position, number)
        yield msgspec.json.decode(path.read_bytes(), type=SnapshotPage)


def _page_rows(centre: Centre, boot: BootReply) -> Rows:
    rows: Rows = {table: [] for table in digest_tables(boot.feed.partition(":")[0])}
    for page in _pages(centre, boot):
        for part in page.tables:
            rows[part.table] += part.put
        if page.receipts:
            rows[RECEIPTS] += [[receipt.fact_id, receipt.status] for receipt in page.receipts]
    return rows


def _file_rows(centre: Centre, boot: BootReply, folder: Path) -> Rows:
    assert boot.file is not None
    packed = centre.snapshots.file(boot.feed, boot.epoch, boot.position).read_bytes()
    assert hashlib.sha256(packed).hexdigest() == boot.file.sha256
    assert len(packed) == boot.file.size
    path = folder / "replica.db"
    path.write_bytes(zstandard.decompress(packed))
    connection = dbapi2.connect(str(path))
    kind = boot.feed.partition(":")[0]
    rows = {}
    for table, (columns, keys) in sorted(FEED_TABLES[kind].items()):
        order = ", ".join(columns[:keys])
        found = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")
        rows[table] = [list(row) for row in found]
    state = connection.execute("SELECT feed, epoch, position, complete FROM feed_state").fetchall()
    assert state == [(boot.feed, boot.epoch, boot.position, 0)]
    chain = connection.execute("SELECT feed, hash FROM feed_chain").fetchall()
    assert chain == [(boot.feed, boot.hash)]
    if kind == "chain":
        found = connection.execute("SELECT count(*) FROM item_fts WHERE item_fts MATCH 'bun*'")
        assert found.fetchall() == [(len(ITEMS),)]
    connection.close()
    return rows


@pytest.mark.parametrize("feed", ["chain", "zone:uk"])
def test_pages_and_file_hold_the_same_rows(
    centre: Centre, office: HeadOffice, tmp_path: Path, feed: str
) -> None:
    assert office.centre is centre
    boot = centre.snapshots.boot(feed)
    rows = _page_rows(centre, boot)
    assert _file_rows(centre, boot, tmp_path) == rows
    assert feed_digest(rows.items()) == boot.digest
    assert sum(map(len, rows.values())) == boot.row_count > 0


def test_a_store_gets_its_rows_and_receipts_as_pages(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    # Texts that a language sorts otherwise than their bytes.
    names = ("b", "B", "ä", "a_", "a1", "Z")
    rows = [{"business_unit": register.unit, "name": name, "value": "v"} for name in names]
    centre.database.write(lambda connection: connection.execute(insert(CONFIGURATION), rows))
    sold, parked = register.sells(2), register.sells(99)
    register.sends()
    boot = centre.snapshots.boot(store_feed(register.unit))
    assert boot.file is None
    assert boot.position == 1
    found = _page_rows(centre, boot)
    assert [row[0] for row in found["configuration"]] == sorted(names, key=str.encode)
    assert feed_digest(found.items()) == boot.digest
    receipts = [receipt for page in _pages(centre, boot) for receipt in page.receipts]
    assert sorted(receipts, key=str) == sorted(
        [
            FactReceipt(sold.fact_id.hex, "applied"),
            FactReceipt(parked.fact_id.hex, "parked"),
        ],
        key=str,
    )


def test_a_snapshot_is_written_again_only_when_the_feed_has_moved_far(
    centre: Centre, office: HeadOffice
) -> None:
    feed = store_feed(office.open_store())
    assert centre.snapshots.boot(feed).position == 0
    centre.write(lambda t: publish(t.feeds, {feed: [Change({})] * LAG_GROUPS_MAX}))
    assert centre.snapshots.boot(feed).position == 0
    centre.write(lambda t: publish(t.feeds, {feed: [Change({})]}))
    assert centre.snapshots.boot(feed).position == LAG_GROUPS_MAX + 1


def test_a_new_epoch_starts_from_a_new_snapshot(centre: Centre, office: HeadOffice) -> None:
    feed = store_feed(office.open_store())
    before = centre.snapshots.boot(feed)
    office.begin_feed(feed)
    after = centre.snapshots.boot(feed)
    assert (after.epoch, after.key) != (before.epoch, before.key)
    assert after.digest == before.digest


def _restored(t: SqlTransaction, *, feed: str, epoch: str, groups: list[Change]) -> None:
    t.feeds.start_epoch(feed, epoch, "key")
    publish(t.feeds, {feed: groups})


def test_a_snapshot_of_what_a_restored_database_forgot_is_not_handed_out(
    centre: Centre, office: HeadOffice
) -> None:
    feed = store_feed(office.open_store())
    epoch = new_id()
    hashes = []
    for name in ("lost", "kept"):
        # The same epoch and the same positions, other groups.
        groups = [Change({"configuration": [(name, "v")]})] * (LAG_GROUPS_MAX + 1)
        centre.write(partial(_restored, feed=feed, epoch=epoch, groups=groups))
        boot = centre.snapshots.boot(feed)
        assert (boot.epoch, boot.position) == (epoch, LAG_GROUPS_MAX + 1)
        assert centre.snapshots.digest_at(feed, epoch, boot.position, boot.hash) == boot.digest
        hashes.append(boot.hash)
    head = centre.read(lambda t: t.feeds.head(feed))
    assert head is not None
    assert hashes[0] != hashes[1] == head.hash


def test_a_snapshot_that_is_gone_says_so(centre: Centre, office: HeadOffice) -> None:
    boot = centre.snapshots.boot(store_feed(office.open_store()))
    for epoch, position, number in (("..", 0, 0), ("abc", 0, 0), (boot.epoch, 5, 0)):
        with pytest.raises(Refused) as refused:
            centre.snapshots.page(boot.feed, epoch, position, number)
        assert refused.value.problem.status == 410
    with pytest.raises(Refused) as refused:
        centre.snapshots.boot("store:none")
    assert refused.value.problem.status == 404
