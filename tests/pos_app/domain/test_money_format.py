"""How amounts are written and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import MINOR_DIGITS, Money
from pos_app.domain.money_format import format_figures, format_money, parse_money
from pos_app.domain.refusals import NotAnAmount


@pytest.mark.parametrize(
    ("money", "written"),
    [
        (Money(123450, "GBP"), "£1,234.50"),
        (Money(-420, "GBP"), "\u2212£4.20"),
        (Money(5, "EUR"), "€0.05"),
        (Money(1234567, "JPY"), "¥1,234,567"),
        (Money(1234500, "CHF"), "CHF\u00a012’345.00"),
        (Money(123450, "SEK"), "1\u00a0234,50\u00a0kr"),
        (Money(1234, "KWD"), "KWD\u00a01.234"),
    ],
)
def test_each_currency_has_its_form(money: Money, written: str) -> None:
    assert format_money(money) == written


def test_a_column_leaves_the_currency_sign_out() -> None:
    assert format_figures(Money(-123450, "GBP")) == "\u22121,234.50"


@given(st.integers(-999_999_999, 999_999_999), st.sampled_from(sorted(MINOR_DIGITS)))
def test_what_is_written_is_read_back(amount_minor: int, currency: str) -> None:
    money = Money(amount_minor, currency)
    assert parse_money(format_money(money), currency) == money
    assert parse_money(format_figures(money), currency) == money


@pytest.mark.parametrize(
    ("text", "amount_minor"),
    [
        ("12", 1200),
        ("12.5", 1250),
        (".5", 50),
        ("12.", 1200),
        (" £ 3 ", 300),
        ("-1234.50", -123450),
    ],
)
def test_a_keyboard_may_write_less(text: str, amount_minor: int) -> None:
    assert parse_money(text, "GBP") == Money(amount_minor, "GBP")


@pytest.mark.parametrize(
    "text",
    ["", ".", "-", "£", "12,50", "1,23", "1.234", "1e3", "12.50.1", "٣", "$5", "abc", "1234567890"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_money(text, "GBP")


@given(st.text(max_size=12), st.sampled_from(sorted(MINOR_DIGITS)))
def test_any_text_is_an_amount_or_refused(text: str, currency: str) -> None:
    try:
        parse_money(text, currency)
    except NotAnAmount as refusal:
        assert refusal.text == text
