"""Refund plan knows what a return will say before any money moves, and who has to allow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain.ids import LineNumber
from pos_app.domain.operations.returns import RETURN_GIFT
from pos_app.domain.operations.tenders import REFUND_CREDIT, REFUND_IN_CASH
from pos_app.domain.refund_tenders import RefundTender, RefundWay
from pos_app.domain.refusals.returns import MoreThanBought, RefundNotInDrawer
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.sale_return import Refund, ReturnableSale, ReturnCondition, ReturnReason
from pos_app.domain.tender import TenderKind
from pos_app.domain.tender_sums import cash_of
from pos_app.domain.till import TillState
from pos_app.usecases.returns.return_rules import ReturnRules

_CREDITS = {RefundWay.CREDIT: REFUND_CREDIT, RefundWay.GIFT: RETURN_GIFT}


@dataclass(frozen=True, slots=True)
class PlannedRefund:
    """What comes back, what goes back for it, and by which ways what has not gone yet.

    A return of which money went back already is the one that was begun: it cannot become another.
    """

    refund: Refund
    ways: tuple[RefundTender, ...]
    draft: ReturnDraft

    @staticmethod
    def of(
        rules: ReturnRules,
        returnable: ReturnableSale,
        parts: Mapping[LineNumber, int],
        reason: ReturnReason,
        condition: ReturnCondition,
        way: RefundWay = RefundWay.SAME,
    ) -> PlannedRefund:
        """Errors: NothingToReturn, MoreThanBought, NeedsApproval."""
        begun = returnable.begun_as
        wanted = dict(parts) if begun is None else dict(begun.parts)
        for line in returnable.sale.lines:
            if wanted.get(line.number, 0) > returnable.left_milli(line):
                raise MoreThanBought(line.item.name)
        refund = returnable.refund(wanted)
        same = returnable.ways_back(refund.total)
        if begun is None:
            allowed_by = rules.allow(returnable.sale, wanted, reason)
            counted = tuple((line, milli) for line, milli in wanted.items() if milli)
            is_gift = way is RefundWay.GIFT
            begun = ReturnDraft(counted, reason.value, condition.value, allowed_by, is_gift)
        if way in _CREDITS:
            rules.session.require(_CREDITS[way])
        is_other = any(tender.kind is not TenderKind.CASH for tender in same)
        if way is RefundWay.CASH and is_other and not begun.allowed_by:
            rules.session.require(REFUND_IN_CASH)
            begun = ReturnDraft(
                begun.parts, begun.reason, begun.condition, rules.who_allowed(REFUND_IN_CASH)
            )
        ways = same if way is RefundWay.SAME else returnable.ways_back(refund.total, way)
        return PlannedRefund(refund, ways, begun)

    def check_drawer(self, till: TillState) -> None:
        """Errors: RefundNotInDrawer."""
        if cash_of(self.ways, self.refund.total.currency) > till.expected:
            raise RefundNotInDrawer
