"""Exchange goods knows that what comes back pays the open sale, in the transaction that writes the return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain.ids import LineNumber, SaleId
from pos_app.domain.money import Money
from pos_app.domain.operations.tenders import EXCHANGE
from pos_app.domain.payment import PaymentOutcome, PaymentResult, Witness, left_to_pay
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.sale_return import ReturnableSale, ReturnCondition, ReturnReason
from pos_app.domain.tender import TenderKind
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.completing import SALE_CHANGES, PaidSale
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.payment_book import PaymentBook
from pos_app.usecases.returns.open_return import returnable_sale
from pos_app.usecases.returns.refund_plan import PlannedRefund
from pos_app.usecases.returns.return_desk import AroundReturns
from pos_app.usecases.returns.return_writing import TakenBack


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Goods came back for others; `paid` is the open sale when that paid all of it, left: what is still to pay."""

    back: TakenBack
    left: Money
    paid: PaidSale | None
    changes: Changes = SALE_CHANGES


class ExchangeGoods:
    """Take goods back for those of the open sale: one payment, or one refund, of the difference.

    What the sale does not need goes back to what the goods were paid with. Errors: NothingToPay without an open sale,
    CardOutOfReach when a terminal would have to give the rest, and those of TakeBack and of a payment.
    """

    def __init__(
        self,
        store: Store,
        days: BusinessDays,
        basket: OpenBasket,
        book: PaymentBook,
        returning: AroundReturns,
    ) -> None:
        self._store = store
        self._days = days
        self._basket = basket
        self._book = book
        self._returning = returning

    def __call__(
        self,
        *,
        sale_id: SaleId,
        parts: Mapping[LineNumber, int],
        reason: ReturnReason,
        condition: ReturnCondition,
    ) -> Exchanged:
        """parts: what comes back, in thousandths by line of its sale."""
        rules, writing = self._returning.rules, self._returning.writing
        operator = rules.session.require(EXCHANGE)
        till = self._days.open_till()
        with self._store.write():
            sale = self._basket.to_finish(EXCHANGE)
            sale.check_payable()
            returnable = returnable_sale(
                self._store, sale_id, cash_unit_minor=rules.cash_unit_minor
            )
            plan = PlannedRefund.of(rules, returnable, parts, reason, condition)
            left = left_to_pay(sale.to_pay, self._basket.parts(sale))
            taken = min(left, plan.refund.total, key=_minor)
            ways = _ways(returnable, plan.draft, taken)
            PlannedRefund(plan.refund, ways, plan.draft).check_drawer(till)
            returned = writing.write_down(returnable, plan.refund, ways, plan.draft, operator, till)
            payment = self._book.begin(sale, TenderKind.EXCHANGE, taken)
            nothing = Money(0, taken.currency)
            whole = self._book.end(
                payment, PaymentOutcome(PaymentResult.APPROVED, taken, nothing, Witness.REGISTER)
            )
        back = writing.see_off(returned)
        return Exchanged(back, left - taken, self._book.see_off(whole))


def _ways(returnable: ReturnableSale, draft: ReturnDraft, taken: Money) -> tuple[RefundTender, ...]:
    """What pays the open sale, and how the rest goes back."""
    total = returnable.refund(dict(draft.parts)).total
    rest = returnable.ways_back(total - taken)
    for way in (*returnable.begun, *rest):
        if way.kind.rule.asks_terminal:
            raise CardOutOfReach(way.amount)
    return (RefundTender(TenderKind.EXCHANGE, taken), *rest)


def _minor(amount: Money) -> int:
    return amount.amount_minor
