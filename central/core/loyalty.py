"""Loyalty knows what sales, returns and undone sales do to the points of customers, and when a person has to look."""

from __future__ import annotations

from collections.abc import Sequence

from central.core.ports import Transaction
from central.core.purchase_ports import PointsMoved
from central.core.questions import OVERDRAWN_POINTS, question
from central.core.records import OpenQuestion
from central.core.refused import Refused
from central.core.sale_body import PointsBody, SaleBody
from pos_app.domain.facts import Fact, FactKind


def points_of_sale(fact: Fact, sale: SaleBody) -> PointsMoved | None:
    """What a sale earned less what it took; None where it was nobody's, or there were no points."""
    return _moved(fact, sale, sale.points, 1)


def points_back(fact: Fact, sale: SaleBody | None, said: PointsBody | None) -> PointsMoved | None:
    """What a return says it takes off and gives back; all of the sale's, where that was undone."""
    if sale is None:
        return None
    return _moved(fact, sale, sale.points if fact.kind == FactKind.SALE_VOIDED else said, -1)


def move_points(
    transaction: Transaction, business_unit: str, moved: Sequence[PointsMoved], now_us: int
) -> list[OpenQuestion]:
    """Write them; what was taken was taken, so whoever has just come below none is asked about."""
    if not moved:
        return []
    figures = transaction.points.move(business_unit, moved, now_us)
    last = {one.customer: one.source for one in moved}
    asked = []
    for customer, (before, after) in sorted(figures.items()):
        if after < 0 <= before:
            # a feed names nobody: the fact of the exception says whose they are
            detail = f"{after} points"
            asked.append(question(OVERDRAWN_POINTS, business_unit, last[customer], "", detail))
    return asked


def write_off_points(transaction: Transaction, asked: OpenQuestion, now_us: int) -> None:
    """Whoever owes points has none. Raises Refused: no_fact."""
    fact = transaction.journals.fact(asked.fact_id)
    customer = None if fact is None else transaction.points.whose(fact.fact_id.hex)
    if fact is None or customer is None:
        raise Refused(409, "no_fact", "Nobody knows any more whose points these are.")
    owed = transaction.points.of(customer)
    if owed < 0:
        gift = PointsMoved(customer, f"write off {asked.exception_id}", -owed)
        transaction.points.move(asked.business_unit, [gift], now_us)


def _moved(fact: Fact, sale: SaleBody, said: PointsBody | None, sign: int) -> PointsMoved | None:
    if not sale.customer or said is None or said.earned == said.spent:
        return None
    return PointsMoved(sale.customer, fact.fact_id.hex, sign * (said.earned - said.spent))
