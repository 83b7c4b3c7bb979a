"""Whatever a scanner sends has a meaning, and no meaning harms."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.gs1 import check_digit, expand_upc_e, is_gtin, normalise_gtin
from pos_app.domain.scan import (
    BadgeCode,
    MisreadCode,
    ProductCode,
    ReceiptCode,
    UnknownCode,
    parse_scan,
    receipt_code,
)

KINDS = (ProductCode, BadgeCode, ReceiptCode, MisreadCode, UnknownCode)
DIGITS = st.text("0123456789", min_size=1, max_size=45)


@given(st.text() | DIGITS | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_burst_raises(text: str) -> None:
    assert isinstance(parse_scan(text), KINDS)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_a_right_check_digit_is_a_product_and_any_other_a_misread(first: str) -> None:
    right = check_digit(first)
    for digit in "0123456789":
        code = parse_scan(first + digit)
        if digit == right:
            assert code == ProductCode(normalise_gtin(first + digit))
        else:
            assert code == MisreadCode(first + digit)


@given(st.text("0123456789", min_size=13, max_size=13), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(first: str, place: int, by: int) -> None:
    gtin = first + check_digit(first)
    wrong = str((int(gtin[place]) + by) % 10)
    assert not is_gtin(gtin[:place] + wrong + gtin[place + 1 :])


@pytest.mark.parametrize(
    ("upc_e", "upc_a"),
    [("04252614", "042100005264"), ("01234565", "012345000065"), ("04252615", None)],
)
def test_a_short_code_is_the_product_behind_it(upc_e: str, upc_a: str | None) -> None:
    assert expand_upc_e(upc_e) == upc_a


@given(st.sampled_from("01"), st.text("0123456789", min_size=6, max_size=6))
def test_an_expanded_short_code_is_a_valid_number_or_none(system: str, body: str) -> None:
    expanded = {expand_upc_e(system + body + digit) for digit in "0123456789"} - {None}
    assert len(expanded) == 1
    assert all(upc_a is not None and is_gtin(upc_a) and len(upc_a) == 12 for upc_a in expanded)


@given(st.uuids())
def test_the_code_of_a_receipt_leads_back_to_its_sale(sale_id: UUID) -> None:
    assert parse_scan(receipt_code(sale_id)) == ReceiptCode(sale_id)
