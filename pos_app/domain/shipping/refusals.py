"""Shipping refusals knows what a store forbids while goods are packed and sent; nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals.refusal import Refusal


@dataclass
class NotToPack(Refusal):
    """No order that is to be packed has this tote, bag or number."""

    code: str


@dataclass
class NotInOrder(Refusal):
    """The item that was scanned is none of this order's."""

    item_name: str
    order: str


@dataclass
class AllPacked(Refusal):
    """As many of it are packed as were fetched."""

    item_name: str


@dataclass
class OrderFirst(Refusal):
    """An item was scanned, and no order is open."""


@dataclass
class EmptyCarton(Refusal):
    """A carton is closed and nothing lies in it."""


@dataclass
class NoSuchCarton(Refusal):
    """The store has no such box, or the order no such parcel."""

    name: str


@dataclass
class WeightNotPossible(Refusal):
    """A parcel weighs something, and no more than its box may hold, in grams."""

    most_grams: int


@dataclass
class WeightOff(Refusal):
    """What lies on the scale is not what was scanned; off_grams: below zero when it is too light.

    guess: the item whose weight is nearest to that, "" when none is near.
    """

    off_grams: int
    guess: str


@dataclass
class NoAddress(Refusal):
    """Nobody knows where the order goes."""

    order: str


@dataclass
class NoRoute(Refusal):
    """The carrier does not go there."""

    place: str


@dataclass
class NoCompanyPrefix(Refusal):
    """Parcels cannot be numbered: head office has set no GS1 company prefix for this store."""


@dataclass
class NumbersUsedUp(Refusal):
    """This workstation has given all of its parcel numbers."""


@dataclass
class ParcelGone(Refusal):
    """The parcel has left with its carrier already."""

    sscc: str


@dataclass
class ParcelVoid(Refusal):
    """The label of this parcel counts no more."""

    sscc: str


@dataclass
class NothingToSend(Refusal):
    """No parcel waits for the carrier."""


@dataclass
class OrderWasCancelled(Refusal):
    """The order is not wanted any more; its goods go back to their shelves."""

    order: str
