"""A web address of any domain that carries GS1 data is read like the same data in bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.digital_link import read_link, write_link
from pos_app.domain.element_string import Element, Elements, Misreading, Problem
from tests.pos_app.domain.elements import GTIN, LOT, USE_BY, elements

QUALIFIERS = [elements("22"), elements("10"), elements("21")]
LINKS = st.tuples(
    elements("01"),
    *(st.none() | qualifier for qualifier in QUALIFIERS),
    *(st.none() | elements(number) for number in ("17", "15", "3103", "3922", "8200", "99")),
).map(lambda parts: tuple(part for part in parts if part is not None))


@given(LINKS)
def test_what_was_written_is_read_again(data: Elements) -> None:
    known = tuple(each for each in data if each.identifier != "8200")
    assert read_link(write_link(known, "shop.example")) == known


@given(st.text().map(lambda text: "https://" + text) | st.text())
def test_no_address_raises(text: str) -> None:
    read = read_link(text)
    assert read is None or isinstance(read, (tuple, Misreading))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://id.gs1.org/01/09501101530003/10/AB-123?17=261231", (GTIN, LOT, USE_BY)),
        ("HTTP://SHOP.EXAMPLE/de/wurst/01/9501101530003/", (GTIN,)),
        (
            "https://a.example/01/09501101530003/10/AB%2D123?utm=x&17=261231#top",
            (GTIN, LOT, USE_BY),
        ),
        ("https://a.example:8443/01/09501101530003?17=261231;15=261001", None),
        ("https://a.example/00/395011015300000011", (Element("00", "395011015300000011"),)),
    ],
)
def test_addresses_of_any_shop_are_read(text: str, expected: Elements | None) -> None:
    read = read_link(text)
    assert read == expected or (expected is None and isinstance(read, tuple) and len(read) == 3)


@pytest.mark.parametrize(
    "text", ["https://a.example/", "https://a.example/About-us-page", "https://[", "https://a/01/"]
)
def test_an_address_without_data_is_just_an_address(text: str) -> None:
    assert read_link(text) is None


@pytest.mark.parametrize(
    ("text", "misreading"),
    [
        ("https://id.gs1.org/01/09501101530004", Misreading(Problem.BAD_VALUE, "01")),
        (
            "https://id.gs1.org/01/09501101530003/10/A/22/B",
            Misreading(Problem.CONTRADICTION, "22"),
        ),
        ("https://id.gs1.org/01/09501101530003/50/A", Misreading(Problem.UNKNOWN_IDENTIFIER, "50")),
        ("https://id.gs1.org/01/09501101530003/10", Misreading(Problem.BAD_VALUE)),
        ("https://id.gs1.org/01/09501101530003?17=269999", Misreading(Problem.BAD_VALUE, "17")),
        # whole, with a lot, and with a GTIN in plain before the rest
        ("https://id.gs1.org/AQnYUc1gmg", Misreading(Problem.COMPRESSED_LINK)),
        ("https://dlnk.example/x/AQnYUc1gmiCNV4JG", Misreading(Problem.COMPRESSED_LINK)),
        (
            "https://id.gs1.org/01/05412345000013/IIjVeCRgwEj9s0bA",
            Misreading(Problem.COMPRESSED_LINK),
        ),
    ],
)
def test_what_cannot_be_used_says_why(text: str, misreading: Misreading) -> None:
    assert read_link(text) == misreading
