"""What a label says is read back from its picture, by two readers where both know the symbology."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pos_app.devices.labels import (
    bars,
    element_bars,
    element_square,
    product_bars,
    square,
)
from pos_app.devices.picture_codes import by_zbar, by_zxing
from pos_app.domain.digital_link import write_link
from pos_app.domain.element_string import Element, Elements
from pos_app.domain.gs1 import check_digit
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.scan import (
    BadgeCode,
    LogisticUnitCode,
    LoyaltyCode,
    PickupCode,
    PlaceCode,
    ProductCode,
    ScannedCode,
    parse_scan,
)
from pos_app.label_command import own_text
from tests.pos_app.domain.elements import GTIN, LOT, USE_BY, elements

SSCC = Element("00", "395011015300000011")
NAMES = st.text("ABCXYZabc-/.0123456789", min_size=1, max_size=16)
PIECES = st.tuples(
    elements("01"),
    st.none() | elements("17"),
    st.none() | st.just(LOT),
    st.none() | st.just(Element("21", "0077")),
).map(lambda parts: tuple(part for part in parts if part is not None))


def read(image: Image.Image) -> ScannedCode:
    """What zxing-cpp reads, as a scanner would send it."""
    [found] = by_zxing(image)
    return parse_scan(found.identifier + found.text)


def read_by_zbar(image: Image.Image) -> ScannedCode:
    """What ZBar reads."""
    [found] = by_zbar(image)
    return parse_scan(found.text)


@pytest.mark.parametrize(
    ("kind", "name", "meaning"),
    [
        (OwnKind.BADGE, "1001-943365", BadgeCode("OP-1001-943365")),
        (OwnKind.LOYALTY, "12347-1", LoyaltyCode("LC-12347-1")),
        (OwnKind.PICKUP, "4711", PickupCode("4711")),
        (OwnKind.BIN, "A04-12", PlaceCode(OwnKind.BIN, "A04-12")),
        (OwnKind.TOTE, "9", PlaceCode(OwnKind.TOTE, "9")),
        (OwnKind.STAGING, "B3", PlaceCode(OwnKind.STAGING, "B3")),
    ],
)
def test_each_label_of_the_store_is_read_back(
    kind: OwnKind, name: str, meaning: ScannedCode
) -> None:
    text = own_text(kind, name)
    for image in (bars(text), square(text)):
        assert read(image) == meaning
        assert read_by_zbar(image) == meaning


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(OwnKind)), NAMES)
def test_any_name_is_read_back(kind: OwnKind, name: str) -> None:
    text = own_text(kind, name)
    assert read(bars(text)) == read(square(text)) == parse_scan(text)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**13 - 1))
def test_any_product_number_is_read_back(number: int) -> None:
    body = str(number).zfill(13)
    gtin = body + check_digit(body)
    found = read(product_bars(gtin))
    assert isinstance(found, ProductCode)
    assert found.gtin == gtin


def test_a_short_number_gets_short_bars() -> None:
    image = product_bars("00000096385074")
    assert by_zxing(image)[0].text == "96385074"
    assert read_by_zbar(image) == ProductCode("00000096385074")


@settings(max_examples=15, deadline=None)
@given(PIECES)
def test_gs1_data_is_read_back_from_bars_squares_and_links(piece: Elements) -> None:
    for image in (element_bars(piece), element_square(piece), square(write_link(piece))):
        found = read(image)
        assert isinstance(found, ProductCode)
        assert set(found.elements) == set(piece)


def test_a_parcel_is_read_back() -> None:
    assert read(element_bars((SSCC,))) == LogisticUnitCode(SSCC.value, (SSCC,))
    assert read_by_zbar(element_bars((SSCC,))) == LogisticUnitCode(SSCC.value, (SSCC,))


def test_what_has_no_bars_is_refused() -> None:
    with pytest.raises(ValueError, match="character"):
        bars("BIN-Käse")
    assert read(square("BIN-Käse")) == PlaceCode(OwnKind.BIN, "Käse")
    long = (GTIN, USE_BY, Element("10", "A" * 20), Element("21", "B" * 20))
    with pytest.raises(ValueError, match="48"):
        element_bars(long)
    assert isinstance(read(element_square(long)), ProductCode)
