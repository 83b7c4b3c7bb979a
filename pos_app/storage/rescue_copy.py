"""Rescue copy knows the second copy of the facts on another disk: the same bytes, one after the other (SYNC T6)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pos_app.domain.facts import HASH_BYTES, Fact
from pos_app.domain.facts_file import LENGTH_BYTES, read_records, record_of

FILE_NAME = "journal.rescue"


class RescueCopy:
    """Appends facts after their commit; a disk that is gone is remembered as a fault and blocks no sale."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.failure: OSError | None = None
        self._is_whole = False

    def append(self, facts: list[Fact]) -> None:
        """Write and flush to disk; `failure` says how it went."""
        records = b"".join([record_of(fact) for fact in facts])
        try:
            self._cut_torn_end()
            with self.path.open("ab") as file:
                file.write(records)
                file.flush()
                os.fsync(file.fileno())
            self.failure = None
        except OSError as error:
            self.failure = error
            self._is_whole = False

    def _cut_torn_end(self) -> None:
        """What a power cut left half written would hide all that comes after it."""
        if not self._is_whole and self.path.exists():
            whole = sum(
                LENGTH_BYTES + len(stored) + HASH_BYTES for stored, _ in read_rescue(self.path)
            )
            os.truncate(self.path, whole)
        self._is_whole = True


def read_rescue(path: Path) -> Iterator[tuple[bytes, bytes]]:
    """The bytes of each fact with its hash, as far as they are whole."""
    return read_records(path.read_bytes())
