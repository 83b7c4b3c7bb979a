"""Customer order knows the goods that somebody comes for, where they stand, and what this device did to them itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.ids import ItemId, OperatorNumber, OrderNumber, Workstation


class Fulfilment(StrEnum):
    """How the goods reach the customer."""

    PICKUP = "pickup"
    CURBSIDE = "curbside"
    SHIP_FROM_STORE = "ship_from_store"
    DELIVERY = "delivery"


class OrderState(StrEnum):
    """Where an order stands."""

    ALLOCATED = "allocated"
    PICKING = "picking"
    SHORT = "short"
    STAGED = "staged"
    READY = "ready"
    PACKED = "packed"
    CUSTOMER_ON_THE_WAY = "customer_on_the_way"
    ARRIVED = "arrived"
    HANDED_OVER = "handed_over"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


# The customer comes for them.
COLLECTED = frozenset({Fulfilment.PICKUP, Fulfilment.CURBSIDE})
# Goods of these orders are gone, or were never held back, or go back to stock.
ENDED = frozenset(
    {OrderState.HANDED_OVER, OrderState.SHIPPED, OrderState.CANCELLED, OrderState.EXPIRED}
)
# And of these the goods have left the store.
LEFT = frozenset({OrderState.HANDED_OVER, OrderState.SHIPPED})
# The goods lie in their bays.
IN_BAYS = frozenset({OrderState.READY, OrderState.CUSTOMER_ON_THE_WAY, OrderState.ARRIVED})
_UNFETCHED = frozenset({OrderState.CANCELLED, OrderState.EXPIRED})
_TO_PACK = frozenset({OrderState.STAGED, OrderState.READY})


@dataclass(frozen=True, slots=True)
class Substitute:
    """So much of another item, in thousandths, in the place of what was ordered."""

    item_id: ItemId
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class OrderLine:
    """So much of an item, in thousandths, and how much of it was found and has left already.

    price_minor: minor units for one; substitutes: "" when the customer agreed to none, else "same_or_cheaper";
    short_reason: why not all of it was found, "" while nobody has said it; kit_id: the kit that it is a part of.
    """

    line_number: int
    item_id: ItemId
    quantity_milli: int
    picked_milli: int
    price_minor: int
    substitutes: str = ""
    handed_milli: int = 0
    instead: tuple[Substitute, ...] = ()
    short_reason: str = ""
    kit_id: ItemId | None = None

    @property
    def missing_milli(self) -> int:
        """What was not found, in thousandths."""
        return max(0, self.quantity_milli - self.picked_milli)


@dataclass(frozen=True, slots=True)
class OrderPiece:
    """One bag or parcel of an order, and who put it where and when; left_us: when it was handed over."""

    piece: int
    of_count: int
    zone: str
    bay: str
    operator: OperatorNumber
    placed_us: int | None
    left_us: int | None = None


class ParcelState(StrEnum):
    """Where a parcel is."""

    PACKED = "packed"
    SENT = "sent"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class OrderParcel:
    """One closed carton of an order; carton counts from 1 and is not given twice; weight in grams."""

    sscc: str
    carton: int
    box: str
    tracking: str
    carrier: str
    route: str
    weight_grams: int
    state: ParcelState
    operator: OperatorNumber
    at_us: int


@dataclass(frozen=True, slots=True)
class OrderDeed:
    """Who did something with an order, at which workstation and when (microseconds UTC); is_own: on this device."""

    operator: OperatorNumber
    workstation: Workstation
    at_us: int
    is_own: bool = False


class RingAnswer(StrEnum):
    """What a picker says to the counter, with one touch."""

    COMING = "coming"
    MINUTES = "minutes"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class RingAnswered:
    """What was said, and by whom."""

    answer: RingAnswer
    by: OrderDeed


@dataclass(frozen=True, slots=True)
class CustomerOrder:
    """An order of this store as far as this device knows: what the centre says and what happened here since.

    piece_count: goods, not bags; claimed: who goes to the customer; picking: who fetches it, at_us is until when;
    handed_over: who gave it out; rung: who asks the picker about it; answered: what the picker said.
    """

    number: OrderNumber
    fulfilment: Fulfilment
    state: OrderState
    promised_us: int | None
    piece_count: int
    lines: tuple[OrderLine, ...] = ()
    pieces: tuple[OrderPiece, ...] = ()
    claimed: OrderDeed | None = None
    picking: OrderDeed | None = None
    handed_over: OrderDeed | None = None
    parcels: tuple[OrderParcel, ...] = ()
    rung: OrderDeed | None = None
    answered: RingAnswered | None = None

    @property
    def waits_for_answer(self) -> bool:
        """The counter has asked, and nobody has answered since."""
        if self.rung is None:
            return False
        return self.answered is None or self.answered.by.at_us < self.rung.at_us

    @property
    def is_open(self) -> bool:
        """Somebody still waits for it."""
        return self.state not in ENDED

    @property
    def is_collected(self) -> bool:
        """The customer comes for it."""
        return self.fulfilment in COLLECTED

    @property
    def is_in_bays(self) -> bool:
        """It can be handed over at once."""
        return self.state in IN_BAYS

    @property
    def waiting_pieces(self) -> tuple[OrderPiece, ...]:
        """Bags that have not left."""
        return tuple(piece for piece in self.pieces if piece.left_us is None)

    @property
    def is_to_pack(self) -> bool:
        """It is fetched, goes to the customer by a carrier, and does not lie in cartons yet."""
        return self.fulfilment is Fulfilment.SHIP_FROM_STORE and self.state in _TO_PACK

    @property
    def waiting_parcels(self) -> tuple[OrderParcel, ...]:
        """Parcels that their carrier has not taken."""
        return tuple(each for each in self.parcels if each.state is ParcelState.PACKED)

    @property
    def is_to_put_back(self) -> bool:
        """Nobody comes for it any more, and its bags still lie in their bays."""
        return self.state in _UNFETCHED and bool(self.waiting_pieces)

    def is_late(self, now_us: int) -> bool:
        """It was promised for an earlier time, and cannot be handed over yet."""
        promised_us = self.promised_us
        return self.is_open and not self.is_in_bays and (promised_us or now_us) < now_us


def pieces_in(staging: str) -> tuple[OrderPiece, ...]:
    """One bag for each place that is named, where nobody has said more."""
    bays = staging.split()
    return tuple(
        OrderPiece(number, len(bays), "", bay, OperatorNumber(""), None)
        for number, bay in enumerate(bays, start=1)
    )
