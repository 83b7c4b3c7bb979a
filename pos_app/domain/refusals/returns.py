"""Refusals of this chapter say what may not come back, and how no money goes back."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.refusals.refusal import Refusal


@dataclass
class UnknownSale(Refusal):
    """No such sale is known here: of another store, too long ago, or too new.

    known_until_us: up to when sales of other registers are known, None: up to now.
    """

    known_until_us: int | None


@dataclass
class NothingToReturn(Refusal):
    """Nothing of the sale was chosen."""


@dataclass
class AllBroughtBack(Refusal):
    """All of the sale came back before; receipt_number: of the last return."""

    receipt_number: str


@dataclass
class MoreThanBought(Refusal):
    """More would come back than was bought and is not back yet."""

    item_name: str


@dataclass
class NotOnReceipt(Refusal):
    """This was not bought with the receipt that is returned."""

    item_name: str


@dataclass
class WrongLot(Refusal):
    """The item was bought, but not this piece: lot or serial differ; bought: what the receipt says in its place."""

    item_name: str
    lot: str
    bought: tuple[str, ...]


@dataclass
class RefundNotInDrawer(Refusal):
    """More would be given back than the drawer should hold; how much that is stays unsaid."""


@dataclass
class ReceiptNotReadable(Refusal):
    """No store of the chain has signed this code, or what it says is not known here."""


@dataclass
class CardOutOfReach(Refusal):
    """No terminal here can give this back to the card that paid it."""

    amount: Money


@dataclass
class BackByOrder(Refusal):
    """These goods are picked up later: their money goes back with the order, and they come back by its number."""

    order_number: str
