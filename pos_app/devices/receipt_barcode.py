"""Receipt barcode knows how a receipt's code becomes bars that a hand scanner reads from thermal paper."""

from __future__ import annotations

import io

from barcode.codex import Code128
from PIL import Image, ImageOps

PAPER_DOTS = 512
# At 203 dots an inch two dots are 0.25 mm, the narrowest bar that GS1 allows at a point of sale
# (GS1 General Specifications 5.12.3.1); 40 digits in Code 128-C then are 510 dots wide.
MODULE_DOTS = 2
HEIGHT_DOTS = 96
QUIET_ZONE_MODULES = 10


def barcode_image(code: str) -> Image.Image:
    """The bars as a 1-bit image of the whole print width; the paper's margins are the quiet zones.

    An even number of dots at the left keeps each bar on a whole pair of dots of a byte.
    """
    modules = Code128(code).build()[0]
    width_dots = len(modules) * MODULE_DOTS
    assert width_dots <= PAPER_DOTS, "the code is wider than the paper"
    row = Image.frombytes("L", (len(modules), 1), bytes(255 * (m == "0") for m in modules))
    bars = row.resize((width_dots, HEIGHT_DOTS), Image.Resampling.NEAREST)
    image = Image.new("1", (PAPER_DOTS, HEIGHT_DOTS), 1)
    left = (PAPER_DOTS - width_dots) // (2 * MODULE_DOTS) * MODULE_DOTS
    image.paste(bars.convert("1"), (left, 0))
    return image


def barcode_png(code: str) -> bytes:
    """The same bars as a PNG with the quiet zones that a screen or sheet needs around them."""
    framed = ImageOps.expand(barcode_image(code), QUIET_ZONE_MODULES * MODULE_DOTS, 1)
    buffer = io.BytesIO()
    framed.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()
