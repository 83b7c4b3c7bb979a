"""What is said to a buyer at the counter, into whose sale it goes, and who hears nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.customer import PRIVATE_DEPARTMENTS
from pos_app.domain.handover import HandoverPlan, Person
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.mentions import About
from pos_app.domain.pickup_code import ShownCode
from pos_app.domain.refusals.orders import NotChecked, OtherSaleOpen
from tests.pos_app.fakes import CARLA
from tests.pos_app.order_shelf import (
    CAR,
    GIFT,
    READY,
    UNPAID,
    code_of,
    fill_shelf,
    goes_together,
)
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, OAT_DRINK, Till, check_chain, pounds

CAKESTAND, LUNCH_BAG, CASES = ItemId(2), ItemId(7), ItemId(8)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    fill_shelf(till)
    goes_together(till)
    till.opens(CARLA)
    yield till
    check_chain(till)
    till.close()


def _checks(till: Till, number: OrderNumber, person: Person = Person.BUYER) -> None:
    till.pickup.check_person.by_code(shown=ShownCode(code_of(number), number), person=person)


def _said(till: Till, number: OrderNumber, limit: int = 3) -> list[ItemId]:
    found = till.pickup.suggest(number=number, limit=limit)
    return [suggestion.item.item_id for suggestion in found.suggestions]


def test_a_buyer_hears_of_three_and_what_they_take_is_theirs(till: Till) -> None:
    assert _said(till, READY) == [], "nobody was checked"
    with pytest.raises(NotChecked):
        till.pickup.take_mentioned(number=READY, item_id=CAKESTAND)
    _checks(till, READY)
    assert _said(till, READY) == [CAKESTAND, LUNCH_BAG, CASES]
    till.pickup.take_mentioned(number=READY, item_id=CASES)
    assert _said(till, READY) == [CAKESTAND, LUNCH_BAG]
    assert till.pickup.suggest(number=READY, limit=0).to_pay == pounds(55)
    basket = till.register.read_basket()
    assert basket.customer is not None and basket.customer.number == "P1"
    assert till.register.suggest_for_basket().suggestion is None, "they hear of it here"
    assert till.pickup.suggest(number=CAR, limit=0).to_pay == pounds(55), "theirs too"
    till.register.pay_cash(given=pounds(55))
    till.pickup.hand_over(number=READY, plan=HandoverPlan(frozenset({1})))
    assert till.kinds()[-3:] == ["sale_completed", "order_handed_over", "suggestion"]
    about = About(order_number=READY)
    till.register.mentions.over(about)
    till.restart()


def test_who_else_comes_hears_nothing_nor_do_gifts_or_a_full_room(till: Till) -> None:
    _checks(till, GIFT)
    assert _said(till, GIFT) == []
    _checks(till, READY, Person.ALTERNATE)
    assert _said(till, READY) == []
    _checks(till, CAR)
    assert _said(till, CAR) == [CAKESTAND, LUNCH_BAG, CASES]
    with agent(till.device) as store:
        store.execute("UPDATE customer_order SET state = 'arrived' WHERE state = 'ready'")
    till.files.news.changed()
    assert _said(till, CAR) == [], "others wait"


def test_a_private_department_is_never_mentioned(till: Till) -> None:
    with agent(till.device) as store:
        store.execute(
            "INSERT INTO configuration VALUES (?, 'Kitchen, Care')", (PRIVATE_DEPARTMENTS,)
        )
    till.files.news.changed()
    _checks(till, READY)
    assert _said(till, READY) == [LUNCH_BAG]


def test_nothing_is_added_to_the_sale_of_somebody_else(till: Till) -> None:
    till.scans(BAG, OAT_DRINK)
    _checks(till, UNPAID)
    with pytest.raises(OtherSaleOpen) as refused:
        till.pickup.take_mentioned(number=UNPAID, item_id=CASES)
    assert refused.value.piece_count == 2
    till.register.held.suspend()
    till.pickup.take_mentioned(number=UNPAID, item_id=CASES)
    till.pickup.take_mentioned(number=UNPAID, item_id=LUNCH_BAG)
    assert till.pickup.suggest(number=UNPAID, limit=3).to_pay == pounds(220)
    assert till.register.read_basket().customer is None, "who did not agree is not known"
