"""Refund tenders knows by which ways money goes back: to what the sale was paid with, each up to what it gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from pos_app.domain.money import Money
from pos_app.domain.tender import NO_PROOF, TenderKind, TenderLine, TenderProof, in_cash

# What a bank's card gave goes back to it first, and cash last.
_ORDER = (
    TenderKind.ONLINE,
    TenderKind.CARD,
    TenderKind.CARD_ALONE,
    TenderKind.GIFT_CARD,
    TenderKind.STORE_CREDIT,
    TenderKind.POINTS,
    TenderKind.ACCOUNT,
    TenderKind.EXCHANGE,
    TenderKind.FOREIGN_CASH,
    TenderKind.CASH,
)


class RefundWay(StrEnum):
    """How a person lets money go back: as the sale was paid, or all that is not given yet in one other way."""

    SAME = "same"
    CASH = "cash"
    CREDIT = "credit"
    # by a paper without prices: a credit, and nobody is shown what was paid
    GIFT = "gift"

    @property
    def kind(self) -> TenderKind:
        """What all of it becomes, where it is not the same."""
        return TenderKind.CASH if self is RefundWay.CASH else TenderKind.STORE_CREDIT


@dataclass(frozen=True, slots=True)
class RefundTender:
    """What goes back in one way.

    of: the intent of the payment that it goes back to, in hexadecimal, "" for cash of a whole sale and for any other
    way than that in which it was paid. proof: of the way back itself.
    """

    kind: TenderKind
    amount: Money
    of: str = ""
    proof: TenderProof = NO_PROOF

    @property
    def is_new_credit(self) -> bool:
        """True for a store credit that is made for this refund."""
        return self.kind is TenderKind.STORE_CREDIT and not self.proof.card

    @property
    def asks_terminal(self) -> bool:
        """True when a terminal has to give it back, and has not done so yet."""
        return self.kind.rule.asks_terminal and not self.proof.payment


def refund_tenders(
    paid: Iterable[TenderLine],
    before: Iterable[RefundTender],
    amount: Money,
    way: RefundWay = RefundWay.SAME,
    unit_minor: int = 1,
) -> tuple[RefundTender, ...]:
    """How an amount goes back for a sale; they add up to it.

    paid: the sale's tenders; before: what went back of it before; unit_minor: the smallest amount that coins pay. No
    tender gets more than it gave but for that, as long as all that went back is not more than what was paid.
    """
    if way is not RefundWay.SAME:
        whole = (RefundTender(way.kind, amount),)
        return _in_coins(whole, unit_minor) if amount.amount_minor else ()
    gone: dict[tuple[TenderKind, str], int] = {}
    for one in before:
        gone[one.kind, one.of] = gone.get((one.kind, one.of), 0) + one.amount.amount_minor
    found: dict[tuple[TenderKind, str], RefundTender] = {}
    left = amount.amount_minor
    # what was paid out for slips for empties took nothing
    of_money = (one for one in paid if one.kind in _ORDER and one.amount.amount_minor > 0)
    for tender in sorted(of_money, key=lambda one: _ORDER.index(one.kind)):
        key = (_back_as(tender.kind), _known_as(tender))
        used = min(gone.get(key, 0), tender.amount.amount_minor)
        gone[key] = gone.get(key, 0) - used
        part = min(left, tender.amount.amount_minor - used)
        _add(found, RefundTender(key[0], Money(part, amount.currency), key[1], _proof(tender)))
        left -= part
    # more came back before in other ways than those could take: what is left is cash
    _add(found, RefundTender(TenderKind.CASH, Money(left, amount.currency)))
    return _in_coins(tuple(found.values()), unit_minor)


def _in_coins(ways: tuple[RefundTender, ...], unit_minor: int) -> tuple[RefundTender, ...]:
    """Cash as coins give it; what they cannot is a way of its own, so that all of them still add up."""
    rounded: list[RefundTender] = []
    for way in ways:
        given = in_cash(way.amount, unit_minor) if way.kind is TenderKind.CASH else way.amount
        if given.amount_minor:
            rounded.append(replace(way, amount=given))
        if given != way.amount:
            rounded.append(RefundTender(TenderKind.ROUNDING, way.amount - given))
    return tuple(rounded)


def _add(found: dict[tuple[TenderKind, str], RefundTender], part: RefundTender) -> None:
    if part.amount.amount_minor:
        known = found.get((part.kind, part.of))
        amount = part.amount if known is None else known.amount + part.amount
        found[part.kind, part.of] = replace(part, amount=amount)


def _back_as(kind: TenderKind) -> TenderKind:
    """What goods that came back have paid goes back as a credit: nobody knows here how those were paid.

    What foreign notes were worth goes back in the store's own cash.
    """
    if kind is TenderKind.FOREIGN_CASH:
        return TenderKind.CASH
    return TenderKind.STORE_CREDIT if kind is TenderKind.EXCHANGE else kind


def _known_as(tender: TenderLine) -> str:
    """Cash is cash, whichever part of it."""
    return "" if _back_as(tender.kind) is TenderKind.CASH else tender.proof.payment


def _proof(tender: TenderLine) -> TenderProof:
    """What the way back is known by; a payment of its own comes when a terminal has given it."""
    proof = tender.proof
    return TenderProof(
        brand=proof.brand,
        last_digits=proof.last_digits,
        card=proof.card,
        reference=proof.reference if tender.kind.rule.asks_terminal else "",
    )
