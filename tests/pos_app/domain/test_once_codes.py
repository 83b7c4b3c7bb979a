"""Slips of machines for empties and labels of reduced pieces: what their numbers say, and who may say it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.deposit_voucher import complaints, read_voucher
from pos_app.domain.gs1 import check_digit
from pos_app.domain.ids import ItemId
from pos_app.domain.reduced_label import ReducedLabel, read_reduced, reduced_code, serial_of
from pos_app.domain.refusals.scans import LabelNotReadable
from pos_app.domain.scan import ReducedCode, parse_scan

KEY = b"k" * 32
PATTERNS = "98SSSSSPPPppK 2900SSSSSSPPPppXX"


def slip(body: str) -> str:
    return body + check_digit(body)


def test_a_slip_says_its_amount_by_the_patterns_of_the_store() -> None:
    number = slip("981234500240")
    found = read_voucher(number, PATTERNS, "EUR")
    assert found is not None and (found.number, found.amount_minor) == (number, 240)
    item = found.as_item("EUR")
    assert (item.unit_price.price_minor, item.is_goods, item.is_card) == (-240, False, False)
    long = read_voucher("29001234560015077", PATTERNS, "EUR")
    assert long is not None and long.amount_minor == 150


@pytest.mark.parametrize(
    "text", ["9812345002401", slip("971234500240"), slip("981234500000"), "98 12", "98X", ""]
)
def test_anything_else_is_no_slip(text: str) -> None:
    assert read_voucher(text, PATTERNS, "EUR") is None


def test_a_pattern_needs_a_serial_and_may_have_no_amount() -> None:
    wrong = "98PPPPPPPPppK 98SSSPPPPPppK 98SSSSPPpp SS98SSSSPPppK"
    number = slip("971234567890")
    bare = read_voucher(number, "97SSSSSSSSSSK", "EUR")
    assert bare is not None and (bare.number, bare.amount_minor) == (number, 0)
    assert complaints(wrong) == tuple(wrong.split())
    assert complaints(PATTERNS) == ()


@settings(max_examples=50)
@given(st.integers(1, 2**48 - 1), st.integers(1, 2**24 - 1), st.integers(0, 2**62))
def test_a_label_is_read_back_by_its_store_alone(item: int, price: int, random: int) -> None:
    label = ReducedLabel(ItemId(item), price, serial_of(random))
    code = reduced_code(label, KEY)
    parsed = parse_scan(code)
    assert isinstance(parsed, ReducedCode)
    assert read_reduced(parsed.digits, KEY) == label
    for key in (b"other" * 6, None):
        with pytest.raises(LabelNotReadable):
            read_reduced(code, key)
    changed = code[:-1] + str((int(code[-1]) + 1) % 10)
    with pytest.raises(LabelNotReadable):
        read_reduced(changed, KEY)
