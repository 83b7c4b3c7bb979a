"""Hear terminal knows what becomes of a payment by the terminal's word, by a person's, or by neither."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import FactId
from pos_app.domain.money import Money
from pos_app.domain.operations import SETTLE_PAYMENT
from pos_app.domain.payment import Payment, PaymentOutcome, PaymentResult, Witness
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.ports.terminal import CardTerminal, TerminalAnswer, TerminalWord
from pos_app.usecases.checkout.completing import SALE_CHANGES, PaidSale
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.payment_book import PaymentBook, ask_of
from pos_app.usecases.session import Session

_RESULTS = {
    TerminalWord.APPROVED: PaymentResult.APPROVED,
    TerminalWord.DECLINED: PaymentResult.DECLINED,
    TerminalWord.CANCELLED: PaymentResult.CANCELLED,
    TerminalWord.NOT_RECEIVED: PaymentResult.NOT_RECEIVED,
}


@dataclass(frozen=True, slots=True)
class PaymentHeard:
    """What is known of a payment now; `paid` is the sale when that paid it.

    in_doubt: the terminal did not say how it ended. for_open_sale: the basket in front is the one that it pays.
    """

    payment: Payment
    word: TerminalWord
    taken: Money
    for_open_sale: bool
    paid: PaidSale | None = None
    reason: str = ""

    @property
    def in_doubt(self) -> bool:
        """True as long as nobody knows."""
        return self.word not in _RESULTS

    @property
    def changes(self) -> Changes:
        """What a screen has to read again."""
        return Changes.NONE if self.in_doubt else SALE_CHANGES


@dataclass(frozen=True, slots=True)
class TerminalHeard:
    """Everything that the terminal said since the last time."""

    payments: tuple[PaymentHeard, ...]

    @property
    def changes(self) -> Changes:
        """What a screen has to read again."""
        changes = Changes.NONE
        for heard in self.payments:
            changes |= heard.changes
        return changes


@dataclass(frozen=True, slots=True)
class PaymentsAsked:
    """The payments in doubt that the terminal is asked about, oldest first; a sale that was paid all the while.

    for_open_sale: the first of them is for the basket in front.
    """

    in_doubt: tuple[Payment, ...]
    for_open_sale: bool
    paid: PaidSale | None
    changes: Changes = SALE_CHANGES


@dataclass(frozen=True, slots=True)
class PaymentSetAside:
    """The sale goes on without that payment, which the terminal is asked about before it takes money again."""

    changes: Changes = Changes.BASKET


class HearTerminal:
    """Take the terminal's answers: each that says how a payment ended is its outcome. Needs nobody signed on."""

    def __init__(
        self, store: Store, basket: OpenBasket, book: PaymentBook, terminal: CardTerminal
    ) -> None:
        self._store = store
        self._basket = basket
        self._book = book
        self._terminal = terminal

    def __call__(self) -> TerminalHeard:
        """An answer about a payment that is settled already says nothing new."""
        return TerminalHeard(tuple(self._heard()))

    def _heard(self) -> list[PaymentHeard]:
        heard = []
        for answer in self._terminal.answers():
            asked = {payment.service: payment for payment in self._book.in_doubt()}
            if answer.service in asked:
                heard.append(self._take(asked[answer.service], answer))
        return heard

    def _take(self, payment: Payment, answer: TerminalAnswer) -> PaymentHeard:
        is_ours = is_for(payment, self._basket)
        result = _RESULTS.get(answer.word)
        paid: PaidSale | None = None
        if result is not None:
            paid = settle(
                self._store,
                self._book,
                payment,
                PaymentOutcome(
                    result,
                    answer.taken,
                    Money(0, answer.taken.currency),
                    Witness.TERMINAL,
                    answer.proof,
                    answer.reason,
                ),
            )
        return PaymentHeard(payment, answer.word, answer.taken, is_ours, paid, answer.reason)


class AskTerminal:
    """Ask what became of the oldest payment in doubt, and complete a sale that its parts have paid.

    This is how a crash is mended; it may be asked for at any time, and needs nobody signed on.
    """

    def __init__(self, basket: OpenBasket, book: PaymentBook, terminal: CardTerminal) -> None:
        self._basket = basket
        self._book = book
        self._terminal = terminal

    def __call__(self) -> PaymentsAsked:
        """One question at a time: the next follows its answer."""
        in_doubt = self._book.in_doubt()
        if not in_doubt:
            return PaymentsAsked((), False, self._book.finish())
        if self._terminal.is_there:
            self._terminal.ask_status(ask_of(in_doubt[0]))
        return PaymentsAsked(in_doubt, is_for(in_doubt[0], self._basket), None)


class SettlePayment:
    """A person has looked at the terminal and says what it shows. Errors: NotAllowed."""

    def __init__(
        self, store: Store, session: Session, basket: OpenBasket, book: PaymentBook
    ) -> None:
        self._store = store
        self._session = session
        self._basket = basket
        self._book = book

    def __call__(self, *, payment_id: FactId, is_taken: bool) -> TerminalHeard:
        """is_taken: it says approved, for the whole amount that was asked."""
        self._session.require(SETTLE_PAYMENT)
        for payment in self._book.in_doubt():
            if payment.payment_id == payment_id:
                return TerminalHeard((self._settled(payment, is_taken=is_taken),))
        return TerminalHeard(())

    def _settled(self, payment: Payment, *, is_taken: bool) -> PaymentHeard:
        is_ours = is_for(payment, self._basket)
        nothing = Money(0, payment.asked.currency)
        taken = payment.asked if is_taken else nothing
        result = PaymentResult.APPROVED if is_taken else PaymentResult.DECLINED
        outcome = PaymentOutcome(result, taken, nothing, Witness.PERSON)
        paid = settle(self._store, self._book, payment, outcome)
        word = TerminalWord.APPROVED if is_taken else TerminalWord.DECLINED
        return PaymentHeard(payment, word, taken, is_ours, paid)


class SetPaymentAside:
    """Go on without knowing: the sale may be changed and paid otherwise. Errors: NotAllowed."""

    def __init__(self, session: Session, basket: OpenBasket, book: PaymentBook) -> None:
        self._session = session
        self._basket = basket
        self._book = book

    def __call__(self) -> PaymentSetAside:
        """For this run of the program; nothing is written of it."""
        self._session.require(SETTLE_PAYMENT)
        self._basket.set_aside |= {payment.payment_id for payment in self._book.in_doubt()}
        return PaymentSetAside()


def is_for(payment: Payment, basket: OpenBasket) -> bool:
    """True when the payment is for the open basket."""
    sale = basket.open_sale()
    return sale is not None and sale.sale_id == payment.sale_id


def settle(
    store: Store, book: PaymentBook, payment: Payment, outcome: PaymentOutcome
) -> PaidSale | None:
    """Write an outcome down; gives the sale when that was the last of it, with drawer and paper seen to."""
    with store.write():
        whole = book.end(payment, outcome)
    return book.see_off(whole)
