"""The clock and id ports: time and randomness enter the program only here."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from pos_app.domain.clock import TimeReading


class Clock(Protocol):
    """Says what the device's clocks read."""

    def read(self) -> TimeReading:
        """The time now."""
        ...


class Ids(Protocol):
    """Makes identifiers that never repeat."""

    def uuid7(self) -> UUID:
        """A UUIDv7 (RFC 9562): time-ordered, unique across devices."""
        ...

    def random_hex(self, byte_count: int) -> str:
        """Random bytes as hexadecimal digits."""
        ...
