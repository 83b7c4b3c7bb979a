"""GS1 data is read as its dictionary says, whatever was put into it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.application_identifiers import all_identifiers, identifier
from pos_app.domain.element_string import (
    FNC1,
    Doubt,
    Element,
    Elements,
    Misreading,
    Problem,
    bracketed,
    doubts,
    read_elements,
    write_elements,
)
from pos_app.domain.gs1_dates import date_digits, date_of, is_date, is_date_or_month
from pos_app.domain.gs1_dictionary import ENTRIES
from pos_app.domain.measure import MeasureKind
from pos_app.domain.product_facts import best_before, expiry, measures
from tests.pos_app.domain.elements import ELEMENT_STRINGS, GTIN, LOT, USE_BY

TODAY = date(2026, 11, 21)


def test_the_dictionary_is_whole() -> None:
    known = all_identifiers()
    # 224 entries, some of them for a range of identifiers
    assert len(ENTRIES.split("\n")) - 2 == 224
    assert len(known) == 541
    assert not any(a != b and b.startswith(a) for a in known for b in known)
    weight = identifier("3103")
    assert weight is not None
    assert (weight.title, weight.has_fixed_length, weight.length) == ("NET WEIGHT (kg)", True, 6)
    assert identifier("3106") is None


@given(ELEMENT_STRINGS)
def test_what_was_written_is_read_again(elements: Elements) -> None:
    read = read_elements(write_elements(elements))
    assert isinstance(read, tuple)
    assert set(read) == set(elements)


@given(ELEMENT_STRINGS)
def test_what_people_read_beside_the_bars_is_read_too(elements: Elements) -> None:
    written = bracketed(elements)
    ambiguous = any(
        f"({number})" in each.value for each in elements for number in all_identifiers()
    )
    read = read_elements(written)
    assert read == elements or ambiguous


@given(st.text("0123456789AZaz()-" + FNC1) | st.text())
def test_no_data_raises(text: str) -> None:
    read = read_elements(text)
    assert isinstance(read, (tuple, Misreading))
    if isinstance(read, tuple):
        assert all(element.is_valid for element in read)


def test_fnc1_stands_only_where_a_length_varies() -> None:
    assert write_elements((LOT, GTIN, USE_BY)) == "01095011015300031726123110AB-123"
    read = (GTIN, LOT, Element("21", "7"))
    assert write_elements(read) == f"010950110153000310AB-123{FNC1}217"
    assert read_elements(f"{FNC1}0109501101530003{FNC1}10AB-123{FNC1}217{FNC1}") == read


@pytest.mark.parametrize(
    ("text", "problem", "where"),
    [
        ("0109501101530004", Problem.BAD_VALUE, "01"),  # check digit
        ("01095011015300", Problem.BAD_VALUE, "01"),  # too short
        ("010950110153000317261331", Problem.BAD_VALUE, "17"),  # no month 13
        ("010950110153000317260230", Problem.BAD_VALUE, "17"),  # no 30 February
        ("010950110153000310", Problem.BAD_VALUE, "10"),  # no lot
        ("010950110153000310ABCDEFGHIJKLMNOPQRSTU", Problem.BAD_VALUE, "10"),  # 21 characters
        ("010950110153000310A€", Problem.BAD_VALUE, "10"),  # not in GS1's set
        ("01095011015300035012", Problem.UNKNOWN_IDENTIFIER, "50"),
        (f"10A{FNC1}10B", Problem.CONTRADICTION, "10"),
        ("(01)09501101530003(99", Problem.BAD_VALUE, "01"),
        ("(01)09501101530003(5)1", Problem.BAD_VALUE, "01"),
        ("(51)7", Problem.UNKNOWN_IDENTIFIER, "51"),
    ],
)
def test_what_is_wrong_is_told(text: str, problem: Problem, where: str) -> None:
    assert read_elements(text) == Misreading(problem, where)


def test_the_same_twice_is_said_once() -> None:
    assert read_elements(f"10A{FNC1}10A") == (Element("10", "A"),)


def test_company_that_is_missing_or_forbidden_is_doubted() -> None:
    assert doubts((GTIN, USE_BY, LOT)) == ()
    assert doubts((LOT,)) == (Doubt("10", ("01 or 02 or 03 or 8006 or 8026",), ()),)
    weights = (GTIN, Element("3103", "001000"), Element("3102", "000100"))
    assert [doubt.clashes for doubt in doubts(weights)] == [("3102",), ("3103",)]
    price = Element("3922", "499")
    assert doubts((GTIN, price)) == (Doubt("3922", ("30 or 31nn or 32nn or 35nn or 36nn",), ()),)


@given(st.dates(date(1960, 1, 1), date(2090, 1, 1)), st.integers(-50 * 365, 49 * 365))
def test_a_date_is_in_the_nearest_century(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    assert date_of(date_digits(day), today) == day


def test_day_zero_is_the_end_of_its_month() -> None:
    assert date_of("280200", TODAY) == date(2028, 2, 29)
    assert is_date_or_month("280200")
    assert not is_date("280200")


def test_the_earliest_day_counts() -> None:
    elements = (GTIN, Element("16", "261120"), USE_BY, Element("15", "261001"))
    assert expiry(elements, TODAY) == date(2026, 11, 20)
    assert best_before(elements, TODAY) == date(2026, 10, 1)
    assert expiry((GTIN, Element("7003", "2611302200")), TODAY) == date(2026, 11, 30)
    assert expiry((GTIN,), TODAY) is None


def test_weight_count_and_price_are_read() -> None:
    elements = (
        Element("3102", "000125"),
        Element("3932", "826499"),
        Element("30", "12"),
        Element("3920", "5"),
    )
    found = measures(elements)
    assert [(each.kind, each.text, each.currency) for each in found] == [
        (MeasureKind.WEIGHT, "1.25", ""),
        (MeasureKind.PRICE, "4.99", "GBP"),
        (MeasureKind.COUNT, "12", ""),
        (MeasureKind.PRICE, "5", ""),
    ]
    assert [each.price_minor("GBP") for each in found] == [None, 499, None, 500]
    assert [each.price_minor("EUR") for each in found] == [None, None, None, 500]
    assert [each.quantity and each.quantity.milli for each in found] == [1250, None, 12_000, None]
