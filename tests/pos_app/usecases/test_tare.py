"""Loose goods are sold without what they are weighed in."""

from __future__ import annotations

import json

import pytest

from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.ids import ItemId
from pos_app.domain.quantity import KILOGRAM, Quantity
from pos_app.domain.refusals.basket import QuantityOutOfRange
from pos_app.domain.refusals.scans import WeightNeeded
from pos_app.domain.selling_rules import TARES, complaint
from tests.pos_app.fakes import ANNA
from tests.pos_app.till import Till, pounds
from tests.pos_app.usecases.test_returns import sets

BANANAS, NUMBER = ItemId(6), "4011"


@pytest.fixture
def shop(till: Till) -> Till:
    """A bag of 12 grams for bananas."""
    sets(till, TARES, "Grocery=5; 4011=12")
    till.restart()
    till.opens(ANNA)
    return till


def test_the_bag_is_taken_off_what_the_scale_says_and_what_is_typed(shop: Till) -> None:
    shop.scale.holds(482)
    shop.scans(NUMBER)
    typed = shop.register.add_item(item_id=BANANAS, quantity=Quantity(1012, KILOGRAM))
    assert typed.line.amount == pounds(89)
    lines = shop.register.read_basket().basket.lines
    assert [line.quantity.milli for line in lines] == [470, 1000]
    again = shop.register.set_quantity(line=typed.line.number, quantity=Quantity(512, KILOGRAM))
    assert again.line.quantity.milli == 500
    with pytest.raises(QuantityOutOfRange):
        shop.register.set_quantity(line=typed.line.number, quantity=Quantity(12, KILOGRAM))
    shop.restart()
    shop.signs_on(ANNA)
    assert shop.register.read_basket().basket.lines[0].marks.tare_milli == 12
    shop.register.pay_cash(given=pounds(1000))
    row = shop.files.connection.execute(
        "SELECT CAST(body AS TEXT) FROM main.fact WHERE kind = 'sale_completed'"
    ).fetchone()
    assert json.loads(row[0])["lines"][0]["piece"] == {"tare_milli": 12}
    assert "  Tare 12 g, weight without it" in receipt_text(shop.printer.receipts[-1])


def test_a_bag_alone_is_not_sold(shop: Till) -> None:
    with pytest.raises(WeightNeeded):
        shop.register.add_item(item_id=BANANAS, quantity=Quantity(12, KILOGRAM))
    assert shop.register.read_basket().basket.lines == ()


def test_a_tare_is_grams() -> None:
    assert complaint("4011=5; Salad=x", TARES) == "Salad=x"
