"""Payment book knows when the parts that were taken of a sale have paid it, and completes it then."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.payment import Payment, PaymentOutcome, left_to_pay
from pos_app.domain.sale import CompletedSale, RetailTransaction
from pos_app.domain.tender import TenderKind, TenderLine, cash_out
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

    def begin(
        self, sale: RetailTransaction, kind: TenderKind, asked: Money, cashback_minor: int = 0
    ) -> Payment:
        """The intent, in the open transaction; cashback_minor: what of it is cash for the buyer."""
        return self._writing.intent(
            sale.sale_id, sale.operator, kind, asked, cashback_minor=cashback_minor
        )

    def end(self, payment: Payment, outcome: PaymentOutcome) -> WholeSale | None:
        """The outcome, in the open transaction; completes the sale when nothing is left to pay."""
        ended = self._writing.outcome(payment, outcome)
        sale = self._basket.open_sale()
        if sale is None or sale.sale_id != payment.sale_id or not ended.is_taken:
            return None
        parts = (*self._basket.parts(sale), ended.tender)
        return self._complete(sale, parts, ended.cashback_minor)

    def finish(self) -> PaidSale | None:
        """Complete the open sale when its parts have paid it already, as after a crash."""
        sale = self._basket.open_sale()
        parts = () if sale is None else self._basket.parts(sale)
        if sale is None or not parts:
            return None
        of_sale = (one for one in self._store.payments.open() if one.sale_id == sale.sale_id)
        cashback_minor = sum(one.cashback_minor for one in of_sale if one.is_taken)
        with self._store.write():
            whole = self._complete(sale, parts, cashback_minor)
        return self.see_off(whole)

    def see_off(self, whole: WholeSale | None) -> PaidSale | None:
        """After the transaction: drawer and paper."""
        return None if whole is None else self._completing.see_off(whole.completed, whole.last)

    def _complete(
        self, sale: RetailTransaction, parts: tuple[TenderLine, ...], cashback_minor: int
    ) -> WholeSale | None:
        """What was taken above the sale goes out of the drawer, as far as it was asked for."""
        till = self._store.tills.current()
        if till is None or not till.is_open:
            return None
        left = left_to_pay(sale.to_pay, parts)
        if left.amount_minor > 0 or -left.amount_minor > cashback_minor:
            return None
        if left.amount_minor:
            parts = (*parts, *cash_out(-left, self._basket.pricing.cash_unit_minor))
        seller = NamedSeller(sale.operator, self._staff.name_of(sale.operator))
        return WholeSale(self._completing.write_down(sale, parts, seller, till), parts[-1])
