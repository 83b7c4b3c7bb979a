"""A disk that fails at any sync, or is full at any write, through all that a device does: nothing shown is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from pos_app.domain.refusals.refusal import Refusal
from pos_app.files.database import DatabaseError, Durability, migrate, open_writer
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.ports.faults import Fault
from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.disk import Disk
from tests.crash_states.examination import Restart, examine
from tests.crash_states.machine import copied, insert
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL, card_sales, evening, goods_come_back, two_sales
from tests.crash_states.test_boot import NEW, build, chain_replica, one_of_both, with_old_generation
from tests.crash_states.test_card import money_is_recorded
from tests.crash_states.till_day import CountedIds, device, enrolled, start
from tests.pos_app.storage.device import KEY

FIRST_RELEASE = 1
SEEDS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a device does on a disk, and what has to be true at the next start."""

    before: Callable[[], Disk]
    live: Callable[[], None]
    restart: Restart
    files: dict[str, Durability] = field(default_factory=lambda: JOURNAL)


def _boots() -> None:
    replica = chain_replica()
    try:
        build(replica, NEW)
    finally:
        replica.close()


def _starts() -> None:
    start(CountedIds()).close()


def _first_release() -> Disk:
    disk = insert(enrolled())
    writer = open_writer(device().folder.journal, KEY, Durability.FULL)
    migrate(writer, JOURNAL_MIGRATIONS[:FIRST_RELEASE])
    writer.close()
    return copied(disk)


STRETCHES = {
    "card": Stretch(two_sales, card_sales, money_is_recorded),
    "return": Stretch(two_sales, goods_come_back, register_goes_on),
    "close of day": Stretch(two_sales, evening, register_goes_on),
    "migration": Stretch(_first_release, _starts, register_goes_on),
    "boot": Stretch(with_old_generation, _boots, one_of_both, {}),
}


def _lived(
    stretch: Stretch, before: Disk, *, sync: int | None = None, write: int | None = None
) -> Disk:
    """The disk after the stretch, which a fault may have ended before."""
    disk = copied(before)
    disk.fail_sync, disk.fail_write = sync, write
    with suppress(Fault, Refusal, DatabaseError, OSError):
        stretch.live()
    return disk


def _look(stretch: Stretch, disk: Disk, seed: int, drawn: int) -> int:
    """The power is cut behind the fault; gives how many disks were looked at."""
    cut = crash_states(disk, seed, drawn, first=len(disk.operations))
    return examine(cut, stretch.files, stretch.restart, disk.start).states


@pytest.mark.parametrize("name", STRETCHES)
def test_it_fails_at_any_sync(name: str) -> None:
    stretch = STRETCHES[name]
    before = stretch.before()
    total = _lived(stretch, before).sync_count
    assert total > 5
    for sync in range(1, total + 1):
        looked = [
            _look(stretch, _lived(stretch, before, sync=sync), n, drawn=3) for n in range(SEEDS)
        ]
        assert sum(looked) >= SEEDS, f"sync {sync} was not looked at"


@pytest.mark.parametrize("name", STRETCHES)
def test_it_is_full_at_any_write(name: str) -> None:
    stretch = STRETCHES[name]
    before = stretch.before()
    total = _lived(stretch, before).write_count
    assert total > 20
    for write in range(1, total + 1):
        assert _look(stretch, _lived(stretch, before, write=write), write, drawn=1) > 0
