"""The code on a receipt finds its sale again, and is nothing else."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.gs1 import GTIN_LENGTHS
from pos_app.domain.scan import ReceiptCode, UnknownCode, parse_scan, receipt_code

LARGEST = UUID(int=2**128 - 1)


@given(st.uuids())
def test_the_code_leads_back_to_the_sale(sale_id: UUID) -> None:
    assert parse_scan(receipt_code(sale_id)) == ReceiptCode(sale_id)


@pytest.mark.parametrize("sale_id", [UUID(int=0), LARGEST])
def test_every_code_has_forty_digits(sale_id: UUID) -> None:
    code = receipt_code(sale_id)
    assert (len(code), code.isdigit(), code[0]) == (40, True, "6")
    assert parse_scan(code) == ReceiptCode(sale_id)
    assert len(code) not in GTIN_LENGTHS


@pytest.mark.parametrize(
    "text",
    [
        "6" + str(LARGEST.int + 1),
        "9" + str(LARGEST.int),
        receipt_code(LARGEST)[:-1],
        receipt_code(LARGEST) + "0",
        "6" + "٣" * 39,
    ],
)
def test_what_only_looks_like_a_receipt_is_unknown(text: str) -> None:
    assert parse_scan(text) == UnknownCode(text)
