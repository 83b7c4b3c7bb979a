"""What names people is on the device exactly as the centre lists it, and goes from it to the last byte."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.customer import name_words, phone_end
from pos_app.domain.replica_schema import FEED_TABLES, STORE_SCHEMA
from pos_app.files.database import Connection, Durability, open_writer, transaction
from pos_app.files.layout import DeviceFolder
from sync.core.document_kinds import Document
from sync.core.ports import Cursor
from sync.generation import digest_of
from sync.notebook import StoredDocuments
from sync.notebook_move import NOTEBOOK_TABLES
from sync.people_tables import customer_count, drop_document, write_document
from sync.replica import FeedReplica
from sync.wire.messages import (
    BootReply,
    CustomerDocument,
    CustomerEntry,
    ErasedDocument,
    Group,
    OrderCheckDocument,
    OrderCheckEntry,
    OrderCustomerDocument,
    OrderCustomerEntry,
    PurchaseEntry,
    TableRows,
)

STORE = "store:12"
PART_PEOPLE = 300
WORDS = "SELECT word, number FROM customer_word ORDER BY 1, 2"
NAMES = "SELECT number, name FROM customer ORDER BY number"


def customer(number: int, name: str = "", phone: str = "0161 496 0000") -> CustomerEntry:
    return CustomerEntry(
        f"P{number}",
        name or f"Marigold Z{number:06}z",
        f"z{number:06}z@example.com",
        phone,
        f"LC{number}",
        12,
        "shoe 38",
        "tweed " * (number % 40),
        [PurchaseEntry(f"B{number}", "2026-11-01", "store", 100, "Bun")],
    )


def waiting_for(order: str, number: int) -> OrderCustomerEntry:
    name = f"Marigold Z{number:06}z"
    return OrderCustomerEntry(
        order, f"P{number}", name, "m@example.com", "1", "Basil", "van", "", gift=False, paid=True
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FeedReplica]:
    """A store file without a key: what is in its bytes can be seen."""
    replica = FeedReplica(DeviceFolder(tmp_path), STORE, "", lambda: 7)
    replica.open({STORE: replica})
    yield replica
    replica.close()


def _file(replica: FeedReplica) -> Connection:
    assert replica.connection is not None
    return replica.connection


def _put(replica: FeedReplica, document_id: str, document: Document, version: str = "v") -> None:
    documents = StoredDocuments(lambda: _file(replica), lambda: 9)
    with replica.transaction():
        list(documents.put(document_id, version, document))


def _traces(replica: FeedReplica) -> set[int]:
    """Numbers of the people of whom a byte is left in any file."""
    root = replica.folder.root
    content = b"".join(path.read_bytes() for path in sorted(root.glob("store-*")))
    return {n for n in range(6 * PART_PEOPLE) if f"{n:06}".encode() in content.replace(b"Z", b"z")}


def test_a_part_holds_its_people_and_nobody_else(store: FeedReplica) -> None:
    _put(store, "customers/1", CustomerDocument([customer(1), customer(2)]))
    _put(store, "customers/2", CustomerDocument([customer(3)]))
    _put(store, "customers/1", CustomerDocument([customer(2, "Ann  Lee-Márquez")]))
    found = _file(store).execute(NAMES).fetchall()
    assert found == [("P2", "Ann  Lee-Márquez"), ("P3", "Marigold Z000003z")]
    words = _file(store).execute(WORDS).fetchall()
    assert [word for word, number in words if number == "P2"] == ["ann", "lee", "marquez"]
    with store.transaction():
        list(StoredDocuments(lambda: _file(store), lambda: 9).drop("customers/1"))
        assert customer_count(_file(store)) == 1
        list(drop_document(_file(store), "customers/2"))
    assert _file(store).execute(WORDS).fetchall() == []


def test_orders_that_ended_take_their_people_along(store: FeedReplica) -> None:
    _put(store, "order-customers", OrderCustomerDocument([waiting_for("O1", 1)]))
    _put(store, "order-customers", OrderCustomerDocument([waiting_for("O2", 2)]))
    orders = "SELECT order_number, gift, paid FROM order_customer"
    assert _file(store).execute(orders).fetchall() == [("O2", 0, 1)]
    with store.transaction():
        list(drop_document(_file(store), "order-customers"))
    assert _file(store).execute(orders).fetchall() == []


def test_how_people_are_checked_goes_with_the_list(store: FeedReplica) -> None:
    checks = "SELECT order_number, method FROM order_check"
    _put(
        store,
        "order-checks",
        OrderCheckDocument([OrderCheckEntry(n, "code", "aa", "bb") for n in ("O1", "O2")]),
    )
    _put(store, "customers/2", CustomerDocument([]), "w")
    _put(store, "order-checks", OrderCheckDocument([OrderCheckEntry("O2", "id", "", "")]))
    assert _file(store).execute(checks).fetchall() == [("O2", "id")]
    with store.transaction():
        list(drop_document(_file(store), "order-checks"))
    assert _file(store).execute(checks).fetchall() == []


def test_who_is_erased_leaves_no_byte_in_any_file(store: FeedReplica) -> None:
    people = [customer(n) for n in range(6 * PART_PEOPLE)]
    for part in range(6):
        _put(store, f"customers/{part}", CustomerDocument(people[part::6]))
    for n in range(0, len(people), 5):
        people[n] = customer(n, f"Rose Z{n:06}z")
    for part in range(6):
        _put(store, f"customers/{part}", CustomerDocument(people[part::6]))
    _start_anew(store)
    assert len(store.folder.generations("store")) == 2
    gone = set(range(2, len(people), 3))
    _put(store, "order-customers", OrderCustomerDocument([waiting_for("O1", 2)]))
    _put(store, "erased", ErasedDocument([f"P{n}" for n in sorted(gone)]))
    documents = StoredDocuments(lambda: _file(store), lambda: 9)
    assert documents.is_to_scrub
    assert gone & _traces(store), "deleting alone would not do"
    _write_anew(store)
    assert _traces(store) == set(range(len(people))) - gone
    assert {int(number[1:]) for number, _ in _file(store).execute(NAMES).fetchall()} == (
        set(range(len(people))) - gone
    )
    assert _file(store).execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_file_is_written_anew_for_those_only_who_were_here(store: FeedReplica) -> None:
    _start_anew(store)
    documents = StoredDocuments(lambda: _file(store), lambda: 9)
    _put(store, "customers/1", CustomerDocument([customer(1), customer(2)]))
    _put(store, "order-customers", OrderCustomerDocument([waiting_for("O1", 3)]))
    _put(store, "erased", ErasedDocument(["P7"]))
    assert not documents.is_to_scrub, "somebody of another store"
    _put(store, "customers/1", CustomerDocument([customer(1)]))
    _put(store, "order-customers", OrderCustomerDocument([]))
    subjects = ["P7"]
    for who in ("P1", "P2", "P3"):
        subjects.append(who)
        _put(store, "erased", ErasedDocument(subjects))
        assert documents.is_to_scrub, f"of {who} there may be bytes"
        with store.transaction():
            documents.scrubbed()
    _write_anew(store)
    assert _file(store).execute("SELECT count(*) FROM person_left").fetchone() == (0,)


def test_an_older_document_brings_nobody_back_who_is_erased(store: FeedReplica) -> None:
    _start_anew(store)
    _put(store, "customers/1", CustomerDocument([customer(1), customer(2)]))
    _put(store, "erased", ErasedDocument(["P1"]))
    _write_anew(store)
    with store.transaction():
        StoredDocuments(lambda: _file(store), lambda: 9).scrubbed()
    _put(store, "customers/1", CustomerDocument([customer(1), customer(3)]), "from a cache")
    _put(store, "order-customers", OrderCustomerDocument([waiting_for("O1", 1)]))
    assert _file(store).execute(NAMES).fetchall() == [("P3", "Marigold Z000003z")]
    assert _file(store).execute("SELECT count(*) FROM order_customer").fetchone() == (0,)
    _put(store, "customers/1", CustomerDocument([customer(2), customer(3)]), "the newest")
    assert 1 not in _traces(store)


def test_a_long_document_is_written_in_pieces_and_has_its_version_last(store: FeedReplica) -> None:
    documents = StoredDocuments(lambda: _file(store), lambda: 9)
    pieces = documents.put("customers/1", "v1", CustomerDocument(list(map(customer, range(120)))))
    counts = []
    for _ in range(3):
        with store.transaction():
            next(pieces)
        counts.append(customer_count(_file(store)))
        assert documents.versions()["customers/1"] != "v1"
    assert counts == [50, 100, 120]
    with store.transaction():
        assert list(pieces) == []
    assert documents.versions() == {"customers/1": "v1"}


def test_a_piece_that_was_undone_lets_the_document_come_again(store: FeedReplica) -> None:
    documents = StoredDocuments(lambda: _file(store), lambda: 9)
    people = CustomerDocument(list(map(customer, range(120))))
    pieces = documents.put("customers/1", "v1", people)
    with store.transaction():
        next(pieces)
    with pytest.raises(RuntimeError), store.transaction():
        next(pieces)
        raise RuntimeError
    with store.transaction():
        assert list(pieces) == []
    assert documents.versions()["customers/1"] != "v1"
    _put(store, "customers/1", people)
    assert customer_count(_file(store)) == 120
    assert documents.versions() == {"customers/1": "v"}


def test_what_happens_while_the_file_is_written_anew_is_in_the_new_one(store: FeedReplica) -> None:
    _start_anew(store)
    _put(store, "customers/1", CustomerDocument([customer(1), customer(2)]))
    _put(store, "customers/2", CustomerDocument([customer(4)]))
    _put(store, "erased", ErasedDocument(["P1"]))
    rewriting = store.rewrite()
    assert rewriting is not None
    rewriting.run()
    cursor = store.cursor()
    assert cursor is not None
    columns = ["item_id", "on_hand_milli", "reserved_milli", "safety_milli"]
    stock = TableRows("stock", columns, [[7, 3000, 0, 0]])
    group = Group(cursor.position + 1, [stock])
    with store.transaction():
        store.apply([group], "ab" * 32)
        _file(store).execute("INSERT INTO acknowledged VALUES ('i', 3, x'00', 1)")
    _put(store, "customers/1", CustomerDocument([customer(2, "Rose Lee"), customer(3)]), "w")
    _put(store, "customers/2", CustomerDocument([]), "w")
    _put(store, "order-checks", OrderCheckDocument([OrderCheckEntry("O1", "code", "s", "h")]))
    clear_away = store.rewritten(rewriting)
    assert clear_away is not None
    clear_away()
    assert store.folder.generations("store") == (3,)
    assert store.cursor() == Cursor("e2", cursor.position + 1, "ab" * 32)
    file = _file(store)
    assert file.execute("SELECT on_hand_milli FROM stock").fetchall() == [(3000,)]
    assert file.execute("SELECT sequence FROM acknowledged").fetchall() == [(3,)]
    assert file.execute("SELECT order_number FROM order_check").fetchall() == [("O1",)]
    named = [("P2", "Rose Lee"), ("P3", "Marigold Z000003z")]
    assert file.execute(NAMES).fetchall() == named
    words = {(word, number) for number, name in named for word in name_words(name)}
    assert set(file.execute(WORDS).fetchall()) == words
    versions = StoredDocuments(lambda: file, lambda: 9).versions()
    assert set(versions) == {"customers/1", "customers/2", "erased", "order-checks"}
    # Somebody left meanwhile: should that person be erased later, bytes may be here.
    assert file.execute("SELECT number FROM person_left").fetchall() == [("P4",)]


def test_a_start_brings_the_directory_along_before_it_is_current(store: FeedReplica) -> None:
    _start_anew(store)
    _put(store, "customers/1", CustomerDocument([customer(1), customer(2)]))
    _put(store, "customers/2", CustomerDocument([customer(4)]))
    boot = BootReply(STORE, "e3", "k", 1, 2, 0, digest_of(_file(store), "store"), 0, None, [])
    with store.transaction():
        store.begin(boot)
    assert store.building is not None
    store.building.bring_notebook()
    _put(store, "customers/2", CustomerDocument([customer(5)]), "w")
    with store.transaction():
        assert store.complete(boot)
    found = _file(store).execute(NAMES).fetchall()
    assert [number for number, _ in found] == ["P1", "P2", "P5"]
    versions = StoredDocuments(lambda: _file(store), lambda: 9).versions()
    assert versions == {"customers/1": "v", "customers/2": "w"}


def test_every_table_beside_the_feed_moves_to_the_next_generation(store: FeedReplica) -> None:
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = {row[0] for row in _file(store).execute(names).fetchall()}
    of_feed = {*FEED_TABLES["store"], "receipt", "feed_state", "feed_chain", "private_document"}
    assert tables - of_feed == set(NOTEBOOK_TABLES)


def test_a_feed_that_starts_anew_meanwhile_goes_first(store: FeedReplica) -> None:
    _start_anew(store)
    rewriting = store.rewrite()
    assert rewriting is not None
    rewriting.run()
    boot = BootReply(STORE, "e3", "k", 1, 2, 0, digest_of(_file(store), "store"), 0, None, [])
    with store.transaction():
        store.begin(boot)
    assert store.rewrite() is None
    assert store.rewritten(rewriting) is None
    with store.transaction():
        assert store.complete(boot)
    assert list(store.folder.root.glob("*.part*")) == []
    assert store.rewrite() is not None


def _write_anew(store: FeedReplica) -> None:
    """As the agent does it, at once."""
    rewriting = store.rewrite()
    assert rewriting is not None
    rewriting.run()
    clear_away = store.rewritten(rewriting)
    assert clear_away is not None
    clear_away()


def _start_anew(store: FeedReplica) -> None:
    """The centre begins another epoch: the next generation takes the documents along."""
    first = BootReply(STORE, "e1", "k", 1, 2, 0, digest_of(_file(store), "store"), 0, None, [])
    second = BootReply(STORE, "e2", "k", 1, 2, 0, first.digest, 0, None, [])
    for boot in (first, second):
        with store.transaction():
            store.begin(boot)
            assert store.complete(boot)


_people = st.dictionaries(
    st.integers(0, 9), st.sampled_from(["Ann Lee", "Ann Bee", "Li", "", "Ægir Straße"]), max_size=6
)
_documents = st.lists(st.tuples(st.integers(0, 2), _people), max_size=12)


@given(_documents)
def test_the_tables_are_those_of_the_newest_documents(
    tmp_path_factory: pytest.TempPathFactory, documents: list[tuple[int, dict[int, str]]]
) -> None:
    connection = open_writer(tmp_path_factory.mktemp("s") / "s.db", "", Durability.OFF)
    for statement in STORE_SCHEMA:
        connection.execute(statement)
    newest: dict[int, dict[int, str]] = {}
    for part, people in documents:
        # a person is always in the same part
        newest[part] = {3 * number + part: name for number, name in people.items()}
        entries = [customer(number, name or " ") for number, name in newest[part].items()]
        with transaction(connection):
            list(write_document(connection, f"customers/{part}", CustomerDocument(entries)))
    all_people = {f"P{n}": name or " " for held in newest.values() for n, name in held.items()}
    assert dict(connection.execute(NAMES).fetchall()) == all_people
    words = {(word, number) for number, name in all_people.items() for word in name_words(name)}
    assert set(connection.execute(WORDS).fetchall()) == words
    connection.close()


def test_names_and_numbers_are_compared_as_people_say_them() -> None:
    assert name_words("  Ann-Marie O’Brien Åsa ") == ("ann", "marie", "o", "brien", "asa")
    assert name_words("STRASSE Straße") == ("strasse",)
    assert phone_end("+44 (0)161 496-0987") == "7890694161044"
