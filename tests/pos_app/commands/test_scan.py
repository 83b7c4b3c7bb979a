"""What a code means is said in JSON, with what is doubtful in it or why it cannot be used."""

import json
from uuid import UUID

import pytest

from pos_app.domain.digital_link import write_link
from pos_app.domain.element_string import Element
from pos_app.domain.in_store_codes import InStoreRule
from pos_app.domain.scan import receipt_code
from pos_app.scan_command import MISREAD, WRONG_RULES, main
from tests.pos_app.domain.elements import GTIN, LOT

POUNDS = InStoreRule.of("20IIIIICPPppK").write("12345", 499)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    """Exit code and the one line."""
    code = main(list(arguments))
    return code, json.loads(capsys.readouterr().out)


def test_gs1_data_is_told_with_its_titles(capsys: pytest.CaptureFixture[str]) -> None:
    text = r"]d2010950110153000310AB-123\x1d3103001250" "17251231" "3922499"
    code, meaning = said(capsys, text)
    assert code == 0
    assert meaning["kind"] == "ProductCode"
    assert meaning["symbology"] == "Data Matrix"
    assert meaning["gtin"] == "09501101530003"
    assert meaning["identifiers"] == [
        {"identifier": "01", "value": "09501101530003", "title": "GTIN"},
        {"identifier": "10", "value": "AB-123", "title": "BATCH/LOT"},
        {"identifier": "3103", "value": "001250", "title": "NET WEIGHT (kg)"},
        {"identifier": "17", "value": "251231", "title": "USE BY or EXPIRY"},
        {"identifier": "3922", "value": "499", "title": "PRICE"},
    ]
    assert (meaning["weight"], meaning["price"]) == ("1.250 kg", "4.99")
    assert (meaning["expiry"], meaning["lot"]) == ("2025-12-31", "AB-123")
    assert meaning["warnings"] == ["its last day has passed"]


def test_a_digital_link_is_told_like_bars(capsys: pytest.CaptureFixture[str]) -> None:
    link = write_link((GTIN, LOT, Element("21", "7"), Element("15", "250101")), "shop.example")
    code, meaning = said(capsys, link)
    assert code == 0
    assert (meaning["lot"], meaning["serial"], meaning["best_before"]) == (
        "AB-123",
        "7",
        "2025-01-01",
    )
    assert meaning["warnings"] == ["it was at its best before today"]


def test_a_store_tells_its_own_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, POUNDS)[1] == {"kind": "ProductCode", "gtin": "0" + POUNDS}
    _, meaning = said(capsys, POUNDS, "--in-store", "GB", "--prefixes", "tote=T")
    assert (meaning["item"], meaning["price"]) == ("12345", "4.99")
    assert said(capsys, "T7", "--prefixes", "tote=T")[1]["kind"] == "PlaceCode"
    assert main(["5", "--in-store", "GB 99X"]) == WRONG_RULES
    assert "99X" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "problem", "word"),
    [
        ("5012345678901", "check_digit", "last digit"),
        ("https://id.gs1.org/AQnYUc1gmg", "compressed_link", "scan the bars"),
        ("]C10195011015300041", "bad_value", "check digit"),
        ("]C15", "unknown_identifier", "no such"),
        (r"]C110A\x1d10B", "contradiction", "twice"),
    ],
)
def test_a_refusal_says_its_reason(
    capsys: pytest.CaptureFixture[str], text: str, problem: str, word: str
) -> None:
    code, meaning = said(capsys, text)
    assert code == MISREAD
    assert meaning["problem"] == problem
    assert word in str(meaning["reason"])


def test_what_lacks_its_company_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    _, meaning = said(capsys, "(01)09501101530003(3103)001250(3102)000125(00)395011015300000011")
    assert meaning["warnings"] == ["(3103) excludes (3102)", "(3102) excludes (3103)"]


def test_every_other_code_has_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    codes = (receipt_code(UUID(int=7)), "OP-11", "LC-7", "PU-7", "BIN-7", "00395011015300000011")
    kinds = [said(capsys, code)[1]["kind"] for code in codes]
    assert kinds == [
        "ReceiptCode",
        "BadgeCode",
        "LoyaltyCode",
        "PickupCode",
        "PlaceCode",
        "LogisticUnitCode",
    ]
