"""Receipts in every script of the fonts: drawn where the code page lacks a letter."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pos_app.devices.escpos_receipt import receipt_bytes
from pos_app.devices.logo import HEIGHT_DOTS_MAX, logo_png, stored_logo
from pos_app.devices.picture_codes import by_zxing
from pos_app.devices.raster_line import has_letters_for, raster_line, without_questions
from pos_app.devices.receipt_barcode import PAPER_DOTS
from pos_app.devices.text_layout import COLUMNS, TextLine, centred, pair
from tests.pos_app.devices.paper import printed
from tests.pos_app.devices.paper_picture import paper_picture
from tests.pos_app.devices.receipts import receipt_of, sale_line

REAL_TIME_COMMAND = re.compile(rb"\x10[\x04\x05\x14]")
BAG = "حقيبة يد حمراء"


def ink_columns(image: Image.Image) -> list[int]:
    """The columns with ink."""
    return [
        x
        for x in range(image.width)
        if any(image.getpixel((x, y)) == 0 for y in range(image.height))
    ]


def test_umlauts_stay_text_and_arabic_becomes_a_picture() -> None:
    paper = printed(
        receipt_bytes(receipt_of(sale_line(1, "Käsebrötchen", 120), sale_line(2, BAG, 1275)))
    )
    assert "Käsebrötchen" in paper.text
    assert "?" not in paper.text
    *lines, bars = paper.pictures
    assert len(lines) == 1
    found = zxingcpp.read_barcode(bars.convert("L").resize((bars.width * 2, bars.height * 2)))
    assert found is not None and len(found.text) == 40


def test_a_drawn_line_keeps_its_edges() -> None:
    (line,) = pair("Ők kenyér", "£1.20 Z")
    columns = ink_columns(raster_line(line))
    assert columns[0] < 4
    assert 0 < COLUMNS * (PAPER_DOTS // COLUMNS) - columns[-1] < 6
    gap = max(after - before for before, after in pairwise(columns))
    assert gap > PAPER_DOTS // 3


def test_what_stood_in_the_middle_stands_there_again() -> None:
    columns = ink_columns(raster_line(centred("Łódź", strong=True)))
    assert abs((columns[0] + columns[-1]) // 2 - PAPER_DOTS // 2) < 4


@pytest.mark.parametrize(
    ("text", "drawn"), [("Łódź", True), ("Молоко", True), (BAG, True), ("中", False)]
)
def test_the_fonts_say_what_they_can_draw(text: str, drawn: bool) -> None:
    assert has_letters_for(text) is drawn


@given(st.text(alphabet="őŁЖشΩ £.-AZ09", min_size=1, max_size=COLUMNS))
def test_any_line_fits_on_the_paper_and_asks_nothing(text: str) -> None:
    if not text.strip():
        return
    image = raster_line(TextLine(text))
    assert image.width == PAPER_DOTS
    assert REAL_TIME_COMMAND.search(bytes(255 - byte for byte in image.tobytes())) is None


@given(st.binary(min_size=64, max_size=64))
def test_no_picture_asks_the_printer_anything(dots: bytes) -> None:
    ink = bytes(255 - byte for byte in dots)
    harmless = without_questions(Image.frombytes("1", (64, 8), ink))
    sent = bytes(255 - byte for byte in harmless.tobytes())
    assert REAL_TIME_COMMAND.search(sent) is None
    changed = sum((a ^ b).bit_count() for a, b in zip(sent, dots, strict=True))
    assert changed <= len(REAL_TIME_COMMAND.findall(dots))


def test_a_logo_is_small_black_and_white_and_in_the_middle(tmp_path: Path) -> None:
    drawing = Image.new("RGBA", (2_000, 1_000))
    ImageDraw.Draw(drawing).ellipse((200, 200, 1_800, 800), fill="navy")
    source, place = tmp_path / "shop.png", tmp_path / "logo.png"
    drawing.save(source)
    place.write_bytes(logo_png(source))
    logo = stored_logo(place)
    assert logo is not None
    assert (logo.mode, logo.width, logo.height <= HEIGHT_DOTS_MAX) == ("1", PAPER_DOTS, True)
    columns = ink_columns(logo)
    assert abs((columns[0] + columns[-1]) // 2 - PAPER_DOTS // 2) < 4
    paper = printed(receipt_bytes(receipt_of(sale_line(1, "Bag", 195)), logo))
    assert len(paper.pictures) == 2


def test_a_broken_logo_stops_no_receipt(tmp_path: Path) -> None:
    place = tmp_path / "logo.png"
    assert stored_logo(place) is None
    place.write_bytes(b"no picture")
    assert stored_logo(place) is None


def test_a_whole_receipt_with_logo_umlauts_arabic_and_both_codes_is_read_from_its_picture(
    tmp_path: Path,
) -> None:
    drawn = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(drawn).ellipse((200, 60, 400, 260), fill="black")
    drawn.save(tmp_path / "shop.png")
    (tmp_path / "logo.png").write_bytes(logo_png(tmp_path / "shop.png"))
    logo = stored_logo(tmp_path / "logo.png")
    receipt = receipt_of(
        sale_line(1, "Käsebrötchen groß", 120),
        sale_line(2, BAG, 1275),
        sale_line(3, "Gyűrűs könyv, piros", 450),
        store_name="Südtor Lebensmittel",
    )
    picture = paper_picture(receipt_bytes(receipt, logo))
    folder = Path("var/tour/receipts")
    folder.mkdir(parents=True, exist_ok=True)
    picture.save(folder / "receipt.png")
    read = {code.symbology: code.text for code in by_zxing(picture)}
    assert set(read.values()) == {receipt.barcode}
    assert len(read) == 2, "bars and square"
