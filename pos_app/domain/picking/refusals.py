"""Picking refusals knows what a store forbids while goods are fetched; nothing has changed, and the next scan works."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals.refusal import Refusal


@dataclass
class WrongItem(Refusal):
    """Another item was scanned than the one of this stop; ends_in: the last digits of the right one's number."""

    item_name: str
    wanted_name: str
    ends_in: str


@dataclass
class WrongBin(Refusal):
    """This is not the bin of the stop."""

    bin: str
    wanted: str


@dataclass
class WrongTote(Refusal):
    """Nothing of this item belongs into this tote."""

    tote: str
    wanted: str


@dataclass
class BinNotLookedInto(Refusal):
    """A bin should be empty now; whether it is comes before the next scan."""

    bin: str


@dataclass
class GoodsNotBack(Refusal):
    """Nobody waits for an order any more; its goods leave the cart before the next scan."""

    order: str


@dataclass
class PutOnScale(Refusal):
    """Sold by weight, its code says of none, and nothing lies still on the scale."""

    item_name: str


@dataclass
class OneTooMany(Refusal):
    """All that was ordered of it is taken."""

    item_name: str


@dataclass
class ItemFirst(Refusal):
    """A tote was scanned, and nothing is in the hand for it."""

    item_name: str


@dataclass
class ToteTaken(Refusal):
    """Another order of this cart has the tote."""

    tote: str
    order: str


@dataclass
class TotesNeeded(Refusal):
    """Some order of the cart has no tote yet."""

    order: str


@dataclass
class LookElsewhere(Refusal):
    """The item lies in another bin too: look there before it is short."""

    bin: str


@dataclass
class SwapNotAgreed(Refusal):
    """The customer wants this item or none."""

    item_name: str


@dataclass
class SwapDearer(Refusal):
    """What is offered instead costs more than what was ordered."""

    item_name: str


@dataclass
class NotThatMuch(Refusal):
    """A count, or a weight, that the line does not take; most: as a number for people."""

    most: str


@dataclass
class NotThatLittle(Refusal):
    """A weight that is no more what was ordered, and nobody has said that there is no more; least: for people."""

    least: str


@dataclass
class OrderNotHere(Refusal):
    """This device knows no such order or list."""

    order: str


@dataclass
class OrdersTaken(Refusal):
    """Somebody fetches this order already."""

    order: str
    operator: str


@dataclass
class NothingToUndo(Refusal):
    """Nothing was taken yet."""


@dataclass
class NotAllFetched(Refusal):
    """Something of the list is neither taken nor short."""

    left: int


@dataclass
class NoSuchPiece(Refusal):
    """The label is of a bag that this device's orders do not have."""

    order: str


@dataclass
class WrongBayWarmth(Refusal):
    """The bay is kept at another temperature than the bag needs."""

    bay: str
    zone: str
    right_bay: str


@dataclass
class BayUnknown(Refusal):
    """The store has no such bay."""

    bay: str
