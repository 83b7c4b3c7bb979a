"""A clock that stands still until a story moves it."""

from __future__ import annotations

from datetime import UTC, datetime

from pos_app.domain.clock import TimeReading

MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECOND_US = 1_000_000


class SteeredClock:
    """Time passes when the story says so."""

    def __init__(self) -> None:
        self._started_us = int(MONDAY_MORNING.timestamp()) * SECOND_US
        self._passed_us = 0

    def read(self) -> TimeReading:
        """The time of the story, within one boot of the machine."""
        return TimeReading(
            wall_us=self._started_us + self._passed_us,
            monotonic_ns=self._passed_us * 1_000,
            boot_id="the boot of the story",
            centre_offset_ms=None,
        )

    def moves_on(self, *, hours: int = 0, seconds: int = 0) -> None:
        """So much later."""
        self._passed_us += (hours * 3_600 + seconds) * SECOND_US
