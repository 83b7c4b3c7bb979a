"""Notes of another currency pay at the rate of head office, change is the store's own, and each is counted apart."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.devices.day_report_text import day_report_lines
from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.facts import FactKind
from pos_app.domain.foreign_notes import FOREIGN_NOTES, ForeignRate, notes_of, read_rates
from pos_app.domain.ids import LineNumber
from pos_app.domain.money import Money
from pos_app.domain.refusals.finished_sales import PaidOtherwise
from pos_app.domain.refusals.payment import NotesAlone
from pos_app.domain.refusals.returns import RefundNotInDrawer
from pos_app.domain.refusals.till import CountAgain
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.tender import CASH_ROUNDING, TenderKind, cash_out
from tests.pos_app.fakes import ANNA
from tests.pos_app.till import CAKESTAND, FLOAT, Till, check_chain, counted, pounds
from tests.pos_app.usecases.test_card import void
from tests.pos_app.usecases.test_returns import sets

CAKESTAND_MINOR = 1275


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


@pytest.fixture
def shop(till: Till) -> Till:
    sets(till, FOREIGN_NOTES, "EUR=0.853;USD=0.74;GBP=1;XXX=2;nonsense")
    till.restart()
    till.opens(ANNA)
    return till


def test_notes_pay_and_change_is_the_stores_own(shop: Till) -> None:
    shop.scans(CAKESTAND)
    basket = shop.register.read_basket().basket
    assert [rate.currency for rate in basket.foreign_rates] == ["EUR", "USD"]
    assert basket.foreign_rates[0].needed(basket.left) == euro(1500)
    with pytest.raises(NotesAlone):
        shop.register.cards.pay_foreign_notes(notes=euro(1999))
    with pytest.raises(NotesAlone):
        shop.register.cards.pay_foreign_notes(notes=Money(1000, "SEK"))
    with pytest.raises(RefundNotInDrawer):
        shop.register.cards.pay_foreign_notes(notes=euro(50_000))
    opened = shop.drawer.opened
    part = shop.register.cards.pay_foreign_notes(notes=euro(500))
    assert (part.taken, part.left, shop.drawer.opened) == (pounds(426), pounds(849), opened + 1)
    paid = shop.register.cards.pay_foreign_notes(notes=euro(2000)).paid
    assert paid is not None and paid.change == pounds(1706 - 849)
    printed = "\n".join(receipt_text(shop.printer.receipts[-1]))
    assert "€20.00 at 0.853" in printed and "Change" in printed
    figures = shop.register.read_figures().figures
    assert figures is not None and figures.sales_total == pounds(CAKESTAND_MINOR)
    assert figures.tenders == ((TenderKind.FOREIGN_CASH, pounds(426 + 1706)),)
    assert figures.foreign == (euro(2500),)
    with pytest.raises(PaidOtherwise):
        void(shop, paid.sale)
    shop.restart()
    shop.signs_on(ANNA)
    back = shop.register.returns.take_back(
        sale_id=paid.sale.sale_id,
        parts={LineNumber(1): 1000},
        reason=ReturnReason.OTHER,
        condition=ReturnCondition.SHELF,
    ).returned
    assert [(way.kind, way.amount) for way in back.tenders] == [
        (TenderKind.CASH, pounds(CAKESTAND_MINOR))
    ]
    check_chain(shop)


def test_the_drawer_is_counted_in_each_currency(shop: Till) -> None:
    shop.scans(CAKESTAND)
    shop.register.cards.pay_foreign_notes(notes=euro(2000))
    change = 1706 - CAKESTAND_MINOR
    left = counted((1000, 5), (100, 45), (5, 1), (1, 64))
    assert left.total == pounds(10_000 - change)
    with pytest.raises(CountAgain):
        shop.register.close_day(count=left)
    count = replace(left, foreign=(euro(1500),))
    closed = shop.register.close_day(count=count).settlement
    assert closed.difference == pounds(0)
    assert [one.difference for one in closed.foreign] == [euro(-500)]
    body = json.loads(
        shop.files.connection.execute(
            "SELECT body FROM main.fact WHERE kind = ?", (FactKind.DAY_CLOSED,)
        ).fetchone()[0]
    )
    assert body["foreign"] == {"EUR": {"counted_minor": 1500, "expected_minor": 2000}}
    printed = "\n".join(line.text for line in day_report_lines(shop.printer.reports[-1]))
    assert "EUR notes expected" in printed and "EUR difference" in printed
    shop.signs_on(ANNA)
    shop.register.open_till(count=FLOAT)
    reading = shop.register.read_till().till
    assert reading is not None and reading.foreign == (), "they went to the safe"


def test_change_is_given_in_coins_that_there_are(shop: Till) -> None:
    sets(shop, CASH_ROUNDING, "5")
    shop.restart()
    shop.signs_on(ANNA)
    shop.scans(CAKESTAND)
    paid = shop.register.cards.pay_foreign_notes(notes=euro(2000)).paid
    assert paid is not None and paid.change == pounds(430)
    assert [(one.kind, one.amount) for one in paid.sale.tenders][1:] == [
        (TenderKind.ROUNDING, pounds(-1)),
        (TenderKind.CASH, pounds(-430)),
    ]


@settings(max_examples=40)
@given(st.integers(1, 9_999_999), st.integers(1, 100_000), st.sampled_from(["GBP", "JPY", "KWD"]))
def test_as_many_notes_as_are_needed_pay_it_and_one_less_does_not(
    micro: int, left: int, home: str
) -> None:
    rate = ForeignRate("EUR", f"{micro // 10**6}.{micro % 10**6:06}")
    needed = rate.needed(Money(left, home))
    assert rate.worth(needed, home).amount_minor >= left
    assert rate.worth(needed - rate.smallest, home).amount_minor < left


@given(st.integers(1, 9_999), st.sampled_from([1, 5, 10]))
def test_what_goes_out_adds_up(minor: int, unit: int) -> None:
    out = cash_out(pounds(minor), unit)
    assert sum(one.amount.amount_minor for one in out) == -minor
    assert out[-1].change.amount_minor % unit == 0


def test_only_notes_that_people_know() -> None:
    assert read_rates("EUR=0;USD=0.0;XAF=1.1", "GBP") == ()
    assert notes_of("EUR") == (20000, 10000, 5000, 2000, 1000, 500)
