"""Feeds come down: by tail, by pages, by snapshot and by file, and all of them say the same."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import zstandard
from sqlcipher3 import dbapi2

from pos_app.domain.replica_schema import FEED_TABLES
from sync.wire.chain import TailBytes, linked
from sync.wire.digest import RECEIPTS, digest_tables, feed_digest
from sync.wire.messages import BootReply, DigestReply, FeedPage, SnapshotPage, TailReply
from tests.contract.device import ContractDevice, refusal

# Less than it would wait, and time enough on a busy machine.
WAKE_SECONDS_MAX = 15


def _feeds(device: ContractDevice) -> list[str]:
    return ["chain", f"zone:{device.enrolled.zone}", f"store:{device.address.unit}"]


def _snapshot(device: ContractDevice, boot: BootReply) -> dict[str, list[list[Any]]]:
    kind = boot.feed.partition(":")[0]
    tables = FEED_TABLES[kind]
    rows: dict[str, list[list[Any]]] = {table: [] for table in digest_tables(kind)}
    for number in range(boot.snapshot_pages):
        path = f"/v1/snapshot/{boot.feed}/{boot.epoch}/{boot.position}/{number}"
        page = device.gets(path, SnapshotPage)
        assert (page.feed, page.epoch, page.position, page.number) == (
            boot.feed,
            boot.epoch,
            boot.position,
            number,
        )
        for part in page.tables:
            if part.table in tables:
                assert part.columns == [*tables[part.table][0]]
                rows[part.table] += part.put
        if page.receipts:
            rows[RECEIPTS] += [[receipt.fact_id, receipt.status] for receipt in page.receipts]
    return rows


def test_pages_of_a_snapshot_have_the_digest_that_was_promised(device: ContractDevice) -> None:
    for feed in _feeds(device):
        boot = device.boot(feed)
        rows = _snapshot(device, boot)
        receipts = len(rows.get(RECEIPTS, ()))
        assert sum(map(len, rows.values())) - receipts == boot.row_count
        assert feed_digest(rows.items()) == boot.digest


def test_a_finished_file_is_whole_resumes_and_says_the_same(
    device: ContractDevice, tmp_path: Path
) -> None:
    for feed in _feeds(device)[:2]:
        boot = device.boot(feed)
        if boot.file is None:
            continue
        packed = device.http.get(boot.file.path).content
        rest = device.http.get(boot.file.path, headers={"Range": "bytes=100-"})
        assert (rest.status_code, packed[:100] + rest.content) == (206, packed)
        assert hashlib.sha256(packed).hexdigest() == boot.file.sha256
        assert len(packed) == boot.file.size
        path = tmp_path / f"{boot.feed.partition(':')[0]}.db"
        path.write_bytes(zstandard.decompress(packed))
        connection = dbapi2.connect(str(path))
        state = "SELECT feed, epoch, position, schema, complete FROM feed_state"
        assert connection.execute(state).fetchall() == [
            (feed, boot.epoch, boot.position, boot.file.schema, 0)
        ]
        rows = {}
        for table, (columns, keys) in sorted(FEED_TABLES[feed.partition(":")[0]].items()):
            named, order = ", ".join(columns), ", ".join(columns[:keys])
            found = connection.execute(f"SELECT {named} FROM {table} ORDER BY {order}")
            rows[table] = [list(row) for row in found.fetchall()]
        connection.close()
        assert feed_digest(rows.items()) == boot.digest


def test_whoever_waits_at_the_head_is_woken(device: ContractDevice) -> None:
    boot = device.boot(f"store:{device.address.unit}")
    head = device.head(boot)
    path = f"/v1/tail/{boot.feed}/{boot.epoch}/{head}"
    empty = device.gets(f"{path}?wait=0", TailReply)
    assert (empty.groups, empty.head) == ([], head)
    fact = device.says("drawer_opened", {"reason": "change"})
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(device.gets, f"{path}?wait=25", TailReply)
        begun = time.monotonic()
        device.sends()
        groups = waiting.result().groups
        assert time.monotonic() - begun < WAKE_SECONDS_MAX
    assert groups[0].position == head + 1
    assert fact.fact_id.hex in [r.fact_id for group in groups for r in group.receipts]


def test_a_sealed_page_is_the_same_for_ever_and_for_whoever_knows_its_key(
    device: ContractDevice,
) -> None:
    feed = f"store:{device.address.unit}"
    for number in range(1, 260):
        device.says("drawer_opened", {"reason": "change"})
        device.sends(number, number)
    boot = device.boot(feed)
    for page in boot.pages[-2:]:
        path = f"/v1/feed/{boot.key}/{feed}/{boot.epoch}/{page.first}-{page.last}"
        for reply in [httpx.get(device.address.url + path) for _ in range(2)]:
            assert hashlib.sha256(reply.content).hexdigest() == page.sha256
            assert "immutable" in reply.headers["cache-control"]
            groups = msgspec.json.decode(reply.content, type=FeedPage).groups
            assert [g.position for g in groups] == [*range(page.first, page.last + 1)]
        unknown = httpx.get(device.address.url + path.replace(boot.key, "guessed"))
        assert refusal(unknown)[0] == 404
    assert boot.pages


@pytest.mark.parametrize("after", ["0", "999999999"])
def test_another_epoch_and_a_position_that_never_was_begin_again(
    device: ContractDevice, after: str
) -> None:
    boot = device.boot("chain")
    epoch = "anotherepoch" if after == "0" else boot.epoch
    assert refusal(device.http.get(f"/v1/tail/chain/{epoch}/{after}")) == (410, "boot_again")
    gone = f"/v1/snapshot/chain/{epoch}/{after}/0"
    assert refusal(device.http.get(gone)) == (410, "boot_again")


def test_rows_can_be_compared_where_a_device_stands(device: ContractDevice) -> None:
    for feed in _feeds(device):
        boot = device.boot(feed)
        path = f"/v1/digest/{feed}/{boot.epoch}"
        assert device.gets(f"{path}/{boot.position}", DigestReply) == DigestReply(
            feed, boot.epoch, boot.position, boot.digest
        )
        assert refusal(device.http.get(f"{path}/999999999")) == (404, "unknown_digest")


def test_groups_hold_on_to_each_other(device: ContractDevice) -> None:
    boot = device.boot(f"store:{device.address.unit}")
    for number in range(1, 4):
        device.says("drawer_opened", {"reason": "change"})
        device.sends(number, number)
    path = f"/v1/tail/{boot.feed}/{boot.epoch}"
    tail = device.gets(f"{path}/{boot.position}?hash={boot.hash}", TailBytes)
    links = linked(boot.hash, tail.groups)
    assert links[-1].hash == tail.hash
    middle = links[0]
    rest = device.gets(f"{path}/{middle.group.position}?hash={middle.hash}", TailBytes)
    assert (rest.groups, rest.hash) == (tail.groups[1:], tail.hash)


def test_a_device_follows_its_own_feeds_alone(device: ContractDevice) -> None:
    for feed in ("store:none", "zone:none", "nothing"):
        assert refusal(device.http.get(f"/v1/boot/{feed}"))[0] == 404


def test_no_feed_names_anybody(device: ContractDevice) -> None:
    personal = ("name", "phone", "email", "address", "customer")
    for part in _snapshot_tables(device):
        if part[0] in ("customer_order", "stock", "exception"):
            assert not [column for column in part[1] if column in personal]


def _snapshot_tables(device: ContractDevice) -> list[tuple[str, list[str]]]:
    boot = device.boot(f"store:{device.address.unit}")
    found = []
    for number in range(boot.snapshot_pages):
        path = f"/v1/snapshot/{boot.feed}/{boot.epoch}/{boot.position}/{number}"
        found += [(part.table, part.columns) for part in device.gets(path, SnapshotPage).tables]
    return found
