"""A disk that is full at any of its writes: the step is undone whole, may be tried again, and nothing shown is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from pos_app.domain.refusals.refusal import Refusal
from pos_app.ports.faults import DiskFull, Fault
from pos_app.storage.opening import OpenStore
from tests.crash_states.aftermath import check_register, register_goes_on
from tests.crash_states.disk import Disk, Image
from tests.crash_states.examination import examine
from tests.crash_states.machine import insert
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL
from tests.crash_states.till_day import Cashier, CountedIds, enrolled, start

PARTS = 4


def _tried_again(disk: Disk, step: Callable[[], object]) -> None:
    """A step that finds the disk full is tried once more when there is room."""
    try:
        step()
    except DiskFull:
        disk.fail_write = None
        step()


def _one_sale(disk: Disk, ids: CountedIds) -> OpenStore:
    opened: list[OpenStore] = []
    _tried_again(disk, lambda: opened.append(start(ids)))
    cashier = Cashier(opened[0], ids)
    _tried_again(disk, cashier.signs_on)
    _tried_again(disk, cashier.opens_till)
    _tried_again(disk, lambda: cashier.scans("85099B"))
    _tried_again(disk, lambda: cashier.scans("22423"))
    try:
        cashier.takes_cash()
    except DiskFull:
        disk.fail_write = None
        if opened[0].store.baskets.load() is not None:
            cashier.takes_cash()
        assert cashier.register.print_waiting().printer_fault is None
    return opened[0]


def _writes(image: Image) -> int:
    disk = insert(image)
    opened = _one_sale(disk, CountedIds())
    count = disk.write_count
    opened.close()
    return count


@pytest.mark.parametrize("part", range(PARTS))
def test_the_step_is_undone_and_tried_again(part: int) -> None:
    image = enrolled()
    states, total = 0, _writes(image)
    assert total > 100
    for write in range(1 + part, total + 1, PARTS):
        disk = insert(image)
        disk.fail_write = write
        opened = _one_sale(disk, CountedIds())
        assert disk.write_count >= write
        check_register(opened, disk.said())
        assert opened.store.baskets.load() is None
        assert opened.store.print_queue.waiting() == ()
        length = len(disk.operations)
        opened.close()
        cut = crash_states(disk, write, drawn=2, first=length)
        states += examine(cut, JOURNAL, register_goes_on, disk.start).states
    assert states > 50


@pytest.mark.parametrize("part", range(PARTS))
def test_a_power_cut_while_it_is_full(part: int) -> None:
    image = enrolled()
    states, total = 0, _writes(image)
    for write in range(1 + part, total + 1, PARTS):
        disk = insert(image)
        disk.fail_write = write
        _goes_on_regardless()
        cut = crash_states(disk, write, drawn=2, first=max(1, len(disk.operations) - 12))
        states += examine(cut, JOURNAL, register_goes_on, disk.start).states
    assert states > 200


def _goes_on_regardless() -> None:
    """Each step once, whatever became of the one before; at the end the program is closed."""
    ids = CountedIds()
    try:
        opened = start(ids)
    except Fault:
        return
    cashier = Cashier(opened, ids)
    steps: tuple[Callable[[], object], ...] = (
        cashier.signs_on,
        cashier.opens_till,
        lambda: cashier.scans("85099B"),
        cashier.takes_cash,
    )
    for step in steps:
        with suppress(Fault, Refusal):
            step()
    opened.close()
