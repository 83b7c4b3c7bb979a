"""Document files knows how labels and slips of parcels are kept in a folder where there is no printer for them."""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from pathlib import Path

from pos_app.devices.label_picture import pdf_of, png_of
from pos_app.devices.zpl import zpl_of
from pos_app.domain.label_document import LabelDocument
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.ports.devices import Labels
from pos_app.ports.faults import DiskFull, PrinterUnreachable

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]")


class SpooledDocuments:
    """Gives each document to the label printer, and keeps it in the folder as well; none is lost while that is away."""

    def __init__(self, folder: Path, labels: Labels, dots_per_inch: int) -> None:
        self._files = FileDocuments(folder)
        self._labels = labels
        self._dots_per_inch = dots_per_inch

    def print_documents(self, documents: Sequence[LabelDocument]) -> None:
        """Nobody waits for the printer; errors: DiskFull, PrinterUnreachable, LabelPrinterUnreachable."""
        self._files.print_documents(documents)
        for document in documents:
            zpl = zpl_of(document, self._dots_per_inch)
            self._labels.take(document.name, zpl.encode())


class FileDocuments:
    """Writes each document as `.png` and `.pdf` to look at and `.zpl` as a printer gets it, each file whole or not.

    The `.zpl` comes last: where it is, the document is complete. A copy never replaces its original.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print_documents(self, documents: Sequence[LabelDocument]) -> None:
        """Three files for each; errors: DiskFull, PrinterUnreachable."""
        for document in documents:
            contents = {
                "png": png_of(document),
                "pdf": pdf_of(document),
                "zpl": zpl_of(document).encode(),
            }
            stem = _NOT_IN_A_NAME.sub("_", document.name)
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                for kind, content in contents.items():
                    write_atomically(self._folder / f"{stem}.{kind}", content, OWNER_ONLY)
            except OSError as error:
                full = error.errno in _NO_ROOM
                raise (DiskFull() if full else PrinterUnreachable(str(self._folder))) from error
