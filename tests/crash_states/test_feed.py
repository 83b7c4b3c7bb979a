"""A power cut while groups of a feed are applied leaves whole groups, with their cursor and their receipts."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pos_app.files.database import Connection, Durability
from sync import replica as replica_module
from sync.core.ports import Cursor
from sync.notebook import PUT_CONTACT
from sync.replica import FeedReplica
from tests.crash_states.disk import Disk
from tests.crash_states.examination import Lost, Said, examine
from tests.crash_states.feeds import (
    STORE_FEED,
    boot,
    snapshot_pages,
    stock_group,
    store_rows,
)
from tests.crash_states.machine import ROOT, copied, insert, killed
from tests.crash_states.power_cut import crash_states
from tests.crash_states.till_day import device
from tests.pos_app.storage.device import KEY

STORE = {f"{ROOT}/store-1.db": Durability.NORMAL}
ITEMS = 40
GROUPS = 12
NEXT = Cursor("e2", 77)


def _wall_us() -> int:
    return 1_763_719_200_000_000


def store_replica() -> FeedReplica:
    """The agent's writer of the store file, as the agent opens it."""
    replica = FeedReplica(device().folder, STORE_FEED, KEY, _wall_us)
    replica.open({STORE_FEED: replica})
    return replica


def first_snapshot(replica: FeedReplica) -> None:
    """Fill the store file that is there."""
    rows = store_rows(1_000, ITEMS)
    reply = boot(STORE_FEED, "e", 1, rows)
    with replica.transaction():
        replica.begin(reply)
    for page in snapshot_pages(STORE_FEED, "e", 1, rows):
        with replica.transaction():
            replica.load(page)
    with replica.transaction():
        assert replica.complete(reply)


def store_file_made() -> Disk:
    """First start of the agent."""
    disk = insert()
    store_replica().close()
    return disk


def groups_applied() -> Disk:
    """First snapshot into the store file, then groups in batches of one to three."""
    disk = copied(store_file_made())
    replica = store_replica()
    first_snapshot(replica)
    position = 2
    while position < GROUPS:
        groups = [
            stock_group(n, 1_000 * n, ITEMS) for n in range(position, position + 1 + position % 3)
        ]
        with replica.transaction():
            replica.apply(groups, "")
        position += len(groups)
    replica.close()
    return disk


def whole_groups(_: Said) -> None:
    """The agent starts, and stock, receipts and cursor tell of the same groups; or there is no snapshot yet."""
    replica = store_replica()
    try:
        cursor, connection = replica.cursor(), replica.connection
        assert connection is not None
        stock = connection.execute("SELECT item_id, on_hand_milli FROM stock").fetchall()
        receipts = connection.execute("SELECT count(*) FROM receipt").fetchone()[0]
        if cursor is not None:
            assert stock == [(n, 1_000 * cursor.position) for n in range(1, ITEMS + 1)]
            assert receipts == cursor.position - 1
        else:
            first_snapshot(replica)
            assert replica.cursor() is not None
    finally:
        replica.close()


def test_a_half_made_store_file_stops_no_start() -> None:
    disk = store_file_made()
    examined = examine(crash_states(disk, 1, drawn=3), {}, whole_groups, disk.start)
    assert examined.states > 100


@pytest.mark.parametrize("seed", range(4))
def test_groups_are_whole(seed: int) -> None:
    disk = groups_applied()
    examined = examine(crash_states(disk, seed, drawn=6), STORE, whole_groups, disk.start)
    assert examined.states > 300
    assert examined.starts > 20


def next_generation() -> Disk:
    """A new snapshot of the store beside the one that holds the agent's notebook, and the agent's next start."""
    disk = copied(groups_applied())
    replica = store_replica()
    assert replica.connection is not None
    with replica.transaction():
        replica.connection.execute(PUT_CONTACT, ("offline_since_us", "5"))
    replica.close()
    disk = copied(disk)
    replica = store_replica()
    rows = store_rows(1_000 * NEXT.position, ITEMS)
    reply = boot(STORE_FEED, NEXT.epoch, NEXT.position, rows)
    with replica.transaction():
        replica.begin(reply)
    for page in snapshot_pages(STORE_FEED, NEXT.epoch, NEXT.position, rows):
        with replica.transaction():
            replica.load(page)
    with replica.transaction():
        assert replica.complete(reply)
    return disk


def old_or_new_with_notebook(_: Said) -> None:
    """One whole snapshot, and what the agent had written down."""
    replica = store_replica()
    try:
        cursor, connection = replica.cursor(), replica.connection
        assert cursor is not None and connection is not None
        stock = connection.execute("SELECT DISTINCT on_hand_milli FROM stock").fetchall()
        assert stock == [(1_000 * cursor.position,)]
        contact = connection.execute("SELECT value FROM contact").fetchall()
        assert contact == [("5",)]
    finally:
        replica.close()


@pytest.mark.parametrize("seed", range(2))
def test_the_notebook_moves_with_the_generation(seed: int) -> None:
    built = next_generation()
    length = len(built.operations)
    states = examine(
        crash_states(built, seed, drawn=2), {}, old_or_new_with_notebook, built.start
    ).states
    for count in range(length, length - 8, -1):
        disk = killed(built, count)
        store_replica().close()
        cut = crash_states(disk, seed, drawn=1, first=count)
        states += examine(cut, {}, old_or_new_with_notebook, disk.start).states
    assert states > 100


def test_a_group_applied_in_pieces_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def in_pieces(_: Connection) -> Iterator[None]:
        yield

    monkeypatch.setattr(replica_module, "transaction", in_pieces)
    disk = groups_applied()
    with pytest.raises(Lost):
        examine(crash_states(disk, 1, drawn=2), STORE, whole_groups, disk.start)
    with pytest.raises(Lost):
        examine(crash_states(disk, 1, drawn=2), {}, whole_groups, disk.start)
