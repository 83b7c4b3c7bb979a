"""File printer knows how receipts are kept in a folder where there is no printer."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from pos_app.devices.escpos_receipt import receipt_bytes
from pos_app.devices.receipt_barcode import barcode_png
from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.receipt import ReceiptDocument
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.ports.faults import DiskFull, DrawerDidNotOpen, PrinterUnreachable

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]")


class FilePrinter:
    """Writes each receipt as `.txt` and `.png` to look at and `.bin` as a printer gets it, each file whole or not.

    The `.bin` comes last: where it is, the receipt is complete. A reprint never replaces its original.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Write the files of one receipt; errors: DiskFull, PrinterUnreachable."""
        name = _NOT_IN_A_NAME.sub("_", receipt.sale.receipt_number)
        stem = f"{name}-copy" if receipt.copy else name
        contents = {
            "txt": "".join(f"{line}\n" for line in receipt_text(receipt)).encode(),
            "png": barcode_png(receipt.barcode),
            "bin": receipt_bytes(receipt),
        }
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
