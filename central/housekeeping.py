"""Housekeeping knows what a centre does when nobody waits: what grew old leaves, what is late is asked about."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from central.core.records import FeedCursor
from central.core.refunds import ask_about_overdue
from central.core.settle import CAME, UNDERSTOOD, Decision, met_now, replay, understood_now
from central.storage.engine import Database
from central.storage.feed_retention import (
    Retention,
    feeds_with_old_pages,
    forget_cursors,
    keep_cursors,
    let_go,
    note_pages,
)
from central.storage.held_rows import forget_held
from central.storage.once_rows import forget_spent
from central.storage.price_list_rows import tidy_lists
from central.storage.return_rows import forget_past
from central.storage.sql_store import SqlTransaction

INTERVAL_S = 3_600


class SeenCursors:
    """Where devices stood when they last asked, since somebody took it; from any thread."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], FeedCursor] = {}

    def note(self, device_id: str, feed: str, cursor: FeedCursor) -> None:
        """A device goes on from here."""
        self._seen[device_id, feed] = cursor

    def take(self) -> dict[tuple[str, str], FeedCursor]:
        """All that was noted, once."""
        taken, self._seen = self._seen, {}
        return taken


class Housekeeping:
    """Tidies once an hour; several processes of one centre may do so at once.

    Protects: a device that comes back within the days that are kept goes on by groups; whoever comes later starts
    again from a snapshot, and is never given a log with a hole.
    """

    def __init__(self, database: Database, cursors: SeenCursors, kept: Retention) -> None:
        self._database = database
        self._cursors = cursors
        self._kept = kept

    def tidy(self, now_us: int) -> int:
        """Do all of it; gives how many pages were let go."""
        self.remember(now_us)
        write, kept = self._database.write, self._kept
        while write(partial(tidy_lists, now_us=now_us)):
            pass
        while write(partial(forget_past, now_us=now_us)):
            pass
        while write(partial(forget_spent, now_us=now_us)):
            pass
        while write(partial(forget_held, now_us=now_us)):
            pass
        self._replay(now_us)
        write(partial(_ask_about_refunds, now_us=now_us))
        write(partial(note_pages, now_us=now_us))
        write(partial(forget_cursors, kept=kept, now_us=now_us))
        with self._database.read() as connection:
            feeds = feeds_with_old_pages(connection, kept, now_us)
        total = 0
        for feed in feeds:
            while count := write(partial(let_go, feed=feed, kept=kept, now_us=now_us)):
                total += count
        return total

    def _replay(self, now_us: int) -> None:
        """Apply what an older centre did not understand, and what came before its order did."""
        with self._database.read() as connection:
            transaction = SqlTransaction.over(connection)
            waits = [(one, UNDERSTOOD) for one in understood_now(transaction)]
            waits += [(one, CAME) for one in met_now(transaction)]
        for fact_id, why in waits:
            self._database.write(partial(_replay_one, fact_id=fact_id, why=why, now_us=now_us))

    def remember(self, now_us: int) -> None:
        """Write down where devices stand."""
        taken = self._cursors.take()
        if taken:
            self._database.write(partial(keep_cursors, cursors=taken, now_us=now_us))

    async def follow(self, clock: Callable[[], int]) -> None:
        """Tidy until cancelled."""
        while True:
            await asyncio.to_thread(self.tidy, clock())
            await asyncio.sleep(INTERVAL_S)


def _replay_one(connection: Connection, *, fact_id: str, why: Decision, now_us: int) -> bool:
    return replay(SqlTransaction.over(connection), fact_id, why, now_us)


def _ask_about_refunds(connection: Connection, *, now_us: int) -> int:
    return ask_about_overdue(SqlTransaction.over(connection), now_us)
