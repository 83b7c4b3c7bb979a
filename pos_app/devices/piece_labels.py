"""Piece labels knows how the label of a bag is drawn: large words for people, bars for the scanner at the counter."""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pos_app.devices.labels import bars
from pos_app.domain.own_codes import OwnKind, own_prefixes
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.piece_code import PieceLabel
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.ports.devices import Labels
from pos_app.ports.faults import DiskFull, PrinterUnreachable

_FONT = Path(__file__).parents[2] / "resources" / "fonts" / "IBMPlexSans_600SemiBold.ttf"
_ORDER_DOTS, _WORDS_DOTS, _SPACE_DOTS = 90, 60, 24
# The heads of label printers, in dots an inch; pictures in files are as fine as the finer one.
COARSE, FINE = 203, 300
LABEL_INCHES = 4
# Dots a module: 0.38 mm and 0.25 mm, 0.34 mm and 0.25 mm.
MODULES = {COARSE: (3, 2), FINE: (4, 3)}
_TEST = "TEST"
_BITS = 8
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]")
# Labels lie in the store: they are English as its shelves are.
_WORDS = {
    TemperatureZone.AMBIENT: "",
    TemperatureZone.CHILLED: "chilled",
    TemperatureZone.FROZEN: "frozen",
}


def piece_label(label: PieceLabel, prefixes: str = "", dots_per_inch: int = FINE) -> Image.Image:
    """The picture of one label. Errors: ValueError when the order's number has no bars."""
    code = own_prefixes(prefixes).write(OwnKind.PIECE, label.name)
    words = " · ".join(filter(None, (f"{label.piece} of {label.of_count}", _WORDS[label.zone])))
    return _worded(code, label.order_number, words, dots_per_inch)


def sample_label_zpl(dots_per_inch: int) -> bytes:
    """A label of no bag: words, and bars that a scanner reads as a test."""
    return picture_zpl(_worded(_TEST, "Test", "Not a label of a bag", dots_per_inch))


def _worded(code: str, title: str, words: str, dots_per_inch: int) -> Image.Image:
    drawn = _fitting_bars(code, dots_per_inch)
    sizes = (dots * dots_per_inch // FINE for dots in (_ORDER_DOTS, _WORDS_DOTS))
    large, small = (ImageFont.truetype(_FONT, dots) for dots in sizes)
    width = max(drawn.width, int(large.getlength(title)), int(small.getlength(words)))
    top = _ORDER_DOTS + _WORDS_DOTS + 3 * _SPACE_DOTS
    whole = Image.new("L", (width, top + drawn.height), 255)
    pen = ImageDraw.Draw(whole)
    middle = width // 2
    pen.text((middle, _SPACE_DOTS), title, fill=0, font=large, anchor="ma")
    pen.text((middle, _ORDER_DOTS + 2 * _SPACE_DOTS), words, fill=0, font=small, anchor="ma")
    whole.paste(drawn, ((width - drawn.width) // 2, top))
    return whole


def _fitting_bars(code: str, dots_per_inch: int) -> Image.Image:
    """As wide as scanners like them, and narrower only where a label of four inches would not hold them."""
    return fitting(partial(bars, code), dots_per_inch)


def fitting(draw: Callable[[int], Image.Image], dots_per_inch: int) -> Image.Image:
    """What `draw` makes of so many dots a module, of the widest that a label holds, else of the narrowest."""
    widest, *narrower = MODULES[dots_per_inch]
    drawn = draw(widest)
    for module_dots in narrower:
        if drawn.width > LABEL_INCHES * dots_per_inch:
            drawn = draw(module_dots)
    return drawn


def picture_zpl(picture: Image.Image) -> bytes:
    """A label that is drawn already, as graphic: what was read back from the picture is what is printed."""
    ink = picture.convert("1", dither=Image.Dither.NONE).point(_turned)
    row_bytes = -(-ink.width // _BITS)
    data = ink.tobytes()
    graphic = f"^GFA,{len(data)},{len(data)},{row_bytes},{data.hex().upper()}"
    return f"^XA^PW{row_bytes * _BITS}^LL{ink.height}^LH0,0^FO0,0{graphic}^FS^XZ\n".encode()


class SpooledLabelPrinter:
    """Gives the label of each bag to the label printer; none is lost while that is away."""

    def __init__(self, labels: Labels, prefixes: Callable[[], str], dots_per_inch: int) -> None:
        self._labels = labels
        self._prefixes = prefixes
        self._dots_per_inch = dots_per_inch

    def print_pieces(self, labels: Sequence[PieceLabel]) -> None:
        """One label for each bag; errors: DiskFull, LabelPrinterUnreachable."""
        for label in labels:
            picture = piece_label(label, self._prefixes(), self._dots_per_inch)
            self._labels.take(f"{label.order_number}-{label.piece}", picture_zpl(picture))


class FileLabelPrinter:
    """Keeps the label of each bag as a picture in a folder; printed again it is the same file."""

    def __init__(self, folder: Path, prefixes: Callable[[], str]) -> None:
        self._folder = folder
        self._prefixes = prefixes

    def print_pieces(self, labels: Sequence[PieceLabel]) -> None:
        """One picture for each bag; errors: DiskFull, PrinterUnreachable."""
        for label in labels:
            picture = io.BytesIO()
            piece_label(label, self._prefixes()).save(picture, format="PNG", optimize=True)
            name = _NOT_IN_A_NAME.sub("_", f"{label.order_number}-{label.piece}")
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                write_atomically(self._folder / f"{name}.png", picture.getvalue(), OWNER_ONLY)
            except OSError as error:
                full = error.errno in _NO_ROOM
                raise (DiskFull() if full else PrinterUnreachable(str(self._folder))) from error


def _turned(dot: int) -> int:
    # ink is a set bit
    return 0 if dot else 255
