"""Programs are killed at any moment, in any weather; at the end the books agree to the penny and the unit."""

import random
from pathlib import Path

import pytest

from tests.real_processes.books import check_books, read_centre, wait_until_quiet
from tests.real_processes.register import Register
from tests.real_processes.shop import Prepared, Shop, open_shop
from tests.sync.agent_process import until

# Programs start slowly on a busy machine.
pytestmark = pytest.mark.timeout(180)

SALES_A_ROUND = 6
ROUNDS = 6
STORM_PERCENT = 25


def test_whoever_is_killed_in_a_storm_the_books_agree(prepared: Prepared, tmp_path: Path) -> None:
    live_a_stormy_day(prepared, tmp_path, seed=7)


def live_a_stormy_day(prepared: Prepared, folder: Path, seed: int) -> None:
    """Two registers, one of them new, and everybody dies several times."""
    with open_shop(prepared, folder, seed=seed) as shop:
        before = read_centre(shop.database).stock
        second = shop.add_register()
        second.speaks_to(shop.proxy.url)
        shop.proxy.weather.storm(STORM_PERCENT)
        second.starts_agent()
        shop.register.speaks_to(shop.proxy.url)
        shop.register.starts_agent()
        shop.register.opens()
        until(second.has_its_catalogue)
        second.opens()
        _live_through(shop, random.Random(seed))
        shop.proxy.heal()
        for register in shop.registers:
            register.tries_now()
        wait_until_quiet(shop)
        books = check_books(shop, before)
        assert len(books.sales) >= sum(len(register.receipts) for register in shop.registers)
        assert len(shop.proxy.weather.seen) >= 8


def _live_through(shop: Shop, chance: random.Random) -> None:
    for number in range(ROUNDS):
        for register in shop.registers:
            register.program.is_told(f"sell {SALES_A_ROUND}")
        moment = chance.randint(1, SALES_A_ROUND)
        victim = shop.registers[chance.randrange(len(shop.registers))]
        _strike(shop, victim, ("program", "agent", "centre")[number % 3], moment)
        for register in shop.registers:
            register.looks()


def _strike(shop: Shop, victim: Register, what: str, moment: int) -> None:
    victim.program.prints(moment)
    if what == "program":
        victim.loses_its_program()
        victim.opens()
    elif what == "agent":
        victim.loses_its_agent()
        victim.starts_agent()
    else:
        shop.loses_a_worker()
