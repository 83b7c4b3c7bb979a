"""Raster line knows how a line is drawn whose letters the printer lacks: as a picture of the paper's width."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pos_app.devices.receipt_barcode import PAPER_DOTS
from pos_app.devices.text_layout import COLUMNS, TextLine

_FONTS = Path(__file__).parents[2] / "resources" / "fonts"
_LATIN, _ARABIC = "IBMPlexSans_500Medium.ttf", "IBMPlexSansArabic_500Medium.ttf"
_TEXT_DOTS, _STRONG_DOTS = 23, 40
_SMALLEST_DOTS = 12
_LINE_PERCENT = 140
_COLUMN_DOTS = PAPER_DOTS // COLUMNS
_NO_LETTER = "\U0010fffd"
_GAP = re.compile(r"(?P<indent> *)(?P<left>\S.*?)(?: {2,}(?P<right>\S.*))?")
# Ink is a set bit. A question to the printer (DLE EOT, ENQ, DC4) among the dots would be answered at once.
_QUESTION = re.compile(rb"\x10(?=[\x04\x05\x14])")
_ONE_DOT_MORE = b"\x18"


def has_letters_for(text: str) -> bool:
    """True when the fonts can draw every character."""
    return all(_is_drawn(character) for character in text)


def raster_line(line: TextLine) -> Image.Image:
    """The line in black on white: what stood at the left, in the middle or at the right edge stands there again."""
    found = _GAP.fullmatch(line.text.rstrip())
    assert found is not None, "an empty line needs no picture"
    left, right = found["left"], found["right"] or ""
    is_centred = not right and _is_centred(line.text)
    indent = 0 if is_centred else len(found["indent"]) * _COLUMN_DOTS
    size = _STRONG_DOTS if line.strong else _TEXT_DOTS
    room = COLUMNS * _COLUMN_DOTS - indent
    while size > _SMALLEST_DOTS and _width(left, size) + _width(right, size) > room:
        size -= 1
    image = Image.new("L", (PAPER_DOTS, size * _LINE_PERCENT // 100), 255)
    pen = ImageDraw.Draw(image)
    middle = image.height // 2
    if is_centred:
        pen.text((PAPER_DOTS // 2, middle), left, fill=0, font=_font(left, size), anchor="mm")
    else:
        pen.text((indent, middle), left, fill=0, font=_font(left, size), anchor="lm")
        end = COLUMNS * _COLUMN_DOTS
        pen.text((end, middle), right, fill=0, font=_font(right, size), anchor="rm")
    return without_questions(image.point(_ink).convert("1"))


def without_questions(image: Image.Image) -> Image.Image:
    """The same picture, black on white, with a dot more where its bytes would ask the printer something."""
    ink = image.point(_turned).tobytes()
    harmless = _QUESTION.sub(_ONE_DOT_MORE, ink)
    return Image.frombytes("1", image.size, harmless).point(_turned)


def _is_centred(text: str) -> bool:
    indent = len(text) - len(text.lstrip())
    return indent > 0 and abs(COLUMNS - len(text.rstrip()) - indent) <= 1


def _width(text: str, size: int) -> int:
    return round(_font(text, size).getlength(text)) + _COLUMN_DOTS if text else 0


def _font(text: str, size: int) -> ImageFont.FreeTypeFont:
    is_arabic = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)
    return _loaded(_ARABIC if is_arabic else _LATIN, size)


@lru_cache(maxsize=64)
def _loaded(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / name, size)


@lru_cache(maxsize=4096)
def _is_drawn(character: str) -> bool:
    if character.isspace():
        return True
    return any(_glyph(name, character) != _glyph(name, _NO_LETTER) for name in (_LATIN, _ARABIC))


@lru_cache(maxsize=4096)
def _glyph(name: str, character: str) -> bytes:
    image = Image.new("L", (2 * _TEXT_DOTS, 2 * _TEXT_DOTS))
    ImageDraw.Draw(image).text(
        (_TEXT_DOTS // 2, 0), character, fill=255, font=_loaded(name, _TEXT_DOTS)
    )
    return image.tobytes()


def _ink(grey: int) -> int:
    return 255 if grey > 160 else 0


def _turned(dot: int) -> int:
    # a dot of a 1-bit picture is white whatever its figure is, as long as it is not 0
    return 0 if dot else 255
