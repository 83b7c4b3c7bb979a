"""A register dies at every commit and at every message of a card payment; money taken is money recorded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pos_app.devices.simulated_terminal import SimulatedTerminal
from tests.real_processes.card_deaths import AMOUNT_MINOR, CASH_MINOR, CardRegister, prepare

SLOW_MS = 120
POINTS_MAX = 60
# The intent before and after its commit, and the message before and after it is sent; the least that a payment has.
POINTS_LEAST = 4
BEHAVIOURS = (
    "approve",
    "decline",
    "part",
    "slow",
    "lose-reply",
    "die-before",
    "die-after",
    "deaf",
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("prepared") / "register"
    prepare(root)
    return root


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[SimulatedTerminal]:
    made = SimulatedTerminal(tmp_path / "terminal", slow_ms=SLOW_MS)
    made.start()
    yield made
    made.stop()


def agrees(register: CardRegister, terminal: SimulatedTerminal, before: dict[str, int]) -> None:
    """As soon as the terminal answers, nothing is in doubt and both have the same figures for each payment."""
    terminal.behaves("approve")
    register.lives()
    books = register.books(before)
    assert books.in_doubt == 0
    assert books.recorded == books.taken
    assert books.in_sales in (0, AMOUNT_MINOR)
    assert sum(books.taken.values()) <= AMOUNT_MINOR, "nobody paid twice"


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_whatever_the_terminal_does(
    prepared: Path, tmp_path: Path, terminal: SimulatedTerminal, behaviour: str
) -> None:
    points, lived = -1, False
    while not lived and points < POINTS_MAX:
        points, before = points + 1, terminal.taken
        register = CardRegister(prepared, tmp_path / f"register-{points}", terminal)
        terminal.behaves(behaviour)
        lived = register.lives(points + 1)
        agrees(register, terminal, before)
    sys.stdout.write(f"{behaviour}: killed at {points} points\n")
    assert POINTS_LEAST <= points < POINTS_MAX


def test_while_it_brings_cash(prepared: Path, tmp_path: Path, terminal: SimulatedTerminal) -> None:
    """What the terminal took above the goods went out of the drawer, in the same sale, once."""
    points, lived = -1, False
    while not lived and points < POINTS_MAX:
        points, before = points + 1, terminal.taken
        register = CardRegister(prepared, tmp_path / f"register-{points}", terminal)
        terminal.behaves("lose-reply")
        lived = register.lives(points + 1, cash_minor=CASH_MINOR)
        terminal.behaves("approve")
        register.lives(cash_minor=CASH_MINOR)
        books = register.books(before)
        assert books.in_doubt == 0
        assert books.recorded == books.taken
        assert sum(books.taken.values()) == books.in_sales + books.cash_out
        assert books.cash_out in (0, CASH_MINOR)
    sys.stdout.write(f"with cash: killed at {points} points\n")
    assert POINTS_LEAST <= points < POINTS_MAX


def test_twice_in_a_row(prepared: Path, tmp_path: Path, terminal: SimulatedTerminal) -> None:
    """The second death comes while it finds out what the first one left behind."""
    points, first, second = 0, 1, 1
    while first < POINTS_MAX:
        before = terminal.taken
        register = CardRegister(prepared, tmp_path / f"register-{first}-{second}", terminal)
        terminal.behaves("lose-reply")
        if register.lives(first):
            break
        if register.lives(second):
            first, second = first + 1, 1
        else:
            points, second = points + 1, second + 1
        agrees(register, terminal, before)
    sys.stdout.write(f"killed twice at {points} pairs of points\n")
    assert points >= POINTS_LEAST * POINTS_LEAST


@pytest.mark.parametrize("behaviour", ["decline", "lose-reply", "die-after"])
def test_while_it_gives_back(
    prepared: Path, tmp_path: Path, terminal: SimulatedTerminal, behaviour: str
) -> None:
    """What went back to the card is in a return of the register, once, and nothing else went back."""
    paid = CardRegister(prepared, tmp_path / "paid", terminal)
    assert paid.lives()
    known, points, lived = terminal.taken, -1, False
    while not lived and points < POINTS_MAX:
        points, before = points + 1, terminal.taken
        register = CardRegister(tmp_path / "paid", tmp_path / f"register-{points}", terminal)
        terminal.behaves(behaviour)
        lived = register.lives(points + 1, goods_come_back=True)
        terminal.behaves("approve")
        register.lives(goods_come_back=True)
        books = register.books({service: before[service] for service in before.keys() - known})
        assert books.in_doubt == 0
        assert books.recorded == books.taken
        assert sum(books.taken.values()) == AMOUNT_MINOR - books.in_returns
        assert books.in_returns in (0, AMOUNT_MINOR)
    sys.stdout.write(f"{behaviour}: killed at {points} points of giving back\n")
    assert POINTS_LEAST <= points < POINTS_MAX
