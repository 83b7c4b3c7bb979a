"""Schedule knows what happens next in virtual time; nothing in a simulation waits for a real clock."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Callable

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US

Action = Callable[[], object]


class Schedule:
    """Runs actions in the order of their times, those of one moment in the order in which they were asked for.

    Protects: the order follows from nothing but what was scheduled, so a run can be repeated; the trace is its
    fingerprint.
    """

    def __init__(self) -> None:
        self.now_us = 0
        self.count = 0
        self.newest: list[str] = []
        self._trace = hashlib.sha256()
        self._heap: list[tuple[int, int, Action]] = []
        self._asked = 0

    def after(self, delay_us: int, action: Action) -> None:
        """Run an action in so many microseconds."""
        self._asked += 1
        heapq.heappush(self._heap, (self.now_us + max(0, delay_us), self._asked, action))

    def run_until(self, end_us: int) -> None:
        """Run all that is due up to a time, and stand there."""
        while self._heap and self._heap[0][0] <= end_us:
            self.now_us, _, action = heapq.heappop(self._heap)
            self.count += 1
            action()
        self.now_us = end_us

    def note(self, actor: str, event: str) -> None:
        """Write one line of the trace."""
        line = f"{self.now_us} {actor} {event}"
        self._trace.update(line.encode() + b"\n")
        self.newest.append(line)
        if len(self.newest) > 4000:
            del self.newest[:2000]

    @property
    def trace_hash(self) -> str:
        """The fingerprint of all that was noted."""
        return self._trace.hexdigest()
