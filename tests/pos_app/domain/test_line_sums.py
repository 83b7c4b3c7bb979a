"""What a basket comes to is what its lines come to, whatever was added, changed, taken off and put back."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId, LineNumber, OperatorNumber, SaleId
from pos_app.domain.money import UnitPrice, total
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.quantity import EACH, KILOGRAM, Quantity
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.sale import RetailTransaction
from pos_app.domain.tax import TaxRate, summarise

RATES = (TaxRate("S", "S", 2000), TaxRate("R", "R", 500), TaxRate("Z", "Z", 0))
DEEDS = st.lists(
    st.tuples(st.sampled_from(["add", "set", "void", "back", "off"]), st.integers(1, 6)),
    max_size=30,
)


def item_of(number: int) -> Item:
    unit = KILOGRAM if number == 5 else EACH
    price = UnitPrice(number * 133_333, "GBP")
    return Item(ItemId(number), str(number), "", "", unit, price, RATES[number % 3])


def does(sale: RetailTransaction, deed: str, number: int) -> None:
    line = LineNumber(number)
    if deed == "add":
        item = item_of(number)
        sale.add(item, Quantity(1234 if item.unit == KILOGRAM else 1000, item.unit))
    elif deed == "set":
        sale.set_quantity(line, Quantity(number * 1000, sale.line(line).quantity.unit))
    elif deed == "void":
        sale.void(line)
    elif deed == "back":
        sale.put_back(line)
    else:
        sale.discount({line: (LineDiscount("P", "P", number),)})


@settings(max_examples=60)
@given(DEEDS)
def test_the_sums_are_those_of_the_lines(deeds: list[tuple[str, int]]) -> None:
    sale = RetailTransaction(SaleId(UUID(int=1)), OperatorNumber("1"), "GBP")
    for deed, number in deeds:
        with suppress(Refusal):
            does(sale, deed, number)
        gross: dict[TaxRate, int] = {}
        for line in sale.lines:
            rate = line.item.tax_rate
            gross[rate] = gross.get(rate, 0) + line.amount.amount_minor
        assert sale.to_pay == total(tuple(line.amount for line in sale.lines), "GBP")
        assert sale.taxes == summarise(gross)
        assert sale.piece_count == sum(line.quantity.piece_count for line in sale.lines)
    again = RetailTransaction(sale.sale_id, sale.operator, "GBP", sale.all_lines)
    assert (again.to_pay, again.taxes, again.piece_count) == (
        sale.to_pay,
        sale.taxes,
        sale.piece_count,
    )
