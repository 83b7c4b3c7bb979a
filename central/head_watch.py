"""Head watch knows who waits for which feed, and wakes them; it looks at all heads at once, for all who wait."""

from __future__ import annotations

import asyncio
import threading

from central.storage.engine import Database
from central.storage.sql_feeds import SqlFeeds

LOOK_INTERVAL_MS = 100


class HeadWatch:
    """Lets thousands wait at the cost of one query; other processes' news is seen at the next look."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._heads: dict[str, tuple[str, int]] = {}
        self._waiters: dict[str, set[asyncio.Future[None]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._nudge = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._lock = threading.Lock()
        self.stopping = False

    async def wait(self, feed: str, epoch: str, after: int, seconds: int) -> bool:
        """Come back when a feed has moved beyond a position, has another epoch, or the time is over.

        True when it still stands there, as far as anybody has looked.
        """
        if self.stopping:
            return True
        loop = asyncio.get_running_loop()
        with self._lock:
            self._loop = loop
        woken: asyncio.Future[None] = loop.create_future()
        waiters = self._waiters.setdefault(feed, set())
        # From the caller's position on: whatever the watch knew of this feed may be older.
        known = self._known(feed, epoch)
        if after > known:
            # and then whoever waits further back has news that the next look would not see
            for other in waiters:
                _wake(other)
        self._heads[feed] = (epoch, max(after, known))
        waiters.add(woken)
        if self._looking is None or self._looking.done():
            self._looking = loop.create_task(self._look_on())
        timer = loop.call_later(seconds, _wake, woken)
        try:
            if self._heads[feed][1] <= after:
                await woken
        finally:
            timer.cancel()
            waiters.discard(woken)
        return self._heads[feed] == (epoch, after)

    def look(self) -> None:
        """Something was committed; from any thread."""
        with self._lock:
            loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._nudge.set)

    def stop(self) -> None:
        """Let everybody go; nobody waits from now on."""
        self.stopping = True
        with self._lock:
            loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake_all)

    async def end(self) -> None:
        """Stop looking; awaited before the loop ends."""
        self._wake_all()
        if self._looking is not None:
            await self._looking

    def _known(self, feed: str, epoch: str) -> int:
        known_epoch, head = self._heads.get(feed, ("", 0))
        return head if known_epoch == epoch else 0

    def _wake_all(self) -> None:
        self.stopping = True
        for waiters in self._waiters.values():
            for woken in waiters:
                _wake(woken)
        self._nudge.set()

    async def _look_on(self) -> None:
        while any(self._waiters.values()) and not self.stopping:
            self._nudge.clear()
            heads = await asyncio.to_thread(self._read_heads)
            for feed, head in heads.items():
                if head != self._heads.get(feed):
                    self._heads[feed] = head
                    for woken in self._waiters.get(feed, set()):
                        _wake(woken)
            try:
                await asyncio.wait_for(self._nudge.wait(), LOOK_INTERVAL_MS / 1000)
            except TimeoutError:
                continue

    def _read_heads(self) -> dict[str, tuple[str, int]]:
        with self._database.engine.connect() as connection, connection.begin():
            return SqlFeeds(connection).heads()


def _wake(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)
