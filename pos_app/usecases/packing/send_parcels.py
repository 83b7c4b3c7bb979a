"""Send parcels knows which parcels wait for their carrier, and what is handed over with which manifest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pos_app.domain.customer_order import CustomerOrder, OrderParcel, ParcelState
from pos_app.domain.operations.shipping import READ_TO_PACK, SEND_PARCELS
from pos_app.domain.scan import LogisticUnitCode, parse_scan
from pos_app.domain.shipping.bodies import cartons_handed_to_carrier
from pos_app.domain.shipping.own_routing import is_tracking_number
from pos_app.domain.shipping.parcel_documents import ManifestLine
from pos_app.domain.shipping.refusals import (
    NoSuchCarton,
    NothingToSend,
    ParcelGone,
    ParcelVoid,
)
from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from pos_app.ports.orders import OrderBook
from pos_app.ports.shipping import Carrier
from pos_app.usecases.packing.parcel_paper import ParcelPaper
from pos_app.usecases.picking.pick_facts import PickFacts


@dataclass(frozen=True, slots=True)
class WaitingParcel:
    """One parcel with its order; is_scanned: somebody holds it in the hand for the carrier."""

    order: CustomerOrder
    parcel: OrderParcel
    is_scanned: bool


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What waits for the carrier, in the order of parcels' numbers; scanned: the one that was read just now."""

    carrier: str
    parcels: tuple[WaitingParcel, ...]
    scanned: OrderParcel | None = None
    changes: Changes = Changes.NONE

    @property
    def taken(self) -> tuple[WaitingParcel, ...]:
        """What is handed over now: those that were scanned, or all where none was."""
        held = tuple(parcel for parcel in self.parcels if parcel.is_scanned)
        return held or self.parcels


@dataclass(frozen=True, slots=True)
class Sent:
    """The carrier has them; manifest: the name of its list; printer_fault: a list that did not come out."""

    manifest: str
    count: int
    outgoing: Outgoing
    printer_fault: Fault | None = None


class SendParcels:
    """Parcels are scanned one by one, or all go. Errors: NotAllowed, NoSuchCarton, ParcelGone, ParcelVoid."""

    def __init__(
        self,
        orders: OrderBook,
        facts: PickFacts,
        carrier: Carrier,
        paper: ParcelPaper,
        workstation: str,
    ) -> None:
        self._orders = orders
        self._facts = facts
        self._carrier = carrier
        self._paper = paper
        self._workstation = workstation
        self._held: set[str] = set()

    def begin(self) -> Outgoing:
        """Nothing is in the hand."""
        self._facts.check(READ_TO_PACK)
        self._held = set()
        return self._read()

    def scanned(self, *, text: str) -> Outgoing:
        """text: the number of a parcel as GS1-128, or its number with the carrier; scanned again it is put back."""
        self._facts.check(READ_TO_PACK)
        parcel = self._named(text)
        if parcel.state is ParcelState.SENT:
            raise ParcelGone(parcel.sscc)
        if parcel.state is ParcelState.VOID:
            raise ParcelVoid(parcel.sscc)
        self._held ^= {parcel.sscc}
        return self._read(parcel if parcel.sscc in self._held else None)

    def __call__(self) -> Sent:
        """Errors: NothingToSend as well."""
        self._facts.check(SEND_PARCELS)
        taken = self._read().taken
        if not taken:
            raise NothingToSend
        day = self._facts.business_date()
        name = self._manifest_name(day)
        numbers = [(each.order.number, each.parcel.sscc) for each in taken]
        draft = cartons_handed_to_carrier(self._carrier.name, name, numbers)
        changes = self._facts.append(SEND_PARCELS, [draft])
        lines = [
            ManifestLine(
                each.order.number,
                each.parcel.sscc,
                each.parcel.tracking,
                each.parcel.route,
                each.parcel.weight_grams,
            )
            for each in taken
        ]
        fault = self._paper.print_manifest(name, self._carrier.name, day, lines)
        self._held = set()
        return Sent(name, len(taken), self._read(changes=changes), fault)

    def _manifest_name(self, day: str) -> str:
        """By its minute: nobody hands over twice within one, and another workstation has its own."""
        minute = self._facts.now_us() // 60_000_000 % (24 * 60)
        return f"{day}-{self._workstation}-{minute // 60:02}{minute % 60:02}"

    def _read(
        self, scanned: OrderParcel | None = None, changes: Changes = Changes.NONE
    ) -> Outgoing:
        parcels = [
            WaitingParcel(order, parcel, parcel.sscc in self._held)
            for order in self._orders.queue()
            for parcel in order.waiting_parcels
        ]
        parcels.sort(key=lambda each: each.parcel.sscc)
        return Outgoing(self._carrier.name, tuple(parcels), scanned, changes)

    def _named(self, text: str) -> OrderParcel:
        code = parse_scan(text)
        wanted: Collection[str] = {text.strip()}
        if isinstance(code, LogisticUnitCode):
            wanted = {code.sscc}
        elif not is_tracking_number(text.strip()):
            raise NoSuchCarton(text)
        for order in self._orders.queue():
            for parcel in order.parcels:
                if {parcel.sscc, parcel.tracking} & set(wanted):
                    return parcel
        raise NoSuchCarton(text)
