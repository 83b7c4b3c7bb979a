"""Stock refusals knows what the stock room says no to: a class each with typed fields, never a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.refusals.refusal import Refusal


@dataclass
class NoStockFigure(Refusal):
    """The store keeps no stock of this item."""

    item_name: str


@dataclass
class NothingCounted(Refusal):
    """No number was typed, or one that nobody carries."""


@dataclass
class NotReduced(Refusal):
    """A reduced price is lower than the list's, and more than nothing."""

    list_price: Money


@dataclass
class NotInBin(Refusal):
    """The bin has less than what shall be moved; has: in thousandths."""

    bin: str
    has_milli: int


@dataclass
class NoChangeToUndo(Refusal):
    """Nobody has changed this item's stock here lately, or it was counted since."""

    item_name: str


@dataclass
class NoSuchPallet(Refusal):
    """No delivery that this device knows has this pallet."""

    sscc: str


@dataclass
class NothingReceived(Refusal):
    """Nothing of this delivery was received at this device, or all of it was undone."""


@dataclass
class TemperatureNeeded(Refusal):
    """Chilled or frozen goods have come: somebody measures them first."""


@dataclass
class NothingToSend(Refusal):
    """Nothing was scanned for the other store."""
