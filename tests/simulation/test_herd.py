"""All devices come back at once: the centre works on no more than it can, and nobody is left out (SYNC T18)."""

from sync.core.backoff import FIRST_WAIT_US, LONGEST_WAIT_US, Backoff
from tests.simulation.herd import Size, come_back
from tests.simulation.patching import patched

SIZE = Size.for_devices(4_000)


def test_a_herd_is_served_within_half_an_hour() -> None:
    outcome = come_back(SIZE)
    assert outcome.wrong == []
    assert outcome.peak_at_work <= SIZE.calls_at_once
    assert outcome.peak_starts <= SIZE.starts_at_once
    assert outcome.refused, "a herd that finds room for all proves nothing"


def test_the_same_herd_is_the_same_again() -> None:
    small = Size.for_devices(500)
    assert come_back(small) == come_back(small)


def _without_chance(self: Backoff, now_us: int, at_least_ms: int | None = None) -> int:
    self._failures += 1
    limit = min(LONGEST_WAIT_US, FIRST_WAIT_US << min(self._failures - 1, 16))
    return now_us + (at_least_ms or 0) * 1_000 + limit


def test_waits_that_are_not_random_are_found() -> None:
    with patched(Backoff, "failed", _without_chance):
        assert come_back(Size.for_devices(1_000)).still_waiting


def _without_growth(self: Backoff, now_us: int, at_least_ms: int | None = None) -> int:
    return now_us + (at_least_ms or 0) * 1_000 + self._random_below(FIRST_WAIT_US)


def test_waits_that_do_not_grow_are_found() -> None:
    with patched(Backoff, "failed", _without_growth):
        assert come_back(SIZE).wrong
