"""Prices that people change: by hand, for a reason, within what a role may, and in the books to the penny."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pos_app.domain.catalogue import PriceFrom
from pos_app.domain.ids import FactId, LineNumber
from pos_app.domain.money import Money
from pos_app.domain.price_change import PriceReason
from pos_app.domain.refusals.basket import NoSuchLine, NothingToPay
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.usecases.approve import ApprovePerson
from pos_app.usecases.checkout.change_price import TakeOff
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, pounds

ONE, TWO = LineNumber(1), LineNumber(2)
DAMAGED, GOODWILL = PriceReason.DAMAGED, PriceReason.GOODWILL


def last_sale(till: Till) -> dict[str, Any]:
    row = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = 'sale_completed' ORDER BY sequence DESC"
    ).fetchone()
    body: dict[str, Any] = json.loads(row[0])
    return body


def test_ten_percent_off_a_line_need_nobody_else(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG, BAG, CAKESTAND)
    changed = till.register.discount_line(line=ONE, take_off=TakeOff(share_bp=1000), reason=DAMAGED)
    assert changed.line.amount == pounds(351)
    assert changed.basket.to_pay == pounds(351 + 1275)
    till.restart()
    till.signs_on(ANNA)
    assert till.register.read_basket().basket.to_pay == pounds(351 + 1275)
    sale = till.register.pay_cash(given=pounds(2000)).sale
    assert sale.to_pay == pounds(1626)
    body = last_sale(till)
    assert body["lines"][0]["by_hand"] == {"reason": "damaged", "share_bp": 1000}
    assert body["lines"][0]["discounts"] == [
        {"promotion": "", "name": "Discount 10%", "amount_minor": 39}
    ]
    assert sum(line["amount_minor"] for line in body["lines"]) == body["total_minor"]


def test_another_price_is_what_promotions_see_and_says_what_it_was(till: Till) -> None:
    till.opens(ANNA)
    till.scans(CAKESTAND)
    changed = till.register.override_price(line=ONE, price=pounds(1200), reason=DAMAGED)
    assert changed.line.item.price_from is PriceFrom.PERSON
    assert changed.basket.to_pay == pounds(1200)
    till.scans(CAKESTAND)
    assert [line.amount for line in till.register.read_basket().basket.lines] == [
        pounds(1200),
        pounds(1275),
    ]
    till.register.pay_cash(given=pounds(5000))
    line = last_sale(till)["lines"][0]
    assert line["price_modification"] == {"was_minor_milli": 1_275_000, "reason": "damaged"}
    assert line["price_from"] == "person"


def test_half_price_needs_a_second_person_who_is_in_the_books(till: Till) -> None:
    till.opens(ANNA)
    till.scans(CAKESTAND)
    with pytest.raises(NeedsApproval) as refused:
        till.register.override_price(line=ONE, price=pounds(600), reason=DAMAGED)
    assert refused.value.what == "£12.75 → £6.00 (−53%)"
    person = ApprovePerson(badge=f"OP-{CARLA.number}")
    given = till.register.approve(asked=refused.value, person=person)
    till.register.session.approved(
        given.approval,
        lambda: till.register.override_price(line=ONE, price=pounds(600), reason=DAMAGED),
    )
    till.register.pay_cash(given=pounds(600))
    modification = last_sale(till)["lines"][0]["price_modification"]
    assert modification["approved_by"] == CARLA.number


def test_a_dearer_price_needs_nobody(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    changed = till.register.override_price(
        line=ONE, price=pounds(295), reason=PriceReason.SHELF_PRICE
    )
    assert changed.basket.to_pay == pounds(295)


def test_off_the_whole_sale_is_shared_by_its_lines_to_the_penny(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG, CAKESTAND, OAT_DRINK)
    till.register.discount_line(line=TWO, take_off=TakeOff(amount_minor=75), reason=DAMAGED)
    result = till.register.discount_sale(take_off=TakeOff(amount_minor=100), reason=GOODWILL)
    assert result.basket.to_pay == pounds(195 + 1200 + 210 - 100)
    till.restart()
    till.signs_on(ANNA)
    till.register.pay_cash(given=pounds(5000))
    body = last_sale(till)
    assert body["by_hand"] == {"reason": "goodwill", "amount_minor": 100}
    assert sum(line["amount_minor"] for line in body["lines"]) == body["total_minor"] == 1505
    assert sum(tax["gross_minor"] for tax in body["taxes"]) == 1505


def test_what_was_changed_is_taken_off_again(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG, CAKESTAND)
    till.register.override_price(line=ONE, price=pounds(190), reason=DAMAGED)
    till.register.discount_line(line=ONE, take_off=TakeOff(share_bp=500), reason=DAMAGED)
    till.register.discount_sale(take_off=TakeOff(share_bp=500), reason=DAMAGED)
    till.register.discount_sale(take_off=None, reason=DAMAGED)
    till.register.discount_line(line=ONE, take_off=None, reason=DAMAGED)
    back = till.register.override_price(line=ONE, price=None, reason=DAMAGED)
    assert back.basket.to_pay == pounds(195 + 1275)
    till.scans(BAG)
    assert len(till.register.read_basket().basket.lines) == 2


def test_held_and_back_it_is_as_cheap_as_before(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG, CAKESTAND)
    till.register.override_price(line=ONE, price=pounds(190), reason=DAMAGED)
    till.register.discount_line(line=TWO, take_off=TakeOff(share_bp=1000), reason=DAMAGED)
    till.register.discount_sale(take_off=TakeOff(share_bp=500), reason=DAMAGED)
    before = till.register.read_basket().basket.to_pay
    till.register.held.suspend()
    [held] = till.register.held.read().sales
    assert held.to_pay == before
    back = till.register.held.retrieve(fact_id=FactId(held.fact_id))
    assert back.basket.to_pay == before


def test_there_has_to_be_something_to_lower(till: Till) -> None:
    till.opens(ANNA)
    off = TakeOff(share_bp=100)
    with pytest.raises(NothingToPay):
        till.register.discount_sale(take_off=off, reason=DAMAGED)
    till.scans(BAG)
    till.register.remove_line(line=ONE)
    with pytest.raises(NoSuchLine):
        till.register.discount_line(line=ONE, take_off=off, reason=DAMAGED)
    with pytest.raises(NoSuchLine):
        till.register.override_price(line=ONE, price=Money(1, "GBP"), reason=DAMAGED)
