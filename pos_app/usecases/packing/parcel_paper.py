"""Parcel paper knows how the labels of a parcel are made: whom it is for is read anew each time, and never kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.ids import OrderNumber
from pos_app.domain.label_document import LabelDocument
from pos_app.domain.shipping.bodies import PackedGoods, ParcelFigures
from pos_app.domain.shipping.destination import (
    COUNTRY_SETTING,
    Destination,
    read_destination,
)
from pos_app.domain.shipping.parcel_documents import (
    ManifestLine,
    ParcelWords,
    SlipLine,
    manifest_pages,
    parcel_documents,
)
from pos_app.domain.shipping.refusals import NoAddress
from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.faults import Fault
from pos_app.ports.replica import Catalogue, StoreConfiguration
from pos_app.ports.shipping import DocumentPrinter

ADDRESS_SETTING = "address"


@dataclass(frozen=True, slots=True)
class PaperPorts:
    """What labels are made of, and who prints them."""

    customers: CustomerDirectory
    catalogue: Catalogue
    configuration: StoreConfiguration
    printer: DocumentPrinter
    store_name: str


class ParcelPaper:
    """Makes and prints labels, slips and manifests; a printer that fails takes nothing back of what was done."""

    def __init__(self, ports: PaperPorts) -> None:
        self._ports = ports

    def destination(self, order: OrderNumber) -> Destination:
        """Where an order goes. Errors: NoAddress, NoRoute."""
        person = self._ports.customers.of_order(order)
        if person is None:
            raise NoAddress(order)
        home = self._ports.configuration.text(COUNTRY_SETTING)
        return read_destination(order, person.name, person.address, home)

    def print_parcel(
        self,
        order: OrderNumber,
        parcel: ParcelFigures,
        goods: Sequence[PackedGoods],
        *,
        copy: bool = False,
    ) -> Fault | None:
        """All documents of one parcel. Errors: NoAddress, NoRoute."""
        words = ParcelWords(
            order,
            parcel.carton,
            parcel.sscc,
            parcel.tracking,
            parcel.carrier,
            parcel.route,
            parcel.weight_grams,
            self._sender(),
            self.destination(order),
            copy,
        )
        return self._print(parcel_documents(words, self._slip(goods)))

    def print_manifest(
        self, name: str, carrier: str, day: str, lines: Sequence[ManifestLine]
    ) -> Fault | None:
        """What the carrier signs."""
        return self._print(manifest_pages(name, self._sender(), carrier, day, lines))

    def _slip(self, goods: Sequence[PackedGoods]) -> list[SlipLine]:
        lines = []
        for each in goods:
            item = self._ports.catalogue.by_id(each.item_id)
            if item is not None:
                lines.append(SlipLine(item.name, item.number, each.quantity_milli, item.unit))
        return lines

    def _sender(self) -> tuple[str, ...]:
        address = self._ports.configuration.text(ADDRESS_SETTING).splitlines()
        return (self._ports.store_name, *address)

    def _print(self, documents: Sequence[LabelDocument]) -> Fault | None:
        try:
            self._ports.printer.print_documents(documents)
        except Fault as fault:
            return fault
        return None
