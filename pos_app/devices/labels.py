"""Labels knows how a code of the store becomes a picture for its label: bars or a square, with its text below."""

from __future__ import annotations

from pathlib import Path

import zxingcpp
from barcode.codex import Code128, Gs1_128
from barcode.ean import EAN8, EAN13
from barcode.errors import BarcodeError
from PIL import Image, ImageDraw, ImageFont, ImageOps

from pos_app.domain.element_string import FNC1, Elements, bracketed, write_elements
from pos_app.domain.gs1 import GTIN_DIGITS

# At 300 dots an inch four dots are 0.34 mm: every hand scanner reads it, and a label of 76 mm holds 20 characters.
MODULE_DOTS = 4
BAR_HEIGHT_DOTS = 160
# ISO/IEC 15417 wants 10 modules beside Code 128, EAN-13 one more at its left (GS1 General Specifications 5.2.3.4).
QUIET_MODULES = 11
SQUARE_MODULE_DOTS = 8
SQUARE_QUIET_MODULES = 4
_FONT = Path(__file__).parents[2] / "resources" / "fonts" / "IBMPlexSans_500Medium.ttf"
_TEXT_DOTS = 34
_LINE_DOTS = 48
_FNC1_OF_WRITER = Gs1_128.FNC1_CHAR
# GS1 General Specifications 5.4.4.3
_GS1_128_CHARACTERS_MAX = 48
_EAN_8_DIGITS, _EAN_13_DIGITS = 8, 13


def bars(text: str, module_dots: int = MODULE_DOTS) -> Image.Image:
    """Code 128 of any ASCII text. Errors: ValueError when a character has no bars."""
    try:
        return _framed_bars(Code128(text).build()[0], text, module_dots)
    except BarcodeError as error:
        raise ValueError(str(error)) from error


def product_bars(gtin: str, module_dots: int = MODULE_DOTS) -> Image.Image:
    """EAN-13 or EAN-8 of a valid 14-digit number, GS1-128 where its first digit is no 0."""
    if not gtin.startswith("0"):
        return element_bars_of(f"01{gtin}", f"(01){gtin}", module_dots)
    short = gtin[GTIN_DIGITS - _EAN_8_DIGITS :]
    if gtin == short.zfill(GTIN_DIGITS):
        return _framed_bars(EAN8(short).build()[0], short, module_dots)
    number = gtin[GTIN_DIGITS - _EAN_13_DIGITS :]
    return _framed_bars(EAN13(number).build()[0], number, module_dots)


def element_bars(elements: Elements, module_dots: int = MODULE_DOTS) -> Image.Image:
    """GS1-128. Errors: ValueError."""
    return element_bars_of(write_elements(elements), bracketed(elements), module_dots)


def element_bars_of(data: str, text: str, module_dots: int = MODULE_DOTS) -> Image.Image:
    """GS1-128 of an element string, with what people read below. Errors: ValueError, also when it is too long."""
    if len(data) > _GS1_128_CHARACTERS_MAX:
        message = f"GS1-128 holds {_GS1_128_CHARACTERS_MAX} characters"
        raise ValueError(message)
    try:
        modules = Gs1_128(data.replace(FNC1, _FNC1_OF_WRITER)).build()[0]
    except BarcodeError as error:
        raise ValueError(str(error)) from error
    return _framed_bars(modules, text, module_dots)


def square(text: str, caption: str = "") -> Image.Image:
    """A QR code; a Digital Link is one."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return _framed_square(made, caption or text)


def element_square(elements: Elements) -> Image.Image:
    """GS1 DataMatrix. Errors: ValueError."""
    text = bracketed(elements)
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, gs1=True)
    return _framed_square(made, text)


def _framed_bars(modules: str, text: str, module_dots: int = MODULE_DOTS) -> Image.Image:
    row = Image.frombytes("L", (len(modules), 1), bytes(255 * (bar == "0") for bar in modules))
    size = (len(modules) * module_dots, BAR_HEIGHT_DOTS * module_dots // MODULE_DOTS)
    return _captioned(row.resize(size, Image.Resampling.NEAREST), QUIET_MODULES * module_dots, text)


def _framed_square(made: zxingcpp.Barcode, text: str) -> Image.Image:
    drawn = Image.fromarray(made.to_image(scale=SQUARE_MODULE_DOTS, add_quiet_zones=False))
    return _captioned(drawn.convert("L"), SQUARE_QUIET_MODULES * SQUARE_MODULE_DOTS, text)


def _captioned(drawn: Image.Image, quiet_dots: int, text: str) -> Image.Image:
    font = ImageFont.truetype(_FONT, _TEXT_DOTS)
    room = drawn.width + 2 * quiet_dots
    lines = _lines(text, font, room)
    framed = ImageOps.expand(drawn, quiet_dots, 255)
    whole = Image.new("L", (room, framed.height + _LINE_DOTS * len(lines)), 255)
    whole.paste(framed, (0, 0))
    pen = ImageDraw.Draw(whole)
    for place, line in enumerate(lines):
        top = framed.height + place * _LINE_DOTS
        pen.text((room // 2, top), line, fill=0, font=font, anchor="ma")
    return whole


def _lines(text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """The text in as many lines as its width needs, broken anywhere: a code has no words."""
    lines = [""]
    for character in text:
        if lines[-1] and font.getlength(lines[-1] + character) > room:
            lines.append("")
        lines[-1] += character
    return lines
