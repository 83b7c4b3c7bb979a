"""The sync agent is started again after each end, patiently where it ends at once."""

from pos_app.agent_process import WAIT_CALLS_MAX, Patience


def calls_until_start(patience: Patience) -> int:
    """How many calls pass without a start."""
    calls = 0
    while not patience.may_start():
        calls += 1
    return calls


def test_a_program_that_ends_at_once_is_started_ever_more_rarely() -> None:
    patience = Patience()
    waits = [calls_until_start(patience) for _ in range(9)]
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_a_program_that_lived_for_a_minute_is_started_at_once() -> None:
    patience = Patience()
    for _ in range(6):
        calls_until_start(patience)
    for _ in range(WAIT_CALLS_MAX - 1):
        patience.lives()
    assert calls_until_start(patience) == 32
    for _ in range(WAIT_CALLS_MAX):
        patience.lives()
    assert [calls_until_start(patience) for _ in range(3)] == [0, 1, 2]
