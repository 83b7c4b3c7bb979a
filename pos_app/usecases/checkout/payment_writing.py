"""Payment writing knows how intents and outcomes get into the journal, whichever way the money goes."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.ids import OperatorNumber, OrderNumber, SaleId
from pos_app.domain.money import Money
from pos_app.domain.payment import GivingBack, Payment, PaymentOutcome
from pos_app.domain.payment_facts import payment_intent, payment_outcome, read_payment
from pos_app.domain.tender import TenderKind
from pos_app.ports.clock import Ids
from pos_app.ports.journal import Store
from pos_app.ports.terminal import TerminalAsk
from pos_app.usecases.business_days import BusinessDays

# A nexo ServiceID has at most ten characters, and none may come again within two days.
SERVICE_BYTES = 5


class PaymentWriting:
    """Writes in the open transaction; the intent comes before money moves, the outcome when it is known."""

    def __init__(self, store: Store, days: BusinessDays, ids: Ids) -> None:
        self._store = store
        self._days = days
        self._ids = ids

    def in_doubt(self) -> tuple[Payment, ...]:
        """Payments that a terminal has to be asked about, oldest first."""
        return tuple(
            payment
            for payment in self._store.payments.open()
            if payment.is_in_doubt and payment.kind.rule.asks_terminal
        )

    def intent(
        self,
        sale_id: SaleId,
        operator: OperatorNumber,
        kind: TenderKind,
        asked: Money,
        back: GivingBack | None = None,
        *,
        cashback_minor: int = 0,
    ) -> Payment:
        """Money is about to move; back: of which return it goes back; cashback_minor: what of it is cash."""
        return self._intent(sale_id, operator, kind, asked, back, cashback_minor=cashback_minor)

    def for_order(
        self,
        order: OrderNumber,
        operator: OperatorNumber,
        kind: TenderKind,
        asked: Money,
        back: GivingBack | None = None,
    ) -> Payment:
        """The same for what is still to pay of an order, which terminals know by a sale of its own."""
        sale_id = SaleId(self._ids.uuid7())
        return self._intent(sale_id, operator, kind, asked, back, order=order)

    def _intent(
        self,
        sale_id: SaleId,
        operator: OperatorNumber,
        kind: TenderKind,
        asked: Money,
        back: GivingBack | None,
        *,
        order: OrderNumber | None = None,
        cashback_minor: int = 0,
    ) -> Payment:
        service = self._ids.random_hex(SERVICE_BYTES) if kind.rule.asks_terminal else ""
        still_open = self._store.payments.open()
        draft = payment_intent(
            sale_id,
            kind,
            asked,
            service,
            still_open,
            back,
            order=order,
            cashback_minor=cashback_minor,
        )
        fact = self._store.journal.append(
            draft, operator=operator, business_date=self._days.current()
        )
        return read_payment(fact, None)

    def outcome(self, payment: Payment, outcome: PaymentOutcome) -> Payment:
        """It is known how it ended; gives the payment as it is now."""
        outcome = replace(outcome, proof=replace(outcome.proof, payment=payment.payment_id.hex))
        fact = self._store.journal.append(
            payment_outcome(payment, outcome, self._store.payments.open()),
            operator=payment.operator,
            business_date=self._days.current(),
        )
        return replace(payment, outcome=outcome, outcome_id=fact.fact_id)


def ask_of(payment: Payment) -> TerminalAsk:
    """The payment as its terminal knows it."""
    return TerminalAsk(
        payment.service,
        payment.sale_id.hex,
        payment.asked,
        payment.begun_us,
        gives_back=payment.back is not None,
        cashback_minor=payment.cashback_minor,
    )
