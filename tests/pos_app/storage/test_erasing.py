"""Who is erased leaves a mark in the chain and nothing else, also where a damaged journal was set aside."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.side_record import SideRecord
from pos_app.files.database import Durability, open_writer
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.layout import LABELS
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import KEY, agent
from tests.pos_app.till import BAG, Till, check_chain, let_in

PAGE_BYTES = 4096


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    till.opens(ANNA)
    let_in(till, "99", "Noor Quickly")
    till.sells(BAG)
    yield till
    till.close()


def _erase(till: Till, *subjects: str) -> None:
    with agent(till.device) as store:
        store.executemany("INSERT INTO erased_person VALUES (?)", [(who,) for who in subjects])
    _look(till)


def _look(till: Till) -> None:
    till.files.news.changed()
    till.files.resolve_forks()


def _of_kind(till: Till, kind: FactKind) -> list[Fact]:
    connection = till.files.connection
    lives = incarnations(connection)
    facts = [fact for life in lives for fact in facts_after(connection, life.id, 0, 10_000)]
    return [fact for fact in facts if fact.kind == kind]


def _record(till: Till) -> SideRecord:
    [record] = till.files.unsent.records()
    return record


def _is_damaged_and_started(till: Till) -> Path:
    """A fact is spoilt, the journal salvaged; gives the file that was set aside."""
    damaged = till.device.folder.journal
    till.close()
    writer = open_writer(damaged, KEY, Durability.FULL)
    writer.execute("UPDATE fact SET body = ? WHERE sequence = 3", (b"{}",))
    writer.close()
    till.start()
    assert till.device.folder.journals[1:] == (damaged,)
    return damaged


def test_an_erasure_is_a_fact_that_names_the_commitments(till: Till) -> None:
    record = _record(till)
    rung = till.device.bell.rung
    _erase(till, record.subject)
    [told] = _of_kind(till, FactKind.PERSON_ERASED)
    assert read_body(told) == {"subject": record.subject, "commitments": [record.commitment]}
    assert till.device.bell.rung == rung + 1
    _look(till)
    till.restart()
    _look(till)
    assert len(_of_kind(till, FactKind.PERSON_ERASED)) == 1
    check_chain(till)


def test_papers_in_files_go_with_the_next_who_is_erased_and_new_ones_stay(till: Till) -> None:
    folder = till.device.folder.root / LABELS
    _erase(till, "p-0")
    names = ("1-label.png", "1-label.pdf", "1-label.zpl", "waiting/00000001-a.zpl")
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"Ada Marlowe, 1 High Street")
    till.restart()
    _look(till)
    assert all((folder / name).exists() for name in names), "printed after the erasure was known"
    _erase(till, "p-1")
    assert sorted(path.name for path in folder.iterdir()) == ["waiting"]
    assert (folder / names[-1]).exists(), "what a printer has not taken yet is nobody's file"


def test_nothing_is_said_of_people_whom_the_journal_never_named(till: Till) -> None:
    _erase(till, "P1", "P2")
    assert _of_kind(till, FactKind.PERSON_ERASED) == []


def test_a_journal_that_was_set_aside_goes_with_whom_it_names(till: Till, tmp_path: Path) -> None:
    damaged = _is_damaged_and_started(till)
    record = _record(till)
    # Whoever holds the file still finds nothing in it.
    still_held = tmp_path / "held"
    os.link(damaged, still_held)
    _erase(till, record.subject)
    assert not damaged.exists()
    assert not any(still_held.read_bytes())
    [told] = _of_kind(till, FactKind.EVIDENCE_DESTROYED)
    assert read_body(told) == {"file": "journal.db"}
    check_chain(till)
    till.restart()
    _look(till)
    assert till.device.folder.journal.name == "journal-2.db"
    assert len(_of_kind(till, FactKind.EVIDENCE_DESTROYED)) == 1


def test_a_journal_that_was_set_aside_stays_while_others_are_erase(till: Till) -> None:
    damaged = _is_damaged_and_started(till)
    whole = damaged.read_bytes()
    _erase(till, "P1")
    assert damaged.read_bytes() == whole
    assert _of_kind(till, FactKind.EVIDENCE_DESTROYED) == []


def test_a_journal_whose_people_cannot_be_read_goes_with_the_first_who_is_erased(
    till: Till,
) -> None:
    root = "SELECT rootpage FROM main.sqlite_schema WHERE name = 'side_record'"
    page = till.files.connection.execute(root).fetchone()[0]
    damaged = _is_damaged_and_started(till)
    content = bytearray(damaged.read_bytes())
    content[page * PAGE_BYTES - 300] ^= 0x10
    damaged.write_bytes(content)
    _look(till)
    assert damaged.exists()
    _erase(till, "P1")
    assert not damaged.exists()
