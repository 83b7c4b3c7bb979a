"""Scan timing knows how fast scans are answered, from the router to the end of the paint."""

from __future__ import annotations

from collections import deque

KEPT = 500


class ScanTiming:
    """Keeps the last durations in nanoseconds."""

    def __init__(self) -> None:
        self._durations: deque[int] = deque(maxlen=KEPT)

    @property
    def count(self) -> int:
        """How many scans are known."""
        return len(self._durations)

    def record(self, duration_ns: int) -> None:
        """One scan was answered."""
        self._durations.append(duration_ns)

    def percentile_us(self, percent: int) -> int:
        """The duration, in microseconds, that so many percent of scans stay within; 0 without any."""
        if not self._durations:
            return 0
        ordered = sorted(self._durations)
        place = min(len(ordered) - 1, len(ordered) * percent // 100)
        return ordered[place] // 1000
