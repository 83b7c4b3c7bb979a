"""Picture codes knows how the codes in a picture are found: which reader looks when, and when a reading is believed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import zxingcpp
from PIL import Image, ImageFilter
from pyzbar import pyzbar

from pos_app.domain.gs1 import expand_upc_e, is_gtin, normalise_gtin

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
# In the others ZBar reads much less than zxing-cpp (docs/benchmarks.md, decode), and it has no DataMatrix.
_ZBAR_SYMBOLS = [pyzbar.ZBarSymbol[name] for name in ("EAN13", "EAN8", "UPCA", "UPCE")]
# Their error correction leaves no room for another text; one digit checks the bars of an item number.
_CORRECTED = {"QR Code", "Data Matrix", "Aztec Code", "Aztec", "PDF417"}
_ITF = "ITF"
_UPC_E = "UPCE"
# Two or three rows of pixels at the edge of bars can make another number with a right check digit.
_LENGTH_PER_THICKNESS_MAX = 64
# Small pictures are looked at enlarged, large ones have pixels enough and are looked at in half their size.
_PIXELS_TO_ENLARGE_MAX = 1_500_000
_LOOKS_THAT_AGREE = 2


@dataclass(frozen=True, slots=True)
class PictureCode:
    """One code as a reader gave it; what it means is for `parse_scan` to say.

    identifier: the three characters with which a scanner would have begun (ISO/IEC 15424), "" when not known.
    """

    text: str
    symbology: str
    reader: str
    identifier: str = ""


_Found = tuple[PictureCode, ...]
_Look = Callable[[], _Found]


def codes_in(picture: Path) -> _Found:
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


def codes_of(grey: Image.Image) -> _Found:
    """The codes that are believed: a corrected one at once, bars when two different looks read the same.

    The looks end as soon as something was read and nothing is left that only one of them saw.
    """
    first_seen: dict[str, PictureCode] = {}
    votes: dict[str, int] = {}
    for look in _looks(grey):
        for number, code in {one_number(code): code for code in look()}.items():
            first_seen.setdefault(number, code)
            weight = _LOOKS_THAT_AGREE if is_corrected(code) else 1
            votes[number] = votes.get(number, 0) + weight
        if votes and min(votes.values()) >= _LOOKS_THAT_AGREE:
            break
    return tuple(code for number, code in first_seen.items() if votes[number] >= _LOOKS_THAT_AGREE)


def by_zxing(grey: Image.Image) -> _Found:
    """What zxing-cpp alone finds."""
    return tuple(map(_picture_code, _zxing(grey)))


def by_zbar(grey: Image.Image, symbols: list[pyzbar.ZBarSymbol] | None = None) -> _Found:
    """What ZBar alone finds, of all its symbologies or of some."""
    try:
        found = pyzbar.decode(grey, symbols=symbols)
    except ValueError:
        # pyzbar 0.1.9 does not know every rotation that ZBar reports for QR codes
        return ()
    return tuple(
        PictureCode(_zbar_text(code.type, code.data), str(code.type), ZBAR) for code in found
    )


def is_corrected(code: PictureCode) -> bool:
    """Whether its symbology leaves no room for another text."""
    return code.symbology in _CORRECTED


def zbar_goods(grey: Image.Image) -> _Found:
    """What ZBar finds of the symbologies of goods, in which it reads more than zxing-cpp."""
    return by_zbar(grey, _ZBAR_SYMBOLS)


def _looks(grey: Image.Image) -> Iterator[_Look]:
    """Each is made when it is needed; the quick ones come first."""
    yield partial(believable, grey)
    yield partial(zbar_goods, grey)
    if grey.width * grey.height <= _PIXELS_TO_ENLARGE_MAX:
        twice = _resized(grey, 2)
        yield partial(believable, twice)
        yield partial(believable, _resized(grey, 3))
        yield partial(believable, twice.filter(ImageFilter.GaussianBlur(1)))
        yield partial(zbar_goods, twice)
    else:
        half = grey.reduce(2)
        yield partial(believable, half)
        yield partial(zbar_goods, half)


def _resized(grey: Image.Image, times: int) -> Image.Image:
    return grey.resize((times * grey.width, times * grey.height), Image.Resampling.BICUBIC)


def _zbar_text(symbology: str, data: bytes) -> str:
    """In eight digits a UPC-E could as well be a GTIN-8: it is said as the UPC-A that it stands for."""
    text = data.decode("utf-8", errors="replace")
    return (expand_upc_e(text) if symbology == _UPC_E else None) or text


def one_number(code: PictureCode) -> str:
    """A UPC is the same with 12 digits or 13, as readers write it."""
    return normalise_gtin(code.text) if is_gtin(code.text) else code.text


def _zxing(grey: Image.Image) -> list[zxingcpp.Barcode]:
    # plain text, as a scanner sends it; otherwise GS1 codes come with their brackets for people
    found = zxingcpp.read_barcodes(grey, formats=FORMATS, text_mode=zxingcpp.TextMode.Plain)
    return [code for code in found if code.text]


def believable(grey: Image.Image) -> _Found:
    """What zxing-cpp saw in a strip of some thickness; a part of interleaved bars is a code too, but no item's."""
    return tuple(
        _picture_code(code)
        for code in _zxing(grey)
        if _is_thick(code.position) and (str(code.format) != _ITF or is_gtin(code.text))
    )


def _is_thick(place: zxingcpp.Position) -> bool:
    thickness = _between(place.top_left, place.bottom_left)
    return thickness * _LENGTH_PER_THICKNESS_MAX >= _between(place.top_left, place.top_right)


def _between(one: zxingcpp.Point, other: zxingcpp.Point) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _picture_code(code: zxingcpp.Barcode) -> PictureCode:
    return PictureCode(code.text, str(code.format), ZXING, code.symbology_identifier)
