"""Side record rows knows which records of the journal the centre holds: that stands in the store file."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from pos_app.files.database import Connection
from sync.notebook import JournalFile, StoreFile, epoch_of, is_ready
from sync.wire.messages import SideRecord

AFTER = """SELECT number, subject, commitment, key, record FROM side_record
    WHERE number > ? ORDER BY number LIMIT ?"""
THESE = """SELECT subject, commitment, key, record FROM side_record
    WHERE commitment IN (SELECT value FROM json_each(?)) ORDER BY number LIMIT ?"""
STANDS_AT = "SELECT commitment FROM side_record WHERE number = ?"
COMMITMENTS = "SELECT commitment FROM side_record"
HELD = "SELECT commitment FROM side_record_held WHERE epoch = ?"
HOLD = "INSERT OR REPLACE INTO side_record_held (commitment, epoch) VALUES (?, ?)"
LET_GO = "DELETE FROM side_record_held WHERE commitment = ?"
READ_AT_ONCE = 200


class StoredSideRecords:
    """Reads the journal on from where all was held; begins again with another journal or another epoch.

    A restored centre is known by its new epoch, and gets every record again.
    """

    def __init__(self, journal: JournalFile, store: StoreFile) -> None:
        self._journal = journal
        self._store = store
        self._since: tuple[Connection, str] | None = None
        # All up to here were held; the record itself, since numbers are used again after an erasure.
        self._held_up_to: tuple[int, str] = (0, "")
        self._held: set[str] = set()
        # What nobody has asked for a second time since it was held, or since the agent was started.
        self._doubtful: set[str] = set()

    def waiting(self, limit: int, without: Collection[str]) -> list[SideRecord]:
        """The oldest that the centre does not hold, but for some."""
        journal = self._journal.connection()
        if journal is None or not is_ready(journal):
            return []
        self._look_again(journal)
        found: list[SideRecord] = []
        after, is_whole = self._held_up_to[0], True
        while len(found) < limit:
            rows = journal.execute(AFTER, (after, READ_AT_ONCE)).fetchall()
            if not rows:
                break
            for number, subject, commitment, key, record in rows:
                after = number
                is_held = commitment in self._held
                is_whole = is_whole and is_held
                if is_whole:
                    self._held_up_to = (number, commitment)
                elif not is_held and commitment not in without:
                    found.append(SideRecord(subject, commitment, key.hex(), record))
        return found[:limit]

    def doubtful(self, limit: int, without: Collection[str]) -> list[SideRecord]:
        """What was held once, but for some."""
        journal = self._journal.connection()
        if journal is None or not self._doubtful:
            return []
        wanted = sorted(self._doubtful - set(without))[:limit]
        rows = journal.execute(THESE, (json.dumps(wanted), limit)).fetchall()
        found = [SideRecord(row[0], row[1], row[2].hex(), row[3]) for row in rows]
        # Whose facts were let go of, or who was erased, is no matter any more.
        self._doubtful -= set(wanted) - {record.commitment for record in found}
        return found

    def hold(self, commitments: Iterable[str]) -> None:
        """The centre holds these: the one that was asked, which may have been restored since."""
        epoch = self._since[1] if self._since is not None else epoch_of(self._store())
        rows = [(commitment, epoch) for commitment in commitments]
        self._store().executemany(HOLD, rows)
        named = {commitment for commitment, _ in rows}
        self._doubtful = (self._doubtful - named) | (named - self._held)
        self._held |= named

    def _look_again(self, journal: Connection) -> None:
        since, (number, commitment) = (journal, epoch_of(self._store())), self._held_up_to
        is_there = journal.execute(STANDS_AT, (number,)).fetchall() == [(commitment,)]
        if self._since == since and (is_there or not number):
            return
        here = {row[0] for row in journal.execute(COMMITMENTS).fetchall()}
        held = {row[0] for row in self._store().execute(HELD, since[1:]).fetchall()}
        # Their facts were let go of, or the people were erased.
        self._store().executemany(LET_GO, [(gone,) for gone in sorted(held - here)])
        self._since, self._held_up_to, self._held = since, (0, ""), held & here
        self._doubtful = set(self._held)
