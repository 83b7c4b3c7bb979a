"""Replica files on a real disk: whole groups, generations beside each other, and what survives a switch."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.facts import Tail
from pos_app.domain.ids import IncarnationId
from pos_app.domain.replica_schema import FEED_TABLES
from pos_app.files.database import Connection, Durability, open_reader, open_writer, transaction
from pos_app.files.layout import DeviceFolder, next_generation
from pos_app.files.search_index import search
from sync.core.ports import Cursor
from sync.generation import digest_of, is_complete, newest_complete
from sync.notebook import ContactTable, JournalFile, StoredChains, StoredDocuments
from sync.replica import FeedReplica
from sync.wire.digest import feed_digest
from sync.wire.messages import (
    BootReply,
    FactReceipt,
    Group,
    OperatorDocument,
    OperatorEntry,
    SnapshotPage,
    TableRows,
)

KEY = "ab" * 32
STORE, CHAIN = "store:12", "chain"
STOCK = ["item_id", "on_hand_milli", "reserved_milli", "safety_milli"]
ITEM = ["item_id", "number", "name", "department", "unit", "tax_code", "age_limit", "popularity"]
FACT = "0192d3f0c0de7000800000000000000a"


@pytest.fixture
def folder(tmp_path: Path) -> DeviceFolder:
    return DeviceFolder(tmp_path)


@pytest.fixture
def store(folder: DeviceFolder) -> Iterator[FeedReplica]:
    replica = FeedReplica(folder, STORE, KEY, lambda: 7)
    replica.open({STORE: replica})
    yield replica
    replica.close()


@pytest.fixture
def chain(folder: DeviceFolder) -> Iterator[FeedReplica]:
    replica = FeedReplica(folder, CHAIN, "", lambda: 7)
    replica.open({CHAIN: replica})
    yield replica
    replica.close()


def _file(replica: FeedReplica) -> Connection:
    assert replica.connection is not None
    return replica.connection


def _stock(item_id: int, milli: int) -> TableRows:
    return TableRows("stock", STOCK, put=[[item_id, milli, 0, 0]])


def _items(*rows: list[int | str | None]) -> TableRows:
    return TableRows("item", ITEM, put=[*rows])


def _item(item_id: int, name: str, popularity: int) -> list[int | str | None]:
    return [item_id, f"N{item_id}", name, "Food", "each", "S", 0, popularity]


def _digest(tables: dict[str, list[list[int | str | None]]]) -> str:
    return feed_digest(sorted(tables.items()))


def _store_digest(*stock: list[int | str | None]) -> str:
    return _digest({**_nothing("store"), "receipt": [], "stock": [*stock]})


def _nothing(kind: str) -> dict[str, list[list[int | str | None]]]:
    return {name: [] for name in FEED_TABLES[kind]}


def _boot(feed: str, position: int, digest: str) -> BootReply:
    return BootReply(feed, "e1", "k", position, 1, 0, digest, 1, None, [])


def _start(replica: FeedReplica, position: int, digest: str, *tables: TableRows) -> bool:
    boot = _boot(replica.feed, position, digest)
    with replica.transaction():
        replica.begin(boot)
    page = SnapshotPage(replica.feed, "e1", position, 0, [*tables], [])
    with replica.transaction():
        replica.load(page)
    with replica.transaction():
        return replica.complete(boot)


def _stock_of(folder: DeviceFolder, generation: int) -> list[tuple[int, ...]]:
    reader = open_reader(folder.replica("store", generation), KEY)
    rows = reader.execute("SELECT item_id, on_hand_milli FROM stock ORDER BY 1").fetchall()
    reader.close()
    return rows


def test_the_notebook_is_there_before_the_first_snapshot(
    folder: DeviceFolder, store: FeedReplica
) -> None:
    assert store.cursor() is None
    assert newest_complete(folder, "store", STORE, KEY) is None
    connection = _file(store)
    ContactTable(lambda: connection).put("offline_since_us", "5")
    assert _start(store, 4, _store_digest([1, 10, 0, 0]), _stock(1, 10))
    assert store.cursor() == Cursor("e1", 4)
    assert newest_complete(folder, "store", STORE, KEY) == 1
    assert ContactTable(lambda: connection).get("offline_since_us") == "5"


def test_groups_and_the_cursor_are_one(folder: DeviceFolder, store: FeedReplica) -> None:
    _start(store, 4, _store_digest())
    receipt = FactReceipt(FACT, "parked")
    with store.transaction():
        store.apply(
            [
                Group(5, [_stock(1, 10)], [receipt]),
                Group(6, [_stock(1, 20), TableRows("stock", STOCK, drop=[[1]]), _stock(2, 5)]),
            ],
            "h6",
        )
    assert store.cursor() == Cursor("e1", 6, "h6")
    assert _stock_of(folder, 1) == [(2, 5)]
    with pytest.raises(KeyboardInterrupt), store.transaction():
        store.apply([Group(7, [_stock(3, 1)], [FactReceipt(FACT, "applied")])], "h7")
        raise KeyboardInterrupt
    assert store.cursor() == Cursor("e1", 6, "h6")
    assert _stock_of(folder, 1) == [(2, 5)]
    found = _file(store).execute("SELECT hex(fact_id), status FROM receipt").fetchall()
    assert found == [(FACT.upper(), "parked")]


def test_what_this_program_does_not_know_is_passed_over(
    folder: DeviceFolder, store: FeedReplica
) -> None:
    _start(store, 0, _store_digest())
    newer = TableRows("stock", ["colour", *reversed(STOCK)], put=[["red", 0, 0, 9, 4]])
    unknown = TableRows("loyalty", ["id"], put=[[1]], drop=[[2]])
    with store.transaction():
        store.apply([Group(1, [newer, unknown])], "h1")
    assert _stock_of(folder, 1) == [(4, 9)]


def test_a_new_generation_takes_the_notebook_along_and_leaves_the_old_file(
    folder: DeviceFolder, store: FeedReplica
) -> None:
    _start(store, 4, _store_digest([1, 10, 0, 0]), _stock(1, 10))

    chains = StoredChains(JournalFile(folder.journal, KEY), lambda: _file(store), lambda: 7)
    documents = StoredDocuments(lambda: _file(store), lambda: 7)
    operator = OperatorEntry("7", "Ann", "cashier", "hash", "badge", under_18=False)
    with store.transaction():
        chains.acknowledge(IncarnationId("life"), Tail(3, b"x" * 32))
        chains.mark_fork(IncarnationId("life"), 2)
        list(documents.put("operators", "v1", OperatorDocument([operator])))
    old = _file(store)
    assert _start(store, 9, _store_digest([2, 20, 0, 0]), _stock(2, 20))
    assert _file(store) is not old
    assert store.cursor() == Cursor("e1", 9)
    assert (_stock_of(folder, 1), _stock_of(folder, 2)) == ([(1, 10)], [(2, 20)])
    assert chains.acknowledged(IncarnationId("life")) == Tail(3, b"x" * 32)
    assert chains.forked_after(IncarnationId("life")) == 2
    assert documents.versions() == {"operators": "v1"}
    store.close()
    store.open({STORE: store})
    assert folder.generations("store") == (2,)
    assert store.cursor() == Cursor("e1", 9)


def test_a_snapshot_with_another_digest_leaves_the_current_one(
    folder: DeviceFolder, store: FeedReplica
) -> None:
    _start(store, 4, _store_digest([1, 10, 0, 0]), _stock(1, 10))
    assert not _start(store, 9, "00", _stock(2, 20))
    assert store.cursor() == Cursor("e1", 4)
    assert folder.generations("store") == (1,)


def test_a_half_built_generation_is_garbage_at_the_next_start(
    folder: DeviceFolder, chain: FeedReplica
) -> None:
    chain.begin(_boot(CHAIN, 1, ""))
    chain.load(SnapshotPage(CHAIN, "e1", 1, 0, [_items(_item(1, "Oat milk", 1))], []))
    assert folder.generations("chain") == (1,)
    assert not is_complete(folder.replica("chain", 1), CHAIN, "")
    chain.close()
    chain.open({CHAIN: chain})
    assert folder.generations("chain") == ()
    assert next_generation(folder, "chain") == 2


def test_items_are_found_after_a_start_and_after_a_change(chain: FeedReplica) -> None:
    rows = [_item(1, "Oat milk", 5), _item(2, "Oat bar", 9)]
    digest = _digest({**_nothing("chain"), "item": rows})
    assert _start(chain, 3, digest, _items(*rows))
    with chain.transaction():
        chain.apply([Group(4, [_items(_item(1, "Oat milk", 10), _item(3, "Soap", 1))])], "h4")
        changes = [TableRows("item", ITEM, drop=[[2]]), _items(_item(4, "Oats", 1))]
        chain.apply([Group(5, changes)], "h5")
    assert search(_file(chain), "oat", 9, schema="main") == [1, 4]


def test_a_file_is_read_whole_before_it_is_trusted(
    folder: DeviceFolder, chain: FeedReplica
) -> None:
    rows = [_item(1, "Oat milk", 5)]
    digest = _digest({**_nothing("chain"), "item": rows})
    assert _start(chain, 3, digest, _items(*rows))
    assert chain.check().is_as_it_came()
    _file(chain).execute("UPDATE item SET name = 'Gold bar'")
    assert not chain.check().is_as_it_came()
    chain.damaged()
    assert chain.cursor() is None
    assert newest_complete(folder, "chain", CHAIN, "") is None
    assert _start(chain, 3, digest, _items(*rows))
    assert newest_complete(folder, "chain", CHAIN, "") == 2


def test_a_damaged_store_file_is_built_anew_beside(
    folder: DeviceFolder, store: FeedReplica
) -> None:
    _start(store, 4, _store_digest([1, 10, 0, 0]), _stock(1, 10))
    store.damaged()
    with store.transaction():
        assert not _file(store).in_transaction
    assert _start(store, 5, _store_digest([1, 11, 0, 0]), _stock(1, 11))
    assert newest_complete(folder, "store", STORE, KEY) == 2


def test_the_digest_is_that_of_the_rows_in_key_order(chain: FeedReplica) -> None:
    rows = [_item(n, "Oat", n % 3) for n in range(12_000)]
    digest = _digest({**_nothing("chain"), "item": rows})
    assert _start(chain, 3, digest, _items(*reversed(rows)))
    assert digest_of(_file(chain), "chain") == digest


def test_operators_who_leave_the_list_leave_the_device(store: FeedReplica) -> None:
    connection = _file(store)
    documents = StoredDocuments(lambda: connection, lambda: 9)
    ann = OperatorEntry("7", "Ann", "cashier", "hash", "badge", under_18=False)
    ben = OperatorEntry("8", "Ben", "cashier", "hash", "badge", under_18=True)
    with transaction(connection):
        list(documents.put("operators", "v1", OperatorDocument([ann, ben])))
        connection.execute("UPDATE operator SET last_used_us = 5")
        list(documents.put("operators", "v2", OperatorDocument([ann])))
    found = connection.execute("SELECT number, last_used_us FROM operator").fetchall()
    assert found == [("7", 5)]
    with transaction(connection):
        list(documents.drop("operators"))
    assert connection.execute("SELECT count(*) FROM operator").fetchone() == (0,)
    assert documents.versions() == {}


def test_a_file_that_is_no_database_is_replaced(folder: DeviceFolder) -> None:
    folder.replica("store", 3).write_bytes(b"no database" * 1000)
    folder.replica("chain", 3).write_bytes(b"no database" * 1000)
    for feed, key in ((STORE, KEY), (CHAIN, "")):
        replica = FeedReplica(folder, feed, key, lambda: 7)
        replica.open({feed: replica})
        assert replica.cursor() is None
        replica.close()
    assert folder.generations("store") == (4,)
    assert folder.generations("chain") == ()


def test_a_number_that_an_app_may_still_read_is_not_given_again(folder: DeviceFolder) -> None:
    folder.replica("chain", 3).write_bytes(b"no database" * 1000)
    used = {3}
    for _ in range(3):
        # Each agent ends before it has a generation.
        replica = FeedReplica(folder, CHAIN, "", lambda: 7)
        replica.open({CHAIN: replica})
        replica.begin(_boot(CHAIN, 1, ""))
        replica.building_path().write_bytes(b"half of it")
        number = int(replica.building_path().stem.removeprefix("chain-"))
        assert number > max(used)
        used.add(number)
        replica.close()


def test_no_journal_yet_means_no_chains(folder: DeviceFolder, store: FeedReplica) -> None:
    connection = _file(store)
    journal = JournalFile(folder.journal, KEY)
    chains = StoredChains(journal, lambda: connection, lambda: 7)
    assert chains.incarnations() == ()
    assert journal.data_version() == -1
    open_writer(folder.journal, KEY, Durability.FULL).close()
    assert chains.incarnations() == ()
    journal.close()
