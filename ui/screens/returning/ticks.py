"""Ticks knows what of a sale a person has ticked to come back, why and where to, before anything is written."""

from __future__ import annotations

from typing import Any

from pos_app.domain.ids import LineNumber
from pos_app.domain.quantity import EACH
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.return_terms import ReturnTerms
from pos_app.domain.sale import SaleLine
from pos_app.domain.sale_return import Refund, ReturnableSale, ReturnCondition, ReturnReason
from pos_app.usecases.returns.open_return import OpenedReturn

_ONE = 1000


class Ticks:
    """One sale with its ticks; those of a return whose money went back in part are as it was begun, and stay so."""

    def __init__(self, opened: OpenedReturn, *, is_gift: bool = False) -> None:
        """is_gift: a credit is given, and no price is shown."""
        self.returnable: ReturnableSale = opened.returnable
        self.terms: ReturnTerms = opened.terms
        self.parts: dict[LineNumber, int] = {}
        self.selected: LineNumber | None = None
        self.reason: ReturnReason | None = None
        self.condition = ReturnCondition.SHELF
        # Why what was scanned may not be sold again.
        self.not_for_shelf: Refusal | None = None
        begun = opened.returnable.begun_as
        self.is_begun = begun is not None
        self.is_gift = is_gift and begun is None
        if begun is not None:
            self.parts = dict(begun.parts)
            self.reason = ReturnReason(begun.reason)
            self.condition = ReturnCondition(begun.condition)

    @property
    def refund(self) -> Refund | None:
        """What would be given back, None as long as nothing is ticked."""
        return self.returnable.refund(self.parts) if any(self.parts.values()) else None

    @property
    def ways(self) -> tuple[RefundTender, ...]:
        """How the money would go back that has not gone yet."""
        refund = self.refund
        return () if refund is None else self.returnable.ways_back(refund.total)

    @property
    def what(self) -> dict[str, Any]:
        """What the verbs of a return are told; something is ticked, and why."""
        assert self.reason is not None, "a reason was chosen"
        return {
            "sale_id": self.returnable.sale.sale_id,
            "parts": dict(self.parts),
            "reason": self.reason,
            "condition": self.condition,
        }

    def left(self, line: SaleLine) -> int:
        """What may still come back of a line, in thousandths."""
        return self.returnable.left_milli(line)

    def touch(self, number: LineNumber) -> None:
        """One more piece of a line, and none of it after the last."""
        for line in self.returnable.sale.lines:
            if line.number == number:
                taken = self.parts.get(number, 0)
                self._take(number, 0 if taken >= self.left(line) else self._one_more(line, taken))

    def scan(
        self, line: SaleLine, not_for_shelf: Refusal | None = None, step_milli: int = _ONE
    ) -> None:
        """One more piece of a line, or as many as are in its case; not_for_shelf: why it may not be sold again."""
        if not_for_shelf is not None and not self.is_begun:
            self.not_for_shelf, self.condition = not_for_shelf, ReturnCondition.DAMAGED
        self._take(line.number, self._one_more(line, self.parts.get(line.number, 0), step_milli))

    def choose_reason(self, reason: ReturnReason) -> None:
        """Why all of it comes back; faulty goods are not for the shelf."""
        if not self.is_begun:
            self.reason = reason
            is_bad = reason is ReturnReason.FAULTY or self.not_for_shelf is not None
            self.condition = ReturnCondition.DAMAGED if is_bad else ReturnCondition.SHELF

    def choose_condition(self, condition: ReturnCondition) -> None:
        """Where all of it goes."""
        if not self.is_begun:
            self.condition = condition

    def _take(self, number: LineNumber, milli: int) -> None:
        if not self.is_begun:
            self.parts[number] = milli
            self.selected = number

    def _one_more(self, line: SaleLine, taken: int, step_milli: int = _ONE) -> int:
        """What is weighed comes back whole."""
        left = self.left(line)
        return min(taken + step_milli, left) if line.quantity.unit == EACH else left
