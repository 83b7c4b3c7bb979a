"""Refusals of this chapter say how a sale may not be paid, and which amounts are none."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.refusals.refusal import Refusal


@dataclass
class PaymentRuns(Refusal):
    """A terminal asks for a card, and nothing else happens to the basket meanwhile."""


@dataclass
class PaymentInDoubt(Refusal):
    """The terminal is asked what became of an earlier payment before it takes money again."""

    amount: Money


@dataclass
class PartPaid(Refusal):
    """So much was taken for the basket: it may not cost less, and is not given up before that is given back."""

    paid: Money


@dataclass
class NoCardTerminal(Refusal):
    """This register speaks to no terminal."""


@dataclass
class ApprovalCodeWrong(Refusal):
    """What a stand-alone terminal printed has another form: four to twelve letters and digits."""

    text: str


@dataclass
class CardNotKnown(Refusal):
    """Nobody here has heard of this gift card."""


@dataclass
class NoCardsHere(Refusal):
    """This store has no gift cards and credits yet: head office has not told it how to name them."""


@dataclass
class CardStopped(Refusal):
    """Head office has blocked this card, or its sale was undone."""


@dataclass
class CardSpent(Refusal):
    """No more than this can be taken from the card now; is_offline: since there is no line to head office."""

    left: Money
    is_offline: bool


@dataclass
class CardKeepsItsPrice(Refusal):
    """A gift card costs what it is worth."""


@dataclass
class NotAnAmount(Refusal):
    """What was typed is no amount of money."""

    text: str


@dataclass
class AmountTooSmall(Refusal):
    """The cash given does not cover what is to pay."""

    to_pay: Money
    given: Money


@dataclass
class AmountTooLarge(Refusal):
    """More cash than a drawer takes for one sale: most likely a slip of the finger."""

    limit: Money


@dataclass
class NotesAlone(Refusal):
    """Of another currency no coins are taken, and only what head office has a rate for."""

    smallest: Money


@dataclass
class OwnRegister(Refusal):
    """Cash is lent to another register, which has to be named."""


@dataclass
class NotInDrawer(Refusal):
    """More is to be taken out than the drawer should hold; how much that is stays unsaid, since it is counted blind."""
