"""Refusals of this chapter say what a code may not be here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.ids import ItemId
from pos_app.domain.quantity import KILOGRAM
from pos_app.domain.refusals.refusal import Refusal


@dataclass
class UnknownItem(Refusal):
    """No item carries this code."""

    code: str


@dataclass
class MisreadScan(Refusal):
    """The check digit is wrong."""

    code: str


@dataclass
class LinkCompressed(Refusal):
    """A web address in the short form, which only a web service can read."""

    text: str


@dataclass
class HalfScan(Refusal):
    """A burst stopped before its end."""

    text: str


@dataclass
class WrongCodeHere(Refusal):
    """A known kind of code that has no meaning at this moment."""

    code: str


@dataclass
class ReceiptScanned(Refusal):
    """The receipt of a sale, of which something may come back; sale_id: as its code says it."""

    sale_id: UUID


@dataclass
class ItemExpired(Refusal):
    """The code says that this piece may not be sold any more; last_day: ISO date of the last day it might."""

    last_day: str


@dataclass
class ItemRecalled(Refusal):
    """The maker has called it back; lot: "" when every piece of it is."""

    lot: str


@dataclass
class PartRecalled(Refusal):
    """The maker has called back what lies in this kit."""

    part_name: str


@dataclass
class SamePieceTwice(Refusal):
    """This very piece is in the basket: a serial is on one piece alone."""

    item_name: str
    serial: str


@dataclass
class SoldBefore(Refusal):
    """The label or slip counts once, and a sale of the store has it."""

    item_name: str
    is_voucher: bool


@dataclass
class SlipAmountNeeded(Refusal):
    """A slip for empties whose bars say no amount; number: that of the slip, which a person reads the amount on."""

    number: str


@dataclass
class LabelNotReadable(Refusal):
    """The label of a reduced piece is not of this store, or this device has no key to read it."""


@dataclass
class AgeCheckNeeded(Refusal):
    """The item may be sold only after somebody looked at the buyer's age."""

    item_name: str
    age_limit: int


@dataclass
class WeightNeeded(Refusal):
    """Sold by weight or by length, and nobody has said how much of it."""

    item_id: ItemId
    item_name: str
    unit: str = KILOGRAM


class BankCardRead(Refusal):
    """A bank's card was drawn or typed where goods are scanned: nothing of it is shown or kept."""
