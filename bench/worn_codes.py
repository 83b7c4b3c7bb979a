"""Worn codes knows how drawn codes look on a bad photo: small, turned, blurred, pale and grainy, the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterator

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

_FORMAT = zxingcpp.BarcodeFormat
GS1_DATA = "(01)09501101530003(17)261231(10)AB"
# What each symbology carries in a store, and how a plain scanner says it.
SYMBOLOGIES: tuple[tuple[str, zxingcpp.BarcodeFormat, str, str], ...] = (
    ("EAN-13", _FORMAT.EAN13, "5012345678900", "5012345678900"),
    ("EAN-8", _FORMAT.EAN8, "96385074", "96385074"),
    ("UPC-A", _FORMAT.UPCA, "036000291452", "036000291452"),
    ("UPC-E", _FORMAT.UPCE, "01234565", "012345000065"),
    ("Code 128", _FORMAT.Code128, "BIN-A04-12", "BIN-A04-12"),
    ("Code 39", _FORMAT.Code39, "TOTE-9", "TOTE-9"),
    ("ITF-14", _FORMAT.ITF, "15012345678907", "15012345678907"),
    ("DataBar", _FORMAT.DataBarOmni, "05012345678900", "0105012345678900"),
    ("QR code", _FORMAT.QRCode, "https://id.gs1.org/01/09501101530003", ""),
    ("GS1 DataMatrix", _FORMAT.DataMatrix, GS1_DATA, "01095011015300031726123110AB"),
)
_MODULE, _MARGIN = 4, 60
_WHITE = 255


def worn(
    symbology: tuple[str, zxingcpp.BarcodeFormat, str, str], count: int
) -> Iterator[tuple[Image.Image, str]]:
    """Photos of one code, each with what it says."""
    name, form, text, said = symbology
    chance = random.Random(name)
    gs1 = {"gs1": True} if text == GS1_DATA else {}
    drawn = zxingcpp.create_barcode(text, form, **gs1).to_image(scale=_MODULE)
    whole = ImageOps.expand(Image.fromarray(drawn).convert("L"), _MARGIN, _WHITE)
    for _ in range(count):
        yield _photo(whole, chance), said or text


def _photo(drawn: Image.Image, chance: random.Random) -> Image.Image:
    size = chance.uniform(0.28, 0.8)
    small = drawn.resize(
        (int(drawn.width * size), int(drawn.height * size)), Image.Resampling.BICUBIC
    )
    angle = chance.choice((0, 0, chance.uniform(-20, 20), chance.uniform(0, 360)))
    turned = small.rotate(
        angle, expand=True, fillcolor=_WHITE, resample=Image.Resampling.BICUBIC
    ).filter(ImageFilter.GaussianBlur(chance.uniform(0, 1.4)))
    dark = chance.randint(0, 90)
    pale = turned.point([dark + grey * (235 - dark) // _WHITE for grey in range(256)])
    grain = Image.frombytes("L", pale.size, chance.randbytes(pale.width * pale.height))
    return Image.blend(pale, grain, chance.uniform(0, 0.2))
