"""Where small coins are gone, cash is rounded: tenders still add up to the sale, the drawer to the penny."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.day_report_text import day_report_lines
from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.ids import LineNumber
from pos_app.domain.money import Money, total
from pos_app.domain.price_change import PriceReason
from pos_app.domain.refund_tenders import RefundTender, RefundWay, refund_tenders
from pos_app.domain.refusals.payment import AmountTooSmall
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.sale_void import VoidReason
from pos_app.domain.tender import CASH_ROUNDING, TenderKind, cash_tenders, cash_unit
from pos_app.usecases.checkout.completing import PaidSale
from tests.pos_app.fakes import CARLA
from tests.pos_app.till import OAT_DRINK, Till, check_chain, counted, pounds
from tests.pos_app.usecases.test_returns import sets

ONE = LineNumber(1)
UNITS = st.sampled_from([1, 5, 10, 50])


@given(left=st.integers(0, 100_000), unit=UNITS, more=st.integers(0, 5_000))
def test_tenders_add_up_and_coins_can_pay_the_cash(left: int, unit: int, more: int) -> None:
    to_pay = Money(left, "EUR")
    *rounding, cash = cash_tenders(to_pay, Money(left + unit + more, "EUR"), unit)
    assert cash.amount.amount_minor % unit == 0
    assert total(tuple(one.amount for one in (*rounding, cash)), "EUR") == to_pay
    assert all(one.kind is TenderKind.ROUNDING and one.amount.amount_minor for one in rounding)
    assert all(2 * abs(one.amount.amount_minor) <= unit for one in rounding)


@given(paid=st.integers(1, 10_000), parts=st.lists(st.integers(1, 3_000), max_size=4), unit=UNITS)
def test_parts_that_come_back_add_up_too(paid: int, parts: list[int], unit: int) -> None:
    tenders = cash_tenders(Money(paid, "EUR"), Money(paid + unit, "EUR"), unit)
    before: tuple[RefundTender, ...] = ()
    left = paid
    for part in [*parts, paid]:
        back = min(part, left)
        ways = refund_tenders(tenders, before, Money(back, "EUR"), RefundWay.SAME, unit)
        assert sum(way.amount.amount_minor for way in ways) == back
        cash = [way.amount.amount_minor for way in ways if way.kind is TenderKind.CASH]
        assert all(amount > 0 and amount % unit == 0 for amount in cash)
        before, left = (*before, *ways), left - back


@pytest.mark.parametrize(("setting", "unit"), [("", 1), ("5", 5), ("10", 10), ("x", 1), ("0", 1)])
def test_a_setting_says_the_smallest_coin(setting: str, unit: int) -> None:
    assert cash_unit(setting) == unit


@pytest.fixture
def shop(till: Till) -> Till:
    sets(till, CASH_ROUNDING, "5")
    till.restart()
    till.opens(CARLA)
    return till


def sells_for(till: Till, price: int, given_minor: int) -> PaidSale:
    till.scans(OAT_DRINK)
    till.register.override_price(line=ONE, price=pounds(price), reason=PriceReason.DAMAGED)
    return till.register.pay_cash(given=pounds(given_minor))


def test_a_day_with_rounded_cash_agrees_to_the_penny(shop: Till) -> None:
    shop.scans(OAT_DRINK)
    shop.register.override_price(line=ONE, price=pounds(123), reason=PriceReason.DAMAGED)
    basket = shop.register.read_basket().basket
    assert (basket.left, basket.left_in_cash) == (pounds(123), pounds(125))
    with pytest.raises(AmountTooSmall):
        shop.register.pay_cash(given=pounds(123))
    paid = shop.register.pay_cash(given=pounds(200))
    assert paid.change == pounds(75)
    assert [(one.kind, one.amount) for one in paid.sale.tenders] == [
        (TenderKind.ROUNDING, pounds(-2)),
        (TenderKind.CASH, pounds(125)),
    ]
    paper = "\n".join(receipt_text(shop.printer.receipts[-1]))
    assert re.search(r"Total +£1\.23\nRounding +[-−]£0\.02\nCash +£2\.00", paper)
    sells_for(shop, 122, 120)
    sells_for(shop, 113, 115)
    undone = sells_for(shop, 133, 135)
    shop.register.finished().void_sale(sale_id=undone.sale.sale_id, reason=VoidReason.OTHER)
    back = shop.register.returns.take_back(
        sale_id=paid.sale.sale_id,
        parts={ONE: 1000},
        reason=ReturnReason.CHANGED_MIND,
        condition=ReturnCondition.SHELF,
    )
    assert [(one.kind, one.amount) for one in back.returned.tenders] == [
        (TenderKind.CASH, pounds(125)),
        (TenderKind.ROUNDING, pounds(-2)),
    ]
    figures = shop.register.read_figures().figures
    assert figures is not None
    assert figures.sales_total == pounds(123 + 122 + 113)
    assert dict(figures.tenders)[TenderKind.ROUNDING] == pounds(-2)
    closed = shop.register.close_day(count=counted((10_235, 1)))
    assert closed.settlement.difference == pounds(0)
    report = "\n".join(line.text for line in day_report_lines(shop.printer.reports[-1]))
    assert "Rounding" in report
    check_chain(shop)


def test_a_part_by_card_leaves_the_rounding_to_the_cash(shop: Till) -> None:
    shop.scans(OAT_DRINK)
    shop.register.override_price(line=ONE, price=pounds(188), reason=PriceReason.DAMAGED)
    shop.register.cards.pay_card_alone(approval="998877", amount=pounds(100))
    paid = shop.register.pay_cash(given=pounds(90))
    assert [one.amount for one in paid.sale.tenders] == [pounds(100), pounds(-2), pounds(90)]
    assert sum(one.amount.amount_minor for one in paid.sale.tenders) == 188
