"""Pack and stage knows how an order leaves the cart: in counted bags with labels, and into bays that are as warm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain import own_codes
from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.picking import PACK_ORDER, STAGE_PIECE
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.picking.pick_list import PickList, still_wanted
from pos_app.domain.picking.refusals import (
    BayUnknown,
    NoSuchPiece,
    NotAllFetched,
    NotThatMuch,
    WrongBayWarmth,
)
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.picking_bodies import PackedLine, order_picked, piece_staged
from pos_app.domain.piece_code import PieceLabel, read_piece
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.scan import CodeRules, PlaceCode, parse_scan
from pos_app.ports.changes import Changes
from pos_app.ports.devices import LabelPrinter
from pos_app.ports.faults import Fault
from pos_app.ports.orders import OrderBook
from pos_app.ports.picking import Shelves
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.picking.cart import Cart
from pos_app.usecases.picking.pick_facts import PickFacts

# "B1=ambient F1=chilled": where bags wait, and how warm it is there.
BAYS_SETTING = "bays"
BAGS_MAX = 99


@dataclass(frozen=True, slots=True)
class PackedOrder:
    """An order that leaves the cart: the warmths that its goods need, so many bags each."""

    order_number: OrderNumber
    tote: str
    bags: dict[TemperatureZone, int]
    lacks: int


@dataclass(frozen=True, slots=True)
class Packed:
    """Facts are written and labels made; printer_fault: labels that did not come out."""

    labels: tuple[PieceLabel, ...]
    printer_fault: Fault | None
    changes: Changes


class PackOrders:
    """Count the bags of each order and label them. Errors: NotAllowed, NotAllFetched, NotThatMuch."""

    def __init__(
        self, cart: Cart, facts: PickFacts, shelves: Shelves, printer: LabelPrinter
    ) -> None:
        self._cart = cart
        self._facts = facts
        self._shelves = shelves
        self._printer = printer

    def proposal(self) -> tuple[PackedOrder, ...]:
        """One bag for each warmth that an order's goods need."""
        picked = self._cart.current()
        if picked is None:
            return ()
        wanted = still_wanted(self._cart.orders_of(picked))
        open_orders = [
            o
            for o in picked.orders
            if o.order_number not in picked.packed and o.order_number in wanted
        ]
        return tuple(
            PackedOrder(
                order.order_number,
                order.tote,
                dict.fromkeys(self._zones(picked, order.order_number), 1),
                sum(1 for short in picked.shorts if short.order_number == order.order_number),
            )
            for order in open_orders
        )

    def __call__(self, *, bags: Mapping[OrderNumber, Mapping[TemperatureZone, int]]) -> Packed:
        """bags: of each order and each warmth, 0 for none."""
        self._facts.check(PACK_ORDER)
        picked = self._cart.current()
        if picked is None:
            return Packed((), None, Changes.NONE)
        left = len(self._cart.needs(picked))
        if left:
            raise NotAllFetched(left)
        if any(not 0 <= count <= BAGS_MAX for each in bags.values() for count in each.values()):
            raise NotThatMuch(str(BAGS_MAX))
        labels: list[PieceLabel] = []
        changes = Changes.NONE
        wanted = still_wanted(self._cart.orders_of(picked))
        for number, counts in bags.items():
            if number not in wanted:
                continue
            total = sum(counts.values())
            zones = [zone for zone, count in counts.items() for _ in range(count)]
            labels += [
                PieceLabel(number, piece, total, zone) for piece, zone in enumerate(zones, start=1)
            ]
            draft = order_picked(picked.list_id, number, self._lines(picked, number), total)
            missing = self._missing(picked, number)
            changes |= self._facts.append(PACK_ORDER, [draft], missing)
        return Packed(tuple(labels), self._print(labels), changes)

    def _print(self, labels: list[PieceLabel]) -> Fault | None:
        try:
            self._printer.print_pieces(labels)
        except Fault as fault:
            return fault
        return None

    def _zones(self, picked: PickList, number: OrderNumber) -> list[TemperatureZone]:
        found = {
            self._shelves.storage(pick.item_id).zone
            for pick in picked.picks
            if pick.order_number == number
        }
        return [zone for zone in TemperatureZone if zone in found]

    def _missing(self, picked: PickList, number: OrderNumber) -> tuple[tuple[int, int], ...]:
        """What the shelf does not hold although the books say so: nobody else is to be promised it."""
        order = self._cart.orders_of(picked).get(number)
        gone: dict[int, int] = {}
        for line in () if order is None else order.lines:
            short = sum(each.missing_milli for each in picked.short_of(number, line.line_number))
            if short:
                gone[line.item_id] = gone.get(line.item_id, 0) - short
        return tuple(gone.items())

    def _lines(self, picked: PickList, number: OrderNumber) -> list[PackedLine]:
        order = self._cart.orders_of(picked).get(number)
        lines = () if order is None else order.lines
        return [
            PackedLine(
                line.line_number,
                line.item_id,
                picked.picked_milli(number, line.line_number),
                next((short.reason for short in picked.short_of(number, line.line_number)), ""),
                picked.instead_of(number, line),
                picked.is_weighed_whole(number, line.line_number),
            )
            for line in lines
        ]


@dataclass(frozen=True, slots=True)
class Staging:
    """What was scanned of a pair, and the bag that was put away last; bay: where bags of an order lie already."""

    piece: PieceLabel | None
    bay: str
    placed: PieceLabel | None = None
    placed_in: str = ""
    changes: Changes = Changes.NONE


class StagePiece:
    """A bag and its bay, scanned in any order. Errors: NotAllowed, NoSuchPiece, BayUnknown, WrongBayWarmth."""

    def __init__(
        self, orders: OrderBook, facts: PickFacts, configuration: StoreConfiguration
    ) -> None:
        self._orders = orders
        self._facts = facts
        self._configuration = configuration
        self._waiting = Staging(None, "")

    def begin(self) -> Staging:
        """Forget half a pair."""
        self._waiting = Staging(None, "")
        return self._waiting

    def scanned(self, *, text: str) -> Staging:
        """text: the label of a bag, or of a bay."""
        self._facts.check(STAGE_PIECE)
        code = parse_scan(text, CodeRules.of(prefixes=self._configuration.text(own_codes.SETTING)))
        if not isinstance(code, PlaceCode):
            raise WrongCodeHere(text)
        piece, bay = self._waiting.piece, self._waiting.bay
        if code.place is OwnKind.STAGING:
            bay = self._bay(code.name)
        elif code.place is OwnKind.PIECE:
            piece = self._piece(code.name)
        else:
            raise WrongCodeHere(text)
        if piece is None or not bay:
            self._waiting = Staging(piece, bay)
            return self._waiting
        warmth = self._bays()
        if warmth[bay] is not piece.zone:
            self._waiting = Staging(piece, "")
            right = next((name for name, zone in warmth.items() if zone is piece.zone), "")
            raise WrongBayWarmth(bay, str(piece.zone), right)
        put = piece_staged(piece.order_number, piece.piece, piece.of_count, str(piece.zone), bay)
        changes = self._facts.append(STAGE_PIECE, [put])
        self._waiting = Staging(None, "")
        return Staging(None, "", piece, bay, changes)

    def _piece(self, name: str) -> PieceLabel:
        label = read_piece(name)
        if label is None or self._orders.order(label.order_number) is None:
            raise NoSuchPiece(name.partition("/")[0])
        return label

    def _bay(self, name: str) -> str:
        known = {bay.casefold(): bay for bay in self._bays()}
        found = known.get(name.casefold())
        if found is None:
            raise BayUnknown(name)
        return found

    def _bays(self) -> dict[str, TemperatureZone]:
        words = self._configuration.text(BAYS_SETTING).split()
        pairs = (word.rpartition("=") for word in words)
        zones = {str(zone): zone for zone in TemperatureZone}
        return {bay: zones[zone] for bay, _, zone in pairs if zone in zones}
