"""Payment book knows how payments are written down: the intent before money moves, the outcome when it is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.money import Money
from pos_app.domain.payment import Payment, PaymentOutcome, left_to_pay
from pos_app.domain.payment_facts import payment_intent, payment_outcome, read_payment
from pos_app.domain.sale import CompletedSale, RetailTransaction
from pos_app.domain.tender import TenderKind, TenderLine
from pos_app.ports.clock import Ids
from pos_app.ports.journal import Store
from pos_app.ports.terminal import TerminalAsk
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.completing import Completing, NamedSeller, PaidSale
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.staff import Staff

# A nexo ServiceID has at most ten characters, and none may come again within two days.
SERVICE_BYTES = 5


@dataclass(frozen=True, slots=True)
class WholeSale:
    """A sale that its parts have paid, on disk; the last of them is what the devices answer to."""

    completed: CompletedSale
    last: TenderLine


class PaymentBook:
    """Writes intents and outcomes; a sale whose parts cover it is completed in the transaction of the last one."""

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        days: BusinessDays,
        staff: Staff,
        ids: Ids,
        completing: Completing,
    ) -> None:
        self._store = store
        self._basket = basket
        self._days = days
        self._staff = staff
        self._ids = ids
        self._completing = completing

    def in_doubt(self) -> tuple[Payment, ...]:
        """Payments that a terminal has to be asked about, oldest first."""
        return tuple(
            payment
            for payment in self._store.payments.open()
            if payment.is_in_doubt and payment.kind.rule.asks_terminal
        )

    def begin(self, sale: RetailTransaction, kind: TenderKind, asked: Money) -> Payment:
        """The intent, in the open transaction."""
        service = self._ids.random_hex(SERVICE_BYTES) if kind.rule.asks_terminal else ""
        draft = payment_intent(sale.sale_id, kind, asked, service, self._store.payments.open())
        fact = self._store.journal.append(
            draft, operator=sale.operator, business_date=self._days.current()
        )
        return read_payment(fact, None)

    def end(self, payment: Payment, outcome: PaymentOutcome) -> WholeSale | None:
        """The outcome, in the open transaction; completes the sale when nothing is left to pay."""
        outcome = replace(outcome, proof=replace(outcome.proof, payment=payment.payment_id.hex))
        fact = self._store.journal.append(
            payment_outcome(payment, outcome, self._store.payments.open()),
            operator=payment.operator,
            business_date=self._days.current(),
        )
        ended = replace(payment, outcome=outcome, outcome_id=fact.fact_id)
        sale = self._basket.open_sale()
        if sale is None or sale.sale_id != payment.sale_id or not ended.is_taken:
            return None
        return self._complete(sale, (*self._basket.parts(sale), ended.tender))

    def finish(self) -> PaidSale | None:
        """Complete the open sale when its parts have paid it already, as after a crash."""
        sale = self._basket.open_sale()
        parts = () if sale is None else self._basket.parts(sale)
        if sale is None or not parts:
            return None
        with self._store.write():
            whole = self._complete(sale, parts)
        return self.see_off(whole)

    def see_off(self, whole: WholeSale | None) -> PaidSale | None:
        """After the transaction: drawer and paper."""
        return None if whole is None else self._completing.see_off(whole.completed, whole.last)

    def _complete(self, sale: RetailTransaction, parts: tuple[TenderLine, ...]) -> WholeSale | None:
        till = self._store.tills.current()
        if till is None or not till.is_open or left_to_pay(sale.to_pay, parts).amount_minor:
            return None
        seller = NamedSeller(sale.operator, self._staff.name_of(sale.operator))
        return WholeSale(self._completing.write_down(sale, parts, seller, till), parts[-1])


def ask_of(payment: Payment) -> TerminalAsk:
    """The payment as its terminal knows it."""
    return TerminalAsk(payment.service, payment.sale_id.hex, payment.asked, payment.begun_us)
