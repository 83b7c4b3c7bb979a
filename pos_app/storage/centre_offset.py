"""Centre offset knows by how much this device's clock is off, as far as the agent last heard."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.clock import TimeReading
from pos_app.ports.clock import Clock


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
