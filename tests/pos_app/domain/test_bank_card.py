"""What a bank's card says is known for what it is, and numbers of goods are never taken for it."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.bank_card import is_bank_card, without_bank_card
from pos_app.domain.gs1 import check_digit
from pos_app.domain.scan import receipt_code

# Numbers that the card brands publish for tests.
NUMBERS = ["4111111111111111", "5555 5555 5555 4444", "3782-822463-10005", "6011111111111117"]
STRIPES = [
    "%B4111111111111111^DOE/JOHN^26121010000000000000?",
    ";5555555555554444=26121010000000000000?",
    "%B4111111111111111^DOE/JOHN^2612101?;4111111111111111=2612101?",
]


@pytest.mark.parametrize("text", [*NUMBERS, *STRIPES, f"card {NUMBERS[0]} of a friend"])
def test_a_card_is_known(text: str) -> None:
    assert is_bank_card(text)
    assert without_bank_card(text) == ""


@pytest.mark.parametrize("text", ["", "4111111111111112", "ABCDE", "1234567890123456789012", "N1"])
def test_another_text_stays(text: str) -> None:
    assert not is_bank_card(text)
    assert without_bank_card(text) == text


@given(st.sampled_from([7, 11, 12, 13]), st.data())
def test_no_number_of_goods_is_a_card(length: int, data: st.DataObject) -> None:
    body = data.draw(st.text("0123456789", min_size=length, max_size=length))
    assert not is_bank_card(body + check_digit(body))


@given(st.uuids())
def test_no_receipt_is_a_card(sale_id: UUID) -> None:
    assert not is_bank_card(receipt_code(sale_id))
