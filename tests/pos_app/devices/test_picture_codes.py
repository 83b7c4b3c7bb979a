"""Photos and drawings of codes are read as what they say, and nothing else is."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageOps

from bench.decode import empty_pictures
from bench.worn_codes import SYMBOLOGIES, worn
from pos_app.devices.picture_codes import ZXING, by_zbar, by_zxing, codes_in, codes_of, grey_picture
from pos_app.domain.scan import ElementsCode, ProductCode, parse_scan

PICTURES = Path(__file__).parents[2] / "pictures"
UNREADABLE = "36.webp"
ALL = sorted(path for path in PICTURES.rglob("*") if path.suffix in {".png", ".webp"})


def expected(picture: Path) -> str:
    """What stands in the picture."""
    return picture.with_suffix(".txt").read_bytes().decode("utf-8")


def numbers(codes: set[str]) -> set[str]:
    """A UPC-A with 12 digits or 13 is the same number."""
    return {code.zfill(13) if code.isdigit() else code for code in codes}


@pytest.mark.parametrize("picture", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_picture_says_what_it_says_and_nothing_else(picture: Path) -> None:
    found = numbers({code.text for code in codes_in(picture)})
    assert found == (set() if picture.name == UNREADABLE else numbers({expected(picture)}))


def test_two_looks_find_more_than_one() -> None:
    small = PICTURES / "ean13-1" / "34.webp"
    assert by_zxing(grey_picture(small)) == by_zbar(grey_picture(small)) == ()
    assert [code.text for code in codes_in(small)] == [expected(small)]


def test_an_edge_of_bars_is_no_number() -> None:
    edge = PICTURES / "ean13-1" / "35.webp"
    assert len({code.text for code in by_zxing(grey_picture(edge))}) == 2
    assert [(code.text, code.reader) for code in codes_in(edge)] == [(expected(edge), ZXING)]


def test_a_short_upc_is_the_same_for_both_readers() -> None:
    drawn = zxingcpp.create_barcode("01234565", zxingcpp.BarcodeFormat.UPCE).to_image(scale=4)
    picture = ImageOps.expand(Image.fromarray(drawn).convert("L"), 40, 255)
    assert {code.text.zfill(13) for code in (*by_zxing(picture), *by_zbar(picture))} == {
        "0012345000065"
    }
    assert len(codes_of(picture)) == 1


def test_worn_codes_are_read_right_or_not_at_all() -> None:
    for symbology in SYMBOLOGIES:
        for picture, said in worn(symbology, 2):
            assert numbers({code.text for code in codes_of(picture)}) <= numbers({said})


def test_gs1_data_of_pictures_is_understood() -> None:
    matrix = PICTURES / "datamatrix-1" / "gs1-figure-4.15.1-2-32x32.png"
    [code] = codes_in(matrix)
    assert code.identifier == "]d2"
    assert isinstance(parse_scan(code.identifier + code.text), (ProductCode, ElementsCode))


def test_nothing_is_read_where_no_code_is() -> None:
    for place, picture in enumerate(empty_pictures()):
        if place < 24:
            assert codes_of(picture) == ()
    assert codes_of(Image.new("L", (40, 40), 0)) == ()
