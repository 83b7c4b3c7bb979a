"""Loyalty knows how many points a sale earns and takes, and what a return does to them: whole points, never money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.domain.facts import Body, FactDraft
from pos_app.domain.money import Money
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.sale import CompletedSale, RetailTransaction, SaleLine, SalePoints
from pos_app.domain.tender import TenderKind, TenderLine

# A point is earned for each full amount of this, in minor units; nothing is earned where a store has not set it.
EARN_MINOR = "loyalty_earn_minor"
# What a point pays, in minor units; points pay nothing where a store has not set it.
POINT_MINOR = "loyalty_point_minor"
# How many points of one customer a device takes on its own, before the centre has heard of it.
OFFLINE_POINTS = "loyalty_offline_points"
OFFLINE_POINTS_STANDARD = 500


@dataclass(frozen=True, slots=True)
class LoyaltyTerms:
    """What a store has set; 0 is not at all."""

    earn_minor: int
    point_minor: int
    offline_points: int

    @staticmethod
    def read(earn: str, point: str, offline: str) -> LoyaltyTerms:
        """As settings say it; what cannot be read is as good as not set."""
        return LoyaltyTerms(
            _whole(earn, 0), _whole(point, 0), _whole(offline, OFFLINE_POINTS_STANDARD)
        )

    def worth(self, points: int, currency: str) -> Money:
        """What points pay."""
        return Money(points * self.point_minor, currency)


@dataclass(frozen=True, slots=True)
class KnownPoints:
    """What this device knows of somebody's points: the centre's figure with what happened here since.

    own: what this device has taken that the centre has not counted. is_offline: nobody can say what happened elsewhere.
    """

    points: int
    own: int
    is_offline: bool

    def spendable(self, terms: LoyaltyTerms) -> int:
        """What may be taken now; without a line no more than the limit, by this device and this customer."""
        left = max(0, self.points)
        return min(left, max(0, terms.offline_points - self.own)) if self.is_offline else left


def points_of_sale(
    sale: RetailTransaction, tenders: Iterable[TenderLine], terms: LoyaltyTerms
) -> SalePoints | None:
    """What a sale of a known customer does to their points; a gift card earns when it is spent, points never do."""
    if sale.customer is None:
        return None
    paid = sum(one.amount.amount_minor for one in tenders if one.kind is TenderKind.POINTS)
    earned = max(0, _base_minor(sale.lines) - paid) // terms.earn_minor if terms.earn_minor else 0
    # the store may have set something else between the points and the rest of the money
    worth = terms.point_minor or 1
    spent = -(-paid // worth)
    return SalePoints(earned, spent, worth) if earned or spent else None


def points_of_return(
    sale: CompletedSale, before: Iterable[RefundTender], now: Iterable[RefundTender]
) -> SalePoints | None:
    """What a return does, as what it takes off (earned) and gives back (spent); of all returns together exactly all.

    before: what went back of the sale by earlier ones; now: by this one.
    """
    if sale.points is None:
        return None
    first, second = tuple(before), tuple(now)
    earned = _earned_back(sale, (*first, *second)) - _earned_back(sale, first)
    spent = _spent_back(sale.points, (*first, *second)) - _spent_back(sale.points, first)
    return SalePoints(earned, spent, sale.points.worth_minor) if earned or spent else None


def with_points(draft: FactDraft, points: SalePoints | None) -> FactDraft:
    """The fact of a sale or return with what it does to points; as it is where it does nothing."""
    if points is None:
        return draft
    said: Body = {
        "earned": points.earned,
        "spent": points.spent,
        "worth_minor": points.worth_minor,
    }
    return FactDraft(draft.kind, {**draft.body, "points": said}, draft.version)


def _base_minor(lines: Iterable[SaleLine]) -> int:
    """What earns points, and may come back; goods that are picked up later do when they leave."""
    return sum(
        line.amount.amount_minor for line in lines if not line.item.is_card and not line.marks.later
    )


def _earned_back(sale: CompletedSale, given: tuple[RefundTender, ...]) -> int:
    points, total = sale.points, _base_minor(sale.lines)
    gone = sum(one.amount.amount_minor for one in given)
    return points.earned * min(gone, total) // total if points is not None and total else 0


def _spent_back(points: SalePoints, given: tuple[RefundTender, ...]) -> int:
    gone = sum(one.amount.amount_minor for one in given if one.kind is TenderKind.POINTS)
    return min(points.spent, -(-gone // points.worth_minor))


def _whole(text: str, standard: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() else standard
