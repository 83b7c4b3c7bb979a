"""Picture codes knows how the codes in a picture are found: which reader looks when, and for which symbologies."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image
from pyzbar import pyzbar

ZXING = "zxing-cpp"
ZBAR = "zbar"
_FORMAT = zxingcpp.BarcodeFormat
# What stands on goods, paper and labels; symbologies of film, post and pharmacies only make room for false reads.
FORMATS = zxingcpp.BarcodeFormats(
    [
        *(_FORMAT.EANUPC, _FORMAT.DataBar, _FORMAT.Code128, _FORMAT.Code39, _FORMAT.ITF),
        *(_FORMAT.QRCode, _FORMAT.DataMatrix, _FORMAT.Aztec, _FORMAT.PDF417),
    ]
)
# ZBar's DataBar and QR code read less than zxing-cpp's (docs/benchmarks.md, decode), and it has no DataMatrix.
_ZBAR_SYMBOLS = [
    pyzbar.ZBarSymbol[name] for name in ("EAN13", "EAN8", "UPCA", "UPCE", "CODE128", "CODE39")
]
# Two or three rows of pixels at the edge of bars can make another number with a right check digit.
_LENGTH_PER_THICKNESS_MAX = 64
# A photo of a small code is read at twice its size; a large picture has pixels enough.
_PIXELS_TO_DOUBLE_MAX = 1_500_000


@dataclass(frozen=True, slots=True)
class PictureCode:
    """One code as a reader gave it; what it means is for `parse_scan` to say.

    identifier: the three characters with which a scanner would have begun (ISO/IEC 15424), "" when not known.
    """

    text: str
    symbology: str
    reader: str
    identifier: str = ""


def codes_in(picture: Path) -> tuple[PictureCode, ...]:
    """The codes of a picture.

    Errors: OSError when the file is not there or is no picture that can be opened.
    """
    return codes_of(grey_picture(picture))


def grey_picture(picture: Path) -> Image.Image:
    """A picture file in grey. Errors: OSError."""
    try:
        with Image.open(picture) as opened:
            return opened.convert("L")
    except Image.DecompressionBombError as error:
        message = f"the picture is too large: {picture}"
        raise OSError(message) from error


def codes_of(grey: Image.Image) -> tuple[PictureCode, ...]:
    """What the first look that finds anything finds: zxing-cpp, zxing-cpp at twice the size, ZBar."""
    return next((found for found in _looks(grey) if found), ())


def _looks(grey: Image.Image) -> Iterator[tuple[PictureCode, ...]]:
    yield _thick(_zxing(grey))
    if grey.width * grey.height <= _PIXELS_TO_DOUBLE_MAX:
        twice = (2 * grey.width, 2 * grey.height)
        yield _thick(_zxing(grey.resize(twice, Image.Resampling.BICUBIC)))
    yield by_zbar(grey, _ZBAR_SYMBOLS)


def by_zxing(grey: Image.Image) -> tuple[PictureCode, ...]:
    """What zxing-cpp alone finds."""
    return tuple(map(_picture_code, _zxing(grey)))


def by_zbar(
    grey: Image.Image, symbols: list[pyzbar.ZBarSymbol] | None = None
) -> tuple[PictureCode, ...]:
    """What ZBar alone finds, of all its symbologies or of some."""
    try:
        found = pyzbar.decode(grey, symbols=symbols)
    except ValueError:
        # pyzbar 0.1.9 does not know every rotation that ZBar reports for QR codes
        return ()
    return tuple(
        PictureCode(code.data.decode("utf-8", errors="replace"), str(code.type), ZBAR)
        for code in found
    )


def _zxing(grey: Image.Image) -> list[zxingcpp.Barcode]:
    # plain text, as a scanner sends it; otherwise GS1 codes come with their brackets for people
    found = zxingcpp.read_barcodes(grey, formats=FORMATS, text_mode=zxingcpp.TextMode.Plain)
    return [code for code in found if code.text]


def _thick(found: list[zxingcpp.Barcode]) -> tuple[PictureCode, ...]:
    """Those that were seen in a strip of some thickness."""
    return tuple(
        _picture_code(code)
        for code in found
        if _between(code.position.top_left, code.position.bottom_left) * _LENGTH_PER_THICKNESS_MAX
        >= _between(code.position.top_left, code.position.top_right)
    )


def _between(one: zxingcpp.Point, other: zxingcpp.Point) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _picture_code(code: zxingcpp.Barcode) -> PictureCode:
    return PictureCode(code.text, str(code.format), ZXING, code.symbology_identifier)
