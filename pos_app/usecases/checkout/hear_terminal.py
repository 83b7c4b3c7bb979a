"""Hear terminal knows what becomes of a payment by the terminal's word, by a person's, or by neither."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import FactId
from pos_app.domain.money import Money
from pos_app.domain.operations.payment import SETTLE_PAYMENT
from pos_app.domain.payment import Payment, PaymentOutcome, PaymentResult, Witness
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.ports.terminal import CardTerminal, TerminalAnswer, TerminalWord
from pos_app.usecases.checkout.completing import SALE_CHANGES, PaidSale
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.payment_book import PaymentBook
from pos_app.usecases.checkout.payment_writing import PaymentWriting, ask_of
from pos_app.usecases.returns.refund_book import RefundBook
from pos_app.usecases.returns.return_writing import TakenBack
from pos_app.usecases.session import Session

_RESULTS = {
    TerminalWord.APPROVED: PaymentResult.APPROVED,
    TerminalWord.DECLINED: PaymentResult.DECLINED,
    TerminalWord.CANCELLED: PaymentResult.CANCELLED,
    TerminalWord.NOT_RECEIVED: PaymentResult.NOT_RECEIVED,
}


@dataclass(frozen=True, slots=True)
class PaymentHeard:
    """What is known of a payment now; `paid` is the sale that it paid, `returned` the return that it ended.

    for_open_sale: the basket in front is the one that it pays. next_part: the terminal is asked for that at once, since
    a refund goes to more than one card.
    """

    payment: Payment
    word: TerminalWord
    taken: Money
    for_open_sale: bool
    paid: PaidSale | None = None
    reason: str = ""
    returned: TakenBack | None = None
    next_part: Payment | None = None

    @property
    def in_doubt(self) -> bool:
        """True as long as nobody knows."""
        return self.word not in _RESULTS

    @property
    def changes(self) -> Changes:
        """What a screen has to read again."""
        if self.in_doubt:
            return Changes.NONE
        return SALE_CHANGES if self.payment.order is None else SALE_CHANGES | Changes.ORDERS


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
    """The payments in doubt that the terminal is asked about, oldest first; a sale or return complete all the while.

    for_open_sale: the first of them is for the basket in front.
    """

    in_doubt: tuple[Payment, ...]
    for_open_sale: bool
    paid: PaidSale | None
    returned: TakenBack | None = None
    changes: Changes = SALE_CHANGES


@dataclass(frozen=True, slots=True)
class PaymentSetAside:
    """The sale goes on without that payment, which the terminal is asked about before it takes money again."""

    changes: Changes = Changes.BASKET


class Settling:
    """Writes outcomes, and with the last of them the sale that they pay or the return that they give back for."""

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        book: PaymentBook,
        refunds: RefundBook,
        payments: PaymentWriting,
    ) -> None:
        self._store = store
        self._basket = basket
        self._book = book
        self._refunds = refunds
        self._payments = payments
        self.in_doubt = payments.in_doubt

    def is_for_open_sale(self, payment: Payment) -> bool:
        """True when the payment is for the open basket."""
        sale = self._basket.open_sale()
        return sale is not None and sale.sale_id == payment.sale_id

    def settle(self, payment: Payment, outcome: PaymentOutcome, word: TerminalWord) -> PaymentHeard:
        """Write it down; drawer and paper are seen to."""
        given, reason = outcome.given, outcome.reason
        if payment.order:
            # Its handover claims it, whenever that is.
            with self._store.write():
                self._payments.outcome(payment, outcome)
            return PaymentHeard(payment, word, given, False, None, reason)
        if payment.back is not None:
            returned = self._refunds.settle(payment, outcome)
            more = outcome.result is PaymentResult.APPROVED and returned is None
            following = self._refunds.go_on(payment, outcome) if more else None
            return PaymentHeard(
                payment, word, given, False, None, reason, returned, next_part=following
            )
        is_ours = self.is_for_open_sale(payment)
        with self._store.write():
            whole = self._book.end(payment, outcome)
        return PaymentHeard(payment, word, given, is_ours, self._book.see_off(whole), reason)

    def unanswered(self, payment: Payment, answer: TerminalAnswer) -> PaymentHeard:
        """Nobody knows."""
        is_ours = self.is_for_open_sale(payment)
        return PaymentHeard(payment, answer.word, answer.taken, is_ours, reason=answer.reason)

    def finish(self) -> tuple[PaidSale | None, TakenBack | None]:
        """What was paid or given back all the while, as after a crash."""
        return self._book.finish(), self._refunds.finish()


class HearTerminal:
    """Take the terminal's answers: each that says how a payment ended is its outcome. Needs nobody signed on."""

    def __init__(self, settling: Settling, terminal: CardTerminal) -> None:
        self._settling = settling
        self._terminal = terminal

    def __call__(self) -> TerminalHeard:
        """An answer about a payment that is settled already says nothing new."""
        return TerminalHeard(tuple(self._heard()))

    def _heard(self) -> list[PaymentHeard]:
        heard = []
        for answer in self._terminal.answers():
            asked = {payment.service: payment for payment in self._settling.in_doubt()}
            if answer.service in asked:
                heard.append(self._take(asked[answer.service], answer))
        return heard

    def _take(self, payment: Payment, answer: TerminalAnswer) -> PaymentHeard:
        result = _RESULTS.get(answer.word)
        if result is None:
            return self._settling.unanswered(payment, answer)
        nothing = Money(0, answer.taken.currency)
        outcome = PaymentOutcome(
            result, answer.taken, nothing, Witness.TERMINAL, answer.proof, answer.reason
        )
        heard = self._settling.settle(payment, outcome, answer.word)
        following = heard.next_part
        if following is not None and following.back is not None:
            self._terminal.give_back(ask_of(following), following.back.part.proof.reference)
        return heard


class AskTerminal:
    """Ask what became of the oldest payment in doubt, and complete a sale that its parts have paid.

    This is how a crash is mended; it may be asked for at any time, and needs nobody signed on.
    """

    def __init__(self, settling: Settling, terminal: CardTerminal) -> None:
        self._settling = settling
        self._terminal = terminal

    def __call__(self) -> PaymentsAsked:
        """One question at a time: the next follows its answer."""
        in_doubt = self._settling.in_doubt()
        if not in_doubt:
            return PaymentsAsked((), False, *self._settling.finish())
        if self._terminal.is_there:
            self._terminal.ask_status(ask_of(in_doubt[0]))
        return PaymentsAsked(in_doubt, self._settling.is_for_open_sale(in_doubt[0]), None)


class SettlePayment:
    """A person has looked at the terminal and says what it shows. Errors: NotAllowed."""

    def __init__(self, session: Session, settling: Settling) -> None:
        self._session = session
        self._settling = settling

    def __call__(self, *, payment_id: FactId, is_taken: bool) -> TerminalHeard:
        """is_taken: it says approved, for the whole amount that was asked."""
        self._session.require(SETTLE_PAYMENT)
        for payment in self._settling.in_doubt():
            if payment.payment_id == payment_id:
                return TerminalHeard((self._settled(payment, is_taken=is_taken),))
        return TerminalHeard(())

    def _settled(self, payment: Payment, *, is_taken: bool) -> PaymentHeard:
        nothing = Money(0, payment.asked.currency)
        taken = payment.asked if is_taken else nothing
        result = PaymentResult.APPROVED if is_taken else PaymentResult.DECLINED
        word = TerminalWord.APPROVED if is_taken else TerminalWord.DECLINED
        outcome = PaymentOutcome(result, taken, nothing, Witness.PERSON)
        return self._settling.settle(payment, outcome, word)


class SetPaymentAside:
    """Go on without knowing: the sale may be changed and paid otherwise. Errors: NotAllowed."""

    def __init__(self, session: Session, basket: OpenBasket, payments: PaymentWriting) -> None:
        self._session = session
        self._basket = basket
        self._payments = payments

    def __call__(self) -> PaymentSetAside:
        """For this run of the program; nothing is written of it."""
        self._session.require(SETTLE_PAYMENT)
        self._basket.set_aside |= {payment.payment_id for payment in self._payments.in_doubt()}
        return PaymentSetAside()
