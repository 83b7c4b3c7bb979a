"""A coupon that is scanned opens its promotion for this sale: in the basket, over a restart, held, and in the fact."""

from __future__ import annotations

import json

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.refusals.basket import CouponInSale
from pos_app.domain.refusals.scans import UnknownItem
from tests.pos_app.fakes import ANNA
from tests.pos_app.till import BAG, CAKESTAND, Till, pounds
from tests.pos_app.usecases.test_promotions import head_office_offers

LEAFLET = "LEAF-20"
LESS: dict[str, object] = {
    "id": "leaflet",
    "name": "20 % by leaflet",
    "kind": "percent_off",
    "percent": 20,
    "coupon": LEAFLET,
    "goods": {"departments": ["Bags"]},
}
ONE_EACH: dict[str, object] = {**LESS, "limits": {"per_coupon": 1}}


def bodies(till: Till, kind: FactKind) -> list[dict[str, object]]:
    rows = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = ?", (kind,)
    ).fetchall()
    return [json.loads(row[0]) for row in rows]


def test_it_counts_before_its_goods_and_after(till: Till) -> None:
    head_office_offers(till, LESS)
    till.opens(ANNA)
    take = till.register.attach_coupon()
    taken = take(code=LEAFLET)
    assert (taken.name, taken.saves_minor) == ("20 % by leaflet", 0)
    till.scans(BAG, CAKESTAND)
    assert till.register.read_basket().basket.to_pay == pounds(156 + 1275)
    with pytest.raises(CouponInSale):
        take(code=LEAFLET)
    with pytest.raises(UnknownItem):
        take(code="LEAF-21")
    till.restart()
    till.signs_on(ANNA)
    assert till.register.read_basket().basket.to_pay == pounds(156 + 1275)
    assert till.register.pay_cash(given=pounds(5000)).sale.to_pay == pounds(1431)
    assert bodies(till, FactKind.SALE_COMPLETED)[-1]["coupons"] == [LEAFLET]
    till.scans(BAG)
    assert till.register.read_basket().basket.to_pay == pounds(195)


def test_each_one_counts_where_it_says_for_how_much(till: Till) -> None:
    head_office_offers(till, ONE_EACH)
    till.opens(ANNA)
    till.scans(BAG, BAG, BAG)
    take = till.register.attach_coupon()
    assert [take(code=LEAFLET).saves_minor for _ in range(4)] == [39, 39, 39, 0]


def test_a_held_sale_keeps_its_coupons(till: Till) -> None:
    head_office_offers(till, LESS)
    till.opens(ANNA)
    till.scans(BAG)
    till.register.attach_coupon()(code=LEAFLET)
    till.register.held.suspend()
    assert bodies(till, FactKind.SALE_SUSPENDED)[-1]["coupons"] == [LEAFLET]
    [held] = till.register.held.read().sales
    till.register.held.retrieve(fact_id=held.fact_id)
    assert till.register.read_basket().basket.to_pay == pounds(156)
