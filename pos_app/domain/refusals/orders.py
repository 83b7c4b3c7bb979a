"""Order refusals knows what the rules of the pickup counter say no to: a class each with typed fields."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.refusals.refusal import Refusal


@dataclass
class UnknownOrder(Refusal):
    """No order here bears this; store: the business unit that a pickup code names, "" when it names none."""

    text: str
    store: str = ""


@dataclass
class OrderOnItsWay(Refusal):
    """It was placed a moment ago: the order, or how its person is checked, has not come to this device yet."""

    order: str


@dataclass
class OrderIsHere(Refusal):
    """It is known on this device, and is handed over like any other."""

    order: str


@dataclass
class OrderNotReady(Refusal):
    """Its goods do not lie in the bays yet."""

    order: str


@dataclass
class OrderGone(Refusal):
    """It was handed over before, or has ended; operator: the name of who did it, at_us: microseconds UTC."""

    order: str
    state: str
    operator: str = ""
    at_us: int = 0


@dataclass
class OtherProofNeeded(Refusal):
    """This store looks at an identity card: a code that somebody shows opens the order, and proves nothing."""

    order: str


@dataclass
class PickupCodeWrong(Refusal):
    """What was shown does not belong to the order."""

    tries_left: int


@dataclass
class TooManyTries(Refusal):
    """Only a manager can go on."""


@dataclass
class NotChecked(Refusal):
    """Nobody has shown that the order is theirs."""

    order: str


@dataclass
class PiecesLeft(Refusal):
    """Bags of the order still lie in these bays."""

    bays: tuple[str, ...]


@dataclass
class NothingHandedOver(Refusal):
    """Nothing was taken and nothing refused."""


@dataclass
class RemainderToPay(Refusal):
    """The order is not paid."""

    amount: Money


@dataclass
class AgeNotChecked(Refusal):
    """Goods in the bags have an age limit."""

    age_limit: int


@dataclass
class NobodyToNote(Refusal):
    """Nothing is noted about whoever is not the buyer, or did not agree to be known."""

    order: str


@dataclass
class NobodyHears(Refusal):
    """There is no line to the device of whoever fetches the order; since_us: since when, microseconds UTC."""

    since_us: int


@dataclass
class OtherSaleOpen(Refusal):
    """A sale of somebody else is open at this till; piece_count: what is in it."""

    piece_count: int
