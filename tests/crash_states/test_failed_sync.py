"""A disk that cannot keep what was written, at any of its syncs: nothing more is shown, and nothing shown is lost."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pos_app.domain.refusals.refusal import Refusal
from pos_app.ports.faults import Fault, StorageBroken
from pos_app.storage.opening import OpenStore
from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.disk import Disk, Image
from tests.crash_states.examination import examine
from tests.crash_states.machine import Committed, Committing, disk_now, insert, killed
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL, sell_twice
from tests.crash_states.till_day import Cashier, CountedIds, enrolled, start

PARTS = 3


@dataclass
class Broken:
    """A register whose disk failed at one sync."""

    disk: Disk
    opened: OpenStore | None = None
    fault: Fault | None = None

    def close(self) -> None:
        """The program ends as it can."""
        if self.opened is not None:
            self.opened.close()


def _broken_at(sync: int | None, image: Image) -> Broken:
    """Two sales, until the disk fails; the cashier then tries on."""
    broken = Broken(insert(image))
    broken.disk.fail_sync = sync
    ids = CountedIds()
    try:
        broken.opened = start(ids)
        sell_twice(Cashier(broken.opened, ids))
    except Fault as fault:
        broken.fault = fault
    if broken.fault is not None and broken.opened is not None:
        _nothing_more_is_shown(broken.opened, ids)
    return broken


def _nothing_more_is_shown(opened: OpenStore, ids: CountedIds) -> None:
    shown = _shown(disk_now())
    with pytest.raises(StorageBroken), opened.store.write():
        pass
    cashier = Cashier(opened, ids)
    for step in (cashier.signs_on, cashier.opens_till, cashier.takes_cash):
        with pytest.raises((Fault, Refusal)):
            step()
    assert _shown(disk_now()) == shown


def _shown(disk: Disk) -> int:
    return sum(not isinstance(what, Committing | Committed) for what in disk.said())


def _syncs(image: Image) -> int:
    broken = _broken_at(None, image)
    assert broken.fault is None
    return broken.disk.sync_count


@pytest.mark.parametrize("part", range(PARTS))
def test_a_power_cut_after_it(part: int) -> None:
    image = enrolled()
    states, total = 0, _syncs(image)
    assert total > 20
    for sync in range(1 + part, total + 1, PARTS):
        broken = _broken_at(sync, image)
        assert isinstance(broken.fault, StorageBroken)
        length = len(broken.disk.operations)
        broken.close()
        cut = crash_states(broken.disk, sync, drawn=20, first=length)
        states += examine(cut, JOURNAL, register_goes_on, broken.disk.start).states
    # The mark of the failure is on disk at once: little is left that a cut may keep or take.
    assert states > 10


@pytest.mark.parametrize(
    ("killed_then", "part"), [(False, 0), *[(True, part) for part in range(PARTS)]]
)
def test_a_start_and_sales_and_a_power_cut_after_it(killed_then: bool, part: int) -> None:
    """The next start reads from memory what never reached the disk: it has to write it again (SYNC T6)."""
    image = enrolled()
    states, total = 0, _syncs(image)
    for sync in range(1 + part, total + 1, PARTS):
        broken = _broken_at(sync, image)
        if not killed_then:
            broken.close()
        length = len(broken.disk.operations)
        disk = killed(broken.disk, length)
        register_goes_on(disk.said())
        cut = crash_states(disk, sync, drawn=0, first=length)
        states += examine(cut, JOURNAL, register_goes_on, disk.start).states
    assert states > 500
