"""What names a person lies beside its fact, goes with it, waits for the centre, and can be erased to the last byte."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos_app.domain.facts import FactDraft, read_body
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION, REPLICA_SCHEMAS
from pos_app.domain.side_record import commit, commitment_of
from pos_app.files.database import Connection, Durability, open_writer, transaction
from pos_app.ports.replica import SIDE_RECORD
from pos_app.storage.opening import open_store
from pos_app.storage.pruning import KEPT_US, Pruned, prune
from pos_app.storage.system_clock import SystemIds
from tests.pos_app.fakes import ANNA, START_US
from tests.pos_app.storage.device import Device, agent, new_device
from tests.pos_app.storage.test_replicas import own_facts
from tests.pos_app.till import BAG, Till, check_chain, let_in

PEOPLE = 200
RECORDS = "SELECT commitment, fact_id, subject, key, record FROM main.side_record"
GUESTS = "SELECT operator, name FROM main.guest_operator ORDER BY operator"


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    till.opens(ANNA)
    let_in(till, "99", "Noor Quickly")
    yield till
    till.close()


def _centre_holds(till: Till, commitment: str, epoch: str = "e") -> None:
    with agent(till.device) as store:
        store.execute("INSERT OR REPLACE INTO side_record_held VALUES (?, ?)", (commitment, epoch))
    till.files.news.changed()


def _erase(till: Till, subject: str) -> None:
    with agent(till.device) as store:
        store.execute("INSERT INTO erased_person VALUES (?)", (subject,))
    till.files.news.changed()
    till.files.resolve_forks()


def test_the_fact_commits_to_the_record_and_names_nobody(till: Till) -> None:
    [fact] = [fact for fact in own_facts(till) if fact.kind == "operator_let_in"]
    [row] = till.files.connection.execute(RECORDS).fetchall()
    commitment, fact_id, subject, key, record = row
    body = read_body(fact)
    assert (body["commitment"], body["subject"]) == (commitment, subject)
    assert fact_id == fact.fact_id.bytes
    assert commitment == commitment_of(record, key)
    assert "Quickly" in record
    assert b"Quickly" not in fact.body


def test_it_waits_until_the_centre_holds_it_as_of_the_epoch_of_today(till: Till) -> None:
    [record] = till.files.unsent.records()
    assert till.files.sending.status().waiting_record_count == 1
    kinds = [waiting.kind for waiting in till.files.sending.waiting(99)]
    assert kinds.count(SIDE_RECORD) == 1
    assert len(kinds) == till.files.sending.status().waiting_count
    _centre_holds(till, record.commitment)
    assert till.files.sending.status().waiting_record_count == 0
    assert till.files.unsent.records() == ()
    _centre_holds(till, record.commitment, "before the centre was restored")
    assert till.files.unsent.records() == (record,)


def test_a_fact_is_not_let_go_of_before_the_centre_holds_what_lies_beside_it(till: Till) -> None:
    facts = own_facts(till)
    [record] = till.files.unsent.records()
    with agent(till.device) as store:
        last = facts[-1]
        store.execute(
            "INSERT INTO acknowledged VALUES (?, ?, ?, 7)",
            (last.incarnation, last.sequence, last.hash),
        )
        store.executemany(
            "INSERT INTO receipt VALUES (?, 'applied')", [(f.fact_id.bytes,) for f in facts]
        )
    _say_times_are_known(till)
    later_us = START_US + 2 * KEPT_US
    place = [fact.kind for fact in facts].index("operator_let_in")
    assert prune(till.files.connection, later_us) == Pruned(place)
    _centre_holds(till, record.commitment)
    assert prune(till.files.connection, later_us) == Pruned(len(facts) - place, names_people=True)
    assert till.files.connection.execute(RECORDS).fetchall() == []
    assert till.files.connection.execute(GUESTS).fetchall() == []


def _say_times_are_known(till: Till) -> None:
    """A device that knew the centre's clock when it wrote these."""
    till.files.connection.execute("UPDATE main.fact SET centre_offset_ms = 0")


def test_who_is_erased_is_gone_from_guests_and_receipts_too(till: Till) -> None:
    till.sells(BAG)
    noors = _last_seller(till)
    let_in(till, "98", "Basil")
    till.sells(BAG)
    names = "SELECT operator_name FROM main.sale ORDER BY receipt_number"
    assert till.files.connection.execute(names).fetchall() == [("",), ("",)]
    assert (noors, _last_seller(till)) == ("Noor Quickly", "Basil")
    records = {record.content["operator"]: record for record in till.files.unsent.records()}
    _erase(till, records["99"].subject)
    assert till.files.unsent.records() == (records["98"],)
    day = till.files.store.tills.current()
    assert day is not None
    guests = till.files.connection.execute(GUESTS).fetchall()
    assert guests == [("98", "Basil"), ("99", "")]
    assert [guest.name for guest in till.files.store.guests.on(day.business_date)] == ["Basil"]
    check_chain(till)


def test_who_is_erased_while_at_the_till_is_named_by_nothing_that_comes_after(till: Till) -> None:
    [record] = till.files.unsent.records()
    _erase(till, record.subject)
    till.sells(BAG)
    assert _last_seller(till) == ""


def test_a_receipt_of_an_older_release_names_nobody_either(till: Till) -> None:
    till.sells(BAG)
    [record] = till.files.unsent.records()
    till.files.connection.execute("UPDATE main.sale SET operator_name = 'Noor Quickly'")
    _erase(till, record.subject)
    assert _last_seller(till) == ""


def _last_seller(till: Till) -> str:
    sale = till.files.store.sales.last()
    assert sale is not None
    return sale.operator_name


def test_who_is_erased_leaves_no_byte_in_the_journal(tmp_path: Path) -> None:
    device = new_device(tmp_path)
    with _plain_store(device) as store:
        state = "INSERT INTO feed_state VALUES ('store:12', 'e', 1, ?, 1, 7)"
        store.execute(state, (REPLICA_SCHEMA_VERSION,))
    opened = open_store(device.folder, device.settings, "", device.clock, SystemIds())
    for number in range(PEOPLE):
        record = commit(f"p{number}", {"note": f"Z{number:04}z " * (number % 20 + 1)}, bytes(32))
        with opened.store.write():
            draft = FactDraft("noted", {"commitment": record.commitment})
            fact = opened.store.journal.append(
                draft, operator=OperatorNumber("1"), business_date=BusinessDate("2025-11-21")
            )
            opened.store.side_records.keep(record, fact)
    gone = set(range(0, PEOPLE, 3))
    with _plain_store(device) as store:
        store.executemany("INSERT INTO erased_person VALUES (?)", [(f"p{n}",) for n in gone])
    opened.news.changed()
    opened.resolve_forks()
    paths = sorted(tmp_path.glob("journal*"))
    content = b"".join(path.read_bytes() for path in paths)
    left = {n for n in range(PEOPLE) if f"Z{n:04}z".encode() in content}
    opened.close()
    assert left == set(range(PEOPLE)) - gone


@contextmanager
def _plain_store(device: Device) -> Iterator[Connection]:
    """The store file as the agent writes it, without a key: what is in its bytes can be seen."""
    path = device.folder.replica("store", 1)
    is_new = not path.exists()
    writer = open_writer(path, "", Durability.NORMAL)
    with transaction(writer):
        for statement in REPLICA_SCHEMAS["store"] if is_new else ():
            writer.execute(statement)
        yield writer
    writer.close()
