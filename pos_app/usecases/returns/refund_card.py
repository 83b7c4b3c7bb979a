"""Refund card knows that what a card paid goes back to it, and that its intent is on disk before anybody is asked."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.domain.ids import LineNumber, SaleId
from pos_app.domain.operations.tenders import REFUND_CARD
from pos_app.domain.refusals.payment import PaymentInDoubt
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.ports.journal import Store
from pos_app.ports.terminal import CardTerminal
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.pay_card import CardAsked
from pos_app.usecases.checkout.payment_writing import PaymentWriting, ask_of
from pos_app.usecases.returns.open_return import returnable_sale
from pos_app.usecases.returns.refund_book import RefundBook
from pos_app.usecases.returns.refund_plan import PlannedRefund
from pos_app.usecases.returns.return_rules import ReturnRules


class RefundCard:
    """Ask the terminal to give back what a card paid; the return is written when it has.

    Errors: CardOutOfReach without a terminal, or for a payment that no terminal knows; PaymentInDoubt while an earlier
    payment is not resolved; and those of TakeBack.
    """

    def __init__(
        self,
        store: Store,
        days: BusinessDays,
        rules: ReturnRules,
        book: RefundBook,
        payments: PaymentWriting,
        terminal: CardTerminal,
    ) -> None:
        self._store = store
        self._days = days
        self._rules = rules
        self._book = book
        self._payments = payments
        self._terminal = terminal

    def __call__(
        self,
        *,
        sale_id: SaleId,
        parts: Mapping[LineNumber, int],
        reason: ReturnReason,
        condition: ReturnCondition,
    ) -> CardAsked:
        """parts: what comes back, in thousandths by line of the sale."""
        operator = self._rules.session.require(REFUND_CARD)
        till = self._days.open_till()
        with self._store.write():
            for payment in self._payments.in_doubt():
                raise PaymentInDoubt(payment.asked)
            returnable = returnable_sale(
                self._store, sale_id, cash_unit_minor=self._rules.cash_unit_minor
            )
            plan = PlannedRefund.of(self._rules, returnable, parts, reason, condition)
            plan.check_drawer(till)
            if not self._terminal.is_there:
                raise CardOutOfReach(plan.refund.total)
            payment = self._book.begin(operator.number, returnable, plan.draft)
        assert payment.back is not None, "it goes back"
        self._terminal.give_back(ask_of(payment), payment.back.part.proof.reference)
        return CardAsked(payment)
