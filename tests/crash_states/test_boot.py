"""A power cut, or a kill and then a power cut, while a generation is built leaves the old one or the new one whole."""

import pytest

from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION
from sync.core.ports import Cursor
from sync.generation import digest_of
from sync.replica import FeedReplica
from tests.crash_states.disk import Disk
from tests.crash_states.examination import Said, examine
from tests.crash_states.feeds import CHAIN_FEED, boot, chain_rows, digest, snapshot_pages
from tests.crash_states.machine import copied, insert, killed
from tests.crash_states.power_cut import crash_states
from tests.crash_states.till_day import CountedIds, device, start

OLD, NEW = Cursor("old", 4), Cursor("new", 9)
ROWS = {OLD: chain_rows("old", 30), NEW: chain_rows("new", 45)}
KILLED_EVERY = 7


def _wall_us() -> int:
    return 1_763_719_200_000_000


def chain_replica() -> FeedReplica:
    """The agent's writer of the chain file, as the agent opens it."""
    replica = FeedReplica(device().folder, CHAIN_FEED, "", _wall_us)
    replica.open({CHAIN_FEED: replica})
    return replica


def build(replica: FeedReplica, cursor: Cursor) -> None:
    """Fetch and switch to a generation, in the transactions in which the agent does it."""
    rows = ROWS[cursor]
    reply = boot(CHAIN_FEED, cursor.epoch, cursor.position, rows)
    with replica.transaction():
        replica.begin(reply)
    for page in snapshot_pages(CHAIN_FEED, cursor.epoch, cursor.position, rows):
        with replica.transaction():
            replica.load(page)
    with replica.transaction():
        assert replica.complete(reply)


def with_old_generation() -> Disk:
    """A device that has the old generation, on disk for certain."""
    disk = insert()
    replica = chain_replica()
    build(replica, OLD)
    replica.close()
    return copied(disk)


def one_of_both(_: Said) -> None:
    """Agent and app find one whole generation, the same."""
    replica = chain_replica()
    try:
        cursor, connection = replica.cursor(), replica.connection
        assert cursor in (OLD, NEW) and connection is not None
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert digest_of(connection, "chain") == digest("chain", ROWS[cursor])
    finally:
        replica.close()
    opened = start(CountedIds())
    try:
        state = "SELECT epoch, position, schema, complete FROM chain.feed_state"
        found = opened.connection.execute(state).fetchall()
        assert found == [(cursor.epoch, cursor.position, REPLICA_SCHEMA_VERSION, 1)]
        names = opened.connection.execute("SELECT name FROM chain.item").fetchall()
        assert len(names) == len(ROWS[cursor]["item"])
        words = opened.connection.execute("SELECT count(*) FROM chain.item_fts('item')").fetchone()
        assert words == (len(names),)
    finally:
        opened.close()


@pytest.mark.parametrize("seed", range(2))
def test_old_or_new_after_a_power_cut(seed: int) -> None:
    disk = with_old_generation()
    replica = chain_replica()
    build(replica, NEW)
    replica.close()
    chain_replica().close()
    examined = examine(crash_states(disk, seed, drawn=4), {}, one_of_both, disk.start)
    assert examined.states > 300


@pytest.mark.parametrize("seed", range(KILLED_EVERY))
def test_old_or_new_after_a_kill_a_start_and_a_power_cut(seed: int) -> None:
    """The start after the kill clears away what is not current: it must not trust what is only in memory."""
    whole = with_old_generation()
    replica = chain_replica()
    build(replica, NEW)
    length, states = len(whole.operations), 0
    for count in range(1 + seed, length + 1, KILLED_EVERY):
        disk = killed(whole, count)
        chain_replica().close()
        cut = crash_states(disk, seed, drawn=2, first=count)
        states += examine(cut, {}, one_of_both, disk.start).states
    assert states > 100
