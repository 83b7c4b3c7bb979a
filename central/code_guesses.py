"""Code guesses knows who has tried wrong codes lately, so that nobody finds one by trying."""

from __future__ import annotations

import threading
from collections import deque

from central.core.refused import Refused

GUESSES_MAX = 10
WINDOW_US = 60_000_000
# So many callers are remembered; the ones that were quiet longest are forgotten first.
CALLERS_MAX = 10_000


class CodeGuesses:
    """Ten wrong codes a minute from one address; who goes beyond waits until the minute is over."""

    def __init__(self) -> None:
        self._wrong: dict[str, deque[int]] = {}
        self._lock = threading.Lock()

    def check(self, caller: str, now_us: int) -> None:
        """Raises Refused 429 for who has guessed too often."""
        with self._lock:
            times = self._wrong.get(caller, deque())
            while times and times[0] <= now_us - WINDOW_US:
                times.popleft()
            if len(times) < GUESSES_MAX:
                return
            wait_us = times[0] + WINDOW_US - now_us
        raise Refused(
            429,
            "too_many_codes",
            "Too many wrong codes; wait a minute.",
            retry_after_s=wait_us // 1_000_000 + 1,
        )

    def was_wrong(self, caller: str, now_us: int) -> None:
        """One more wrong code."""
        with self._lock:
            times = self._wrong.pop(caller, deque())
            times.append(now_us)
            self._wrong[caller] = times
            while len(self._wrong) > CALLERS_MAX:
                del self._wrong[next(iter(self._wrong))]
