"""Every currency that a store can be set up with can be counted, paid in quickly and given as change."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.currencies import CURRENCIES, Currency
from pos_app.domain.money import Money
from pos_app.domain.tender import change_in_pieces, quick_cash
from ui.cash_count import CashCounting
from ui.figures import piece_text

CODES = sorted(CURRENCIES)


@pytest.mark.parametrize("currency", CURRENCIES.values(), ids=CODES)
def test_pieces_fall_and_notes_come_first(currency: Currency) -> None:
    assert list(currency.pieces) == sorted(set(currency.pieces), reverse=True)
    assert currency.note_min in currency.pieces
    assert currency.notes == currency.pieces[: len(currency.notes)]


def test_numbers_are_three_digits_and_of_one_currency_each() -> None:
    numbers = [currency.number for currency in CURRENCIES.values()]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"[0-9]{3}", number) for number in numbers)


@given(st.sampled_from(CODES), st.integers(1, 500_000))
def test_quick_keys_pay_and_change_is_all_but_what_no_coin_pays(
    code: str, to_pay_minor: int
) -> None:
    to_pay = Money(to_pay_minor, code)
    smallest = CURRENCIES[code].pieces[-1]
    offered = quick_cash(to_pay)
    assert offered
    for given_money in offered:
        change = given_money.amount_minor - to_pay_minor
        pieces = change_in_pieces(Money(change, code))
        assert change - sum(minor * count for minor, count in pieces) == change % smallest


@pytest.mark.parametrize("code", CODES)
def test_a_drawer_is_counted_by_pieces_with_names_of_their_own(code: str) -> None:
    counting = CashCounting(code)
    words = [piece_text(minor, code) for minor in CURRENCIES[code].pieces]
    assert len(set(words)) == len(words)
    assert counting.total == Money(0, code)
