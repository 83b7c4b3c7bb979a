"""Open order knows which orders wait to be packed, and which of them a tote, a bag or a number means."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain import own_codes
from pos_app.domain.customer_order import CustomerOrder
from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.shipping import READ_TO_PACK
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.piece_code import read_piece
from pos_app.domain.scan import CodeRules, PickupCode, PlaceCode, UnknownCode, parse_scan
from pos_app.domain.shipping.refusals import NotToPack, OrderWasCancelled
from pos_app.ports.changes import Changes
from pos_app.usecases.packing.pack_desk import PackDesk, PackView
from pos_app.usecases.picking.pick_facts import PickFacts


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """An order that is to be packed; is_begun: something of it lies in a carton here already; tote: "" not known."""

    order: CustomerOrder
    tote: str
    is_begun: bool


@dataclass(frozen=True, slots=True)
class ToPack:
    """Orders by the hour of their promise, and how many parcels wait for their carrier."""

    orders: tuple[WaitingOrder, ...]
    parcel_count: int
    changes: Changes = Changes.NONE


class ReadToPack:
    """What waits. Errors: NotAllowed."""

    def __init__(self, desk: PackDesk, facts: PickFacts) -> None:
        self._desk = desk
        self._facts = facts

    def __call__(self) -> ToPack:
        """The orders of this moment."""
        self._facts.check(READ_TO_PACK)
        orders = self._desk.reading.orders.queue()
        begun = self._desk.reading.journal.orders()
        totes = totes_here(self._desk)
        waiting = sorted(
            (order for order in orders if order.is_to_pack),
            key=lambda order: (order.promised_us or 0, order.number),
        )
        return ToPack(
            tuple(
                WaitingOrder(order, totes.get(order.number, ""), order.number in begun)
                for order in waiting
            ),
            sum(len(order.waiting_parcels) for order in orders),
        )


class OpenOrder:
    """Bring an order in front, by its tote, the label of one of its bags, or its number.

    Errors: NotAllowed, NotToPack, OrderWasCancelled.
    """

    def __init__(self, desk: PackDesk, facts: PickFacts) -> None:
        self._desk = desk
        self._facts = facts

    def __call__(self, *, text: str) -> PackView:
        """text: one burst of the scanner, or a number."""
        self._facts.check(READ_TO_PACK)
        order = self.meant(text)
        if order is None:
            raise NotToPack(text)
        self._desk.round.begin(order.number)
        return self._desk.view()

    def meant(self, text: str) -> CustomerOrder | None:
        """The order that a code means; None when it means none that can be packed. Errors: OrderWasCancelled."""
        setting = self._desk.reading.configuration.text(own_codes.SETTING)
        found = self._orders(text, CodeRules.of(prefixes=setting))
        to_pack = next((order for order in found if order.is_to_pack), None)
        over = next((order for order in found if not order.is_open), None)
        if to_pack is None and over is not None and not over.parcels:
            raise OrderWasCancelled(over.number)
        return to_pack

    def leave(self) -> PackView:
        """No order is in front; what was scanned stays in its carton."""
        self._desk.round.begin(None)
        return self._desk.view()

    def _orders(self, text: str, rules: CodeRules) -> list[CustomerOrder]:
        orders = self._desk.reading.orders
        match parse_scan(text, rules):
            case PlaceCode(place=OwnKind.TOTE, name=name):
                here = [
                    number
                    for number, tote in totes_here(self._desk).items()
                    if tote.casefold() == name.casefold()
                ]
                own = [orders.order(number) for number in here]
                return [order for order in (*own, *orders.in_tote(name)) if order is not None]
            case PlaceCode(place=OwnKind.PIECE, name=name):
                label = read_piece(name)
                found = None if label is None else orders.order(label.order_number)
            case PickupCode(order=number):
                found = orders.order(OrderNumber(number))
            case UnknownCode(text=number):
                found = orders.order(OrderNumber(number))
            case _:
                found = None
        return [] if found is None else [found]


def totes_here(desk: PackDesk) -> dict[OrderNumber, str]:
    """In which tote this device has fetched which order."""
    return {
        order.order_number: order.tote
        for picked in desk.reading.lists.all()
        for order in picked.orders
        if order.tote
    }
