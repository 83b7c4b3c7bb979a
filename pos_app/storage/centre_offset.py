"""Centre offset knows by how much this device's clock is off, as far as the agent last heard."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.clock import TimeReading
from pos_app.ports.clock import Clock

# A clock whose battery is empty begins in 1970 or 2000; nothing is off by more.
OFFSET_MS_MAX = 100 * 366 * 86_400_000


def believed_offset(text: str) -> int | None:
    """What was written down, None for what can be no difference of two clocks: no day could be reckoned with it."""
    try:
        milliseconds = int(text)
    except ValueError:
        return None
    return milliseconds if abs(milliseconds) <= OFFSET_MS_MAX else None


class CentreOffset:
    """Centre time minus device time in milliseconds, None before first contact; a label on facts, never an order."""

    def __init__(self) -> None:
        self.milliseconds: int | None = None


class CorrectedClock:
    """This device's clocks with what the agent last heard of the centre's; wall and monotonic time stay as they are.

    Days, windows, leases and the clock on the screen follow the centre's time, as prices do (SYNC T7).
    """

    def __init__(self, clock: Clock, offset: CentreOffset) -> None:
        self._clock = clock
        self._offset = offset

    def read(self) -> TimeReading:
        """The time now."""
        return replace(self._clock.read(), centre_offset_ms=self._offset.milliseconds)
