"""ESC/POS receipt knows the bytes that make a receipt printer print, cut and open a drawer."""

from __future__ import annotations

import contextlib
from pathlib import Path

from escpos import capabilities
from escpos.constants import CD_KICK_2
from escpos.printer import Dummy
from PIL import Image

from pos_app.devices.code_page import CODE_PAGE, LIKENESSES, printable
from pos_app.devices.credit_slip_text import credit_slip_lines
from pos_app.devices.day_report_text import day_report_lines
from pos_app.devices.held_slip_text import held_slip_lines
from pos_app.devices.printer_test_text import printer_test_lines
from pos_app.devices.raster_line import has_letters_for, raster_line, without_questions
from pos_app.devices.receipt_barcode import barcode_image
from pos_app.devices.receipt_text import receipt_lines
from pos_app.devices.slip_square import square_image
from pos_app.devices.text_layout import TextLine
from pos_app.domain.receipt import (
    CreditSlipDocument,
    DayReport,
    HeldSlipDocument,
    PrinterTest,
    ReceiptDocument,
)

# The printer's own command, obeyed in its turn: drawer 1, 100 ms.
DRAWER_PULSE: bytes = CD_KICK_2
# The same at once, also while the printer is out of paper (Epson ESC/POS reference: DLE DC4, function 1).
DRAWER_PULSE_AT_ONCE = b"\x10\x14\x01\x00\x01"

# python-escpos leaves a cache in a new temporary folder at every start, which nobody reads again.
with contextlib.suppress(OSError):
    Path(capabilities.pickle_path).unlink()
    Path(capabilities.pickle_dir).rmdir()


def receipt_bytes(receipt: ReceiptDocument, logo: Image.Image | None = None) -> bytes:
    """The whole job of one receipt: logo, text, its code as bars and as a square, and cut."""
    return _job(receipt_lines(receipt), both_codes(receipt.barcode, receipt.square), logo)


def both_codes(code: str, signed: str = "") -> Image.Image:
    """A receipt's code twice: bars for the scanners of today, a square for telephones and the scanners of tomorrow.

    signed: what the square says instead, for other stores.
    """
    bars, square = barcode_image(code), square_image(signed or code)
    whole = Image.new("1", (bars.width, bars.height + square.height), 1)
    whole.paste(bars, (0, 0))
    whole.paste(square, (0, bars.height))
    return whole


def day_report_bytes(report: DayReport) -> bytes:
    """The whole job of one X or Z report: text and cut."""
    return _job(day_report_lines(report))


def held_slip_bytes(slip: HeldSlipDocument) -> bytes:
    """The whole job of the slip of a held sale: text, square code and cut."""
    return _job(held_slip_lines(slip), square_image(slip.code) if slip.code else None)


def credit_slip_bytes(slip: CreditSlipDocument) -> bytes:
    """The whole job of the slip of a store credit: text, bars and cut."""
    return _job(credit_slip_lines(slip), barcode_image(slip.number))


def printer_test_bytes(page: PrinterTest, logo: Image.Image | None = None) -> bytes:
    """The whole job of a test page: logo, text and cut."""
    return _job(printer_test_lines(page), logo=logo)


def _job(
    lines: tuple[TextLine, ...],
    code: Image.Image | None = None,
    logo: Image.Image | None = None,
) -> bytes:
    printer = Dummy()
    printer.hw("INIT")
    printer.charcode(CODE_PAGE)
    if logo is not None:
        printer.image(logo)
    for line in lines:
        if _needs_picture(line.text):
            printer.image(raster_line(line))
            continue
        if line.strong:
            printer.set(bold=True, double_height=True)
        printer.textln(printable(line.text))
        if line.strong:
            printer.set(bold=False, normal_textsize=True)
    if code is not None:
        printer.ln()
        printer.image(without_questions(code))
    printer.cut()
    return bytes(printer.output)


def _needs_picture(text: str) -> bool:
    """Letters that the code page lacks and the fonts have: a whole line is drawn, so that its columns stay."""
    try:
        text.translate(LIKENESSES).encode(CODE_PAGE)
    except UnicodeEncodeError:
        return has_letters_for(text)
    return False
