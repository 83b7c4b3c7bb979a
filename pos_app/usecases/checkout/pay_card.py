"""Pay card knows that the intent is on disk before the terminal is asked, and that one thing is asked at a time."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.operations.payment import CANCEL_CARD, PAY_CARD, PAY_WITH_CASHBACK
from pos_app.domain.payment import Payment, left_to_pay
from pos_app.domain.refusals.payment import NoCardTerminal, PaymentInDoubt
from pos_app.domain.tender import TenderKind, check_part
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.ports.terminal import CardTerminal
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.cashback import cash_beside
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.payment_book import PaymentBook
from pos_app.usecases.checkout.payment_writing import PaymentWriting, ask_of
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class CardAsked:
    """The terminal asks for a card."""

    payment: Payment
    changes: Changes = Changes.SENDING


@dataclass(frozen=True, slots=True)
class Cancelling:
    """The terminal was asked to stop; its own answer says what came of it."""

    changes: Changes = Changes.NONE


class PayCard:
    """Ask the terminal for all that is left to pay, a part of it, or more, which the buyer gets in cash.

    Errors: NoCardTerminal, NothingToPay, TillNotOpen, DayNotClosed, AmountTooSmall, AmountTooLarge (more than the store
    gives with a card), RefundNotInDrawer, PaymentInDoubt while an earlier payment is not resolved, BasketIsOthers,
    NotAllowed, PaymentRuns.
    """

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        days: BusinessDays,
        book: PaymentBook,
        payments: PaymentWriting,
        terminal: CardTerminal,
    ) -> None:
        self._store = store
        self._basket = basket
        self._days = days
        self._book = book
        self._payments = payments
        self._terminal = terminal

    def __call__(self, *, amount: Money | None = None) -> CardAsked:
        """amount: None for all that is left."""
        if not self._terminal.is_there:
            raise NoCardTerminal
        with self._store.write():
            sale = self._basket.to_finish(PAY_CARD)
            till = self._days.open_till()
            sale.check_payable()
            for payment in self._payments.in_doubt():
                raise PaymentInDoubt(payment.asked)
            left = left_to_pay(sale.to_pay, self._basket.parts(sale))
            asked = left if amount is None else amount
            cashback = cash_beside(TenderKind.CARD, self._basket, till, left, asked)
            if cashback:
                self._basket.to_finish(PAY_WITH_CASHBACK)
            else:
                check_part(TenderKind.CARD, left, asked)
            payment = self._book.begin(sale, TenderKind.CARD, asked, cashback)
        self._terminal.pay(ask_of(payment))
        return CardAsked(payment)


class CancelCard:
    """Ask the terminal to stop a payment that is under way; nothing is settled by it. Errors: NotAllowed."""

    def __init__(self, session: Session, payments: PaymentWriting, terminal: CardTerminal) -> None:
        self._session = session
        self._payments = payments
        self._terminal = terminal

    def __call__(self) -> Cancelling:
        """Whatever payment is not resolved."""
        self._session.require(CANCEL_CARD)
        for payment in self._payments.in_doubt():
            self._terminal.cancel(ask_of(payment))
        return Cancelling()
