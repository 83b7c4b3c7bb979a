"""Pay part knows money that the register itself sees: a part in cash, and a card at a terminal of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.operation import Operation
from pos_app.domain.operations.payment import (
    PAY_CARD_ALONE,
    PAY_FOREIGN_NOTES,
    PAY_PART_CASH,
    PAY_WITH_CASHBACK,
)
from pos_app.domain.payment import PaymentOutcome, PaymentResult, Witness, left_to_pay
from pos_app.domain.refusals.payment import AmountTooLarge, ApprovalCodeWrong, NotesAlone
from pos_app.domain.tender import NO_PROOF, TenderKind, TenderProof, check_part
from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.cashback import cash_beside
from pos_app.usecases.checkout.completing import SALE_CHANGES, Completing, PaidSale
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.payment_book import PaymentBook, WholeSale

_APPROVAL = re.compile(r"[0-9A-Z]{4,12}")


@dataclass(frozen=True, slots=True)
class PartPaidNow:
    """What was taken; `paid` is the sale when nothing is left to pay."""

    taken: Money
    left: Money
    paid: PaidSale | None
    drawer_fault: Fault | None = None
    changes: Changes = SALE_CHANGES


class TakingPart:
    """Intent and outcome in one transaction: nobody has to be asked.

    Errors of all that use it: NothingToPay, TillNotOpen, DayNotClosed, AmountTooSmall, AmountTooLarge, BasketIsOthers,
    NotAllowed, PaymentRuns.
    """

    def __init__(
        self, store: Store, basket: OpenBasket, days: BusinessDays, book: PaymentBook
    ) -> None:
        self._store = store
        self._basket = basket
        self._days = days
        self._book = book

    def take(
        self,
        operation: Operation,
        kind: TenderKind,
        amount: Money | None,
        proof: TenderProof = NO_PROOF,
    ) -> PartPaidNow:
        """amount: None for all that is left."""
        with self._store.write():
            sale = self._basket.to_finish(operation)
            till = self._days.open_till()
            sale.check_payable()
            left = left_to_pay(sale.to_pay, self._basket.parts(sale))
            taken = left if amount is None else amount
            cashback = cash_beside(kind, self._basket, till, left, taken)
            if cashback and kind is TenderKind.CARD_ALONE:
                self._basket.to_finish(PAY_WITH_CASHBACK)
            elif not cashback:
                check_part(kind, left, taken)
            if taken > left and not cashback:
                raise AmountTooLarge(left)
            payment = self._book.begin(sale, kind, taken, cashback)
            whole: WholeSale | None = self._book.end(
                payment,
                PaymentOutcome(
                    PaymentResult.APPROVED,
                    taken,
                    Money(0, taken.currency),
                    Witness.REGISTER,
                    proof,
                ),
            )
        return PartPaidNow(taken, left - taken, self._book.see_off(whole))


class PayPartCash:
    """Take less than all in cash; the rest is paid otherwise. Errors: see TakingPart."""

    def __init__(self, taking: TakingPart, completing: Completing) -> None:
        self._taking = taking
        self._completing = completing

    def __call__(self, *, given: Money) -> PartPaidNow:
        """given: all of it stays in the drawer."""
        part = self._taking.take(PAY_PART_CASH, TenderKind.CASH, given)
        if part.paid is not None:
            return part
        return PartPaidNow(part.taken, part.left, None, self._completing.open_drawer())


class PayCardAlone:
    """A card at a terminal that the register does not speak to. Errors: ApprovalCodeWrong, and those of TakingPart."""

    def __init__(self, taking: TakingPart) -> None:
        self._taking = taking

    def __call__(self, *, approval: str, amount: Money | None = None) -> PartPaidNow:
        """approval: what that terminal printed; amount: None for all that is left, more for cash beside it."""
        code = approval.strip().upper()
        if not _APPROVAL.fullmatch(code):
            raise ApprovalCodeWrong(approval)
        proof = TenderProof(approval=code)
        return self._taking.take(PAY_CARD_ALONE, TenderKind.CARD_ALONE, amount, proof)


class PayForeignNotes:
    """Notes of another currency, at the rate of head office; change is the store's own cash.

    Errors: NotesAlone, RefundNotInDrawer when the change is not there, and those of TakingPart.
    """

    def __init__(self, taking: TakingPart, completing: Completing, basket: OpenBasket) -> None:
        self._taking = taking
        self._completing = completing
        self._basket = basket

    def __call__(self, *, notes: Money) -> PartPaidNow:
        """notes: what was handed over, in its own currency."""
        pricing = self._basket.pricing
        rates = {rate.currency: rate for rate in pricing.foreign_rates}
        rate = rates.get(notes.currency)
        if rate is None or not notes.amount_minor:
            raise NotesAlone(notes)
        if notes.amount_minor % rate.smallest.amount_minor:
            raise NotesAlone(rate.smallest)
        proof = TenderProof(
            foreign_currency=notes.currency,
            foreign_minor=notes.amount_minor,
            foreign_rate=rate.text,
        )
        worth = rate.worth(notes, pricing.currency)
        part = self._taking.take(PAY_FOREIGN_NOTES, TenderKind.FOREIGN_CASH, worth, proof)
        if part.paid is not None:
            return part
        return PartPaidNow(part.taken, part.left, None, self._completing.open_drawer())
