"""Rewriting knows how the store file is written anew beside itself, so that no byte is left of who is gone from it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pos_app.files.atomic_file import sync_folder
from pos_app.files.database import (
    Connection,
    Durability,
    open_reader,
    open_writer,
    transaction,
)
from pos_app.ports.faults import DiskFull
from sync.generation import remove, settle
from sync.notebook_move import move_notebook

# Deleting alone leaves copies of rows in pages that were divided; rows that are written to a new file leave none.
WRITE_ANEW = "VACUUM INTO ?"
NOBODY_LEFT = "DELETE FROM person_left"
# What the next sale may need is not taken for this (SYNC T16).
FREE_BYTES_LEFT = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One try, on a thread of its own: a directory of 100,000 takes a second, and nobody waits for it.

    Protects: nothing is a generation before all of it is on disk under a name that no file had.
    """

    source: Path
    part: Path
    key: str

    def run(self) -> None:
        """Write the file as it is at this moment. Errors: DiskFull, StorageBroken."""
        free = shutil.disk_usage(self.source.parent).free
        if free - self.source.stat().st_size < FREE_BYTES_LEFT:
            raise DiskFull
        remove(self.part)
        reader = open_reader(self.source, self.key)
        try:
            reader.execute(WRITE_ANEW, (str(self.part),))
        finally:
            reader.close()
        settle(open_writer(self.part, self.key, Durability.OFF), self.part)

    def catch_up(self, source: Connection) -> Connection:
        """What was written down since then; the caller brings the groups since then, and ends with `name`."""
        connection = open_writer(self.part, self.key, Durability.OFF)
        with transaction(connection):
            if not move_notebook(source, connection):
                connection.execute(NOBODY_LEFT)
        return connection

    def name(self, connection: Connection, path: Path) -> None:
        """Close the file, all of it on disk, and give it the name of a generation."""
        settle(connection, self.part)
        self.part.rename(path)
        sync_folder(path.parent)

    def drop(self) -> None:
        """Throw it away."""
        remove(self.part)
