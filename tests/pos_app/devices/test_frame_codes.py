"""Codes in the frames of a camera: bars are believed at the second look, squares at once, and nothing is made up."""

from __future__ import annotations

import pytest
from PIL import Image

from bench.decode import empty_pictures
from pos_app.devices.frame_codes import FrameCodes
from pos_app.devices.labels import bars, element_square, product_bars, square
from pos_app.domain.element_string import Element, write_elements
from pos_app.ports.camera import Frame

GTIN = "05012345678900"
ELEMENTS = (Element("01", GTIN), Element("10", "L2231"))


def frame_of(picture: Image.Image) -> Frame:
    """As a camera would give it, with a margin of grey around."""
    whole = Image.new("L", (max(640, picture.width + 80), picture.height + 160), 210)
    whole.paste(picture, (40, 80))
    return Frame(whole.width, whole.height, whole.tobytes())


def test_bars_are_believed_at_the_second_look() -> None:
    codes = FrameCodes()
    frame = frame_of(product_bars(GTIN))
    assert codes.read(frame) == ()
    assert codes.read(frame) == ("]E05012345678900",)
    assert codes.read(frame_of(bars("TOTE-9"))) == ()
    assert codes.read(frame_of(bars("TOTE-9"))) == ("]C0TOTE-9",)


@pytest.mark.parametrize(
    ("picture", "text"),
    [
        (square("PU-4711*12*DEM04711"), "]Q1PU-4711*12*DEM04711"),
        (element_square(ELEMENTS), "]d2" + write_elements(ELEMENTS)),
    ],
)
def test_squares_are_believed_at_once(picture: Image.Image, text: str) -> None:
    assert FrameCodes().read(frame_of(picture)) == (text,)


def test_nothing_is_read_where_no_code_is() -> None:
    codes = FrameCodes()
    for number, picture in enumerate(empty_pictures()):
        if number % 6 == 0:
            frame = Frame(picture.width, picture.height, picture.tobytes())
            assert codes.read(frame) == codes.read(frame) == ()
