"""Whatever a line does to a request, everything arrives once."""

from tests.real_processes.books import check_books, read_centre, wait_until_quiet
from tests.real_processes.shop import Shop
from tests.real_processes.weather import Mishap
from tests.sync.agent_process import until

SENDING, HEARING = "POST /v1/journal/", "GET /v1/tail/store"


def test_no_mishap_on_the_line_loses_or_doubles_a_sale(shop: Shop) -> None:
    before = read_centre(shop.database).stock
    weather = shop.proxy.weather
    shop.opens()
    shop.register.sells(2)
    wait_until_quiet(shop)
    for mishap in Mishap:
        weather.plan(SENDING, mishap)
        weather.plan(HEARING, mishap)
        shop.register.sells(2)
        until(lambda: not weather.has_plans())
        shop.register.tries_now()
    shop.proxy.heal()
    wait_until_quiet(shop)
    assert len(check_books(shop, before).sales) == 2 + 2 * len(Mishap)


def test_selling_never_waits_for_a_line_that_stalls(shop: Shop) -> None:
    before = read_centre(shop.database).stock
    shop.opens()
    shop.register.sells(1)
    wait_until_quiet(shop)
    shop.proxy.weather.plan(SENDING, Mishap.ANSWER_HELD)
    shop.proxy.holds_until_it_thaws()
    shop.register.sells(20)
    assert len(shop.register.receipts) == 21
    shop.proxy.heal()
    wait_until_quiet(shop)
    assert len(check_books(shop, before).sales) == 21
