"""Tender sums knows what a day's sales and refunds were paid with, beside cash, which is counted in the drawer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pos_app.domain.money import Money, total
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.tender import CARDS, TenderKind, TenderLine

TenderSums = tuple[tuple[TenderKind, Money], ...]


def with_tenders(sums: TenderSums, tenders: Iterable[TenderLine | RefundTender]) -> TenderSums:
    """The sums after another sale or return, in the order of the kinds; cash is not among them."""
    by_kind = dict(sums)
    for tender in tenders:
        if tender.kind is not TenderKind.CASH:
            before = by_kind.get(tender.kind, Money(0, tender.amount.currency))
            by_kind[tender.kind] = before + tender.amount
    return tuple((kind, by_kind[kind]) for kind in TenderKind if kind in by_kind)


def without_tenders(sums: TenderSums, tenders: Iterable[TenderLine]) -> TenderSums:
    """The sums after a sale was undone; what nothing is left of is not named."""
    by_kind = dict(sums)
    for tender in tenders:
        if tender.kind in by_kind:
            by_kind[tender.kind] -= tender.amount
    return tuple((kind, amount) for kind, amount in by_kind.items() if amount.amount_minor)


def cash_of(tenders: Iterable[TenderLine | RefundTender], currency: str) -> Money:
    """What a sale added to the drawer, or a return took out of it."""
    paid = tuple(tender.amount for tender in tenders if tender.kind is TenderKind.CASH)
    return total(paid, currency)


def with_cashback(before: Money | None, tenders: Sequence[TenderLine]) -> Money | None:
    """The cash that buyers got because a card took more than was to pay, after another sale; None for none.

    Change of notes, of our own currency or another, is none of it.
    """
    paid = [tender for tender in tenders if tender.kind is not TenderKind.ROUNDING]
    if len(paid) < 2 or paid[-2].kind not in CARDS or paid[-1].kind is not TenderKind.CASH:
        return before
    given = -paid[-1].amount
    if given.amount_minor <= 0:
        return before
    return given if before is None else before + given


def sum_of(sums: TenderSums, currency: str) -> Money:
    """All of it."""
    return total(tuple(amount for _, amount in sums), currency)


def minor_by_kind(sums: TenderSums) -> dict[str, int]:
    """Minor units by kind of tender, as a fact and a row keep them."""
    return {str(kind): amount.amount_minor for kind, amount in sums}


def read_tender_sums(by_kind: Mapping[str, int], currency: str) -> TenderSums:
    """What `minor_by_kind` gave; cash and kinds of a newer program are passed over."""
    return tuple(
        (kind, Money(by_kind[kind], currency))
        for kind in TenderKind
        if kind in by_kind and kind is not TenderKind.CASH
    )
