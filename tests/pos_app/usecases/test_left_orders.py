"""What left of an order comes back at the same register before head office has heard of it, and never twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.handover import HandoverPlan
from pos_app.domain.ids import LineNumber, OrderNumber
from pos_app.domain.order_sale import order_sale_id
from pos_app.domain.pickup_code import ShownCode
from pos_app.domain.refusals.returns import AllBroughtBack, UnknownSale
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.storage.own_facts import uncounted
from tests.pos_app.fakes import CARLA
from tests.pos_app.order_shelf import CAR, READY, UNPAID, code_of, fill_shelf
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till, check_chain, pounds


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    fill_shelf(till)
    till.opens(CARLA)
    yield till
    check_chain(till)
    till.close()


def gives(till: Till, number: OrderNumber, *pieces: int, **more: Any) -> None:
    shown = ShownCode(code_of(number), number)
    till.pickup.check_person.by_code(shown=shown)
    takes_cash = more.pop("takes_cash", None)
    plan = HandoverPlan(frozenset(pieces), **more)
    till.pickup.hand_over(number=number, plan=plan, takes_cash=takes_cash)


def brings_back(till: Till, number: OrderNumber, line: int, milli: int) -> Any:
    return till.register.returns.take_back(
        sale_id=order_sale_id(number),
        parts={LineNumber(line): milli},
        reason=ReturnReason.TOO_SMALL,
        condition=ReturnCondition.SHELF,
    )


def told_as(till: Till, kind: FactKind) -> list[Fact]:
    return uncounted(till.files.connection, (kind,))


def found(till: Till, typed: str) -> list[tuple[str, int]]:
    sales = till.register.returns.find_sales(typed=typed).sales
    return [(sale.order_number, sale.to_pay.amount_minor) for sale in sales]


def test_an_order_that_left_here_comes_back_online_and_never_twice(till: Till) -> None:
    gives(till, READY, 1)
    assert found(till, READY[-3:]) == [(READY, 600)]
    opened = till.register.returns.open_return(sale_id=order_sale_id(READY))
    assert [line.quantity.milli for line in opened.returnable.sale.lines] == [2000, 1000]
    brings_back(till, READY, 1, 1000)
    till.restart()
    till.signs_on(CARLA)
    brings_back(till, READY, 1, 1000)
    brings_back(till, READY, 2, 1000)
    with pytest.raises(AllBroughtBack):
        till.register.returns.open_return(sale_id=order_sale_id(READY))
    told = [read_body(fact) for fact in told_as(till, FactKind.SALE_RETURNED)]
    tenders = [body["tenders"] for body in told]
    assert tenders == [[{"kind": "online", "amount_minor": minor}] for minor in (195, 195, 210)]


def test_what_was_paid_at_the_counter_goes_back_in_cash(till: Till) -> None:
    gives(till, UNPAID, 1, takes_cash=pounds(600))
    brings_back(till, UNPAID, 2, 1000)
    [told] = [read_body(fact) for fact in told_as(till, FactKind.SALE_RETURNED)]
    assert told["tenders"] == [{"kind": "cash", "amount_minor": 210}]


def test_parts_that_leave_one_after_the_other_are_one_sale_that_head_office_takes_over(
    till: Till,
) -> None:
    gives(till, CAR, 1, staying=frozenset({2}))
    [first] = told_as(till, FactKind.ORDER_HANDED_OVER)
    [sale] = till.register.returns.find_sales(typed=CAR).sales
    assert len(sale.lines) == 1
    gives(till, CAR, 2)
    [sale] = till.register.returns.find_sales(typed=CAR).sales
    assert [line.item.item_id for line in sale.lines] == [1, 3]
    # head office has counted the first part: the feed tells it, and the second still stands here alone
    body = read_body(first)
    document = {
        "order_number": CAR,
        "receipt_number": CAR,
        "currency": "GBP",
        "total_minor": 390,
        "taxes": [],
        "tenders": [{"kind": "online", "given_minor": 390, "change_minor": 0}],
        "lines": [line_of(body)],
        "sale_id": order_sale_id(CAR).hex,
        "points": {"earned": 3, "spent": 0, "worth_minor": 1},
    }
    row = (order_sale_id(CAR).hex, CAR, first.origin.business_date, 7, json.dumps(document))
    with agent(till.device) as store:
        store.execute("INSERT INTO past_sale VALUES (?, ?, ?, ?, ?)", row)
        store.execute("INSERT INTO receipt VALUES (?, 'applied')", (first.fact_id.bytes,))
    till.files.news.changed()
    [sale] = till.register.returns.find_sales(typed=CAR).sales
    assert [(line.item.item_id, line.amount.amount_minor) for line in sale.lines] == [
        (1, 390),
        (3, 210),
    ]
    assert sale.points is not None and sale.points.earned == 3
    [last] = told_as(till, FactKind.ORDER_HANDED_OVER)
    with agent(till.device) as store:
        store.execute("INSERT INTO receipt VALUES (?, 'applied')", (last.fact_id.bytes,))
    till.files.news.changed()
    # from then on its word alone counts
    [sale] = till.register.returns.find_sales(typed=CAR).sales
    assert len(sale.lines) == 1


def line_of(body: Any) -> dict[str, Any]:
    """The first part as head office writes it."""
    [line] = body["lines"]
    return {
        "line": 1,
        "item_id": line["item_id"],
        "item_number": "85099B",
        "name": "Jumbo bag red retrospot",
        "unit": "each",
        "quantity_milli": line["quantity_milli"],
        "unit_price_minor_milli": 195_000,
        "amount_minor": 390,
        "tax_code": "S",
        "tax_basis_points": 2000,
        "discounts": [],
        "voided": False,
    }


def test_nothing_comes_back_of_an_order_that_did_not_leave_here(till: Till) -> None:
    with pytest.raises(UnknownSale):
        till.register.returns.open_return(sale_id=order_sale_id(READY))
    assert found(till, READY) == []
