"""Refusals of this chapter say what may not be done to a basket, a held sale or its customer."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.refusals.refusal import Refusal


@dataclass
class NothingToPay(Refusal):
    """The basket is empty."""


@dataclass
class BasketNotEmpty(Refusal):
    """This needs an empty basket."""

    piece_count: int


@dataclass
class NotSuspended(Refusal):
    """The sale is not held any more: it was brought back, or cancelled."""


@dataclass
class SlipNotReadable(Refusal):
    """The slip of a held sale that no register of this store has signed, or that is damaged."""


@dataclass
class UnknownCustomer(Refusal):
    """Nobody in the store's directory has this card or number."""

    card: str


@dataclass
class NotAtThisHour(Refusal):
    """The law or the store forbids to sell this now; until: the time of day from which on it may be sold again."""

    item_name: str
    until: str


@dataclass
class TooYoung(Refusal):
    """The date of birth says so; that it was not sold is kept."""

    item_name: str
    age_limit: int


@dataclass
class LimitReached(Refusal):
    """One sale takes no more pieces of this."""

    item_name: str
    most: int


@dataclass
class NotInBasket(Refusal):
    """The item is not in the basket, so none of it can be taken off."""

    item_name: str


@dataclass
class NoSuchLine(Refusal):
    """The line is not in the basket any more."""

    line_number: int


@dataclass
class QuantityOutOfRange(Refusal):
    """More than one line may hold, or less than one."""

    quantity_max: int


@dataclass
class BasketIsOthers(Refusal):
    """The open basket belongs to another operator."""

    operator_name: str
    piece_count: int


@dataclass
class CouponInSale(Refusal):
    """This coupon counts in the sale already; name: of its promotion."""

    name: str


@dataclass
class CarriedOutOnly(Refusal):
    """Goods that no shelf gives again by their number leave with the buyer."""

    item_name: str


@dataclass
class CustomerNeeded(Refusal):
    """Goods wait for somebody, and nobody knows yet for whom."""


@dataclass
class NoCodesHere(Refusal):
    """This register cannot make pickup codes: head office has given it no key yet, or it is in training."""
