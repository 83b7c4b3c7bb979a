"""Clocks, copies and backups go wrong; no sale is lost and none is counted twice."""

import pytest

from sync.__main__ import ALREADY_RUNNING as AGENT_IS_RUNNING
from tests.real_processes.books import check_books, is_quiet, read_centre
from tests.real_processes.register import SellingProgram
from tests.real_processes.selling import ALREADY_RUNNING
from tests.real_processes.shop import Shop, copy_of_disk
from tests.sync.agent_process import AgentProcess, until

DAY = 86_400
YEAR = 365 * DAY
WITNESS = "central-witness.json"


def test_a_clock_set_back_and_forth_loses_no_sale(shop: Shop) -> None:
    before = read_centre(shop.database).stock
    shop.opens()
    for seconds in (10 * YEAR, -10 * YEAR, -DAY, 2 * DAY, 56 * YEAR, -5, 0):
        shop.register.program.does(f"clock {seconds}")
        shop.register.sells(2)
        shop.register.loses_its_program()
        shop.register.opens(seconds)
        shop.register.sells(1)
    until(lambda: is_quiet(shop))
    assert len(check_books(shop, before).sales) == 21


def test_a_data_folder_is_opened_once_by_whatever_name(shop: Shop) -> None:
    before = read_centre(shop.database).stock
    shop.opens()
    shop.register.sells(1)
    other_name = shop.folder / "other-name"
    other_name.symlink_to(shop.register.folder.root)
    for root in (shop.register.folder.root, other_name):
        second = SellingProgram(root, {})
        assert not second.is_open()
        assert second.close() == ALREADY_RUNNING
        assert AgentProcess(shop.register.folder).ended() == AGENT_IS_RUNNING
    shop.register.sells(1)
    until(lambda: is_quiet(shop))
    assert len(check_books(shop, before).sales) == 2


@pytest.mark.parametrize("witness_is_lost", [False, True])
def test_a_centre_put_back_to_an_older_copy_gets_every_sale_again(
    shop: Shop, witness_is_lost: bool
) -> None:
    before = read_centre(shop.database).stock
    shop.opens()
    shop.register.sells(5)
    until(lambda: is_quiet(shop))
    shop.centre.stop()
    backup = shop.databases.copy(shop.database)
    witness = (shop.centre.folder / WITNESS).read_bytes()
    shop.centre.start()
    shop.register.sells(6)
    until(lambda: is_quiet(shop))
    epoch, _ = read_centre(shop.database).cursor
    shop.centre.kill()
    shop.databases.put_back(backup, shop.database)
    if witness_is_lost:
        (shop.centre.folder / WITNESS).write_bytes(witness)
    shop.register.sells(4)
    shop.centre.start()
    shop.register.tries_now()
    until(lambda: is_quiet(shop))
    books = check_books(shop, before)
    assert len(books.sales) == 15
    assert books.cursor[0] != epoch


def test_a_device_put_back_to_an_older_copy_goes_on_in_a_new_life(shop: Shop) -> None:
    before = read_centre(shop.database).stock
    register = shop.register
    shop.opens()
    register.sells(4)
    until(lambda: is_quiet(shop))
    # As a backup program does it: while everything runs.
    copy_of_disk(register.folder.root, shop.folder / "image")
    register.sells(5)
    until(lambda: is_quiet(shop))
    register.loses_its_program()
    register.loses_its_agent()
    copy_of_disk(shop.folder / "image", register.folder.root)
    register.opens()
    register.sells(3)
    register.starts_agent()
    register.sells(3)
    until(lambda: is_quiet(shop))
    register.sells(1)
    until(lambda: is_quiet(shop))
    assert len(check_books(shop, before).sales) == 16


def test_two_clones_of_a_device_sell_at_once_and_both_are_believed(shop: Shop) -> None:
    before = read_centre(shop.database).stock
    shop.opens()
    shop.register.sells(3)
    until(lambda: is_quiet(shop))
    shop.register.closes()
    shop.add_register(like=shop.register.folder.root)
    shop.opens()
    for _ in range(3):
        for register in shop.registers:
            register.program.is_told("sell 4")
        for register in shop.registers:
            register.looks()
    until(lambda: is_quiet(shop))
    books = check_books(shop, before)
    assert len(books.sales) == 3 + 2 * 12
    assert sum(1 for end in books.ends.values() if end) >= 2
