"""What a store may not sell, to whom, and how much of it: refused, told, and in the books."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from pos_app.domain.ids import CustomerNumber, LineNumber
from pos_app.domain.quantity import Quantity
from pos_app.domain.refusals.basket import LimitReached, NotAtThisHour
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.domain.selling_rules import (
    BANNED_HOURS,
    SALE_LIMITS,
    SALE_PROMPTS,
    STAFF_CUSTOMERS,
    banned_hours,
    complaint,
    own_customer,
    sale_limits,
)
from pos_app.domain.till import DRAWER_LIMIT
from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, check_chain
from tests.pos_app.usecases.test_returns import allowed_by_carla, sets


def last(till: Till) -> tuple[str, dict[str, Any]]:
    row = till.files.connection.execute(
        "SELECT kind, CAST(body AS TEXT) FROM main.fact ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    body: dict[str, Any] = json.loads(row[1])
    return row[0], body


@pytest.fixture
def shop(till: Till) -> Till:
    """Ten in the morning, as the stopped clock has it; of bags three a sale."""
    sets(till, BANNED_HOURS, "Kitchen=06:00-11:00; Grocery=22:00-08:00")
    sets(till, SALE_LIMITS, "85099B=3")
    till.restart()
    till.opens(ANNA)
    return till


def test_settings_say_hours_and_limits_and_what_says_nothing_is_named() -> None:
    assert banned_hours("Wine=22:00-08:30;Beer=7-8") == {"Wine": (1320, 510)}
    assert sale_limits("A=2; B=x") == {"A": 2}
    assert own_customer("1003=C7", ANNA.number) is None
    assert complaint("Wine=22:00-08:00; Beer=7-8", BANNED_HOURS) == "Beer=7-8"
    assert complaint("1003=C7;1004", STAFF_CUSTOMERS) == "1004"
    assert complaint("", SALE_LIMITS) == ""


def test_what_is_not_sold_at_this_hour_is_refused_and_noted(shop: Till) -> None:
    shop.scans(OAT_DRINK)
    with pytest.raises(NotAtThisHour) as refused:
        shop.scans(CAKESTAND)
    assert refused.value.until == "11:00"
    assert last(shop) == (
        "sale_refused",
        {"reason": "hour", "name": refused.value.item_name, "limit": "11:00"},
    )
    assert len(shop.register.read_basket().basket.lines) == 1
    check_chain(shop)


def test_no_more_pieces_than_one_sale_takes_whatever_the_way(shop: Till) -> None:
    shop.scans(BAG, BAG, BAG)
    with pytest.raises(LimitReached):
        shop.scans(BAG)
    with pytest.raises(LimitReached):
        shop.register.set_quantity(line=LineNumber(1), quantity=Quantity.pieces(4))
    assert shop.register.read_basket().basket.piece_count == 3
    shop.register.set_quantity(line=LineNumber(1), quantity=Quantity.pieces(2))
    shop.scans(BAG)
    assert shop.kinds().count("sale_refused") == 2
    shop.register.confirm_age.refuse(item_name="Red wine", limit=18)
    assert last(shop)[1] == {"reason": "age", "name": "Red wine", "limit": "18"}


@pytest.mark.parametrize("operator", [ANNA, CARLA])
def test_nobody_rings_up_what_they_buy_themselves(till: Till, operator: Any) -> None:
    entry = CustomerEntry("C1", "Her own", "", "", "LC-9", 0, "", "", [])
    with agent(till.device) as store:
        list(write_document(store, "customers/7", CustomerDocument([entry])))
    sets(till, STAFF_CUSTOMERS, f"{operator.number}=C1")
    till.restart()
    till.opens(operator)
    attach = partial(till.register.attach_customer, number=CustomerNumber("C1"))
    with pytest.raises(NeedsApproval) as asked:
        attach()
    if operator is ANNA:
        assert allowed_by_carla(till, asked.value, attach).customer is not None
        assert till.kinds()[-1] == "operation_approved"


def test_what_is_to_be_thought_of_is_said_once_with_the_first_piece(till: Till) -> None:
    sets(till, SALE_PROMPTS, "Bags=Fold it; 85099B=Take the tag off")
    till.restart()
    till.opens(ANNA)
    said = [till.register.scan_item(text=code).prompt for code in (BAG, BAG, CAKESTAND)]
    assert said == ["Take the tag off", "", ""]


def test_a_drawer_that_holds_too_much_is_told_with_the_sale(till: Till) -> None:
    sets(till, DRAWER_LIMIT, "11000")
    till.restart()
    till.opens(ANNA)
    assert not till.sells(BAG).drawer_full
    assert till.sells(CAKESTAND).drawer_full
    till.scans(BAG)
    paid = till.register.cards.pay_card_alone(approval="998877").paid
    assert paid is not None
    assert not paid.drawer_full
