"""Pack desk knows the order that is packed here: what is still to be scanned, which box, what it should weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pos_app.domain.catalogue import Item
from pos_app.domain.customer_order import CustomerOrder, OrderParcel, OrderState, ParcelState
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.picking.pick_list import Pick
from pos_app.domain.quantity import EACH, MILLI
from pos_app.domain.shipping.bodies import PackedGoods
from pos_app.domain.shipping.cartons import (
    CARTONS_SETTING,
    Carton,
    Piece,
    piece_of,
    read_cartons,
    suggest,
)
from pos_app.domain.shipping.packed_order import PackedOrder, Packing
from pos_app.domain.shipping.refusals import OrderFirst, OrderWasCancelled
from pos_app.domain.shipping.weight_check import ExpectedWeight, expected_weight
from pos_app.ports.changes import Changes
from pos_app.ports.orders import OrderBook
from pos_app.ports.picking import PickLists, Shelves
from pos_app.ports.replica import Catalogue, StoreConfiguration
from pos_app.ports.shipping import PackJournal

# So many pieces of an order are looked at one by one when a box is suggested.
PIECES_LOOKED_AT = 200


@dataclass(slots=True)
class PackRound:
    """What is known of the work only while the program runs; all that counts is in facts.

    box: chosen by hand, "" for the suggested one; caught: wrong scans since the last right one.
    """

    order: OrderNumber | None = None
    box: str = ""
    caught: int = 0
    suggested: tuple[int, str] = (0, "")

    def begin(self, order: OrderNumber | None) -> None:
        """Another order is in front."""
        self.order, self.box, self.caught, self.suggested = order, "", 0, (0, "")


@dataclass(frozen=True, slots=True)
class PackLine:
    """Goods of one line that were fetched, and how much of them lies in cartons, in thousandths."""

    line_number: int
    item: Item
    wanted_milli: int
    packed_milli: int
    is_fragile: bool
    # the name of the kit that it is a part of
    kit: str = ""

    @property
    def left_milli(self) -> int:
        """What is still to be scanned."""
        return max(0, self.wanted_milli - self.packed_milli)


@dataclass(frozen=True, slots=True)
class PackView:
    """The order in front; carton: the number of the open one; parcels: those that are closed and count.

    in_carton: what was scanned into the open carton, in thousandths by line; boxes: all that the store has.
    """

    order: CustomerOrder | None = None
    lines: tuple[PackLine, ...] = ()
    carton: int = 1
    open: tuple[Packing, ...] = ()
    boxes: tuple[Carton, ...] = ()
    box: Carton | None = None
    expected: ExpectedWeight = field(default_factory=lambda: ExpectedWeight(0, is_whole=False))
    parcels: tuple[OrderParcel, ...] = ()
    changes: Changes = Changes.NONE

    @property
    def left_milli(self) -> int:
        """What is still to be scanned of all lines."""
        return sum(line.left_milli for line in self.lines)

    def name_of(self, item_id: ItemId) -> str:
        """What goods of this order are called."""
        return next((line.item.name for line in self.lines if line.item.item_id == item_id), "")


@dataclass(frozen=True, slots=True)
class PackReading:
    """What a pack station reads."""

    orders: OrderBook
    lists: PickLists
    shelves: Shelves
    catalogue: Catalogue
    configuration: StoreConfiguration
    journal: PackJournal


class PackDesk:
    """Reads the order in front; decides nothing that is not a fact, but the box."""

    def __init__(self, reading: PackReading, at: PackRound) -> None:
        self.reading = reading
        self.round = at

    def view(self, changes: Changes = Changes.NONE) -> PackView:
        """How the work stands."""
        number = self.round.order
        order = None if number is None else self.reading.orders.order(number)
        if order is None:
            return PackView(boxes=self.boxes(), changes=changes)
        packed = self.packed(order)
        lines = self._lines(order, packed)
        carton = max([packed.last_carton, *(parcel.carton for parcel in order.parcels)]) + 1
        box = self._box(order, lines, packed.open, carton)
        empty = box.empty_grams if box else 0
        return PackView(
            order=order,
            lines=lines,
            carton=carton,
            open=packed.open,
            boxes=self.boxes(),
            box=box,
            expected=expected_weight(empty, [self._grams(each) for each in packed.open]),
            parcels=order.waiting_parcels,
            changes=changes,
        )

    def order_in_front(self) -> tuple[CustomerOrder, PackView]:
        """Errors: OrderFirst, OrderWasCancelled."""
        view = self.view()
        if view.order is None:
            raise OrderFirst
        if view.order.state in (OrderState.CANCELLED, OrderState.EXPIRED):
            raise OrderWasCancelled(view.order.number)
        return view.order, view

    def packed(self, order: CustomerOrder) -> PackedOrder:
        """What this device has packed of an order; a carton whose label became void elsewhere is no more."""
        known = self.reading.journal.orders().get(order.number, PackedOrder(order.number))
        void = {parcel.sscc for parcel in order.parcels if parcel.state is ParcelState.VOID}
        closed = tuple(carton for carton in known.closed if carton.sscc not in void)
        return replace(known, closed=closed)

    def boxes(self) -> tuple[Carton, ...]:
        """The store's boxes, the smallest first."""
        return read_cartons(self.reading.configuration.text(CARTONS_SETTING))

    def weights(self, view: PackView) -> dict[str, int]:
        """What one piece of each item of the order weighs, by name, in grams."""
        return {line.item.name: self._piece(line.item.item_id).grams for line in view.lines}

    def goods_of(self, packings: Sequence[Packing]) -> tuple[PackedGoods, ...]:
        """The same goods of a line together, unless lot or serial tell them apart."""
        sums: dict[PackedGoods, int] = {}
        for each in packings:
            key = PackedGoods(each.line_number, each.item_id, 0, each.lot, each.serial)
            sums[key] = sums.get(key, 0) + each.quantity_milli
        return tuple(replace(key, quantity_milli=milli) for key, milli in sums.items())

    def lots(self, order: CustomerOrder, line_number: int, item_id: ItemId) -> frozenset[str]:
        """The lots of which all of a line was fetched here; empty where a code said none, or another device did it."""
        here = [
            pick.lot
            for pick in self._own_picks(order)
            if (pick.line_number, pick.item_id) == (line_number, item_id)
        ]
        return frozenset(here) if all(here) else frozenset()

    def _own_picks(self, order: CustomerOrder) -> list[Pick]:
        return [
            pick
            for picked in self.reading.lists.all()
            for pick in picked.picks
            if pick.order_number == order.number and order.number in picked.packed
        ]

    def _lines(self, order: CustomerOrder, packed: PackedOrder) -> tuple[PackLine, ...]:
        found = []
        kits = {line.line_number: line.kit_id for line in order.lines}
        for (number, item_id), wanted in self._fetched(order).items():
            item = self.reading.catalogue.by_id(item_id)
            if item is not None and wanted > 0:
                fragile = self.reading.shelves.storage(item_id).is_fragile
                done = packed.packed_milli(number, item_id)
                kit = self._name(kits.get(number))
                found.append(PackLine(number, item, wanted, done, fragile, kit))
        return tuple(found)

    def _name(self, kit_id: ItemId | None) -> str:
        kit = None if kit_id is None else self.reading.catalogue.by_id(kit_id)
        return "" if kit is None else kit.name

    def _fetched(self, order: CustomerOrder) -> dict[tuple[int, ItemId], int]:
        """What was picked, by line and item: where this device has picked it, what took a line's place too."""
        own = self._own_picks(order)
        fetched: dict[tuple[int, ItemId], int] = {}
        for line in order.lines:
            here = [pick for pick in own if pick.line_number == line.line_number]
            if sum(pick.quantity_milli for pick in here) < line.picked_milli:
                fetched[line.line_number, line.item_id] = line.picked_milli
                continue
            for pick in here:
                key = (line.line_number, pick.item_id)
                fetched[key] = fetched.get(key, 0) + pick.quantity_milli
        return fetched

    def _box(
        self,
        order: CustomerOrder,
        lines: Sequence[PackLine],
        opened: Sequence[Packing],
        carton: int,
    ) -> Carton | None:
        boxes = {box.name: box for box in self.boxes()}
        if self.round.suggested[0] != carton:
            # what is scanned and what is left stay the same together while a carton is open
            pieces: list[Piece] = []
            for line in lines:
                inside = sum(
                    each.quantity_milli
                    for each in opened
                    if (each.line_number, each.item_id) == (line.line_number, line.item.item_id)
                )
                pieces += self._pieces(line.item, line.left_milli + inside)
            suggested = suggest(tuple(boxes.values()), pieces[:PIECES_LOOKED_AT])
            self.round.suggested = (carton, suggested[0].name if suggested else "")
        return boxes.get(self.round.box or self.round.suggested[1])

    def _pieces(self, item: Item, milli: int) -> list[Piece]:
        piece = self._piece(item.item_id)
        if item.unit == EACH:
            return [piece] * (milli // MILLI)
        return [Piece(milli, piece.block)] if milli else []

    def _piece(self, item_id: ItemId) -> Piece:
        return piece_of(self.reading.shelves.storage(item_id))

    def _grams(self, packing: Packing) -> int:
        item = self.reading.catalogue.by_id(packing.item_id)
        if item is not None and item.unit != EACH:
            return packing.quantity_milli
        return self._piece(packing.item_id).grams * packing.quantity_milli // MILLI
