"""A damaged journal stops no till: what can be read goes on in a new file, and a fact says what is lost."""

from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.files.database import DatabaseError, Durability, open_writer
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.ports.faults import CatalogueMissing, Fault, KeyMissing, StorageBroken
from pos_app.storage.opening import open_store
from pos_app.storage.system_clock import SystemIds
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import KEY, Device, agent, new_device, write_catalogue
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, check_chain

PAGE_BYTES = 4096
ALL_FACTS = 100_000
SALES = 20


@pytest.fixture
def till(tmp_path: Path) -> Till:
    """A register that sold a few baskets and was closed."""
    return _sold_out(tmp_path, 3)


def _sold_out(root: Path, sales: int, device: Device | None = None) -> Till:
    made = device or new_device(root)
    write_catalogue(made)
    till = Till(root, made)
    till.opens(ANNA)
    for _ in range(sales):
        till.sells(BAG, CAKESTAND, OAT_DRINK)
    till.close()
    return till


def _facts(till: Till) -> dict[str, Fact]:
    """Every fact of every chain by its id."""
    connection = till.files.connection
    lives = incarnations(connection)
    found = [fact for life in lives for fact in facts_after(connection, life.id, 0, ALL_FACTS)]
    return {fact.fact_id.hex: fact for fact in found}


def _all(till: Till) -> dict[str, Fact]:
    till.start()
    facts = _facts(till)
    till.close()
    return facts


def _told(facts: dict[str, Fact]) -> dict[str, Any]:
    """What the newest damaged fact says."""
    found = [fact for fact in facts.values() if fact.kind == FactKind.DAMAGED]
    return dict(read_body(found[-1]))


def _flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)


def _spoil(till: Till, column: str, sequence: int) -> None:
    """As a bad memory chip does it, before the page is written."""
    writer = open_writer(till.device.folder.journal, KEY, Durability.FULL)
    statement = f"SELECT {column} FROM fact WHERE sequence = ?"
    whole = writer.execute(statement, (sequence,)).fetchone()[0]
    spoilt = whole[:9] + bytes([whole[9] ^ 0x10]) + whole[10:]
    writer.execute(f"UPDATE fact SET {column} = ? WHERE sequence = ?", (spoilt, sequence))
    writer.close()


@pytest.mark.parametrize("column", ["body", "hash", "previous_hash"])
def test_a_spoilt_fact_is_told_and_what_follows_is_chained_anew(till: Till, column: str) -> None:
    before = _all(till)
    damaged_file = till.device.folder.journal
    _spoil(till, column, sequence=3)
    evidence = damaged_file.read_bytes()
    till.start()
    after = _facts(till)
    lives = incarnations(till.files.connection)
    assert [(life.reason, life.moved_after) for life in lives] == [("first", 2), ("salvaged", None)]
    spoilt = next(fact for fact in before.values() if fact.sequence == 3)
    assert before.keys() - after.keys() == {spoilt.fact_id.hex}
    told = _told(after)
    assert told["lost"] == [{"incarnation": lives[0].id, "first": 3, "last": 3}]
    assert [entry["fact_id"] for entry in told["spoilt"]] == [spoilt.fact_id.hex]
    assert (told["kept_count"], told["chained_count"]) == (2, len(before) - 3)
    assert damaged_file.read_bytes() == evidence
    assert till.device.folder.journal.name == "journal-2.db"
    check_chain(till)
    till.signs_on(ANNA)
    assert till.sells(BAG).sale.receipt_number == "12-2B-1121-0001"
    till.restart()
    assert len(incarnations(till.files.connection)) == 2
    till.close()


def test_stock_forgets_a_sale_that_is_lost(till: Till) -> None:
    sale = next(fact for fact in _all(till).values() if fact.kind == FactKind.SALE_COMPLETED)
    _spoil(till, "body", sale.sequence)
    till.start()
    for table in ("sale", "stock_effect"):
        found = till.files.connection.execute(f"SELECT fact_id FROM main.{table}").fetchall()
        assert sale.fact_id.bytes not in {row[0] for row in found}
    till.close()


def test_what_the_centre_holds_is_not_lost(till: Till) -> None:
    facts = list(_all(till).values())
    with agent(till.device) as store:
        sent = facts[3]
        store.execute(
            "INSERT INTO acknowledged (incarnation, sequence, hash, acknowledged_us) VALUES (?, ?, ?, 1)",
            (sent.incarnation, sent.sequence, sent.hash),
        )
    _spoil(till, "body", sequence=2)
    till.device.folder.journal_suspect.touch()
    told = _told(_all(till))
    assert told["lost"] == []
    assert told["chained_count"] == len(facts) - 2


def test_the_second_copy_fills_the_gap(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    root = tmp_path / "till"
    root.mkdir()
    till = _sold_out(root, 3, new_device(root).with_rescue(other))
    before = _all(till)
    _spoil(till, "body", sequence=4)
    after = _all(till)
    assert before.keys() <= after.keys()
    assert _told(after)["lost"] == []


def test_a_journal_without_its_first_page_goes_on_from_the_second_copy(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    root = tmp_path / "till"
    root.mkdir()
    till = _sold_out(root, 2, new_device(root).with_rescue(other))
    before = _all(till)
    _flip(till.device.folder.journal, 7)
    till.start()
    after = _facts(till)
    assert before.keys() <= after.keys()
    last = till.files.store.sales.last()
    assert last is not None
    assert till.files.stock.on_hand_milli(last.lines[0].item.item_id) == 18_000
    assert incarnations(till.files.connection)[-1].letter == "B"
    till.close()


def test_a_wrong_key_is_no_damage(till: Till) -> None:
    device = till.device
    with pytest.raises(KeyMissing):
        open_store(device.folder, device.settings, "00" * 32, device.clock, SystemIds())
    assert not device.folder.next_journal.with_suffix(".part").exists()
    assert device.folder.journal.name == "journal.db"


def test_a_basket_with_a_lost_line_is_scanned_again(till: Till) -> None:
    till.start()
    till.signs_on(ANNA)
    till.scans(*[BAG] * 3)
    page = _page_of(till, "basket_line")
    till.close()
    _flip(till.device.folder.journal, page * PAGE_BYTES - 300)
    till.device.folder.journal_suspect.touch()
    till.start()
    assert till.files.store.baskets.load() is None
    assert "basket_line" in _told(_facts(till))["tables"]
    till.close()


def _page_of(till: Till, table: str) -> int:
    connection = till.files.connection
    statement = "SELECT rootpage FROM main.sqlite_schema WHERE name = ?"
    return int(connection.execute(statement, (table,)).fetchone()[0])


def test_a_bad_page_met_while_selling_is_a_fault_and_mended_at_the_next_start(till: Till) -> None:
    till.start()
    page = _page_of(till, "print_job")
    till.close()
    _flip(till.device.folder.journal, page * PAGE_BYTES - 300)
    till.start()
    with pytest.raises(StorageBroken):
        till.files.store.print_queue.waiting()
    till.restart()
    assert till.files.store.print_queue.waiting() == ()
    assert _told(_facts(till))["tables"] == ["print_job"]
    till.close()


def test_a_bad_page_in_the_list_of_free_ones_is_found_at_the_next_start(till: Till) -> None:
    before = _all(till)
    path = till.device.folder.journal
    end = path.stat().st_size
    writer = open_writer(path, KEY, Durability.FULL)
    writer.execute(f"CREATE TABLE gone AS SELECT zeroblob({20 * PAGE_BYTES}) AS content")
    writer.execute("DROP TABLE gone")
    writer.close()
    for start in range(end, path.stat().st_size, PAGE_BYTES):
        _flip(path, start + PAGE_BYTES // 3)
    # As after the sale that wanted a page of them.
    till.device.folder.journal_suspect.touch()
    after = _all(till)
    assert till.device.folder.journal != path
    assert before.keys() <= after.keys()
    assert _told(after)["lost"] == []


@pytest.mark.parametrize("offset", [PAGE_BYTES // 3, 20, PAGE_BYTES - 40])
def test_a_flipped_byte_in_any_page_of_the_journal_is_found_salvaged_or_harmless(
    tmp_path: Path, offset: int
) -> None:
    till = _sold_out(tmp_path, SALES)
    path = till.device.folder.journal
    whole = path.read_bytes()
    before = _all(till)
    salvaged = 0
    for start in range(0, len(whole), PAGE_BYTES):
        for made in tmp_path.glob("journal*"):
            made.unlink()
        spoilt = bytearray(whole)
        spoilt[start + offset] ^= 0x10
        path.write_bytes(spoilt)
        # As after a page that was met as bad, or as the agent says after reading all of it.
        till.device.folder.journal_suspect.touch()
        till.start()
        after = _facts(till)
        check_chain(till)
        if path != till.device.folder.journal:
            salvaged += 1
            _is_told(before, after)
        else:
            assert before == {key: fact for key, fact in after.items() if key in before}
        till.signs_on(ANNA)
        till.close()
    assert salvaged >= len(whole) // PAGE_BYTES // 2


def _is_told(before: dict[str, Fact], after: dict[str, Fact]) -> None:
    """Every fact is there with the same words, or the damaged fact names it as lost."""
    told = _told(after)
    for key, fact in before.items():
        if key in after:
            assert after[key].body == fact.body
        else:
            assert any(
                entry["incarnation"] in ("", fact.incarnation)
                and entry["first"] <= fact.sequence
                and (entry["last"] is None or fact.sequence <= entry["last"])
                for entry in told["lost"]
            )


def test_a_flipped_byte_in_any_page_of_a_replica_harms_no_journal_and_is_no_bug(
    tmp_path: Path,
) -> None:
    till = _sold_out(tmp_path, 1)
    device = till.device
    for kind in ("zone", "chain", "store"):
        path = device.folder.replica(kind, 1)
        open_writer(path, KEY if kind == "store" else "", Durability.FULL).close()
        whole = path.read_bytes()
        for start in range(0, len(whole), PAGE_BYTES):
            spoilt = bytearray(whole)
            spoilt[start + PAGE_BYTES // 3] ^= 0x10
            path.write_bytes(spoilt)
            _opens_or_says_why(device)
        path.write_bytes(whole)
    assert device.folder.journal.name == "journal.db", "no damage of the journal"


def _opens_or_says_why(device: Device) -> None:
    try:
        opened = device.open()
    except Fault:
        return
    try:
        opened.catalogue.by_gtin("02000000000015")
        opened.operators.all()
    except (StorageBroken, CatalogueMissing, DatabaseError):
        return
    finally:
        opened.close()


def test_another_machine_begins_a_new_life(till: Till) -> None:
    device = till.device

    def lives_on(machine: str) -> list[str]:
        opened = open_store(
            device.folder, device.settings, KEY, device.clock, SystemIds(), machine=machine
        )
        reasons = [life.reason for life in incarnations(opened.connection)]
        opened.close()
        return reasons

    assert lives_on("machine-2") == ["first", "other_machine"]
    assert lives_on("machine-2") == ["first", "other_machine"]
    assert lives_on("machine-3") == ["first", "other_machine", "other_machine"]


def test_a_journal_that_is_gone_repeats_no_letter(till: Till) -> None:
    fact = next(iter(_all(till).values()))
    with agent(till.device) as store:
        store.execute(
            "INSERT INTO acknowledged (incarnation, sequence, hash, acknowledged_us) VALUES (?, 1, ?, 1)",
            (fact.incarnation, fact.hash),
        )
    till.device.folder.journal.unlink()
    till.start()
    assert [life.letter for life in incarnations(till.files.connection)] == ["B"]
    till.close()
