"""Piece labels knows how the label of a bag is drawn: large words for people, bars for the scanner at the counter."""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pos_app.devices.labels import bars
from pos_app.domain.own_codes import OwnKind, own_prefixes
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.piece_code import PieceLabel
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.ports.faults import DiskFull, PrinterUnreachable

_FONT = Path(__file__).parents[2] / "resources" / "fonts" / "IBMPlexSans_600SemiBold.ttf"
_ORDER_DOTS, _WORDS_DOTS, _SPACE_DOTS = 90, 60, 24
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]")
# Labels lie in the store: they are English as its shelves are.
_WORDS = {
    TemperatureZone.AMBIENT: "",
    TemperatureZone.CHILLED: "chilled",
    TemperatureZone.FROZEN: "frozen",
}


def piece_label(label: PieceLabel, prefixes: str = "") -> Image.Image:
    """The picture of one label. Errors: ValueError when the order's number has no bars."""
    drawn = bars(own_prefixes(prefixes).write(OwnKind.PIECE, label.name))
    large, small = (ImageFont.truetype(_FONT, dots) for dots in (_ORDER_DOTS, _WORDS_DOTS))
    words = " · ".join(filter(None, (f"{label.piece} of {label.of_count}", _WORDS[label.zone])))
    width = max(drawn.width, int(large.getlength(label.order_number)), int(small.getlength(words)))
    top = _ORDER_DOTS + _WORDS_DOTS + 3 * _SPACE_DOTS
    whole = Image.new("L", (width, top + drawn.height), 255)
    pen = ImageDraw.Draw(whole)
    middle = width // 2
    pen.text((middle, _SPACE_DOTS), label.order_number, fill=0, font=large, anchor="ma")
    pen.text((middle, _ORDER_DOTS + 2 * _SPACE_DOTS), words, fill=0, font=small, anchor="ma")
    whole.paste(drawn, ((width - drawn.width) // 2, top))
    return whole


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
