"""Witness knows, outside the database, how far the feeds had come: a restored database is noticed (SYNC T13)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from central.core.epochs import NewEpoch, begin_anew, has_forgotten
from central.core.records import FeedCursor
from central.storage.engine import Database
from central.storage.sql_feeds import SqlFeeds

WRITE_INTERVAL_S = 1
NewId = Callable[[], str]


class _Line(msgspec.Struct, frozen=True, array_like=True):
    """Where one feed stood, as the file has it."""

    epoch: str
    head: int
    hash: str = ""


class Witness:
    """Keeps the last heads in a file; a database that is behind it was restored, and starts new epochs.

    A process that died is never behind: the file follows the commits, by up to a second. What a database lost of
    that last second alone is noticed by the first device whose cursor it does not have.
    """

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path
        self._seen: dict[str, FeedCursor] | None = None

    def check(self, new_id: NewId) -> list[str]:
        """Begin every feed anew that is not what the file says; gives their names."""
        self._seen = None
        return self.look(new_id)

    def look(self, new_id: NewId) -> list[str]:
        """The same against what was seen a second ago, also while others serve; writes down what is seen now."""
        seen = self._read() if self._seen is None else self._seen
        now, forgotten = self._compared(seen)
        begun = []
        for feed in forgotten:
            new = NewEpoch(new_id(), new_id())
            if self._database.write(partial(_begin, feed=feed, seen=seen[feed], new=new)):
                begun.append(feed)
        self._write(self._compared({})[0] if forgotten else now)
        return begun

    def write(self) -> None:
        """Write the heads of now, when they have moved."""
        self._write(self._compared({})[0])

    def _write(self, now: dict[str, FeedCursor]) -> None:
        if now == self._seen and self._path.exists():
            return
        lines = {feed: _Line(at.epoch, at.after, at.hash) for feed, at in now.items()}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with aside.open("wb") as file:
            file.write(msgspec.json.encode(lines))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._path)
        self._seen = now

    async def follow(self, new_id: NewId) -> None:
        """Look on until cancelled: a database may be put back under a centre that runs."""
        while True:
            await asyncio.sleep(WRITE_INTERVAL_S)
            await asyncio.to_thread(self.look, new_id)

    def _compared(self, seen: dict[str, FeedCursor]) -> tuple[dict[str, FeedCursor], list[str]]:
        """Where every feed stands now, and which of them do not go on where they were seen."""
        with self._database.read() as connection:
            feeds = SqlFeeds(connection)
            heads = feeds.all()
            now = {feed: FeedCursor(at.epoch, at.head, at.hash) for feed, at in heads.items()}
            moved = [feed for feed in sorted(seen.keys() & now.keys()) if now[feed] != seen[feed]]
            return now, [
                feed for feed in moved if has_forgotten(feeds, feed, heads[feed], seen[feed])
            ]

    def _read(self) -> dict[str, FeedCursor]:
        if not self._path.exists():
            return {}
        lines = msgspec.json.decode(self._path.read_bytes(), type=dict[str, _Line])
        return {feed: FeedCursor(line.epoch, line.head, line.hash) for feed, line in lines.items()}


def _begin(connection: Connection, *, feed: str, seen: FeedCursor, new: NewEpoch) -> bool:
    return begin_anew(SqlFeeds(connection), feed, seen, new)
