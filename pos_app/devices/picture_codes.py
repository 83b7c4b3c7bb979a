"""Picture codes knows how the codes in a picture are found: by two readers, because neither finds every code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image
from pyzbar import pyzbar

ZXING = "zxing-cpp"
ZBAR = "zbar"


@dataclass(frozen=True, slots=True)
class PictureCode:
    """One code as one reader gave it; what it means is for `parse_scan` to say."""

    text: str
    symbology: str
    reader: str


def codes_in(picture: Path) -> tuple[PictureCode, ...]:
    """What zxing-cpp finds in a picture and then what ZBar finds; most codes are found by both.

    Errors: OSError when the file is not there or is no picture that can be opened.
    """
    try:
        with Image.open(picture) as opened:
            grey = opened.convert("L")
    except Image.DecompressionBombError as error:
        message = f"the picture is too large: {picture}"
        raise OSError(message) from error
    return (*_by_zxing(grey), *_by_zbar(grey))


def _by_zxing(grey: Image.Image) -> tuple[PictureCode, ...]:
    # plain text, as a scanner sends it; otherwise GS1 codes come with their brackets for people
    found = zxingcpp.read_barcodes(grey, text_mode=zxingcpp.TextMode.Plain)
    return tuple(PictureCode(code.text, str(code.format), ZXING) for code in found)


def _by_zbar(grey: Image.Image) -> tuple[PictureCode, ...]:
    try:
        found = pyzbar.decode(grey)
    except ValueError:
        # pyzbar 0.1.9 does not know every rotation that ZBar reports for QR codes
        return ()
    return tuple(
        PictureCode(code.data.decode("utf-8", errors="replace"), str(code.type), ZBAR)
        for code in found
    )
