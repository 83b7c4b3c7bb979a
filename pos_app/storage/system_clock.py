"""System clock knows the clocks and the randomness of this machine."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from uuid import UUID

from pos_app.domain.clock import TimeReading

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
MILLISECOND_BITS = 48
COUNTER_BITS = 12
RANDOM_BITS = 62
VERSION = 7
VARIANT = 0b10


class SystemClock:
    """Reads wall clock and monotonic clock; where the system names no boot, each start counts as one."""

    def __init__(self) -> None:
        self._boot_id = BOOT_ID.read_text().strip() if BOOT_ID.exists() else secrets.token_hex(16)

    def read(self) -> TimeReading:
        """The time now; the offset to the centre is added where it is known (`CorrectedClock`)."""
        return TimeReading(
            time.time_ns() // 1000, time.monotonic_ns(), self._boot_id, centre_offset_ms=None
        )


class SystemIds:
    """Makes ids from the system's randomness; ids of one process keep their order within a millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def uuid7(self) -> UUID:
        """A UUIDv7: milliseconds, a counter that keeps the order (RFC 9562 6.2, method 3), randomness."""
        now_ns = time.time_ns()
        fraction = (now_ns % 1_000_000) * (1 << COUNTER_BITS) // 1_000_000
        moment = (now_ns // 1_000_000) << COUNTER_BITS | fraction
        self._last = max(moment, self._last + 1)
        milliseconds, counter = divmod(self._last, 1 << COUNTER_BITS)
        value = milliseconds % (1 << MILLISECOND_BITS) << 80
        value |= VERSION << 76 | counter << 64 | VARIANT << 62 | secrets.randbits(RANDOM_BITS)
        return UUID(int=value)

    def random_hex(self, byte_count: int) -> str:
        """Random bytes as hexadecimal digits."""
        return secrets.token_hex(byte_count)
