"""The code of a slip gives back the basket that was held, and nothing that its store's key has not signed."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.held_slip import CODE_LENGTH_MAX, read_slip, slip_code
from pos_app.domain.ids import FactId, ItemId, LineNumber, OperatorNumber, SaleId, Workstation
from pos_app.domain.money import UnitPrice
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.refusals.basket import SlipNotReadable
from pos_app.domain.sale import AgeAnswer, AgeCheck, RetailTransaction, SaleLine, SuspendedSale
from pos_app.domain.scan import HeldSaleCode, parse_scan
from pos_app.domain.tax import TaxRate

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
TAX = TaxRate("S", "Standard", 2000)
LINES = st.lists(
    st.tuples(st.integers(1, 10**9), st.integers(1, 999_000), st.integers(0, 10**9), st.booleans()),
    min_size=1,
    max_size=30,
)


def held(lines: list[tuple[int, int, int, bool]], check: AgeCheck | None = None) -> SuspendedSale:
    sale = RetailTransaction(
        SaleId(UUID(int=1)),
        OperatorNumber("1001"),
        "GBP",
        tuple(
            SaleLine(
                LineNumber(number),
                Item(ItemId(item), str(item), "", "", EACH, UnitPrice(price, "GBP"), TAX),
                Quantity(milli, EACH),
                voided,
            )
            for number, (item, milli, price, voided) in enumerate(lines, 1)
        ),
        check,
    )
    return SuspendedSale(FactId(UUID(int=7)), 1, sale)


@given(LINES)
def test_what_counts_comes_back_as_it_was(lines: list[tuple[int, int, int, bool]]) -> None:
    check = AgeCheck(AgeAnswer.ID_CHECKED, 18)
    code = slip_code(held(lines, check), Workstation("2"), KEY)
    assert isinstance(parse_scan(code), HeldSaleCode)
    slip = read_slip(code, KEY)
    assert (slip.fact_id.int, slip.workstation, slip.operator) == (7, "2", "1001")
    assert slip.age_check == check
    found = [
        (line.item_id, line.quantity_milli, line.unit_price_minor_milli) for line in slip.lines
    ]
    assert found == [line[:3] for line in lines if not line[3]]
    assert {line.price_from for line in slip.lines} <= {PriceFrom.LIST}


def test_another_stores_key_reads_nothing() -> None:
    code = slip_code(held([(1, 1000, 195_000, False)]), Workstation("2"), KEY)
    with pytest.raises(SlipNotReadable):
        read_slip(code, OTHER_KEY)


@given(st.integers(3, 90), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_other_letter_and_it_is_no_slip(place: int, letter: str) -> None:
    code = slip_code(held([(1, 1000, 195_000, False)]), Workstation("2"), KEY)
    changed = code[:place] + letter + code[place + 1 :]
    if changed[: len(code) - 1] != code[: len(code) - 1]:
        with pytest.raises(SlipNotReadable):
            read_slip(changed, KEY)


@pytest.mark.parametrize("code", ["HS-", "HS-A", "HS-1", "HS-é", "HS-" + "A" * 99])
def test_no_slip_at_all(code: str) -> None:
    with pytest.raises(SlipNotReadable):
        read_slip(code, KEY)


def test_a_hundred_lines_fit_and_what_does_not_has_no_code() -> None:
    some = [(item * 7919 % 1_000_003, 1000, item * 977, False) for item in range(1, 101)]
    assert 0 < len(slip_code(held(some), Workstation("2"), KEY)) <= CODE_LENGTH_MAX
    many = [(item * 7919 % 1_000_003, 1000, item * 977, False) for item in range(1, 400)]
    assert slip_code(held(many), Workstation("2"), KEY) == ""


def test_an_item_number_that_begins_alike_is_no_slip() -> None:
    assert not isinstance(parse_scan("HS-100"), HeldSaleCode)
