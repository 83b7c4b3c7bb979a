"""The shipping ports: what was packed here, the numbers of parcels, labels on paper, and who brings parcels away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.facts import Fact
from pos_app.domain.ids import OrderNumber
from pos_app.domain.label_document import LabelDocument
from pos_app.domain.shipping.destination import Destination
from pos_app.domain.shipping.packed_order import PackedOrder
from pos_app.domain.shipping.sscc import ParcelNumbers


class PackJournal(Protocol):
    """What this device has packed, read back from its own journal: what was packed stays packed after any restart."""

    def orders(self) -> Mapping[OrderNumber, PackedOrder]:
        """Every order of the last days, also those that are gone."""
        ...

    def next_serial(self, numbers: ParcelNumbers) -> int:
        """The next number of this workstation that no parcel has."""
        ...


class WorkFacts(Protocol):
    """What this device tells of picking and packing."""

    def of_day(self, business_date: str) -> Sequence[Fact]:
        """All of it that a measure is taken from, of one day."""
        ...


class DocumentPrinter(Protocol):
    """Prints labels and slips of parcels; errors: PrinterUnreachable, DiskFull."""

    def print_documents(self, documents: Sequence[LabelDocument]) -> None:
        """One after the other; returns when the printer has taken them all."""
        ...


@dataclass(frozen=True, slots=True)
class Booking:
    """What a carrier says of a parcel: its number with them, and the code by which they sort it."""

    tracking: str
    route: str


class Carrier(Protocol):
    """Who brings parcels away; how a real one is connected is told in docs/shipping.md."""

    @property
    def name(self) -> str:
        """What stands on labels and manifests."""
        ...

    def book(self, sscc: str, destination: Destination, weight_grams: int) -> Booking:
        """Announce a parcel. Errors: NoRoute, and a Fault where a service is asked and does not answer."""
        ...

    def cancel(self, tracking: str) -> None:
        """The parcel does not come."""
        ...
