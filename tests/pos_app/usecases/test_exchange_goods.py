"""Goods come back for others: one payment, or one refund, of the difference, in one step of the journal."""

from __future__ import annotations

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import LineNumber
from pos_app.domain.refusals.basket import NothingToPay
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.tender import TenderKind
from pos_app.usecases.returns.exchange_goods import Exchanged
from tests.pos_app.fakes import ANNA
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, counted, pounds

BAG_MINOR, CAKESTAND_MINOR = 195, 1275


@pytest.fixture
def open_till(till: Till) -> Till:
    till.opens(ANNA)
    return till


def exchanges(till: Till, sale: CompletedSale) -> Exchanged:
    return till.register.cards.exchange_goods(
        sale_id=sale.sale_id,
        parts={LineNumber(1): 1000},
        reason=ReturnReason.TOO_BIG,
        condition=ReturnCondition.SHELF,
    )


def test_an_even_one_moves_no_money(open_till: Till) -> None:
    till = open_till
    sale = till.sells(CAKESTAND).sale
    opened = till.drawer.opened
    till.scans(CAKESTAND)
    done = exchanges(till, sale)
    assert done.paid is not None and not done.left.amount_minor
    assert till.drawer.opened == opened
    assert till.kinds()[-4:] == [
        FactKind.SALE_RETURNED,
        FactKind.PAYMENT_INTENT,
        FactKind.PAYMENT_OUTCOME,
        FactKind.SALE_COMPLETED,
    ]
    assert [one.kind for one in done.paid.sale.tenders] == [TenderKind.EXCHANGE]
    assert till.register.read_basket().basket.lines == ()
    figures = till.register.read_figures().figures
    assert figures is not None
    exchanged = ((TenderKind.EXCHANGE, pounds(CAKESTAND_MINOR)),)
    assert (figures.tenders, figures.refund_tenders) == (exchanged, exchanged)
    closed = till.register.close_day(count=counted((10_000 + CAKESTAND_MINOR, 1))).settlement
    assert (closed.difference, closed.open_payments) == (pounds(0), ())
    check_chain(till)


def test_what_costs_more_is_paid_once(open_till: Till) -> None:
    till = open_till
    sale = till.sells(BAG).sale
    till.scans(CAKESTAND)
    done = exchanges(till, sale)
    assert (done.paid, done.left) == (None, pounds(CAKESTAND_MINOR - BAG_MINOR))
    till.restart()
    till.signs_on(ANNA)
    paid = till.register.pay_cash(given=pounds(CAKESTAND_MINOR - BAG_MINOR))
    assert [one.kind for one in paid.sale.tenders] == [TenderKind.EXCHANGE, TenderKind.CASH]
    state = till.files.store.tills.current()
    assert state is not None and state.expected == pounds(10_000 + CAKESTAND_MINOR)


def test_what_costs_less_gives_the_rest_back(open_till: Till) -> None:
    till = open_till
    sale = till.sells(CAKESTAND).sale
    till.scans(BAG)
    done = exchanges(till, sale)
    assert done.paid is not None and done.back.drawer_opened
    back = done.back.returned
    assert [(one.kind, one.amount) for one in back.tenders] == [
        (TenderKind.EXCHANGE, pounds(BAG_MINOR)),
        (TenderKind.CASH, pounds(CAKESTAND_MINOR - BAG_MINOR)),
    ]
    # what was taken for it comes back for a credit: nobody gets in cash what a card may have paid
    again = till.register.returns.open_return(sale_id=done.paid.sale.sale_id).returnable
    assert [way.kind for way in again.ways_back(pounds(BAG_MINOR))] == [TenderKind.STORE_CREDIT]


def test_nothing_is_written_without_a_sale_in_front(open_till: Till) -> None:
    sale = open_till.sells(BAG).sale
    facts = open_till.kinds()
    with pytest.raises(NothingToPay):
        exchanges(open_till, sale)
    assert open_till.kinds() == facts
