"""Whatever a line does to a request, everything arrives once."""

import pytest

from tests.real_processes.books import check_books, is_quiet, read_centre
from tests.real_processes.shop import Shop
from tests.real_processes.weather import Mishap
from tests.sync.agent_process import until

JOURNAL = "POST /v1/journal/"


@pytest.mark.parametrize("mishap", [*Mishap])
def test_a_mishap_on_the_way_of_sales_loses_and_doubles_none(shop: Shop, mishap: Mishap) -> None:
    before = read_centre(shop.database).stock
    shop.opens()
    shop.register.sells(2)
    until(lambda: is_quiet(shop))
    shop.proxy.weather.plan(JOURNAL, mishap, mishap)
    shop.register.sells(3)
    until(lambda: shop.proxy.weather.seen[mishap] == 2)
    shop.register.sells(1)
    shop.proxy.heal()
    until(lambda: is_quiet(shop))
    assert len(check_books(shop, before).sales) == 6
