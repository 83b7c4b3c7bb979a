"""Ruin knows what a bad disk makes of a file: a spoilt sector, and a commit of which only some sectors arrived."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from pos_app.files.database import Connection

SECTOR_BYTES = 512
PAGE_BYTES = 4096
SYNCHRONOUS_FULL = 2


def spoil(path: Path, stream: random.Random) -> None:
    """One bit, or one sector, of a closed file is not what was written; any page but the first."""
    content = bytearray(path.read_bytes())
    place = PAGE_BYTES + stream.randrange(max(1, len(content) - PAGE_BYTES))
    if place >= len(content):
        return
    if stream.randrange(2):
        content[place] ^= 1 << stream.randrange(8)
    else:
        first = place // SECTOR_BYTES * SECTOR_BYTES
        content[first : first + SECTOR_BYTES] = stream.randbytes(SECTOR_BYTES)
    path.write_bytes(bytes(content))


def torn(certain: bytes, written: bytes, stream: random.Random) -> bytes:
    """What a power cut leaves of a log: nothing of what was not forced to disk, all of it, or any sectors of it."""
    kind = stream.randrange(4)
    if kind == 0:
        return certain
    if kind == 1:
        return written
    # A prefix of the writes, or any of their sectors.
    count = -(-len(written) // SECTOR_BYTES)
    cut = stream.randrange(count + 1) if kind == 2 else count
    found = bytearray()
    for number in range(count):
        place = slice(number * SECTOR_BYTES, (number + 1) * SECTOR_BYTES)
        old, new = certain[place], written[place]
        landed = number < cut and (kind == 2 or stream.randrange(2))
        piece = new if landed or old == new else old
        found += piece.ljust(len(new) if number < count - 1 else 0, b"\0")
    return bytes(found)


@dataclass(frozen=True, slots=True)
class TornFile:
    """A file as a power cut leaves it, kept until the program over it is closed."""

    path: Path
    content: bytes
    log: bytes

    def put(self) -> None:
        """Lay it where the file was; nobody has that open."""
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self.path.write_bytes(self.content)
        if self.log:
            log_of(self.path).write_bytes(self.log)


def log_of(path: Path) -> Path:
    """The write-ahead log of a file."""
    return path.with_name(path.name + "-wal")


def log_bytes(path: Path) -> bytes:
    """What stands in the log of a file now."""
    log = log_of(path)
    return log.read_bytes() if log.exists() else b""


def is_forced(connection: Connection) -> bool:
    """Whether COMMIT returns only when the disk has it."""
    level = connection.execute("PRAGMA main.synchronous").fetchone()[0]
    return bool(level >= SYNCHRONOUS_FULL)


def tear(path: Path, certain: bytes, stream: random.Random) -> TornFile:
    """The file of this moment with a torn log; certain: what of the log was forced to disk before."""
    return TornFile(path, path.read_bytes(), torn(certain, log_bytes(path), stream))
