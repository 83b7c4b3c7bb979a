"""Packing place knows which adapters the pack station of this machine works with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from pos_app.devices.own_carrier import OwnCarrier
from pos_app.domain.label_document import LabelDocument
from pos_app.files.layout import LABELS
from pos_app.late_places import Connected
from pos_app.ports.devices import Labels
from pos_app.ports.late import load
from pos_app.ports.shipping import DocumentPrinter
from pos_app.storage.sqlite_packing import SqlitePackJournal
from pos_app.storage.sqlite_work import SqliteWorkFacts
from pos_app.usecases.pack_station import PackingPorts, PackStation, make_pack_station


class LateDocuments:
    """The printer of parcels' labels, loaded at the first one with all that draws bars."""

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


def packing_place(connected: Connected) -> PackStation:
    """The pack station of an open store."""
    files, register = connected.files, connected.register
    packing = PackingPorts(
        orders=files.orders,
        lists=files.pick_lists,
        shelves=files.shelves,
        customers=files.customers,
        journal=SqlitePackJournal(files.connection, register.identity.workstation),
        work=SqliteWorkFacts(files.connection),
        printer=LateDocuments(
            connected.folder.root / LABELS, connected.labels, connected.label_dpi
        ),
        carrier=OwnCarrier(),
    )
    return make_pack_station(packing, connected.ports, register)
