"""What no list has is sold as its department: within a limit, with its tax, without stock, and it is told as such."""

from __future__ import annotations

import json

import pytest

from pos_app.domain.catalogue import UNLISTED
from pos_app.domain.refusals.payment import AmountTooSmall
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.domain.refusals.scans import UnknownItem
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.till import BAG, Till, pounds


def test_it_has_its_departments_tax_and_moves_no_stock(till: Till) -> None:
    till.opens(ANNA)
    with pytest.raises(UnknownItem):
        till.scans("5012345678900")
    sell = till.register.sell_unlisted
    sell(department="Kitchen", price=pounds(250), code="5012345678900")
    sell(department="Bags", price=pounds(250))
    line = sell(department="Kitchen", price=pounds(250), code="5012345678900").line
    assert (line.item.name, line.item.tax_rate.code) == ("Kitchen", "S")
    assert line.quantity.milli == 2000
    till.scans(BAG)
    till.register.pay_cash(given=pounds(5000))
    body = json.loads(
        till.files.connection.execute(
            "SELECT body FROM main.fact WHERE kind = 'sale_completed'"
        ).fetchone()[0]
    )
    first = body["lines"][0]
    assert (first["item_id"], first["unlisted"], first["item_number"]) == (
        UNLISTED,
        "Kitchen",
        "5012345678900",
    )
    assert body["total_minor"] == 250 * 3 + 195
    moved = till.files.connection.execute("SELECT item_id FROM main.stock_effect").fetchall()
    assert moved == [(1,)]


def test_a_code_that_is_no_number_of_goods_goes_into_no_fact(till: Till) -> None:
    till.opens(ANNA)
    sell = till.register.sell_unlisted
    for code in ("https://example.com/" + 2_000 * "a", "a\u202eb", "1\n2"):
        line = sell(department="Kitchen", price=pounds(250), code=code).line
        assert line.item.number == "-"


def test_above_the_limit_a_second_person_is_needed(till: Till) -> None:
    till.opens(ANNA)
    with pytest.raises(NeedsApproval) as refused:
        till.register.sell_unlisted(department="Kitchen", price=pounds(5001))
    assert refused.value.what == "Kitchen £50.01"
    till.register.sell_unlisted(department="Kitchen", price=pounds(5000))
    till.register.lock_register()
    till.signs_on(CARLA)


@pytest.mark.parametrize(
    ("department", "minor", "error"),
    [("Kitchen", 0, AmountTooSmall), ("Nowhere", 100, UnknownItem)],
)
def test_it_has_a_price_and_a_department(
    till: Till, department: str, minor: int, error: type[Exception]
) -> None:
    till.opens(ANNA)
    with pytest.raises(error):
        till.register.sell_unlisted(department=department, price=pounds(minor))
    assert till.register.read_basket().basket.lines == ()
