"""Receipt PDF knows how a receipt becomes a page as long as its paper, and the file that a buyer takes along."""

from __future__ import annotations

import errno
import io
from pathlib import Path

from PIL import Image

from pos_app.devices.escpos_receipt import both_codes
from pos_app.devices.raster_line import raster_line
from pos_app.devices.receipt_barcode import PAPER_DOTS
from pos_app.devices.receipt_text import receipt_lines
from pos_app.domain.receipt import ReceiptDocument
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.ports.faults import DiskFull, PrinterUnreachable

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_DOTS_AN_INCH = 203
_MARGIN_DOTS = 24


def receipt_pdf(receipt: ReceiptDocument) -> bytes:
    """One page of 80 mm with what the paper shows, in every script that the fonts have."""
    lines = [raster_line(line) for line in receipt_lines(receipt) if line.text.strip()]
    parts = [*lines, both_codes(receipt.barcode, receipt.square)]
    height = sum(part.height for part in parts) + 2 * _MARGIN_DOTS
    page = Image.new("1", (PAPER_DOTS + 2 * _MARGIN_DOTS, height), 1)
    top = _MARGIN_DOTS
    for part in parts:
        page.paste(part, (_MARGIN_DOTS, top))
        top += part.height
    kept = io.BytesIO()
    page.save(kept, format="PDF", resolution=_DOTS_AN_INCH, title=receipt.sale.receipt_number)
    return kept.getvalue()


class PdfReceipts:
    """Keeps each under the receipt's number, whole or not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, receipt: ReceiptDocument) -> str:
        """The file's name. Errors: DiskFull, PrinterUnreachable."""
        place = self._folder / f"{receipt.sale.receipt_number}.pdf"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(place, receipt_pdf(receipt), OWNER_ONLY)
        except OSError as error:
            full = error.errno in _NO_ROOM
            raise (DiskFull() if full else PrinterUnreachable(str(place))) from error
        return str(place)
