"""Close carton knows how a parcel gets its weight, its number and its labels, and how these are taken back."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.customer_order import CustomerOrder, OrderParcel, ParcelState
from pos_app.domain.facts import FactDraft
from pos_app.domain.operations.shipping import CLOSE_CARTON, REPRINT_PARCEL, VOID_PARCEL
from pos_app.domain.shipping.bodies import (
    ParcelFigures,
    carton_packed,
    carton_voided,
    label_reprinted,
    order_packed,
)
from pos_app.domain.shipping.refusals import (
    EmptyCarton,
    NoSuchCarton,
    ParcelGone,
    WeightNotPossible,
    WeightOff,
)
from pos_app.domain.shipping.sscc import (
    PREFIX_SETTING,
    RANGE_SETTING,
    ParcelNumbers,
    parcel_numbers,
)
from pos_app.domain.shipping.weight_check import likely_item
from pos_app.ports.faults import Fault
from pos_app.ports.shipping import Carrier
from pos_app.usecases.packing.pack_desk import PackDesk, PackView
from pos_app.usecases.packing.parcel_paper import ParcelPaper
from pos_app.usecases.picking.pick_facts import PickFacts


@dataclass(frozen=True, slots=True)
class ClosedParcel:
    """A parcel is closed; is_whole: with it all of its order is packed; printer_fault: labels that did not come out."""

    parcel: ParcelFigures
    is_whole: bool
    view: PackView
    printer_fault: Fault | None = None


class CloseCarton:
    """Weigh it, number it, book it, print it.

    Errors: NotAllowed, OrderFirst, EmptyCarton, NoSuchCarton, WeightNotPossible, WeightOff, NoAddress, NoRoute,
    NoCompanyPrefix, NumbersUsedUp, and faults of a carrier's service.
    """

    def __init__(
        self,
        desk: PackDesk,
        facts: PickFacts,
        carrier: Carrier,
        paper: ParcelPaper,
        workstation: str,
    ) -> None:
        self._desk = desk
        self._facts = facts
        self._carrier = carrier
        self._paper = paper
        self._workstation = workstation

    def __call__(self, *, weight_grams: int, by_force: bool = False) -> ClosedParcel:
        """by_force: somebody has looked, and its weight is as it is."""
        self._facts.check(CLOSE_CARTON)
        order, view = self._desk.order_in_front()
        if not view.open:
            raise EmptyCarton
        if view.box is None:
            raise NoSuchCarton("")
        if not view.box.empty_grams < weight_grams <= view.box.limit_grams:
            raise WeightNotPossible(view.box.limit_grams)
        off = view.expected.off_grams(weight_grams)
        if off and not by_force:
            raise WeightOff(off, likely_item(off, self._desk.weights(view)))
        parcel = self._booked(view, weight_grams)
        goods = self._desk.goods_of(view.open)
        drafts = [carton_packed(order.number, parcel, goods)]
        is_whole = not view.left_milli
        if is_whole:
            drafts.append(self._whole(view, parcel))
        changes = self._facts.append(CLOSE_CARTON, drafts)
        fault = self._paper.print_parcel(order.number, parcel, goods)
        self._desk.round.begin(None if is_whole else order.number)
        return ClosedParcel(parcel, is_whole, self._desk.view(changes), fault)

    def numbers(self) -> ParcelNumbers:
        """The parcel numbers of this workstation. Errors: NoCompanyPrefix."""
        text = self._desk.reading.configuration.text
        return parcel_numbers(text(PREFIX_SETTING), text(RANGE_SETTING), self._workstation)

    def _booked(self, view: PackView, weight_grams: int) -> ParcelFigures:
        assert view.order is not None and view.box is not None, "both were looked at"
        numbers = self.numbers()
        sscc = numbers.sscc(self._desk.reading.journal.next_serial(numbers))
        booking = self._carrier.book(sscc, self._paper.destination(view.order.number), weight_grams)
        return ParcelFigures(
            view.carton,
            view.box.name,
            sscc,
            booking.tracking,
            self._carrier.name,
            booking.route,
            weight_grams,
            view.expected.grams,
        )

    def _whole(self, view: PackView, parcel: ParcelFigures) -> FactDraft:
        assert view.order is not None, "it was looked at"
        packed = self._desk.packed(view.order)
        everything = [each for carton in packed.closed for each in carton.goods]
        goods = self._desk.goods_of([*everything, *packed.open])
        return order_packed(view.order.number, parcel.carton, goods)


class MendParcel:
    """Labels once more, marked as a copy; or a label that counts no more, and its goods are packed again.

    Errors: NotAllowed, NoSuchCarton, ParcelGone, NoAddress, NoRoute.
    """

    def __init__(
        self, desk: PackDesk, facts: PickFacts, carrier: Carrier, paper: ParcelPaper
    ) -> None:
        self._desk = desk
        self._facts = facts
        self._carrier = carrier
        self._paper = paper

    def reprint(self, *, sscc: str) -> ClosedParcel:
        """What is in it stands on the slip where this device has packed it."""
        self._facts.check(REPRINT_PARCEL)
        order, parcel = self._found(sscc)
        # whom it is for is asked before anything is written
        self._paper.destination(order.number)
        changes = self._facts.append(REPRINT_PARCEL, [label_reprinted(order.number, sscc)])
        carton = self._desk.packed(order).carton(sscc)
        goods = self._desk.goods_of(() if carton is None else carton.goods)
        figures = _figures(parcel)
        fault = self._paper.print_parcel(order.number, figures, goods, copy=True)
        view = self._desk.view(changes)
        return ClosedParcel(figures, is_whole=False, view=view, printer_fault=fault)

    def void(self, *, sscc: str) -> PackView:
        """Its number is never given again; the order comes in front."""
        self._facts.check(VOID_PARCEL)
        order, parcel = self._found(sscc)
        self._carrier.cancel(parcel.tracking)
        changes = self._facts.append(
            VOID_PARCEL, [carton_voided(order.number, parcel.carton, sscc)]
        )
        self._desk.round.begin(order.number)
        return self._desk.view(changes)

    def _found(self, sscc: str) -> tuple[CustomerOrder, OrderParcel]:
        for order in self._desk.reading.orders.queue():
            for parcel in order.parcels:
                if parcel.sscc == sscc and parcel.state is not ParcelState.VOID:
                    if parcel.state is ParcelState.SENT:
                        raise ParcelGone(sscc)
                    return order, parcel
        raise NoSuchCarton(sscc)


def _figures(parcel: OrderParcel) -> ParcelFigures:
    return ParcelFigures(
        parcel.carton,
        parcel.box,
        parcel.sscc,
        parcel.tracking,
        parcel.carrier,
        parcel.route,
        parcel.weight_grams,
        0,
    )
