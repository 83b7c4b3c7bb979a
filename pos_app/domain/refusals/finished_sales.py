"""Finished sale refusals knows what may not be done any more to a sale that is paid: a class each with typed fields."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals.refusal import Refusal


@dataclass
class SaleVoided(Refusal):
    """The sale was undone before; receipt_number: of the paper that says so."""

    receipt_number: str


@dataclass
class SoldElsewhere(Refusal):
    """Another register sold it, whose drawer holds the money."""


@dataclass
class VoidTooLate(Refusal):
    """Its day is closed and its drawer counted."""


@dataclass
class PartBroughtBack(Refusal):
    """Something of it came back before."""


@dataclass
class PaidOtherwise(Refusal):
    """Its money can only go back by taking the goods back: a card at the terminal, a gift card."""
