"""A terminal is asked, answers, is slow, loses its reply, dies; what it took is known afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from pos_app.devices.terminal_thread import TerminalThread
from pos_app.domain.money import Money
from pos_app.ports.terminal import TerminalAnswer, TerminalAsk, TerminalWord
from tests.pos_app.devices.simulated_terminal import SimulatedTerminal

ASK = TerminalAsk("0207111617", "sale-1", Money(3762, "GBP"), 1_763_719_200_000_000)
LONG_SECONDS = 60


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[SimulatedTerminal]:
    made = SimulatedTerminal(tmp_path / "terminal", slow_ms=LONG_SECONDS * 1000)
    made.start()
    yield made
    made.stop()


def test_an_approved_payment_says_the_card_by_its_last_digits_alone(
    simulated: SimulatedTerminal,
) -> None:
    answer = simulated.terminal().pay(ASK)
    assert (answer.word, answer.taken) == (TerminalWord.APPROVED, ASK.amount)
    proof = answer.proof
    assert (proof.brand, proof.last_digits, proof.approval) == ("visa", "4411", "020711")
    assert simulated.taken == {ASK.service: 3762}
    assert simulated.terminal().status(ASK) == answer


def test_a_declined_and_a_smaller_payment(simulated: SimulatedTerminal) -> None:
    simulated.behaves("decline")
    declined = simulated.terminal().pay(ASK)
    assert (declined.word, declined.reason) == (TerminalWord.DECLINED, "Refusal")
    simulated.behaves("part")
    other = TerminalAsk("0000000002", "sale-1", ASK.amount, ASK.time_us)
    assert simulated.terminal().pay(other).taken == Money(1881, "GBP")
    assert simulated.taken == {"0000000002": 1881}


@pytest.mark.parametrize("word", ["lose-reply", "die-after"])
def test_money_that_was_taken_without_a_word_is_found_by_asking(
    simulated: SimulatedTerminal, word: str
) -> None:
    simulated.behaves(word)
    assert simulated.terminal().pay(ASK).word is TerminalWord.NO_ANSWER
    if word == "die-after":
        simulated.waits_for_its_death()
        simulated.stop()
        assert simulated.terminal().status(ASK).word is TerminalWord.NO_ANSWER
        simulated.start()
    answer = simulated.terminal().status(ASK)
    assert (answer.word, answer.taken) == (TerminalWord.APPROVED, ASK.amount)


def test_a_terminal_that_died_before_it_took_anything_knows_nothing_of_it(
    simulated: SimulatedTerminal,
) -> None:
    simulated.behaves("die-before")
    assert simulated.terminal().pay(ASK).word is TerminalWord.NO_ANSWER
    simulated.waits_for_its_death()
    simulated.stop()
    simulated.start()
    assert simulated.terminal().status(ASK).word is TerminalWord.NOT_RECEIVED
    assert simulated.taken == {}


def test_a_terminal_that_is_off_took_nothing(simulated: SimulatedTerminal) -> None:
    simulated.stop()
    assert simulated.terminal().pay(ASK).word is TerminalWord.NOT_RECEIVED
    assert simulated.terminal().status(ASK).word is TerminalWord.NO_ANSWER


def test_one_with_another_key_is_no_terminal_of_ours(
    simulated: SimulatedTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.pos_app.devices.simulated_terminal.KEY", "till-terminal:1:another")
    assert simulated.terminal().pay(ASK).word is TerminalWord.NO_ANSWER
    assert simulated.taken == {}


def test_a_payment_under_way_is_known_as_such_and_can_be_stopped(
    simulated: SimulatedTerminal,
) -> None:
    simulated.behaves("slow")
    heard = Event()
    thread = TerminalThread(simulated.terminal)
    thread.listen(heard.set)
    thread.pay(ASK)
    other = simulated.terminal()
    while other.status(ASK).word is not TerminalWord.IN_PROGRESS:
        assert not heard.is_set()
    thread.cancel(ASK)
    assert heard.wait(LONG_SECONDS)
    assert [answer.word for answer in thread.answers()] == [TerminalWord.CANCELLED]
    assert thread.answers() == ()
    thread.close()
    assert simulated.taken == {}


def test_a_register_that_closes_hangs_up(simulated: SimulatedTerminal) -> None:
    simulated.behaves("slow")
    thread = TerminalThread(simulated.terminal)
    thread.pay(ASK)
    while simulated.terminal().status(ASK).word is not TerminalWord.IN_PROGRESS:
        continue
    thread.close()


def test_what_was_taken_goes_back_to_the_card(simulated: SimulatedTerminal) -> None:
    paid = simulated.terminal().pay(ASK)
    back = TerminalAsk("0207111618", "sale-1", Money(1000, "GBP"), ASK.time_us, gives_back=True)
    answer = simulated.terminal().give_back(back, paid.proof.reference)
    assert (answer.word, answer.taken) == (TerminalWord.APPROVED, back.amount)
    assert simulated.taken == {ASK.service: 3762, back.service: -1000}
    assert simulated.terminal().status(back) == answer


class Broken:
    """A terminal's program with a bug."""

    def status(self, ask: TerminalAsk) -> TerminalAnswer:
        raise ZeroDivisionError

    pay = status

    def give_back(self, ask: TerminalAsk, taken_as: str) -> TerminalAnswer:
        raise ZeroDivisionError

    def cancel(self, ask: TerminalAsk) -> None:
        raise ZeroDivisionError

    def hang_up(self) -> None:
        return None


class Overtaken:
    """A payment that arrives after the first stop, of which nothing was known then."""

    def __init__(self) -> None:
        self.stops = 0
        self._first, self._second = Event(), Event()

    def pay(self, ask: TerminalAsk) -> TerminalAnswer:
        assert self._first.wait(LONG_SECONDS)
        is_stopped = self._second.wait(LONG_SECONDS)
        word = TerminalWord.CANCELLED if is_stopped else TerminalWord.APPROVED
        return TerminalAnswer(ask.service, word, Money(0, "GBP"))

    def give_back(self, ask: TerminalAsk, taken_as: str) -> TerminalAnswer:
        return self.pay(ask)

    def status(self, ask: TerminalAsk) -> TerminalAnswer:
        return TerminalAnswer(ask.service, TerminalWord.NO_ANSWER, Money(0, "GBP"))

    def cancel(self, ask: TerminalAsk) -> None:
        self.stops += 1
        (self._second if self._first.is_set() else self._first).set()

    def hang_up(self) -> None:
        self._second.set()


def test_a_stop_that_overtakes_its_payment_is_said_again() -> None:
    terminal, heard = Overtaken(), Event()
    thread = TerminalThread(lambda: terminal)
    thread.listen(heard.set)
    thread.pay(ASK)
    thread.cancel(ASK)
    assert heard.wait(LONG_SECONDS)
    thread.close()
    assert terminal.stops == 2
    assert [answer.word for answer in thread.answers()] == [TerminalWord.CANCELLED]


def test_a_bug_of_the_terminals_program_is_silence() -> None:
    heard = Event()
    thread = TerminalThread(Broken)
    thread.listen(heard.set)
    thread.cancel(ASK)
    thread.pay(ASK)
    assert heard.wait(LONG_SECONDS)
    thread.close()
    assert [answer.word for answer in thread.answers()] == [TerminalWord.NO_ANSWER]
