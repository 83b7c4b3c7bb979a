"""Card taking knows how far a payment at the terminal is, whichever screen its key was on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from pos_app.domain.money import Money
from pos_app.domain.payment import Payment
from pos_app.domain.refusals import PaymentInDoubt
from pos_app.ports.terminal import TerminalWord
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.hear_terminal import PaymentHeard, PaymentsAsked, TerminalHeard
from pos_app.usecases.checkout.pay_card import CardAsked
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.payment_words import heard_notice
from ui.routes import Route

# After so many questions without an answer a person is asked to look at the terminal.
UNANSWERED_MAX = 3
ASK_AGAIN_SECONDS = 2


class CardPhase(Enum):
    """How far a payment is."""

    NONE = "none"
    ASKING = "asking"
    STOPPING = "stopping"
    WHAT_HAPPENED = "what_happened"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class CardProgress:
    """The payment in front; `seconds` since the terminal was first asked what happened."""

    phase: CardPhase = CardPhase.NONE
    amount: Money | None = None
    seconds: int = 0

    @property
    def is_running(self) -> bool:
        """True while money may move: nothing is scanned meanwhile."""
        return self.phase not in (CardPhase.NONE, CardPhase.NOT_KNOWN)


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
        # The progress is another: whoever shows it draws it.
        self.moved: Callable[[], None] = _nobody
        self._payment: Payment | None = None
        self._unanswered = 0
        self._asked_ago = 0
        self.progress = CardProgress()

    @property
    def has_terminal(self) -> bool:
        """False where cards are taken at a terminal of their own."""
        return self._register.cards.terminal.is_there

    def take(self, amount: Money | None) -> None:
        """Ask the terminal; amount: None for all that is left."""
        if self.progress.is_running:
            return
        self._show(CardPhase.ASKING, amount)
        self._desk.runner.run(
            partial(self._register.cards.pay_card, amount=amount), self._was_asked, self._refused
        )

    def stop(self) -> None:
        """Ask the terminal to stop; it may have taken the money already."""
        if self.progress.phase is CardPhase.ASKING:
            self._show(CardPhase.STOPPING, self.progress.amount)
            self._desk.runner.run(self._register.cards.cancel_card, _nothing)

    def resume(self) -> None:
        """Somebody works here now: what a crash or a silence left behind is asked for."""
        if not self.progress.is_running:
            self._desk.runner.run(self._register.cards.ask_terminal, self._found)

    def ask_again(self) -> None:
        """The terminal is asked once more what happened."""
        self._unanswered = 0
        self._show(CardPhase.WHAT_HAPPENED, self.progress.amount)
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
        self.progress = CardProgress(progress.phase, progress.amount, progress.seconds + 1)
        self._asked_ago += 1
        if self._asked_ago == ASK_AGAIN_SECONDS and self._unanswered:
            self._question()
        self.moved()

    def _question(self) -> None:
        self._asked_ago = 0
        self._desk.runner.run(self._register.cards.ask_terminal, self._found)

    def _was_asked(self, asked: CardAsked) -> None:
        self._payment, self._unanswered = asked.payment, 0
        self._show(CardPhase.ASKING, asked.payment.asked)

    def _refused(self, error: Exception) -> bool:
        self._show(CardPhase.NONE)
        if isinstance(error, PaymentInDoubt):
            self._show(CardPhase.WHAT_HAPPENED, error.amount)
            self._unanswered = 0
            self._question()
        return False

    def _found(self, found: PaymentsAsked) -> None:
        if found.paid is not None:
            self._show(CardPhase.NONE)
            self._paid(found.paid)
        elif found.in_doubt:
            payment = self._payment = found.in_doubt[0]
            if not self.has_terminal:
                self._show(CardPhase.NOT_KNOWN, payment.asked)
            elif self.progress.phase is CardPhase.NONE and found.for_open_sale:
                self._unanswered = 0
                self._show(CardPhase.WHAT_HAPPENED, payment.asked)
                self._desk.go(Route.TENDER)
        elif self.progress.phase is CardPhase.WHAT_HAPPENED:
            self._show(CardPhase.NONE)

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
            self._show(CardPhase.WHAT_HAPPENED, heard.payment.asked)
            self._question()
            return
        is_working = heard.word is TerminalWord.IN_PROGRESS
        self._unanswered = 1 if is_working else self._unanswered + 1
        if self._unanswered >= UNANSWERED_MAX:
            self._show(CardPhase.NOT_KNOWN, heard.payment.asked)

    def _settled(self, heard: PaymentHeard) -> None:
        self._show(CardPhase.NONE)
        if heard.paid is not None:
            self._paid(heard.paid)
        else:
            self._desk.tell(heard_notice(heard))

    def _was_set_aside(self, result: object) -> None:
        self._show(CardPhase.NONE)
        self._desk.go(Route.TILL)

    def _show(self, phase: CardPhase, amount: Money | None = None) -> None:
        self.progress = CardProgress(phase, amount)
        self.moved()


def _nothing(result: object) -> None:
    return None


def _nobody() -> None:
    return None
