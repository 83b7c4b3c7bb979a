"""Card taking knows how far a payment at the terminal is, whichever screen its key was on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.money import Money
from pos_app.domain.payment import Payment
from pos_app.domain.refusals.payment import PaymentInDoubt
from pos_app.ports.terminal import TerminalWord
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.hear_terminal import PaymentHeard, PaymentsAsked, TerminalHeard
from pos_app.usecases.checkout.pay_card import CardAsked
from pos_app.usecases.register import Register
from ui.card_board import CardBoard, CardPhase, CardProgress
from ui.desk import Desk
from ui.order_money import OrderMoney
from ui.payment_words import heard_notice
from ui.refund_waiting import RefundWaiting
from ui.routes import Route

# After so many questions without an answer a person is asked to look at the terminal.
UNANSWERED_MAX = 3
ASK_AGAIN_SECONDS = 2


class CardTaking:
    """One payment at a time; an answer that is lost is asked for until it comes or a person says what they see."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        paid: Callable[[PaidSale], None],
    ) -> None:
        """paid: a sale is on disk."""
        self._register = register
        self._desk = desk
        self._paid = paid
        self._payment: Payment | None = None
        self._unanswered = 0
        self._asked_ago = 0
        self.refunds = RefundWaiting(desk)
        self.orders = OrderMoney(desk)
        self.board = CardBoard()
        # False where cards are taken at a terminal of their own.
        self.has_terminal: bool = register.cards.terminal.is_there

    @property
    def progress(self) -> CardProgress:
        """The payment in front."""
        return self.board.progress

    def take(self, amount: Money | None) -> None:
        """Ask the terminal; amount: None for all that is left."""
        if self.progress.is_running:
            return
        self.board.show(CardPhase.ASKING, amount)
        self._desk.runner.run(
            partial(self._register.cards.pay_card, amount=amount), self._was_asked, self._refused
        )

    def ask(
        self,
        step: Callable[[], CardAsked],
        refused: Callable[[Exception], bool],
        *,
        gives_back: bool,
    ) -> None:
        """Ask the terminal for something beside the open sale; what came of it hears whoever waits for it."""
        if self.progress.is_running:
            return
        self.board.show(CardPhase.ASKING, gives_back=gives_back)

        def was_refused(error: Exception) -> bool:
            return self._refused(error) or refused(error)

        self._desk.runner.run(step, self._was_asked, was_refused)

    def stop(self) -> None:
        """Ask the terminal to stop; it may have taken the money already."""
        if self.progress.phase is CardPhase.ASKING:
            self.board.show(CardPhase.STOPPING, self.progress.amount)
            self._desk.runner.run(self._register.cards.cancel_card, _nothing)

    def resume(self) -> None:
        """Somebody works here now: what a crash or a silence left behind is asked for."""
        if not self.progress.is_running:
            self._desk.runner.run(self._register.cards.ask_terminal, self._found)

    def ask_again(self) -> None:
        """The terminal is asked once more what happened."""
        self._unanswered = 0
        self.board.show(CardPhase.WHAT_HAPPENED, self.progress.amount)
        self._question()

    def decide(self, *, is_taken: bool) -> None:
        """A person says what the terminal shows."""
        payment = self._payment
        if payment is not None and self.progress.phase is CardPhase.NOT_KNOWN:
            step = partial(
                self._register.cards.settle_payment,
                payment_id=payment.payment_id,
                is_taken=is_taken,
            )
            self._desk.runner.run(step, self._has_heard)

    def set_aside(self) -> None:
        """The sale goes on without it."""
        if self.progress.phase is CardPhase.NOT_KNOWN:
            self._desk.runner.run(self._register.cards.set_payment_aside, self._was_set_aside)

    def heard(self) -> None:
        """The terminal has said something."""
        self._desk.runner.run(self._register.cards.hear_terminal, self._has_heard)

    def second_passed(self) -> None:
        """What happened is asked again every so often."""
        progress = self.progress
        if progress.phase is not CardPhase.WHAT_HAPPENED:
            return
        self._asked_ago += 1
        if self._asked_ago == ASK_AGAIN_SECONDS and self._unanswered:
            self._question()
        self.board.show(progress.phase, progress.amount, progress.seconds + 1)

    def _question(self) -> None:
        self._asked_ago = 0
        self._desk.runner.run(self._register.cards.ask_terminal, self._found)

    def _was_asked(self, asked: CardAsked) -> None:
        payment = self._payment = asked.payment
        self._unanswered = 0
        # a hand may have been quicker than the disk: then the terminal is being stopped already
        is_stopping = self.progress.phase is CardPhase.STOPPING
        phase = CardPhase.STOPPING if is_stopping else CardPhase.ASKING
        self.board.show(phase, payment.asked, gives_back=payment.back is not None)

    def _refused(self, error: Exception) -> bool:
        self.board.show(CardPhase.NONE)
        if isinstance(error, PaymentInDoubt):
            self.board.show(CardPhase.WHAT_HAPPENED, error.amount)
            self._unanswered = 0
            self._question()
        return False

    def _found(self, found: PaymentsAsked) -> None:
        if found.returned is not None:
            self.board.show(CardPhase.NONE)
            self.refunds.told(found.returned)
        if found.paid is not None:
            self.board.show(CardPhase.NONE)
            self._paid(found.paid)
        elif found.in_doubt:
            payment = self._payment = found.in_doubt[0]
            if not self.has_terminal:
                self.board.show(CardPhase.NOT_KNOWN, payment.asked)
            elif self.progress.phase is CardPhase.NONE and found.for_open_sale:
                self._unanswered = 0
                self.board.show(CardPhase.WHAT_HAPPENED, payment.asked)
                self._desk.go(Route.TENDER)
        elif self.progress.phase is CardPhase.WHAT_HAPPENED:
            self.board.show(CardPhase.NONE)

    def _has_heard(self, heard: TerminalHeard) -> None:
        for one in heard.payments:
            if one.in_doubt:
                self._without_answer(one)
            else:
                self._settled(one)

    def _without_answer(self, heard: PaymentHeard) -> None:
        if self.progress.phase is CardPhase.NONE:
            return  # asked in passing; it is asked again before the terminal takes money
        if self.progress.phase is not CardPhase.WHAT_HAPPENED:
            self.board.show(CardPhase.WHAT_HAPPENED, heard.payment.asked)
            self._question()
            return
        is_working = heard.word is TerminalWord.IN_PROGRESS
        self._unanswered = 1 if is_working else self._unanswered + 1
        if self._unanswered >= UNANSWERED_MAX:
            self.board.show(CardPhase.NOT_KNOWN, heard.payment.asked)

    def _settled(self, heard: PaymentHeard) -> None:
        if heard.next_part is not None:
            self._was_asked(CardAsked(heard.next_part))
            return
        self.board.show(CardPhase.NONE)
        if heard.payment.order is not None:
            self.orders.heard(heard)
            return
        if heard.payment.back is not None:
            self.refunds.heard(heard)
            return
        if heard.paid is not None:
            self._paid(heard.paid)
        else:
            self._desk.tell(heard_notice(heard))

    def _was_set_aside(self, result: object) -> None:
        self.refunds.leave()
        self.orders.leave()
        self.board.show(CardPhase.NONE)
        if self._payment is None or self._payment.order is None:
            self._desk.go(Route.TILL)


def _nothing(result: object) -> None:
    return None
