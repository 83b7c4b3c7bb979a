"""Deaths knows a day on which programs are killed at any moment, in any weather, and at its end compares the books.

python -m tests.real_processes.deaths --kills 500 --database postgresql
"""

import argparse
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.central.private_postgresql import private_postgresql
from tests.real_processes.books import check_books, read_centre, wait_until_quiet
from tests.real_processes.register import Register
from tests.real_processes.shop import Prepared, Shop, open_shop, prepare
from tests.sync.agent_process import until

SALES_A_ROUND = 6
STORM_PERCENT = 25
MISHAPS_LEAST = 8
# A shop lives through so many before its books are compared.
KILLS_A_DAY = 50


def live_a_stormy_day(prepared: Prepared, folder: Path, seed: int, kills: int) -> int:
    """Two registers, one of them new, and somebody dies so many times; gives how many sales there were."""
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
        _live_through(shop, random.Random(seed), kills)
        shop.proxy.heal()
        for register in shop.registers:
            register.tries_now()
        wait_until_quiet(shop)
        books = check_books(shop, before)
        assert len(books.sales) >= sum(len(register.receipts) for register in shop.registers)
        assert len(shop.proxy.weather.seen) >= MISHAPS_LEAST
        return len(books.sales)


def _live_through(shop: Shop, chance: random.Random, kills: int) -> None:
    for number in range(kills):
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


def main() -> int:
    """Days until there were enough deaths; the first day whose books disagree ends it."""
    parser = argparse.ArgumentParser(prog="python -m tests.real_processes.deaths")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = None
        if options.database == "postgresql":
            server = stack.enter_context(private_postgresql())
        (root / "prepared").mkdir()
        prepared = prepare(root / "prepared", server)
        done, seed = 0, options.seed
        while done < options.kills:
            kills = min(KILLS_A_DAY, options.kills - done)
            folder = root / f"day-{seed}"
            folder.mkdir()
            sales = live_a_stormy_day(prepared, folder, seed, kills)
            done, seed = done + kills, seed + 1
            sys.stdout.write(f"{done} killed; {sales} sales of the day agree\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
