"""Witness knows, outside the database, how far the feeds had come: a restored database is noticed (SYNC T13)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from central.storage.engine import Database
from central.storage.sql_feeds import SqlFeeds

WRITE_INTERVAL_S = 1
Heads = dict[str, tuple[str, int]]


class Witness:
    """Keeps the last heads in a file; a database that is behind it was restored, and starts new epochs.

    A process that died is never behind: the file follows the commits, by up to a second.
    """

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path
        self._written: Heads = {}

    def check(self, new_id: Callable[[], str]) -> list[str]:
        """Begin every feed anew that is not what the file says; gives their names."""
        seen = self._read()
        now = self._heads()
        behind = [
            feed
            for feed, (epoch, head) in sorted(seen.items())
            if feed in now and (now[feed][0] != epoch or now[feed][1] < head)
        ]
        for feed in behind:
            epoch, key = new_id(), new_id()
            self._database.write(partial(_begin, feed=feed, epoch=epoch, key=key))
        self.write()
        return behind

    def write(self) -> None:
        """Write the heads of now, when they have moved."""
        heads = self._heads()
        if heads == self._written and self._path.exists():
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with aside.open("wb") as file:
            file.write(msgspec.json.encode(heads))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._path)
        self._written = heads

    async def follow(self) -> None:
        """Write on until cancelled."""
        while True:
            await asyncio.sleep(WRITE_INTERVAL_S)
            await asyncio.to_thread(self.write)

    def _read(self) -> Heads:
        if not self._path.exists():
            return {}
        return msgspec.json.decode(self._path.read_bytes(), type=Heads)

    def _heads(self) -> Heads:
        with self._database.read() as connection:
            return SqlFeeds(connection).heads()


def _begin(connection: Connection, *, feed: str, epoch: str, key: str) -> None:
    SqlFeeds(connection).start_epoch(feed, epoch, key)
