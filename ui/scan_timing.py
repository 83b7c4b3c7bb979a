"""Scan timing knows what scanners read, and how long it takes from a scan to the end of its line's paint."""

from __future__ import annotations

from collections import deque

from ui.scanner_readings import ScannerReadings

KEPT = 500


class ScanTiming:
    """Keeps the last durations in nanoseconds; a scan that was refused or asks something has no line and no time."""

    def __init__(self) -> None:
        self._durations: deque[int] = deque(maxlen=KEPT)
        self._unpainted: list[int] = []
        self.scanners = ScannerReadings()

    @property
    def count(self) -> int:
        """How many scans are known."""
        return len(self._durations)

    def line_ready(self, arrived_ns: int) -> None:
        """The line of a scan that came then is painted next."""
        self._unpainted.append(arrived_ns)

    @property
    def is_pending(self) -> bool:
        """Whether a line of a scan is still to be painted."""
        return bool(self._unpainted)

    def painted(self, now_ns: int) -> None:
        """The lines are on screen."""
        for arrived_ns in self._unpainted:
            self._durations.append(now_ns - arrived_ns)
        self._unpainted.clear()

    def percentile_us(self, percent: int) -> int:
        """The duration, in microseconds, that so many percent of scans stay within; 0 without any."""
        if not self._durations:
            return 0
        ordered = sorted(self._durations)
        place = min(len(ordered) - 1, len(ordered) * percent // 100)
        return ordered[place] // 1000
