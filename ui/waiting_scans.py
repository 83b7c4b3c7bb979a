"""Waiting scans knows the codes that were read before the step was done which leads to where they belong."""

from __future__ import annotations

from collections.abc import Callable

from ui.heard_scan import Scan
from ui.runner import Runner

# Signing on leads away in two steps: who it is, then how the till stands.
STEPS_TO_WAIT = 2


class WaitingScans:
    """Read again, in their order, once what was asked of the store before them is done.

    Protects: nobody who signs on, or opens the till, and scans at once loses a scan to the screen that is being left.
    """

    def __init__(self, runner: Runner, read: Callable[[Scan], None]) -> None:
        """read: what is done with a scan in the place that is in front then."""
        self._runner = runner
        self._read = read
        self._scans: list[Scan] = []
        self._steps_left = 0
        self._is_reading = False

    def joins(self, scan: Scan) -> bool:
        """Whether it waits behind others, which came before it."""
        return bool(self._scans) and self.takes(scan)

    def takes(self, scan: Scan) -> bool:
        """Whether it waits; a scan that has waited already is told what stands in its way."""
        if self._is_reading:
            return False
        self._scans.append(scan)
        self._steps_left = STEPS_TO_WAIT
        if len(self._scans) == 1:
            self._wait()
        return True

    def _wait(self) -> None:
        self._runner.run(_nothing, self._look)

    def _look(self, result: None) -> None:
        self._steps_left -= 1
        if self._steps_left:
            self._wait()
            return
        scans, self._scans = self._scans, []
        self._is_reading = True
        try:
            for scan in scans:
                self._read(scan)
        finally:
            self._is_reading = False


def _nothing() -> None:
    return None
