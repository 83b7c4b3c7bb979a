"""Remainder knows what a card pays of an order at the counter, and gets back of it: the intent is on disk first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.handover import HandoverPlan
from pos_app.domain.ids import OrderNumber
from pos_app.domain.money import Money
from pos_app.domain.operations.pickup import GIVE_BACK_REMAINDER, PAY_REMAINDER
from pos_app.domain.payment import GivingBack, Payment, order_balance
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.refusals.basket import NothingToPay
from pos_app.domain.refusals.payment import NoCardTerminal, PaymentInDoubt
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.tender import TenderKind
from pos_app.ports.journal import Store
from pos_app.ports.terminal import CardTerminal
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.pay_card import CardAsked
from pos_app.usecases.checkout.payment_writing import PaymentWriting, ask_of
from pos_app.usecases.pickup.leaving import Leaving
from pos_app.usecases.session import Session

# Why it goes back: the customer did not want all of it.
REFUSED = ReturnDraft((), "refused", "")


@dataclass(frozen=True, slots=True)
class AroundRemainder:
    """What money for an order is taken and given back with."""

    store: Store
    leaving: Leaving
    session: Session
    days: BusinessDays
    payments: PaymentWriting
    terminal: CardTerminal


class PayRemainder:
    """Ask the terminal for what an order costs, once nothing else keeps its goods here; the handover claims it.

    Errors: NotAllowed, NoCardTerminal, TillNotOpen, DayNotClosed, PaymentInDoubt, NothingToPay, and those of Leaving.
    """

    def __init__(self, around: AroundRemainder) -> None:
        self._around = around

    def __call__(self, *, number: OrderNumber, plan: HandoverPlan) -> CardAsked:
        """All that is still to pay for what leaves."""
        around = self._around
        operator = around.session.require(PAY_REMAINDER)
        if not around.terminal.is_there:
            raise NoCardTerminal
        around.days.open_till()
        around.leaving.handover(number, plan)
        to_pay = around.leaving.to_pay(number, plan)
        if to_pay.amount_minor <= 0:
            raise NothingToPay
        with around.store.write():
            check_no_doubt(around.payments)
            payment = around.payments.for_order(number, operator.number, TenderKind.CARD, to_pay)
        around.terminal.pay(ask_of(payment))
        return CardAsked(payment)


class GiveBackRemainder:
    """Ask the terminal to give back what a card paid for goods that stay here.

    Errors: NotAllowed, CardOutOfReach, TillNotOpen, DayNotClosed, PaymentInDoubt, NothingToPay, and those of Leaving.
    """

    def __init__(self, around: AroundRemainder) -> None:
        self._around = around

    def __call__(self, *, number: OrderNumber, plan: HandoverPlan) -> CardAsked:
        """One card after the other, where there is more than one."""
        around = self._around
        operator = around.session.require(GIVE_BACK_REMAINDER)
        around.days.open_till()
        handover = around.leaving.handover(number, plan)
        owed = -around.leaving.to_pay(number, plan)
        if owed.amount_minor <= 0:
            raise NothingToPay
        part = _part(handover.payments, owed)
        if not around.terminal.is_there or part is None:
            raise CardOutOfReach(owed)
        with around.store.write():
            check_no_doubt(around.payments)
            payment = around.payments.for_order(
                number, operator.number, part.kind, part.amount, GivingBack(REFUSED, part)
            )
        around.terminal.give_back(ask_of(payment), part.proof.reference)
        return CardAsked(payment)


def check_no_doubt(payments: PaymentWriting) -> None:
    """Nothing new is asked of the terminal before it is known what became of the last. Errors: PaymentInDoubt."""
    for payment in payments.in_doubt():
        raise PaymentInDoubt(payment.asked)


def _part(payments: tuple[Payment, ...], owed: Money) -> RefundTender | None:
    """What the terminal gives back next, of a payment that it knows; None when it knows of none."""
    for payment in payments:
        if payment.back is not None or not payment.tender.proof.reference:
            continue
        name = payment.payment_id.hex
        gone = [back for back in payments if back.back is not None and back.back.part.of == name]
        left = order_balance((payment, *gone), owed.currency)
        if left.amount_minor > 0:
            proof = replace(payment.tender.proof, payment="")
            return RefundTender(payment.kind, min(left, owed), name, proof)
    return None
