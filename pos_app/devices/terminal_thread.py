"""Terminal thread knows a card terminal that takes its time, and that nobody waits for it."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Protocol

from pos_app.devices.terminal_log import TerminalLog
from pos_app.domain.money import Money
from pos_app.ports.terminal import TerminalAnswer, TerminalAsk, TerminalReport, TerminalWord

logger = logging.getLogger(__name__)

# A stop that arrives before its payment finds nothing to stop; the payment is stopped with the next one.
STOP_AGAIN_SECONDS = 1.0
# A payment that it never received did not reach it; asked what became of one, it may well say so.
_SILENCE = (TerminalWord.NO_ANSWER, TerminalWord.NOT_RECEIVED)
# The number of no payment: ours are never all zeros.
NEVER_ASKED = "0000000000"


class WaitingTerminal(Protocol):
    """A terminal whose calls return when it has answered."""

    def pay(self, ask: TerminalAsk) -> TerminalAnswer:
        """Ask for a card and take the amount."""
        ...

    def give_back(self, ask: TerminalAsk, taken_as: str) -> TerminalAnswer:
        """Give back what a payment took."""
        ...

    def status(self, ask: TerminalAsk) -> TerminalAnswer:
        """What became of a payment."""
        ...

    def cancel(self, ask: TerminalAsk) -> None:
        """Ask it to stop."""
        ...

    def hang_up(self) -> None:
        """End an exchange under way from another thread."""
        ...


class _Worker:
    """Runs steps in order on one thread, which begins with the first of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def put(self, step: Callable[[], None]) -> None:
        """Queue a step."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name)
            self._thread.start()
        self._steps.put(step)

    def end(self) -> None:
        """Let the step under way end, and the thread with it."""
        if self._thread is not None:
            self._steps.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while (step := self._steps.get()) is not None:
            step()


class TerminalThread:
    """One payment or question at a time, and a way to stop it beside that; every question gets one answer.

    A bug of the terminal's program is silence: what became of the money is asked again.
    """

    is_there = True

    def __init__(self, make: Callable[[], WaitingTerminal], log: TerminalLog | None = None) -> None:
        """make: loads the terminal's program with the first question, and its stopping with the first stop."""
        self._make = make
        self._log = log
        self.name = "" if log is None else log.place
        self._asking = _Worker("terminal")
        self._stopping = _Worker("terminal-stop")
        self._under_way: WaitingTerminal | None = None
        self._answers: deque[TerminalAnswer] = deque()
        self._heard: Callable[[], None] = _nobody
        self._closed = False
        # set once the payment has its answer, by the number it is asked for
        self._answered: dict[str, threading.Event] = {}

    def pay(self, ask: TerminalAsk) -> None:
        """Ask for a card and take the amount."""
        self._answered[ask.service] = threading.Event()
        self._asking.put(partial(self._ask, ask, lambda terminal: terminal.pay(ask)))

    def give_back(self, ask: TerminalAsk, taken_as: str) -> None:
        """Give back what a payment took."""
        self._asking.put(
            partial(self._ask, ask, lambda terminal: terminal.give_back(ask, taken_as))
        )

    def ask_status(self, ask: TerminalAsk) -> None:
        """What became of a payment?"""
        silence = (TerminalWord.NO_ANSWER,)
        self._asking.put(partial(self._ask, ask, lambda terminal: terminal.status(ask), silence))

    def cancel(self, ask: TerminalAsk) -> None:
        """Ask it to stop, and again until the payment has its answer."""
        answered = self._answered.get(ask.service, _over())
        self._stopping.put(partial(self._stop, ask, answered))

    def report(self) -> TerminalReport:
        """How it did when it was asked last."""
        return TerminalReport() if self._log is None else self._log.report()

    def try_it(self) -> None:
        """What became of a payment that never was? Whatever it says, it answers."""
        self._asking.put(self._try)

    def answers(self) -> tuple[TerminalAnswer, ...]:
        """What was said since the last call."""
        taken = []
        while self._answers:
            taken.append(self._answers.popleft())
        return tuple(taken)

    def listen(self, heard: Callable[[], None]) -> None:
        """`heard` is called on the terminal's own thread when there is an answer."""
        self._heard = heard

    def close(self) -> None:
        """Nobody listens any more: hang up, and let the threads end; what is not known is asked at the next start."""
        self._heard = _nobody
        self._closed = True
        for answered in tuple(self._answered.values()):
            answered.set()
        terminal = self._under_way
        if terminal is not None:
            terminal.hang_up()
        self._stopping.end()
        self._asking.end()

    def _ask(
        self,
        ask: TerminalAsk,
        question: Callable[[WaitingTerminal], TerminalAnswer],
        silence: tuple[TerminalWord, ...] = _SILENCE,
    ) -> None:
        if self._closed:
            return
        try:
            self._under_way = self._make()
            answer = question(self._under_way)
        except Exception:
            logger.exception("a bug at the terminal; it is asked again what became of the payment")
            answer = TerminalAnswer(
                ask.service, TerminalWord.NO_ANSWER, Money(0, ask.amount.currency)
            )
        finally:
            self._under_way = None
            self._answered.pop(ask.service, _over()).set()
        if self._log is not None:
            self._log.note(answer.word, silence)
        self._answers.append(answer)
        self._heard()

    def _try(self) -> None:
        if self._closed or self._log is None:
            return
        ask = TerminalAsk(NEVER_ASKED, NEVER_ASKED, Money(0, self._log.currency), 0)
        try:
            self._under_way = self._make()
            word = self._under_way.status(ask).word
        except Exception:
            logger.exception("a bug at the terminal while it was tried")
            word = TerminalWord.NO_ANSWER
        finally:
            self._under_way = None
        self._log.note(word, (TerminalWord.NO_ANSWER,))

    def _stop(self, ask: TerminalAsk, answered: threading.Event) -> None:
        while not self._closed:
            try:
                self._make().cancel(ask)
            except Exception:
                logger.exception("a bug while the terminal was asked to stop")
            if answered.wait(STOP_AGAIN_SECONDS):
                return


def _over() -> threading.Event:
    """Of what is asked no more."""
    answered = threading.Event()
    answered.set()
    return answered


def _nobody() -> None:
    return None
