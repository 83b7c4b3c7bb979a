"""Pack station knows all verbs of whoever packs and sends parcels, put together beside the register's."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.device_lines import Scale
from pos_app.ports.orders import OrderBook
from pos_app.ports.picking import PickLists, Shelves
from pos_app.ports.shipping import Carrier, DocumentPrinter, PackJournal, WorkFacts
from pos_app.usecases.packing.close_carton import CloseCarton, MendParcel
from pos_app.usecases.packing.open_order import OpenOrder, ReadToPack
from pos_app.usecases.packing.pack_desk import PackDesk, PackReading, PackRound
from pos_app.usecases.packing.pack_item import ChooseBox, PackItem, UndoPacking
from pos_app.usecases.packing.parcel_paper import PaperPorts, ParcelPaper
from pos_app.usecases.packing.read_measures import ReadMeasures
from pos_app.usecases.packing.send_parcels import SendParcels
from pos_app.usecases.picking.pick_facts import PickFacts
from pos_app.usecases.register import Register, RegisterPorts


@dataclass(frozen=True, slots=True)
class PackingPorts:
    """What a pack station is connected to besides the register's ports."""

    orders: OrderBook
    lists: PickLists
    shelves: Shelves
    customers: CustomerDirectory
    journal: PackJournal
    work: WorkFacts
    printer: DocumentPrinter
    carrier: Carrier


@dataclass(frozen=True, slots=True)
class PackStation:
    """Every verb of packing and sending, in the register's session."""

    desk: PackDesk
    scale: Scale
    read_to_pack: ReadToPack
    open_order: OpenOrder
    pack_item: PackItem
    undo_packing: UndoPacking
    choose_box: ChooseBox
    close_carton: CloseCarton
    mend_parcel: MendParcel
    send_parcels: SendParcels
    read_measures: ReadMeasures


def make_pack_station(
    packing: PackingPorts, ports: RegisterPorts, register: Register
) -> PackStation:
    """A station that goes on with the cartons that the journal tells of."""
    identity, configuration, catalogue = register.identity, ports.configuration, ports.catalogue
    facts = PickFacts(ports.store, register.session, register.days, ports.clock)
    reading = PackReading(
        packing.orders, packing.lists, packing.shelves, catalogue, configuration, packing.journal
    )
    desk = PackDesk(reading, PackRound())
    paper = ParcelPaper(
        PaperPorts(
            packing.customers, catalogue, configuration, packing.printer, identity.store_name
        )
    )
    carrier, at = packing.carrier, identity.workstation
    open_order = OpenOrder(desk, facts)
    return PackStation(
        desk=desk,
        scale=ports.scale,
        read_to_pack=ReadToPack(desk, facts),
        open_order=open_order,
        pack_item=PackItem(desk, facts, register.scan_item, open_order),
        undo_packing=UndoPacking(desk, facts),
        choose_box=ChooseBox(desk, facts),
        close_carton=CloseCarton(desk, facts, carrier, paper, at),
        mend_parcel=MendParcel(desk, facts, carrier, paper),
        send_parcels=SendParcels(packing.orders, facts, carrier, paper, at),
        read_measures=ReadMeasures(packing.work, packing.orders, facts, identity.time_zone),
    )
