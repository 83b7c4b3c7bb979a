"""Backoff knows how long to wait after a failure, so that ten thousand devices do not come back at once."""

from __future__ import annotations

from collections.abc import Callable

FIRST_WAIT_US = 1_000_000
LONGEST_WAIT_US = 300_000_000

# Gives an integer from 0 to below its argument; the shell draws it, a simulation repeats it.
RandomBelow = Callable[[int], int]


class Backoff:
    """Full jitter: any wait up to a limit that doubles with each failure in a row (SYNC T18)."""

    def __init__(self, random_below: RandomBelow) -> None:
        self._random_below = random_below
        self._failures = 0

    @property
    def failures(self) -> int:
        """Failures in a row."""
        return self._failures

    def failed(self, now_us: int, at_least_ms: int | None = None) -> int:
        """The time of the next try; what the centre asked for is waited in full, and the jitter comes on top."""
        limit = min(LONGEST_WAIT_US, FIRST_WAIT_US << min(self._failures, 16))
        self._failures += 1
        return now_us + (at_least_ms or 0) * 1_000 + self._random_below(limit + 1)

    def worked(self) -> None:
        """Begin again with short waits."""
        self._failures = 0
