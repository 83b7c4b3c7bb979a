"""File printer knows how receipts are kept in a folder where there is no printer."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from PIL import Image

from pos_app.devices.credit_slip_text import credit_slip_lines
from pos_app.devices.day_report_text import day_report_lines
from pos_app.devices.escpos_receipt import (
    credit_slip_bytes,
    day_report_bytes,
    held_slip_bytes,
    printer_test_bytes,
    receipt_bytes,
)
from pos_app.devices.held_slip_text import held_slip_lines
from pos_app.devices.printer_test_text import printer_test_lines
from pos_app.devices.receipt_barcode import barcode_png
from pos_app.devices.receipt_text import receipt_lines
from pos_app.devices.slip_square import square_png
from pos_app.devices.text_layout import TextLine
from pos_app.domain.receipt import (
    CreditSlipDocument,
    DayReport,
    PrinterTest,
    ReceiptDocument,
    SlipDocument,
)
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.ports.faults import DiskFull, DrawerDidNotOpen, PrinterUnreachable

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]")


class FilePrinter:
    """Writes each receipt as `.txt` and `.png` to look at and `.bin` as a printer gets it, each file whole or not.

    The `.bin` comes last: where it is, the receipt is complete. A reprint never replaces its original.
    """

    def __init__(self, folder: Path, logo: Image.Image | None = None) -> None:
        self._folder = folder
        self._logo = logo

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Write the files of one receipt; errors: DiskFull, PrinterUnreachable."""
        ending = "-copy" if receipt.copy else "-gift" if receipt.gift else ""
        self._write(
            f"{receipt.sale.receipt_number}{ending}",
            {
                "txt": _preview(receipt_lines(receipt)),
                "png": barcode_png(receipt.barcode),
                **({"square.png": square_png(receipt.square)} if receipt.square else {}),
                "bin": receipt_bytes(receipt, self._logo),
            },
        )

    def print_report(self, report: DayReport) -> None:
        """Write the files of one X or Z report; errors: DiskFull, PrinterUnreachable."""
        kind = "so-far" if report.settlement is None else "end-of-day"
        self._write(
            f"{kind}-{report.workstation}-{report.figures.business_date}",
            {"txt": _preview(day_report_lines(report)), "bin": day_report_bytes(report)},
        )

    def print_slip(self, slip: SlipDocument) -> None:
        """Write the files of the slip of a held sale; errors: DiskFull, PrinterUnreachable."""
        if isinstance(slip, CreditSlipDocument):
            text, bars = _preview(credit_slip_lines(slip)), barcode_png(slip.number)
            made = {"txt": text, "png": bars, "bin": credit_slip_bytes(slip)}
            self._write(f"credit-{slip.name}", made)
            return
        contents = {"txt": _preview(held_slip_lines(slip))}
        if slip.code:
            contents["png"] = square_png(slip.code)
        contents["bin"] = held_slip_bytes(slip)
        self._write(f"held-{slip.workstation}-{slip.local_time}", contents)

    def print_test(self, page: PrinterTest) -> None:
        """Write the files of the test page; errors: DiskFull, PrinterUnreachable."""
        contents = {
            "txt": _preview(printer_test_lines(page)),
            "bin": printer_test_bytes(page, self._logo),
        }
        self._write(f"printer-test-{page.workstation}", contents)

    def paper_is_low(self) -> bool:
        """A folder has room, or says otherwise."""
        return False

    def _write(self, name: str, contents: dict[str, bytes]) -> None:
        stem = _NOT_IN_A_NAME.sub("_", name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for kind, content in contents.items():
                write_atomically(self._folder / f"{stem}.{kind}", content, OWNER_ONLY)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFull from error
            raise PrinterUnreachable(str(self._folder)) from error


class FileDrawer:
    """Stands for a drawer where there is none: one line in a file for each opening."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> None:
        """Add a line; errors: DrawerDidNotOpen."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="ascii") as openings:
                openings.write("opened\n")
        except OSError as error:
            raise DrawerDidNotOpen from error

    def is_open(self) -> bool | None:
        """Nobody can see it."""
        return None


def _preview(lines: tuple[TextLine, ...]) -> bytes:
    return "".join(f"{line.text}\n" for line in lines).encode()
