"""Clock knows what a device can say about time, and that none of it orders anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What the clocks said at one moment; order comes from sequence numbers, never from here.

    wall_us: microseconds since 1970 in UTC as the device believes; monotonic_ns: since boot, only comparable
    within one boot_id; centre_offset_ms: last known centre time minus device time, None before first contact.
    """

    wall_us: int
    monotonic_ns: int
    boot_id: str
    centre_offset_ms: int | None

    @property
    def corrected(self) -> datetime:
        """The aware UTC time, mended by the last known offset to the centre."""
        offset_us = (self.centre_offset_ms or 0) * 1000
        seconds, micros = divmod(self.wall_us + offset_us, 1_000_000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
