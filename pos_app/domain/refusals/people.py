"""Refusals of this chapter say who may not do it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals.refusal import Refusal


@dataclass
class WrongPin(Refusal):
    """The PIN does not match."""

    tries_left: int


@dataclass
class LockedOut(Refusal):
    """Too many wrong PINs; the wait grows each time and survives a restart."""

    seconds_left: int


@dataclass
class UnknownOperator(Refusal):
    """This device does not know the operator yet."""

    operator: str


@dataclass
class UnknownBadge(Refusal):
    """No operator of this store carries this badge."""


@dataclass
class NotAllowed(Refusal):
    """The operator's role lacks the permission for an operation."""

    operation: str


@dataclass
class NeedsApproval(NotAllowed):
    """It is for this person only when a second one allows it.

    number: of the operation; what: what exactly is asked for; share_bp: how much of a price it takes off, in hundredths
    of a percent.
    """

    number: int
    what: str
    share_bp: int


@dataclass
class SamePerson(Refusal):
    """A second person has to approve."""
