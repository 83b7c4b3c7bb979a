"""Label picture knows how a label document looks: the same places, words and bars, to look at and to read again."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from barcode.codex import Code128, Gs1_128
from barcode.errors import BarcodeError
from PIL import Image, ImageDraw, ImageFont

from pos_app.domain.label_document import Bars, BarsKind, LabelDocument, Rule

# 304.8 dots an inch: each tenth of a millimetre is 1.2 dots.
DOTS_A_CENTIMETRE = 120
DOTS_AN_INCH = 304.8
_CENTIMETRE, _CENTIMETRE_UM = 100, 10_000
_FONT = Path(__file__).parents[2] / "resources" / "fonts" / "IBMPlexSans_500Medium.ttf"
_ELLIPSIS = "…"


def label_picture(document: LabelDocument) -> Image.Image:
    """The label in grey. Errors: ValueError when a text has no bars, or bars do not fit on the label."""
    whole = Image.new("L", (_dots(document.width), _dots(document.height)), 255)
    pen = ImageDraw.Draw(whole)
    for part in document.parts:
        at = (_dots(part.left), _dots(part.top))
        if isinstance(part, Rule):
            right, bottom = at[0] + _dots(part.width), at[1] + max(1, _dots(part.height))
            pen.rectangle((*at, right, bottom - 1), fill=0)
        elif isinstance(part, Bars):
            drawn = _bars(part)
            if at[0] + drawn.width > whole.width:
                message = f"{part.data} is wider than its label"
                raise ValueError(message)
            whole.paste(drawn, at)
        else:
            font = _font(_dots(part.height))
            pen.text(at, _cut(part.text, font, _dots(part.width)), fill=0, font=font)
    return whole


def png_of(document: LabelDocument) -> bytes:
    """The picture as PNG."""
    kept = io.BytesIO()
    label_picture(document).save(kept, format="PNG", optimize=True)
    return kept.getvalue()


def pdf_of(document: LabelDocument) -> bytes:
    """One page of the label's own size."""
    kept = io.BytesIO()
    label_picture(document).save(kept, format="PDF", resolution=DOTS_AN_INCH)
    return kept.getvalue()


def _bars(part: Bars) -> Image.Image:
    maker = Gs1_128 if part.kind is BarsKind.GS1_128 else Code128
    try:
        modules = maker(part.data).build()[0]
    except BarcodeError as error:
        raise ValueError(str(error)) from error
    row = Image.frombytes("L", (len(modules), 1), bytes(255 * (bar == "0") for bar in modules))
    module = max(1, part.module_um * DOTS_A_CENTIMETRE // _CENTIMETRE_UM)
    size = (len(modules) * module, _dots(part.height))
    return row.resize(size, Image.Resampling.NEAREST)


def _cut(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(text + _ELLIPSIS) > room:
        text = text[:-1]
    return text + _ELLIPSIS


@cache
def _font(dots: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, dots)


def _dots(tenths: int) -> int:
    return tenths * DOTS_A_CENTIMETRE // _CENTIMETRE
