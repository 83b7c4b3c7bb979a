"""Refund book knows refunds that a terminal gives: the return is written with the outcome of the last of them."""

from __future__ import annotations

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.payment import GivingBack, Payment, PaymentOutcome
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.sale_return import CompletedReturn, Refund, ReturnableSale
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.completing import NamedSeller
from pos_app.usecases.checkout.payment_writing import PaymentWriting
from pos_app.usecases.returns.open_return import returnable_sale
from pos_app.usecases.returns.return_rules import ReturnRules
from pos_app.usecases.returns.return_writing import ReturnWriting, TakenBack
from pos_app.usecases.staff import Staff


class RefundBook:
    """Writes intents and outcomes of money that goes back; one that no return claims stays open, for the next try."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        payments: PaymentWriting,
        returns: ReturnWriting,
        rules: ReturnRules,
    ) -> None:
        self._store = store
        self._staff = staff
        self._payments = payments
        self._returns = returns
        self._rules = rules

    def begin(
        self, operator: OperatorNumber, returnable: ReturnableSale, draft: ReturnDraft
    ) -> Payment:
        """The intent of the next part that a terminal gives, in the open transaction. Errors: CardOutOfReach."""
        part = _for_terminal(returnable, draft)
        if part is None or not part.proof.reference:
            refund = returnable.refund(dict(draft.parts))
            raise CardOutOfReach(refund.total if part is None else part.amount)
        sale_id, back = returnable.sale.sale_id, GivingBack(draft, part)
        return self._payments.intent(sale_id, operator, part.kind, part.amount, back)

    def settle(self, payment: Payment, outcome: PaymentOutcome) -> TakenBack | None:
        """The outcome, and the return when all of its money has gone back; drawer and paper are seen to."""
        with self._store.write():
            ended = self._payments.outcome(payment, outcome)
            returned = self._complete(ended, (ended.refund,)) if ended.is_taken else None
        return None if returned is None else self._returns.see_off(returned)

    def go_on(self, payment: Payment, outcome: PaymentOutcome) -> Payment | None:
        """The next part of the same refund, when a terminal gave the whole of this one and has to give more."""
        back = payment.back
        assert back is not None, "only what goes back is a refund"
        if outcome.given != payment.asked:
            return None
        try:
            with self._store.write():
                returnable = returnable_sale(
                    self._store, payment.sale_id, cash_unit_minor=self._rules.cash_unit_minor
                )
                return self.begin(payment.operator, returnable, back.draft)
        except Refusal:
            return None

    def finish(self) -> TakenBack | None:
        """Complete a return whose money went back when no till was open."""
        for payment in self._store.payments.open():
            if payment.back is not None and payment.is_taken and not payment.order:
                with self._store.write():
                    returned = self._complete(payment, ())
                if returned is not None:
                    return self._returns.see_off(returned)
        return None

    def _complete(self, ended: Payment, more: tuple[RefundTender, ...]) -> CompletedReturn | None:
        """None while more has to go back, and for good when the goods came back meanwhile."""
        till, back = self._store.tills.current(), ended.back
        assert back is not None, "only what goes back is a refund"
        if till is None or not till.is_open:
            return None
        try:
            returnable = returnable_sale(
                self._store, ended.sale_id, more, cash_unit_minor=self._rules.cash_unit_minor
            )
            refund: Refund = returnable.refund(dict(back.draft.parts))
        except Refusal:
            return None
        ways = returnable.ways_back(refund.total)
        given = sum(tender.amount.amount_minor for tender in (*returnable.begun, *ways))
        if given != refund.total.amount_minor or any(way.asks_terminal for way in ways):
            return None
        by = NamedSeller(ended.operator, self._staff.name_of(ended.operator))
        tenders = (*returnable.begun, *ways)
        return self._returns.write_down(returnable, refund, tenders, back.draft, by, till)


def _for_terminal(returnable: ReturnableSale, draft: ReturnDraft) -> RefundTender | None:
    """What a terminal has to give next."""
    refund = returnable.refund(dict(draft.parts))
    ways = (way for way in returnable.ways_back(refund.total) if way.asks_terminal)
    return next(ways, None)
