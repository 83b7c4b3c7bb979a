"""How amounts are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_figures, format_money, format_short


@pytest.mark.parametrize(
    ("money", "written"),
    [
        (Money(123450, "GBP"), "£1,234.50"),
        (Money(-420, "GBP"), "\u2212£4.20"),
        (Money(5, "EUR"), "€0.05"),
        (Money(1234567, "JPY"), "¥1,234,567"),
        (Money(1234500, "CHF"), "CHF\u00a012’345.00"),
        (Money(123450, "SEK"), "1\u00a0234,50\u00a0kr"),
        (Money(123450, "DKK"), "1.234,50\u00a0kr."),
        (Money(123450, "PLN"), "1\u00a0234,50\u00a0zł"),
        (Money(-1250, "AUD"), "\u2212A$12.50"),
        (Money(1234, "KWD"), "KWD\u00a01.234"),
    ],
)
def test_each_currency_has_its_form(money: Money, written: str) -> None:
    assert format_money(money) == written


@pytest.mark.parametrize(
    ("money", "written"),
    [
        (Money(100_000, "GBP"), "£1,000"),
        (Money(100_500, "GBP"), "£1,005"),
        (Money(100_050, "GBP"), "£1,000.50"),
        (Money(-2000, "EUR"), "\u2212€20"),
        (Money(100_000, "SEK"), "1\u00a0000\u00a0kr"),
        (Money(1000, "JPY"), "¥1,000"),
        (Money(250, "KWD"), "KWD\u00a00.250"),
    ],
)
def test_a_key_for_a_note_leaves_out_a_fraction_that_is_nothing(money: Money, written: str) -> None:
    assert format_short(money) == written


def test_a_column_leaves_the_currency_sign_out() -> None:
    assert format_figures(Money(-123450, "GBP")) == "\u22121,234.50"


@given(st.integers(-999_999_999, 999_999_999), st.sampled_from(sorted(CURRENCIES)))
def test_every_digit_of_an_amount_is_written(amount_minor: int, currency: str) -> None:
    written = format_money(Money(amount_minor, currency))
    assert int("".join(sign for sign in written if sign.isdigit())) == abs(amount_minor)
    assert written.startswith("\u2212") == (amount_minor < 0)
