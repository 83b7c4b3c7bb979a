"""A coupon that is scanned opens its promotion for this sale: in the basket, over a restart, held, and in the fact."""

from __future__ import annotations

import json

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import CustomerNumber
from pos_app.domain.refusals.basket import CouponInSale
from pos_app.domain.refusals.coupons import CouponNotNow, NoSuchCoupon, WhyNoCoupon
from pos_app.domain.refusals.scans import UnknownItem
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.sale_void import VoidReason
from pos_app.usecases.checkout.attach_coupon import CouponTaken
from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.storage.device import agent
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


def attach(till: Till) -> CouponTaken:
    return till.register.coupons().attach(code=LEAFLET)


def refused(till: Till) -> WhyNoCoupon:
    with pytest.raises(CouponNotNow) as found:
        attach(till)
    return found.value.why


def test_it_counts_before_its_goods_and_after(till: Till) -> None:
    head_office_offers(till, LESS)
    till.opens(ANNA)
    take = till.register.coupons().attach
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
    take = till.register.coupons().attach
    assert [take(code=LEAFLET).saves_minor for _ in range(4)] == [39, 39, 39, 0]


def test_a_held_sale_keeps_its_coupons(till: Till) -> None:
    head_office_offers(till, LESS)
    till.opens(ANNA)
    till.scans(BAG)
    till.register.coupons().attach(code=LEAFLET)
    till.register.held.suspend()
    assert bodies(till, FactKind.SALE_SUSPENDED)[-1]["coupons"] == [LEAFLET]
    [held] = till.register.held.read().sales
    till.register.held.retrieve(fact_id=held.fact_id)
    assert till.register.read_basket().basket.to_pay == pounds(156)


def test_one_for_once_is_used_up_until_its_sale_is_undone(till: Till) -> None:
    head_office_offers(till, {**LESS, "limits": {"uses": 1}})
    till.opens(CARLA)
    attach(till)
    sale = till.sells(BAG).sale
    assert sale.to_pay == pounds(156)
    assert refused(till) is WhyNoCoupon.USED_UP
    till.restart()
    till.signs_on(CARLA)
    assert refused(till) is WhyNoCoupon.USED_UP
    till.register.finished().void_sale(sale_id=sale.sale_id, reason=VoidReason.OTHER)
    assert attach(till).waits_for is None
    assert till.sells(BAG).sale.to_pay == pounds(156)


def test_one_for_once_is_good_again_when_all_of_its_sale_came_back(till: Till) -> None:
    head_office_offers(till, {**LESS, "limits": {"uses": 1}})
    till.opens(CARLA)
    attach(till)
    sale = till.sells(BAG, BAG).sale
    for milli in (1000, 1000):
        assert refused(till) is WhyNoCoupon.USED_UP
        till.register.returns.take_back(
            sale_id=sale.sale_id,
            parts={sale.lines[0].number: milli},
            reason=ReturnReason.OTHER,
            condition=ReturnCondition.SHELF,
        )
    read = till.files.store.sales.by_id(sale.sale_id)
    assert read is not None and read.coupons == (LEAFLET,)
    assert attach(till).waits_for is None


def test_what_the_centre_has_counted_counts_once(till: Till) -> None:
    head_office_offers(till, {**LESS, "limits": {"uses": 2}})
    till.opens(CARLA)
    attach(till)
    till.sells(BAG)
    with agent(till.device, "zone") as zone:
        zone.execute("INSERT INTO promotion_use VALUES ('leaflet', '', 1, 39)")
    till.files.news.changed()
    assert refused(till) is WhyNoCoupon.USED_UP
    applied = till.files.connection.execute(
        "SELECT fact_id FROM main.fact WHERE kind = ?", (FactKind.SALE_COMPLETED,)
    ).fetchone()
    with agent(till.device, "store") as store:
        store.execute("INSERT INTO receipt VALUES (?, 'applied')", applied)
    assert attach(till).waits_for is None


def test_each_customer_has_one_for_each_once(till: Till) -> None:
    maya = CustomerNumber("C1")
    entry = CustomerEntry(maya, "Maya", "", "", "LC-9", 0, "", "", [])
    with agent(till.device) as store:
        list(write_document(store, "customers/7", CustomerDocument([entry])))
    head_office_offers(till, {**LESS, "limits": {"uses_per_customer": 1}})
    till.opens(CARLA)
    assert attach(till).waits_for is WhyNoCoupon.CUSTOMER_NEEDED
    till.scans(BAG)
    assert till.register.read_basket().basket.to_pay == pounds(195)
    till.register.attach_customer(number=maya)
    assert till.register.read_basket().basket.to_pay == pounds(156)
    till.register.pay_cash(given=pounds(5000))
    till.scans(BAG)
    till.register.attach_customer(number=maya)
    assert refused(till) is WhyNoCoupon.USED_UP_BY_CUSTOMER


def test_one_of_another_day_says_so(till: Till) -> None:
    now_us = till.clock.wall_us
    head_office_offers(till, LESS, ends_us=now_us - 1)
    till.opens(ANNA)
    assert refused(till) is WhyNoCoupon.OVER
    with agent(till.device, "zone") as zone:
        zone.execute("UPDATE promotion SET valid_from_us = ?, valid_until_us = NULL", (now_us + 1,))
    till.files.news.changed()
    assert refused(till) is WhyNoCoupon.NOT_YET


def test_one_is_shown_with_what_it_saves_and_comes_off_again(till: Till) -> None:
    head_office_offers(till, ONE_EACH)
    till.opens(ANNA)
    till.scans(BAG, BAG, BAG)
    attach(till)
    attach(till)
    shown = till.register.read_basket().basket.coupons
    assert [one.saves_minor for one in shown] == [78, 0]
    off = till.register.coupons().take_off(place=1)
    assert (off.name, [one.saves_minor for one in off.basket.coupons]) == (LESS["name"], [39])
    assert till.register.coupons().take_off(place=0).basket.to_pay == pounds(195 * 3)
    with pytest.raises(NoSuchCoupon):
        till.register.coupons().take_off(place=0)
