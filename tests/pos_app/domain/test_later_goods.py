"""Which goods of a sale wait where: orders and what was carried out add up to the sale, and papers say the same."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.catalogue import UNLISTED, Item, PriceFrom
from pos_app.domain.fact_bodies import stock_effects
from pos_app.domain.ids import CustomerNumber, ItemId, LineNumber, OperatorNumber, SaleId
from pos_app.domain.later_goods import orders_of, picked_up
from pos_app.domain.money import UnitPrice
from pos_app.domain.pickup_code import derived_code, is_code, order_salt
from pos_app.domain.piece_marks import HERE, NO_MARKS
from pos_app.domain.quantity import KILOGRAM, Quantity
from pos_app.domain.refusals.basket import CarriedOutOnly, CustomerNeeded
from pos_app.domain.sale import RetailTransaction, SaleLine
from pos_app.domain.tax import TaxRate

PLACES = {"": "", HERE: "", "13": "Old Town", "14": "Harbour"}
RECEIPT, DAY = "12-1A-1122-0007", "2026-11-22"


def _item(number: int) -> Item:
    rate = TaxRate("Z", "0 %", 0)
    price = UnitPrice.of_minor(195, "GBP")
    return Item(ItemId(number), f"N{number}", f"Bun {number}", "Bakery", "each", price, rate)


def _sale(stores: list[str]) -> RetailTransaction:
    sale = RetailTransaction(SaleId(UUID(int=7)), OperatorNumber("1"), "GBP")
    for number, store in enumerate(stores, start=1):
        line = sale.add(_item(number), Quantity.pieces(number)).line
        sale.change(picked_up(line, store, PLACES[store]))
    return sale


@given(st.lists(st.sampled_from(sorted(PLACES)), min_size=1, max_size=6))
def test_each_line_leaves_now_or_is_in_one_order(stores: list[str]) -> None:
    sale = _sale(stores)
    orders = orders_of(sale.lines, RECEIPT, DAY)
    assert [each.store for each in orders] == sorted({store for store in stores if store})
    assert len({each.number for each in orders}) == len(orders)
    now = sum(-milli for _, milli in stock_effects(sale))
    later = sum(line.quantity.milli for line in sale.lines if line.marks.later)
    assert now + later == sum(line.quantity.milli for line in sale.lines)
    assert all(each.place == PLACES[each.store] for each in orders)


def test_what_is_scanned_after_it_is_a_line_of_its_own() -> None:
    sale = _sale([HERE])
    assert sale.add(_item(1), Quantity.pieces(1)).is_new
    sale.change(picked_up(sale.line(LineNumber(1)), "", ""))
    assert sale.line(LineNumber(1)).marks == NO_MARKS


def test_it_waits_for_somebody() -> None:
    sale = _sale([HERE])
    with pytest.raises(CustomerNeeded):
        sale.check_payable()
    sale.customer = CustomerNumber("P1")
    sale.check_payable()


@pytest.mark.parametrize(
    "item",
    [
        replace(_item(1), unit=KILOGRAM),
        replace(_item(1), price_from=PriceFrom.CARD),
        replace(_item(1), item_id=UNLISTED),
    ],
)
def test_only_what_a_shelf_gives_again_waits(item: Item) -> None:
    line = SaleLine(LineNumber(1), item, Quantity.pieces(1))
    with pytest.raises(CarriedOutOnly):
        picked_up(line, HERE, "")
    assert picked_up(line, "", "") == line


def test_till_and_paper_make_the_same_code_and_no_two_orders_share_it() -> None:
    here, there = (each.number for each in orders_of(_sale([HERE, "13"]).lines, RECEIPT, DAY))
    key = b"k" * 32
    assert derived_code(key, here) == derived_code(key, here) != derived_code(key, there)
    assert is_code(derived_code(key, here)) and derived_code(b"l" * 32, here) != derived_code(
        key, here
    )
    assert order_salt(here) != order_salt(there)
