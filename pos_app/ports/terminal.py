"""The card terminal port: it is asked and never waited for; what it says is fetched when it has said it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_app.domain.money import Money
from pos_app.domain.tender import NO_PROOF, TenderProof


class TerminalWord(StrEnum):
    """What a terminal says of one payment; not received: it never heard of it, so nothing was taken."""

    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    NOT_RECEIVED = "not_received"
    IN_PROGRESS = "in_progress"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class TerminalAsk:
    """One payment as a terminal is asked for it.

    service: its number there, ten characters, never given again; sale: what the sale is called at the bank; time_us:
    when the intent was written down, microseconds UTC; gives_back: the amount goes back on to a card;
    cashback_minor: how much of the amount the buyer gets in cash.
    """

    service: str
    sale: str
    amount: Money
    time_us: int
    gives_back: bool = False
    cashback_minor: int = 0


@dataclass(frozen=True, slots=True)
class TerminalAnswer:
    """What came of a question about `service`; `taken` is zero unless it was approved."""

    service: str
    word: TerminalWord
    taken: Money
    proof: TenderProof = NO_PROOF
    reason: str = ""


class CardTerminal(Protocol):
    """Takes money by card. Every call returns at once; answers are fetched, each once."""

    @property
    def is_there(self) -> bool:
        """False where the register has none."""
        ...

    def pay(self, ask: TerminalAsk) -> None:
        """Ask for a card and take the amount."""
        ...

    def give_back(self, ask: TerminalAsk, taken_as: str) -> None:
        """Give back what a payment took, on to the same card; taken_as: the reference in its proof."""
        ...

    def ask_status(self, ask: TerminalAsk) -> None:
        """What became of a payment?"""
        ...

    def cancel(self, ask: TerminalAsk) -> None:
        """Ask it to stop; what came of the payment is still said by its own answer."""
        ...

    def answers(self) -> tuple[TerminalAnswer, ...]:
        """What was said since the last call."""
        ...

    def listen(self, heard: Callable[[], None]) -> None:
        """`heard` is called on the terminal's own thread when there is an answer."""
        ...


@dataclass(frozen=True, slots=True)
class TerminalReport:
    """How a terminal did when it was asked last, None before the first time; last_good_us: when it last answered."""

    answers: bool | None = None
    last_good_us: int | None = None


class TerminalWatch(Protocol):
    """Tells of a terminal at which nobody waits; name: where it is, "" where the register has none."""

    name: str

    def report(self) -> TerminalReport:
        """May be asked on any thread."""
        ...

    def try_it(self) -> None:
        """Ask something that moves no money, behind whatever is under way; the report tells of it."""
        ...


class NoTerminal:
    """A register without a terminal; nobody asks it for anything."""

    is_there = False
    name = ""

    def report(self) -> TerminalReport:
        """Nothing is known of nothing."""
        return TerminalReport()

    def try_it(self) -> None:
        """There is nothing to try."""

    def pay(self, ask: TerminalAsk) -> None:
        """Nobody asks."""
        raise AssertionError("there is no terminal")

    def give_back(self, ask: TerminalAsk, taken_as: str) -> None:
        """Nobody asks."""
        raise AssertionError("there is no terminal")

    def ask_status(self, ask: TerminalAsk) -> None:
        """Nobody asks."""
        raise AssertionError("there is no terminal")

    def cancel(self, ask: TerminalAsk) -> None:
        """Nobody asks."""
        raise AssertionError("there is no terminal")

    def answers(self) -> tuple[TerminalAnswer, ...]:
        """It never says anything."""
        return ()

    def listen(self, heard: Callable[[], None]) -> None:
        """There is nothing to hear."""

    def close(self) -> None:
        """Nothing runs."""


NO_TERMINAL = NoTerminal()
