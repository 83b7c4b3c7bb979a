"""A terminal beside the register: what it took stays taken, whatever becomes of the register's disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.ports.terminal import TerminalAnswer, TerminalAsk, TerminalWord
from tests.crash_states.machine import disk_now


@dataclass(frozen=True, slots=True)
class CardTook:
    """The bank has the money of the customer."""

    service: str
    amount_minor: int


class TakingTerminal:
    """Takes each amount at once, and says so when it is asked; it has its own memory and its own power."""

    is_there = True

    def __init__(self, said: Iterable[object] = ()) -> None:
        self.took = {what.service: what.amount_minor for what in said if isinstance(what, CardTook)}
        self._answers: list[TerminalAnswer] = []

    def pay(self, ask: TerminalAsk) -> None:
        self.took[ask.service] = ask.amount.amount_minor
        disk_now().mark(CardTook(ask.service, ask.amount.amount_minor))
        self.ask_status(ask)

    def ask_status(self, ask: TerminalAsk) -> None:
        taken = Money(self.took.get(ask.service, 0), ask.amount.currency)
        word = TerminalWord.APPROVED if ask.service in self.took else TerminalWord.NOT_RECEIVED
        self._answers.append(TerminalAnswer(ask.service, word, taken))

    def answers(self) -> tuple[TerminalAnswer, ...]:
        said, self._answers = tuple(self._answers), []
        return said

    def give_back(self, ask: TerminalAsk, taken_as: str) -> None:
        """Nothing goes back on this day."""

    def cancel(self, ask: TerminalAsk) -> None:
        """Nobody asks it to stop."""

    def listen(self, heard: Callable[[], None]) -> None:
        """It is asked again until it says something."""
