"""A clock that goes like the machine's, ahead or behind by as much as a story says."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.clock import TimeReading
from pos_app.storage.system_clock import SystemClock


class SteeredClock:
    """Hours pass when the story says so."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._ahead_us = 0

    def read(self) -> TimeReading:
        """The time of the story."""
        reading = self._system.read()
        return replace(
            reading,
            wall_us=reading.wall_us + self._ahead_us,
            monotonic_ns=reading.monotonic_ns + self._ahead_us * 1_000,
        )

    def moves_on(self, *, hours: int = 0, seconds: int = 0) -> None:
        """So much later."""
        self._ahead_us += (hours * 3_600 + seconds) * 1_000_000
