"""Payment book knows when the parts that were taken of a sale have paid it, and completes it then."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.payment import Payment, PaymentOutcome, left_to_pay
from pos_app.domain.sale import CompletedSale, RetailTransaction
from pos_app.domain.tender import TenderKind, TenderLine
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.completing import Completing, NamedSeller, PaidSale
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.payment_writing import PaymentWriting
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class WholeSale:
    """A sale that its parts have paid, on disk; the last of them is what the devices answer to."""

    completed: CompletedSale
    last: TenderLine


class PaymentBook:
    """Writes what pays sales; one that its parts cover is completed in the transaction of the last of them."""

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        staff: Staff,
        writing: PaymentWriting,
        completing: Completing,
    ) -> None:
        self._store = store
        self._basket = basket
        self._staff = staff
        self._writing = writing
        self._completing = completing

    def begin(self, sale: RetailTransaction, kind: TenderKind, asked: Money) -> Payment:
        """The intent, in the open transaction."""
        return self._writing.intent(sale.sale_id, sale.operator, kind, asked)

    def end(self, payment: Payment, outcome: PaymentOutcome) -> WholeSale | None:
        """The outcome, in the open transaction; completes the sale when nothing is left to pay."""
        ended = self._writing.outcome(payment, outcome)
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
