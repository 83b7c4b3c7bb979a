"""In quiet moments the journal lets go of what is old and safe, and of nothing else; its log is emptied."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pos_app.domain.facts import Tail
from pos_app.domain.ids import ItemId
from pos_app.files.ballast import take_in
from pos_app.files.journal_check import what_is_wrong
from pos_app.files.journal_reader import Incarnation, facts_after, incarnations, tail, tail_at
from tests.pos_app.fakes import ANNA, SECONDS_OF_A_DAY
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, Till

KEPT_DAYS = 90
MINUTE_S = 61


@dataclass
class _OldTill:
    """A register that sold some time ago; the centre holds and applied what `sent` says."""

    till: Till
    offset_ms: int = 0

    @property
    def life(self) -> Incarnation:
        return incarnations(self.till.files.connection)[-1]

    def sequences(self) -> list[int]:
        facts = facts_after(self.till.files.connection, self.life.id, 0, 1_000)
        return [fact.sequence for fact in facts]

    def sent(self, sequence: int, parked: tuple[int, ...] = ()) -> None:
        facts = facts_after(self.till.files.connection, self.life.id, 0, sequence)
        with agent(self.till.device) as store:
            store.executemany(
                "INSERT OR REPLACE INTO receipt VALUES (?, ?)",
                [(f.fact_id.bytes, "parked" if f.sequence in parked else "applied") for f in facts],
            )
            store.execute(
                "INSERT OR REPLACE INTO acknowledged VALUES (?, ?, ?, 1)",
                (self.life.id, sequence, facts[-1].hash),
            )
            store.execute(
                "INSERT OR REPLACE INTO contact VALUES ('clock_offset_ms', ?)",
                (str(self.offset_ms),),
            )

    def passes(self, days: int) -> None:
        self.till.clock.passes(days * SECONDS_OF_A_DAY + MINUTE_S)
        self.hears_the_centre()
        self.looks()

    def hears_the_centre(self) -> None:
        with agent(self.till.device) as store:
            store.execute(
                "INSERT OR REPLACE INTO contact VALUES ('last_contact_us', ?)",
                (str(self.till.clock.read().wall_us),),
            )

    def looks(self) -> None:
        self.till.files.news.changed()
        self.till.files.resolve_forks()


@pytest.fixture
def old(tmp_path: Path) -> _OldTill:
    """Knows the time from its start on."""
    till = Till(tmp_path)
    with agent(till.device) as store:
        store.execute("INSERT INTO contact VALUES ('clock_offset_ms', '0')")
    till.files.news.changed()
    till.opens(ANNA)
    for _ in range(4):
        till.sells(BAG)
    return _OldTill(till)


def test_only_the_acknowledged_beginning_goes_and_the_chain_holds(old: _OldTill) -> None:
    connection = old.till.files.connection
    last = old.sequences()[-1]
    old.sent(5)
    link = tail_at(connection, old.life.id, 5)
    on_hand = old.till.files.stock.on_hand_milli(ItemId(1))
    old.passes(KEPT_DAYS)
    assert old.sequences() == list(range(6, last + 1))
    assert old.life.start == link
    assert tail_at(connection, old.life.id, 5) == link
    assert tail_at(connection, old.life.id, 4) is None
    assert what_is_wrong(connection) == ""
    assert old.till.files.stock.on_hand_milli(ItemId(1)) == on_hand
    assert old.till.files.sending.status().waiting_count == last - 5
    old.till.restart()
    assert len(incarnations(old.till.files.connection)) == 1
    old.till.close()


def test_a_chain_that_is_gone_whole_goes_on_where_it_was(old: _OldTill) -> None:
    last = old.sequences()[-1]
    old.sent(last)
    end = tail(old.till.files.connection, old.life.id)
    old.passes(KEPT_DAYS)
    assert old.sequences() == []
    assert tail(old.till.files.connection, old.life.id) == end == Tail(last, end.hash)
    old.till.sells(BAG)
    assert old.sequences() == [last + 1]
    assert what_is_wrong(old.till.files.connection) == ""
    old.till.close()


def test_what_is_young_or_parked_or_sold_just_now_stays(old: _OldTill) -> None:
    everything = old.sequences()
    old.sent(len(everything), parked=(1,))
    old.passes(KEPT_DAYS - 1)
    assert old.sequences() == everything
    old.passes(2)
    assert old.sequences() == everything, "the first one waits for a person"
    old.sent(len(everything), parked=(4,))
    old.till.scans(BAG)
    old.passes(1)
    assert old.sequences() == everything, "a basket is open"
    old.till.register.cancel_sale()
    old.passes(0)
    assert old.sequences()[0] == 4
    old.till.close()


def test_a_clock_that_is_years_off_lets_go_of_nothing(old: _OldTill) -> None:
    everything = old.sequences()
    old.offset_ms = -10 * 365 * SECONDS_OF_A_DAY * 1_000
    old.till.clock.is_set(10 * 365 * SECONDS_OF_A_DAY)
    old.sent(len(everything))
    old.passes(1)
    assert old.sequences() == everything
    old.till.close()


def test_a_clock_that_jumps_while_the_line_is_down_lets_go_of_nothing(old: _OldTill) -> None:
    everything = old.sequences()
    old.sent(len(everything))
    old.hears_the_centre()
    old.till.clock.passes(10 * 365 * SECONDS_OF_A_DAY)
    old.looks()
    assert old.sequences() == everything
    old.till.close()


def test_a_day_of_which_a_part_is_gone_repeats_no_receipt_number(old: _OldTill) -> None:
    old.sent(4)
    old.passes(KEPT_DAYS)
    old.till.sells(BAG)
    numbers = old.till.files.connection.execute(
        "SELECT receipt_number FROM main.sale ORDER BY receipt_number"
    ).fetchall()
    assert [number[-4:] for (number,) in numbers][-2:] == ["0004", "0005"]
    assert numbers[0][0][-4:] != "0001"
    old.till.close()


def test_the_log_is_emptied_in_quiet(old: _OldTill) -> None:
    log = old.till.device.folder.journal_log
    while log.stat().st_size < 300_000:
        old.till.sells(BAG)
    old.passes(0)
    assert log.stat().st_size == 0
    old.till.close()


def test_ballast_is_taken_in_where_there_is_plenty(tmp_path: Path) -> None:
    path = tmp_path / "ballast"
    assert not take_in(path, 0)
    assert not take_in(path, 1_000, comfortable=2**60)
    assert not path.exists()
    assert take_in(path, 3_000_001, comfortable=0)
    assert path.stat().st_size == 3_000_001
    assert path.stat().st_blocks * 512 >= 3_000_000, "a sparse file holds no room"
    assert take_in(path, 3_000_001, comfortable=2**60), "it is there already"
