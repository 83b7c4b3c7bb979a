"""A sale that is put aside is there again as it was, until its day is closed."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import FactId
from pos_app.domain.refusals.basket import (
    BasketIsOthers,
    BasketNotEmpty,
    NothingToPay,
    NotSuspended,
)
from pos_app.domain.refusals.people import NotAllowed
from pos_app.domain.refusals.scans import AgeCheckNeeded
from pos_app.domain.refusals.till import DayNotClosed, TillNotOpen
from pos_app.domain.sale import AgeAnswer
from pos_app.ports.faults import StorageBroken
from pos_app.usecases.checkout.suspended_sales import HeldSale
from tests.pos_app.fakes import ANNA, BEN, PIA, SECONDS_OF_A_DAY
from tests.pos_app.till import BAG, CAKESTAND, FLOAT, OAT_DRINK, WINE, Till, check_chain, pounds


def held(till: Till) -> tuple[HeldSale, ...]:
    """As the list shows them."""
    return till.register.held.read().sales


def last_body(till: Till, kind: str) -> dict[str, Any]:
    """What the newest fact of a kind says."""
    row = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = ? ORDER BY sequence DESC", (kind,)
    ).fetchone()
    body: dict[str, Any] = json.loads(row[0])
    return body


def test_a_held_sale_comes_back_as_it_was_after_a_restart_and_to_whoever_asks(till: Till) -> None:
    till.opens(ANNA)
    with pytest.raises(AgeCheckNeeded):
        till.scans(WINE)
    till.register.confirm_age(answer=AgeAnswer.ID_CHECKED, item_name="Red wine", limit=18)
    till.scans(WINE, BAG, BAG, CAKESTAND)
    lines = till.register.read_basket().basket.lines
    till.register.remove_line(line=lines[-1].number)
    before = till.register.read_basket().basket
    aside = till.register.held.suspend()
    assert (aside.piece_count, aside.to_pay, aside.held_count) == (3, before.to_pay, 1)
    assert till.register.read_basket().basket.lines == ()
    till.sells(OAT_DRINK)
    till.restart()
    till.signs_on(BEN)
    [sale] = held(till)
    assert (sale.operator_name, sale.piece_count, sale.to_pay) == (ANNA.name, 3, before.to_pay)
    back = till.register.held.retrieve(fact_id=sale.fact_id).basket
    assert (back.lines, back.to_pay, back.owner) == (before.lines, before.to_pay, BEN.number)
    assert held(till) == ()
    assert last_body(till, "sale_retrieved")["from"] == ANNA.number
    till.scans(WINE)  # somebody looked already
    paid = till.register.pay_cash(given=pounds(10_000)).sale
    assert [line.name for line in (each.item for each in paid.lines)] == [
        line.item.name for line in before.lines
    ]
    assert last_body(till, "sale_completed")["sale_id"] == paid.sale_id.hex
    # the line that was taken off is told of to the end
    assert [line["voided"] for line in last_body(till, "sale_completed")["lines"]][-1] is True
    check_chain(till)


def test_the_same_sale_is_held_again_and_again(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    for times in range(1, 4):
        till.register.held.suspend()
        [sale] = held(till)
        till.register.held.retrieve(fact_id=sale.fact_id)
        till.scans(BAG)
        with pytest.raises(NotSuspended):
            till.register.held.cancel(fact_id=sale.fact_id)
        assert till.register.read_basket().basket.piece_count == times + 1
    assert till.kinds().count("sale_suspended") == 3


def test_the_newest_stands_first_and_each_is_found(till: Till) -> None:
    till.opens(ANNA)
    for code in (BAG, CAKESTAND, OAT_DRINK):
        till.scans(code)
        till.register.held.suspend()
        till.clock.passes(60)
    pieces = [sale.to_pay for sale in held(till)]
    assert pieces == [pounds(210), pounds(1275), pounds(195)]
    till.register.held.retrieve(fact_id=held(till)[1].fact_id)
    assert till.register.read_basket().basket.to_pay == pounds(1275)
    assert till.register.read_basket().held_count == 2


def test_what_refuses_to_hold_or_to_bring_back(till: Till) -> None:
    till.signs_on(ANNA)
    till.scans(BAG)
    with pytest.raises(TillNotOpen):
        till.register.held.suspend()
    till.register.open_till(count=FLOAT)
    till.register.held.suspend()
    with pytest.raises(NothingToPay):
        till.register.held.suspend()
    [sale] = held(till)
    till.scans(CAKESTAND)
    with pytest.raises(BasketNotEmpty):
        till.register.held.retrieve(fact_id=sale.fact_id)
    till.signs_on(BEN)
    with pytest.raises(BasketIsOthers):
        till.register.held.suspend()
    till.signs_on(PIA)
    for refused in (till.register.held.retrieve, till.register.held.cancel):
        with pytest.raises(NotAllowed):
            refused(fact_id=sale.fact_id)
    till.signs_on(ANNA)
    till.register.cancel_sale()
    with pytest.raises(NotSuspended):
        till.register.held.retrieve(fact_id=FactId(UUID(int=0)))
    assert till.kinds().count("sale_retrieved") == 0


def test_lines_that_were_all_taken_off_stand_in_nobodys_way(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    till.scans(CAKESTAND)
    [line] = till.register.read_basket().basket.lines
    till.register.remove_line(line=line.number)
    with pytest.raises(NothingToPay):
        till.register.held.suspend()
    till.register.held.retrieve(fact_id=held(till)[0].fact_id)
    assert till.kinds()[-2:] == ["sale_cancelled", "sale_retrieved"]
    assert till.register.read_basket().basket.to_pay == pounds(195)


def test_a_held_sale_is_cancelled_by_a_fact_that_names_it(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG, CAKESTAND)
    till.register.held.suspend()
    [sale] = held(till)
    assert till.register.held.cancel(fact_id=sale.fact_id).piece_count == 2
    body = last_body(till, "sale_cancelled")
    assert (body["suspended"], len(body["lines"])) == (sale.fact_id.hex, 2)
    assert held(till) == ()
    figures = till.register.read_figures().figures
    assert figures is not None
    assert figures.cancelled_count == 1


def test_the_close_of_a_day_cancels_what_is_still_held(till: Till) -> None:
    till.opens(ANNA)
    for code in (BAG, CAKESTAND):
        till.scans(code)
        till.register.held.suspend()
    till.scans(OAT_DRINK)
    till.register.cancel_sale()
    assert len(till.register.read_till().held) == 2
    closed = till.register.close_day(count=FLOAT).settlement
    assert closed.figures.cancelled_count == 3
    assert till.kinds()[-4:] == ["sale_cancelled", "sale_cancelled", "till_settled", "day_closed"]
    till.register.open_till(count=FLOAT)
    assert held(till) == ()


def test_a_day_that_should_be_closed_holds_and_brings_back_nothing(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    till.register.held.suspend()
    [sale] = held(till)
    till.scans(BAG)
    till.clock.passes(SECONDS_OF_A_DAY)
    till.restart()
    till.signs_on(ANNA)
    with pytest.raises(DayNotClosed):
        till.register.held.suspend()
    till.register.cancel_sale()
    with pytest.raises(DayNotClosed):
        till.register.held.retrieve(fact_id=sale.fact_id)
    till.register.held.cancel(fact_id=sale.fact_id)
    assert till.register.close_day(count=FLOAT).settlement.figures.cancelled_count == 2


def test_a_hold_that_fails_leaves_the_basket_open(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.opens(ANNA)
    till.scans(BAG)

    def broken() -> None:
        raise StorageBroken

    monkeypatch.setattr(till.files.store.baskets, "clear", broken)
    with pytest.raises(StorageBroken):
        till.register.held.suspend()
    till.restart()
    till.signs_on(ANNA)
    assert till.register.read_basket().basket.piece_count == 1
    assert held(till) == ()
    assert FactKind.SALE_SUSPENDED not in till.kinds()
