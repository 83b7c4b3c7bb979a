"""Late documents print labels and slips that are drawn; what draws them is loaded at the first one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from pos_app.domain.label_document import LabelDocument
from pos_app.files.layout import LABELS
from pos_app.late_places import Connected
from pos_app.ports.devices import Labels
from pos_app.ports.late import load
from pos_app.ports.shipping import DocumentPrinter


class LateDocuments:
    """The printer of labels, loaded at the first one with all that draws bars."""

    def __init__(self, folder: Path, labels: Labels, dots_per_inch: int) -> None:
        self._folder = folder
        self._labels = labels
        self._dots_per_inch = dots_per_inch

    def print_documents(self, documents: Sequence[LabelDocument]) -> None:
        """One after the other."""
        self._printer.print_documents(documents)

    @cached_property
    def _printer(self) -> DocumentPrinter:
        made: DocumentPrinter
        if self._labels.name:
            made = load("spooled_parcels")(self._folder, self._labels, self._dots_per_inch)
        else:
            made = load("parcel_printer")(self._folder)
        return made


def documents_of(connected: Connected) -> LateDocuments:
    """The label printer of an open store, or its folder of labels."""
    return LateDocuments(
        connected.folder.root / LABELS, connected.labels, connected.settings.label_dpi
    )
