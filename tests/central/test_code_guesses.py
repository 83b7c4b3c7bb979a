"""Nobody finds a code by trying."""

import pytest

from central.code_guesses import CALLERS_MAX, GUESSES_MAX, WINDOW_US, CodeGuesses
from central.core.refused import Refused

HERE, THERE = "10.0.0.1", "10.0.0.2"


def test_after_some_wrong_codes_an_address_waits_and_no_other_does() -> None:
    guesses = CodeGuesses()
    for number in range(GUESSES_MAX):
        guesses.check(HERE, number)
        guesses.was_wrong(HERE, number)
    with pytest.raises(Refused) as refused:
        guesses.check(HERE, GUESSES_MAX)
    assert refused.value.problem.status == 429
    assert refused.value.retry_after_s == WINDOW_US // 1_000_000
    guesses.check(THERE, GUESSES_MAX)
    guesses.check(HERE, WINDOW_US)


def test_only_so_many_addresses_are_remembered() -> None:
    guesses = CodeGuesses()
    for number in range(GUESSES_MAX):
        guesses.was_wrong(HERE, number)
    for number in range(CALLERS_MAX):
        guesses.was_wrong(f"caller {number}", GUESSES_MAX)
    guesses.check(HERE, GUESSES_MAX)
