"""A price that changes while a basket is open: the scanned price stays unless the new one is lower."""

from __future__ import annotations

from pos_app.domain.ids import LineNumber
from pos_app.domain.price_change import PriceReason
from pos_app.ports.changes import Changes
from pos_app.usecases.checkout.change_price import TakeOff
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, pounds
from tests.pos_app.usecases.test_promotions import THREE_FOR_TWO, head_office_offers

ONE = LineNumber(1)


def costs(till: Till, price_minor: int) -> tuple[int, ...]:
    """Head office has another price for the bag; gives what the lines of the basket cost now."""
    with agent(till.device, "zone") as writer:
        writer.execute("UPDATE price SET price_minor = ? WHERE item_id = 1", (price_minor,))
    till.files.news.changed()
    till.register.lower_prices()()
    return amounts(till)


def amounts(till: Till) -> tuple[int, ...]:
    return tuple(line.amount.amount_minor for line in till.register.read_basket().basket.lines)


def test_a_line_costs_the_least_since_it_was_scanned(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    least = 195
    for price_minor in (250, 180, 195, 179, 1, 500, 3):
        least = min(least, price_minor)
        assert costs(till, price_minor) == (least,)
    till.scans(BAG)
    assert amounts(till) == (1, 3)
    till.restart()
    till.signs_on(ANNA)
    assert amounts(till) == (1, 3)
    assert till.register.pay_cash(given=pounds(5)).sale.to_pay == pounds(4)


def test_what_is_told_is_what_was_and_what_is(till: Till) -> None:
    till.opens(ANNA)
    assert till.register.lower_prices()().changes is Changes.NONE
    till.scans(BAG, BAG, CAKESTAND)
    till.register.discount_line(
        line=ONE, take_off=TakeOff(share_bp=1000), reason=PriceReason.DAMAGED
    )
    with agent(till.device, "zone") as writer:
        writer.execute("UPDATE price SET price_minor = 100 WHERE item_id = 1")
    till.files.news.changed()
    told = till.register.lower_prices()()
    assert [(one.line.full_amount, one.was.price_minor) for one in told.lines] == [
        (pounds(200), 195)
    ]
    assert (told.changes, told.basket.to_pay) == (Changes.BASKET, pounds(180 + 1275))
    again = till.register.lower_prices()()
    assert (again.lines, again.changes) == ((), Changes.NONE)


def test_what_a_person_said_and_what_is_being_paid_stays(till: Till) -> None:
    till.gets_terminal()
    till.opens(ANNA)
    till.scans(BAG)
    till.register.override_price(line=ONE, price=pounds(190), reason=PriceReason.DAMAGED)
    assert costs(till, 100) == (190,)
    till.register.override_price(line=ONE, price=None, reason=PriceReason.DAMAGED)
    till.register.pay_cash(given=pounds(5000))
    till.scans(CAKESTAND, BAG)
    till.register.cards.pay_part_cash(given=pounds(50))
    assert costs(till, 60) == (1275, 100)


def test_a_held_sale_comes_back_at_the_lower_price(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    assert costs(till, 120) == ()
    till.register.held.retrieve(fact_id=till.register.held.read().sales[0].fact_id)
    till.register.lower_prices()()
    assert amounts(till) == (120,)


def test_a_promotion_that_begins_counts_at_once_and_one_that_ends_is_not_taken_back(
    till: Till,
) -> None:
    till.opens(ANNA)
    till.scans(BAG, BAG, BAG)
    head_office_offers(till, THREE_FOR_TWO)
    told = till.register.lower_prices()()
    assert (told.lines, told.changes) == ((), Changes.BASKET)
    assert told.basket.to_pay == pounds(390)
    with agent(till.device, "zone") as writer:
        writer.execute("DELETE FROM promotion")
    till.files.news.changed()
    assert till.register.lower_prices()().changes is Changes.NONE
    assert till.register.pay_cash(given=pounds(390)).sale.to_pay == pounds(390)
