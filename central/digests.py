"""Digests knows what the rows of a feed are at the position where a device stands, as far as that can be known."""

from __future__ import annotations

import threading
from collections.abc import Callable

from central.core.refused import Refused
from central.snapshots import Snapshots
from central.storage.engine import Database
from central.storage.feed_rows import feed_tables
from central.storage.sql_feeds import SqlFeeds
from sync.wire.digest import feed_digest

# Rows are there as of now alone: a digest is made for who stands at the head, and kept. A feed that moves on all the
# time is read whole no more often than this; in its next quiet hour every device is compared.
INTERVAL_US = 3_600_000_000


class Digests:
    """Answers from what is known already, and reads a whole feed now and then."""

    def __init__(self, database: Database, snapshots: Snapshots, now_us: Callable[[], int]) -> None:
        self._database = database
        self._snapshots = snapshots
        self._now_us = now_us
        # The newest that was made of each feed: epoch, position, digest and when.
        self._made: dict[str, tuple[str, int, str, int]] = {}
        self._turns: dict[str, threading.Lock] = {}

    def digest(self, feed: str, epoch: str, position: int) -> str:
        """The digest of a feed at a position; Refused 404 where nobody knows it."""
        with self._turns.setdefault(feed, threading.Lock()):
            found = self._known(feed, epoch, position) or self._make(feed, epoch, position)
        if found is None:
            raise Refused(404, "unknown_digest", "The rows at this position are not known here.")
        return found

    def _known(self, feed: str, epoch: str, position: int) -> str | None:
        made = self._made.get(feed)
        if made is not None and made[:2] == (epoch, position):
            return made[2]
        return self._snapshots.digest_at(feed, epoch, position)

    def _make(self, feed: str, epoch: str, position: int) -> str | None:
        now_us = self._now_us()
        made = self._made.get(feed)
        if made is not None and now_us - made[3] < INTERVAL_US:
            return None
        with self._database.read() as connection:
            head = SqlFeeds(connection).head(feed)
            if head is None or (head.epoch, head.head) != (epoch, position):
                return None
            digest = feed_digest(feed_tables(connection, feed))
        self._made[feed] = (epoch, position, digest, now_us)
        return digest
