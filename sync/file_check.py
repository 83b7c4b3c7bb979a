"""File check knows whether a replica file is still what was put into it, read beside the one who writes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pos_app.files.database import Connection, DatabaseError, open_reader
from pos_app.ports.faults import Fault
from sync.generation import digest_of
from sync.wire.messages import DigestReply

STANDS_AT = "SELECT epoch, position FROM feed_state WHERE feed = ? AND complete = 1"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Reads one whole file, in pieces; digest: of its rows when it became current."""

    path: Path
    key: str
    kind: str
    digest: str = ""

    def is_as_it_came(self) -> bool:
        """Is it what the manifest said? Asked before the first group is applied."""
        try:
            reader = open_reader(self.path, self.key)
            try:
                return _is_whole(reader) and digest_of(reader, self.kind) == self.digest
            finally:
                reader.close()
        except (Fault, DatabaseError):
            return False

    def pages_are_whole(self) -> bool:
        """True when every page can be read and fits the others."""
        try:
            reader = open_reader(self.path, self.key)
            try:
                return _is_whole(reader)
            finally:
                reader.close()
        except (Fault, DatabaseError):
            return False

    def differs_from(self, known: DigestReply) -> bool:
        """True when the rows at a position have another digest than at the centre, or cannot be read.

        When groups were applied meanwhile, or the file stands elsewhere, nothing is known and nobody is accused.
        """
        try:
            reader = open_reader(self.path, self.key)
            try:
                if not _stands_at(reader, known):
                    return False
                digest = digest_of(reader, self.kind)
                return digest != known.digest and _stands_at(reader, known)
            finally:
                reader.close()
        except (Fault, DatabaseError):
            return True


def _is_whole(reader: Connection) -> bool:
    return reader.execute("PRAGMA quick_check").fetchall() == [("ok",)]


def _stands_at(reader: Connection, known: DigestReply) -> bool:
    return reader.execute(STANDS_AT, (known.feed,)).fetchall() == [(known.epoch, known.position)]
