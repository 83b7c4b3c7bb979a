"""A device that has let go of old facts: the centre that lost them is told exactly which, and gets all the others."""

from uuid import UUID

import pytest

from sync.core.uploader import PROOF_INTERVAL_US
from tests.sync.model_sides import ModelCentre, ModelDevice
from tests.sync.test_uploader import _run, _uploader


def _sold(count: int) -> tuple[ModelDevice, ModelCentre]:
    device, centre = ModelDevice(), ModelCentre()
    for number in range(1, count + 1):
        device.sell(number)
    return device, centre


@pytest.mark.parametrize("held_by_backup", [0, 1, 3])
def test_a_restored_centre_is_told_what_is_lost(held_by_backup: int) -> None:
    device, centre = _sold(held_by_backup)
    uploader = _uploader(device)
    _run(uploader, centre)
    backup = centre.image()
    for number in range(held_by_backup + 1, 10):
        device.sell(number)
    _run(uploader, centre, PROOF_INTERVAL_US)
    device.prune(device.newest, 5)
    device.sell(10)
    _run(uploader, backup, 2 * PROOF_INTERVAL_US)
    assert backup.lost == [(device.newest, held_by_backup + 1, 5)]
    gone = range(held_by_backup + 1, 6)
    arrived = [UUID(int=n).hex for n in range(1, 11) if n not in gone]
    assert backup.applied == arrived
    assert device.acknowledged(device.newest) == device.tail(device.newest)
    assert device.forks == {}


def test_a_centre_that_lost_nothing_hears_of_no_loss() -> None:
    device, centre = _sold(9)
    uploader = _uploader(device)
    _run(uploader, centre)
    device.prune(device.newest, 9)
    device.sell(10)
    _run(uploader, centre, PROOF_INTERVAL_US)
    assert centre.lost == []
    assert len(centre.applied) == 10


def test_chains_that_part_before_what_is_here_go_on_in_a_new_one() -> None:
    device, centre = _sold(4)
    clone = device.image()
    uploader = _uploader(device)
    for number in range(5, 9):
        device.sell(number)
    _run(uploader, centre)
    for number in range(15, 29):
        clone.sell(number)
    other = ModelCentre()
    _run(_uploader(clone), other)
    clone.prune(clone.newest, 6)
    uploader = _uploader(clone)
    for _ in range(4):
        _run(uploader, centre, PROOF_INTERVAL_US)
        clone.resolve_forks()
    assert {UUID(int=n).hex for n in range(17, 29)} <= set(centre.applied)
