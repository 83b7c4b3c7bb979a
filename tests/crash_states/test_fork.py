"""A power cut at any moment of re-chaining after a fork leaves every fact once in the chain that counts."""

import pytest

from pos_app.domain.facts import first_break
from pos_app.files.database import Durability, open_writer, transaction
from pos_app.files.journal_reader import facts_after, incarnations
from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.disk import Disk
from tests.crash_states.examination import Said, examine
from tests.crash_states.machine import copied
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import IDS_LATER, JOURNAL, two_sales
from tests.crash_states.till_day import Cashier, CountedIds, device, start
from tests.pos_app.storage.device import KEY

AGREED = 2
PUT_FORK = "INSERT INTO contact (name, value) VALUES ('fork:' || ?, ?)"


def _forked() -> Disk:
    """A register whose centre agrees with its first two facts only, as the agent wrote it down."""
    disk = copied(two_sales())
    opened = start(CountedIds(IDS_LATER))
    incarnation = incarnations(opened.connection)[-1].id
    opened.close()
    writer = open_writer(device().folder.replica("store", 1), KEY, Durability.NORMAL)
    with transaction(writer):
        writer.execute(PUT_FORK, (incarnation, str(AGREED)))
    writer.close()
    return copied(disk)


def _resolved() -> Disk:
    """The app resolves the fork and sells on."""
    disk = _forked()
    ids = CountedIds(IDS_LATER)
    opened = start(ids)
    assert opened.resolve_forks()
    cashier = Cashier(opened, ids)
    cashier.signs_on()
    cashier.scans("85099B")
    cashier.takes_cash()
    opened.close()
    return disk


def chains_agree(said: Said) -> None:
    """The fork is resolved whole or not at all; the next start resolves it, and asking again changes nothing."""
    opened = start(CountedIds(IDS_LATER + 1_000 * len(said)))
    try:
        opened.resolve_forks()
        assert not opened.resolve_forks()
        old, new = incarnations(opened.connection)
        assert (old.moved_after, new.moved_after) == (AGREED, None)
        left = facts_after(opened.connection, old.id, AGREED, 1_000)
        moved = facts_after(opened.connection, new.id, 0, 1_000)
        assert first_break(moved) is None and left
        assert [(f.fact_id, f.body) for f in left] == [
            (f.fact_id, f.body) for f in moved[: len(left)]
        ]
    finally:
        opened.close()
    register_goes_on(said)


@pytest.mark.parametrize("seed", range(3))
def test_a_fork_is_resolved_whole_or_not_at_all(seed: int) -> None:
    disk = _resolved()
    examined = examine(crash_states(disk, seed, drawn=10), JOURNAL, chains_agree, disk.start)
    assert examined.states > 200
    assert examined.starts > 15
