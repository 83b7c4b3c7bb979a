"""Selling time knows what time it is for prices and taxes: the centre's as last heard, and the day of the store."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pos_app.ports.clock import Clock
from pos_app.storage.centre_offset import CentreOffset

SECOND_US = 1_000_000
# No zone's day begins within a quarter of an hour of UTC.
SAME_DAY_S = 900


class SellingTime:
    """Gives moments that a wrong clock of the device does not shift (SYNC T7), and that order nothing."""

    def __init__(self, clock: Clock, offset: CentreOffset, time_zone: str) -> None:
        self._clock = clock
        self._offset = offset
        self._zone = ZoneInfo(time_zone)
        self._quarter = -1
        self._day = ""

    def local_minute(self) -> str:
        """The store's local time, as 2026-11-21T18:05."""
        local = datetime.fromtimestamp(self.now()[0] // SECOND_US, self._zone)
        return local.isoformat(timespec="minutes")[:16]

    def now(self) -> tuple[int, str]:
        """Microseconds UTC, and the local day as 2026-11-21."""
        now_us = self._clock.read().wall_us + (self._offset.milliseconds or 0) * 1000
        quarter = now_us // SECOND_US // SAME_DAY_S
        if quarter != self._quarter:
            self._quarter = quarter
            local = datetime.fromtimestamp(now_us // SECOND_US, self._zone)
            self._day = local.date().isoformat()
        return now_us, self._day
