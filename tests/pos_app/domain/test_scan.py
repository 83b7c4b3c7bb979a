"""Whatever a scanner sends has a meaning, and no meaning harms."""

from typing import get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.digital_link import write_link
from pos_app.domain.element_string import FNC1, Element, Elements, Problem, write_elements
from pos_app.domain.gs1 import check_digit, expand_upc_e, is_gtin, normalise_gtin
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.scan import (
    CodeRules,
    ElementsCode,
    LogisticUnitCode,
    LoyaltyCode,
    MisreadCode,
    PickupCode,
    PlaceCode,
    ProductCode,
    ReceiptCode,
    ScannedCode,
    UnknownCode,
    parse_scan,
    receipt_code,
)
from tests.pos_app.domain.elements import ELEMENT_STRINGS, GTIN, LOT, USE_BY

KINDS = get_args(ScannedCode)
RULES = CodeRules.of("GB SE DE", "tote=T")
SSCC = Element("00", "395011015300000011")
DIGITS = st.text("0123456789", min_size=1, max_size=45)
FORMS = st.text("]CdQe13()01721-AZ/:htps" + FNC1, max_size=60)


@given(st.text() | DIGITS | FORMS | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_burst_raises(text: str) -> None:
    for rules in (CodeRules.of(), RULES):
        for sent in (text, "]C1" + text, "]E0" + text, "https://a.example/01/" + text):
            code = parse_scan(sent, rules)
            assert isinstance(code, KINDS)
            assert not isinstance(code, ProductCode) or len(code.measures) < len(sent)


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


@given(ELEMENT_STRINGS)
def test_announced_data_is_read_with_every_element(elements: Elements) -> None:
    numbers = {element.identifier for element in elements}
    code = parse_scan("]d2" + write_elements(elements))
    assert isinstance(code, (ProductCode, LogisticUnitCode, ElementsCode))
    assert set(code.elements) == set(elements)
    assert isinstance(code, ProductCode) == ("01" in numbers)


@pytest.mark.parametrize(
    "text",
    [
        "]d2010950110153000310AB-123" + FNC1 + "17261231",
        "]C1" + write_elements((GTIN, LOT, USE_BY)),
        write_elements((GTIN, LOT, USE_BY)),
        FNC1 + write_elements((GTIN, LOT, USE_BY)),
        "(01)09501101530003(17)261231(10)AB-123",
        "]Q1" + write_link((GTIN, LOT, USE_BY)),
        write_link((GTIN, LOT, USE_BY), "shop.example/en"),
    ],
)
def test_one_piece_is_the_same_in_every_form_of_its_code(text: str) -> None:
    code = parse_scan(text + "\r\n")
    assert isinstance(code, ProductCode)
    assert code.gtin == "09501101530003"
    assert set(code.elements) == {GTIN, LOT, USE_BY}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("]E05012345678900", ProductCode("05012345678900")),
        ("]E004252614", ProductCode("00042100005264")),
        ("]X5", UnknownCode("]X5")),
        ("00395011015300000011", LogisticUnitCode("395011015300000011", (SSCC,))),
        ("LC-12347-1", LoyaltyCode("LC-12347-1")),
        ("PU-4711", PickupCode("4711")),
        ("BIN-A04-12", PlaceCode(OwnKind.BIN, "A04-12")),
        ("]C0BAY-B3", PlaceCode(OwnKind.STAGING, "B3")),
        ("TOTE-9", PlaceCode(OwnKind.TOTE, "9")),
        ("TOTE-", UnknownCode("TOTE-")),
        ("]C141495", MisreadCode("41495", Problem.BAD_VALUE, "414")),
        ("https://shop.example/", UnknownCode("https://shop.example/")),
        (
            "https://id.gs1.org/AQnYUc1gmg",
            MisreadCode("https://id.gs1.org/AQnYUc1gmg", Problem.COMPRESSED_LINK),
        ),
        # an item number of the store's own that begins like GS1 data
        ("01-RED", UnknownCode("01-RED")),
        ("0109501101530004", UnknownCode("0109501101530004")),
    ],
)
def test_each_code_has_its_meaning(text: str, code: ScannedCode) -> None:
    assert parse_scan(text) == code


def test_the_issue_behind_a_magazine_is_left_away() -> None:
    magazine = "977123456700" + check_digit("977123456700")
    assert parse_scan("]E3" + magazine + "05") == ProductCode("0" + magazine)
    assert parse_scan("]E3" + magazine + "00995") == ProductCode("0" + magazine)


def test_a_store_reads_its_own_numbers_by_its_own_rules() -> None:
    weighed = RULES.in_store.rules[-1].write("1234", 1250)
    plain, ruled = parse_scan(weighed), parse_scan(weighed, RULES)
    assert plain == ProductCode("0" + weighed)
    assert isinstance(ruled, ProductCode)
    assert [measure.text for measure in ruled.measures] == ["1.250"]
    assert parse_scan("T7", RULES) == PlaceCode(OwnKind.TOTE, "7")
    assert parse_scan("T7") == UnknownCode("T7")


def test_a_product_never_hides_behind_a_figure_that_is_wrong() -> None:
    right = RULES.in_store.rules[-1].write("1234", 1250)
    body = right[:6] + str((int(right[6]) + 1) % 10) + right[7:12]
    code = parse_scan(body + check_digit(body), RULES)
    assert isinstance(code, ProductCode)
    assert (code.measures, code.in_store is not None) == ((), True)
