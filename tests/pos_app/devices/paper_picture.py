"""Paper picture draws what comes out of a printer as a person sees it, to be looked at."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pos_app.devices.receipt_barcode import PAPER_DOTS

_RASTER = re.compile(rb"\x1dv0[\x00-\x03](?P<size>....)", re.DOTALL)
# what is set before text: bold, height, code page, feed; none of it is printed
_COMMANDS = re.compile(
    rb"\x1b@|\x1bt.|\x1b[Ea!MGd-].|\x1d!.|\x1dB.|\x1dV[\x00\x01\x41\x42].?|\x1b\{.|\x1bJ.",
    re.DOTALL,
)
_FONT = Path(__file__).parents[3] / "resources" / "fonts" / "IBMPlexSans_500Medium.ttf"
_COLUMN_DOTS, _LINE_DOTS, _TEXT_DOTS = 12, 30, 22
_MARGIN_DOTS = 24


def paper_picture(job: bytes) -> Image.Image:
    """The whole strip: text in columns, pictures where they were sent."""
    parts: list[Image.Image] = []
    at = 0
    while found := _RASTER.search(job, at):
        parts += _lines(job[at : found.start()])
        width = 8 * int.from_bytes(found["size"][:2], "little")
        height = int.from_bytes(found["size"][2:], "little")
        at = found.end() + width // 8 * height
        ink = Image.frombytes("1", (width, height), job[found.end() : at])
        parts.append(ink.convert("L").point(_paper))
    parts += _lines(job[at:])
    whole = Image.new("L", (PAPER_DOTS + 2 * _MARGIN_DOTS, 2 * _MARGIN_DOTS + _height(parts)), 255)
    top = _MARGIN_DOTS
    for part in parts:
        whole.paste(part, (_MARGIN_DOTS, top))
        top += part.height
    return whole


def _height(parts: list[Image.Image]) -> int:
    return sum(part.height for part in parts)


def _lines(data: bytes) -> list[Image.Image]:
    text = _COMMANDS.sub(b"", data).decode("cp858")
    *lines, last = text.split("\n")
    return [_line(line) for line in (*lines, *filter(None, [last]))]


def _line(text: str) -> Image.Image:
    picture = Image.new("L", (PAPER_DOTS, _LINE_DOTS), 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(_FONT, _TEXT_DOTS)
    for column, letter in enumerate(text):
        middle = column * _COLUMN_DOTS + _COLUMN_DOTS // 2
        pen.text((middle, _LINE_DOTS // 2), letter, fill=0, font=font, anchor="mm")
    return picture


def _paper(dot: int) -> int:
    return 255 - dot
