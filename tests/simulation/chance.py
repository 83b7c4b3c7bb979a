"""Chance knows how one seed becomes many streams, so that a fault more does not reshuffle the work of the day."""

from __future__ import annotations

import random
from uuid import UUID


class Chance:
    """Hands out one stream of randomness per name; the same seed and name always give the same stream."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._streams: dict[str, random.Random] = {}

    def stream(self, name: str) -> random.Random:
        """The stream of a name, which goes on where it was left."""
        if name not in self._streams:
            self._streams[name] = random.Random(f"{self.seed}/{name}")
        return self._streams[name]


def happens(stream: random.Random, per_mille: int) -> bool:
    """True so often in a thousand; nothing is drawn where it never happens."""
    return per_mille > 0 and stream.randrange(1000) < per_mille


class VirtualIds:
    """Makes ids of the virtual time and of one stream."""

    def __init__(self, stream: random.Random) -> None:
        self._stream = stream
        self._count = 0

    def uuid7(self) -> UUID:
        """An id that looks like a UUIDv7 and never repeats."""
        self._count += 1
        value = self._count << 80 | 7 << 76 | self._stream.getrandbits(12) << 64
        return UUID(int=value | 2 << 62 | self._stream.getrandbits(62))

    def random_hex(self, byte_count: int) -> str:
        """Random bytes as hexadecimal digits."""
        return self._stream.randbytes(byte_count).hex()
