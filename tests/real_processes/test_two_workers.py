"""Two processes of one centre on one PostgreSQL take the requests of the same devices in turns."""

from pathlib import Path

from tests.real_processes.books import check_books, read_centre, wait_until_quiet
from tests.real_processes.shop import Prepared, open_shop
from tests.real_processes.weather import Mishap

ROUNDS = 3
STORM_PERCENT = 20


def test_two_workers_in_turns_take_every_request_once(
    prepared_on_postgresql: Prepared, tmp_path: Path
) -> None:
    with open_shop(prepared_on_postgresql, tmp_path, worker_count=2, seed=3) as shop:
        before = read_centre(shop.database).stock
        clone = shop.add_register(like=shop.register.folder.root)
        shop.opens()
        shop.register.sells(2)
        clone.sells(2)
        # The same request reaches both workers at the same moment.
        shop.proxy.weather.plan("POST /v1/journal/", *[Mishap.TWICE_AT_ONCE] * 4)
        for number in range(ROUNDS):
            for register in shop.registers:
                register.program.is_told("sell 5")
            shop.register.program.prints(2)
            shop.loses_a_worker(number % 2)
            for register in shop.registers:
                register.looks()
            shop.proxy.weather.storm(STORM_PERCENT)
        shop.proxy.heal()
        for register in shop.registers:
            register.tries_now()
        wait_until_quiet(shop)
        assert len(check_books(shop, before).sales) == 2 * (2 + 5 * ROUNDS)
