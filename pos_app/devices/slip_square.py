"""Slip square knows how the text of a held sale becomes a square code as large as the paper is wide."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image

from pos_app.devices.receipt_barcode import PAPER_DOTS

# Two dots are 0.25 mm: what a hand scanner still tells apart on thermal paper. Fewer modules get more.
_DOTS_MIN, _DOTS_MAX = 2, 6
_QUIET_MODULES = 4


def square_image(text: str) -> Image.Image:
    """A QR code as a 1-bit image of the whole print width. Errors: ValueError when it does not fit on the paper."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    modules = Image.fromarray(made.to_image(scale=1, add_quiet_zones=False)).convert("1")
    dots = min(PAPER_DOTS // (modules.width + 2 * _QUIET_MODULES), _DOTS_MAX)
    if dots < _DOTS_MIN:
        message = "the code is wider than the paper"
        raise ValueError(message)
    side = modules.width * dots
    image = Image.new("1", (PAPER_DOTS, side + 2 * _QUIET_MODULES * dots), 1)
    drawn = modules.resize((side, side), Image.Resampling.NEAREST)
    image.paste(drawn, ((PAPER_DOTS - side) // 2, _QUIET_MODULES * dots))
    return image


def square_png(text: str) -> bytes:
    """The same as a PNG."""
    buffer = io.BytesIO()
    square_image(text).save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()
