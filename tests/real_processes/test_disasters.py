"""Clocks, copies and backups go wrong; no sale is lost and none is counted twice."""

import httpx

from sync.__main__ import ALREADY_RUNNING as AGENT_IS_RUNNING
from tests.real_processes.books import check_books, open_exceptions, read_centre, wait_until_quiet
from tests.real_processes.register import SellingProgram
from tests.real_processes.selling import ALREADY_RUNNING
from tests.real_processes.shop import BUSINESS_UNIT, Shop, copy_of_disk
from tests.sync.agent_process import AgentProcess

DAY = 86_400
YEAR = 365 * DAY
WITNESS = "central-witness.json"


def test_a_clock_set_back_and_forth_loses_no_sale(small_shop: Shop) -> None:
    before = read_centre(small_shop.database).stock
    small_shop.opens()
    for seconds in (10 * YEAR, -10 * YEAR, -DAY, 2 * DAY):
        small_shop.register.program.does(f"clock {seconds}")
        small_shop.register.sells(2)
        small_shop.register.loses_its_program()
        small_shop.register.opens(seconds)
        small_shop.register.sells(1)
    wait_until_quiet(small_shop)
    assert len(check_books(small_shop, before).sales) == 12


def test_a_data_folder_is_opened_once_by_whatever_name(small_shop: Shop) -> None:
    before = read_centre(small_shop.database).stock
    small_shop.opens()
    small_shop.register.sells(1)
    other_name = small_shop.folder / "other-name"
    other_name.symlink_to(small_shop.register.folder.root)
    for root in (small_shop.register.folder.root, other_name):
        second = SellingProgram(root, {})
        assert not second.is_open()
        assert second.close() == ALREADY_RUNNING
        assert AgentProcess(small_shop.register.folder).ended() == AGENT_IS_RUNNING
    small_shop.register.sells(1)
    wait_until_quiet(small_shop)
    assert len(check_books(small_shop, before).sales) == 2


def test_a_centre_put_back_to_an_older_copy_gets_every_sale_again(shop: Shop) -> None:
    _put_the_centre_back(shop, with_its_witness=False, sold_meanwhile=4)


def test_a_centre_put_back_with_its_witness_is_found_out_by_the_registers(
    small_shop: Shop,
) -> None:
    _put_the_centre_back(small_shop, with_its_witness=True, sold_meanwhile=4)


def test_a_register_that_has_nothing_to_send_sends_what_a_centre_put_back_has_lost(
    small_shop: Shop,
) -> None:
    _put_the_centre_back(small_shop, with_its_witness=False, sold_meanwhile=0)


def _put_the_centre_back(shop: Shop, *, with_its_witness: bool, sold_meanwhile: int) -> None:
    before = read_centre(shop.database).stock
    shop.opens()
    shop.register.sells(5)
    wait_until_quiet(shop)
    shop.centre.stop()
    backup = shop.databases.copy(shop.database)
    witness = (shop.centre.folder / WITNESS).read_bytes()
    shop.centre.start()
    shop.register.sells(6)
    wait_until_quiet(shop)
    epoch, _ = read_centre(shop.database).cursor
    shop.centre.kill()
    shop.databases.put_back(backup, shop.database)
    if with_its_witness:
        (shop.centre.folder / WITNESS).write_bytes(witness)
    if sold_meanwhile:
        shop.register.sells(sold_meanwhile)
    shop.centre.start()
    if sold_meanwhile:
        shop.register.tries_now()
    wait_until_quiet(shop)
    books = check_books(shop, before)
    assert len(books.sales) == 11 + sold_meanwhile
    assert books.cursor[0] != epoch


def test_a_device_put_back_to_an_older_copy_goes_on_in_a_new_life(small_shop: Shop) -> None:
    before = read_centre(small_shop.database).stock
    register = small_shop.register
    small_shop.opens()
    register.sells(4)
    wait_until_quiet(small_shop)
    # As a backup program does it: while everything runs.
    copy_of_disk(register.folder.root, small_shop.folder / "image")
    register.sells(5)
    wait_until_quiet(small_shop)
    register.loses_its_program()
    register.loses_its_agent()
    copy_of_disk(small_shop.folder / "image", register.folder.root)
    register.opens()
    register.sells(3)
    register.starts_agent()
    register.sells(3)
    wait_until_quiet(small_shop)
    register.sells(1)
    wait_until_quiet(small_shop)
    assert len(check_books(small_shop, before).sales) == 16


def test_two_clones_of_a_device_sell_at_once_and_both_are_believed(shop: Shop) -> None:
    before = read_centre(shop.database).stock
    shop.opens()
    shop.register.sells(3)
    wait_until_quiet(shop)
    shop.register.closes()
    shop.add_register(like=shop.register.folder.root)
    shop.opens()
    for _ in range(3):
        for register in shop.registers:
            register.program.is_told("sell 4")
        for register in shop.registers:
            register.looks()
    wait_until_quiet(shop)
    books = check_books(shop, before)
    assert len(books.sales) == 3 + 2 * 12
    assert sum(1 for end in books.ends.values() if end) >= 2


def test_a_basket_that_was_cloned_and_paid_twice_waits_for_a_person(small_shop: Shop) -> None:
    small_shop.opens()
    small_shop.register.sells(1)
    small_shop.register.program.does("scan")
    wait_until_quiet(small_shop)
    small_shop.register.closes()
    small_shop.add_register(like=small_shop.register.folder.root)
    small_shop.opens()
    for register in small_shop.registers:
        register.program.does("pay")
        register.sells(1)
    wait_until_quiet(small_shop)
    # Whichever came first is booked; the other one is at the centre, too, and somebody is told.
    statuses = list(read_centre(small_shop.database).statuses.values())
    assert statuses.count("parked") == 1
    assert open_exceptions(small_shop.database) == ["sale_known"]
    before = len(read_centre(small_shop.database).sales)
    bearer = {"Authorization": f"Bearer {small_shop.centre.admin_token}"}
    with httpx.Client(base_url=small_shop.centre.url, headers=bearer) as office:
        told = office.get("/v1/admin/exceptions", params={"business_unit": BUSINESS_UNIT}).json()
        [asked] = told["exceptions"]
        assert asked["ways"] == ["apply", "dismiss"]
        address = f"/v1/admin/exceptions/{asked['exception_id']}/settle"
        assert office.post(address, json={"action": "apply"}).status_code == 200
    wait_until_quiet(small_shop)
    books = read_centre(small_shop.database)
    assert set(books.statuses.values()) == {"applied"}
    assert len(books.sales) == before + 1
    assert books.cash_minor == sum(books.sales.values())
