"""Scan timing knows what scanners read, and how long it takes from a scan to the end of its line's paint."""

from __future__ import annotations

from collections import deque

from ui.heard_scan import Scan
from ui.scanner_readings import ScannerReadings
from ui.typing_scanners import TypingScanners

KEPT = 500


class ScanTiming:
    """Keeps the last durations of each source; a scan that was refused or asks something has no line and no time."""

    def __init__(self) -> None:
        self._durations_ns: dict[str, deque[int]] = {}
        self._unpainted: list[Scan] = []
        self.scanners = ScannerReadings()
        self.typing = TypingScanners()

    def count(self, source: str) -> int:
        """How many of its scans are known."""
        return len(self._durations_ns.get(source, ()))

    def line_ready(self, scan: Scan) -> None:
        """The line of this scan is painted next."""
        self._unpainted.append(scan)

    @property
    def is_pending(self) -> bool:
        """Whether a line of a scan is still to be painted."""
        return bool(self._unpainted)

    def painted(self, now_ns: int) -> None:
        """The lines are on screen."""
        for scan in self._unpainted:
            durations = self._durations_ns.setdefault(scan.source, deque(maxlen=KEPT))
            durations.append(now_ns - scan.heard_ns)
        self._unpainted.clear()

    def percentile_us(self, source: str, percent: int) -> int:
        """The duration, in microseconds, that so many percent of its scans stay within; 0 without any."""
        ordered = sorted(self._durations_ns.get(source, ()))
        if not ordered:
            return 0
        place = min(len(ordered) - 1, len(ordered) * percent // 100)
        return ordered[place] // 1000
