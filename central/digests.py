"""Digests knows what the rows of a feed are at the position where a device stands, as far as that can be known."""

from __future__ import annotations

import threading
from collections.abc import Callable

from central.core.following import hash_at
from central.core.records import FeedCursor
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
        # The newest that was made of each feed, and when.
        self._made: dict[str, tuple[FeedCursor, str, int]] = {}
        self._turns: dict[str, threading.Lock] = {}

    def digest(self, feed: str, epoch: str, position: int) -> str:
        """The digest of a feed at a position; Refused 404 where nobody knows it."""
        with self._turns.setdefault(feed, threading.Lock()):
            at = self._cursor(feed, epoch, position)
            found = None if at is None else self._known(feed, at) or self._make(feed, at)
        if found is None:
            raise Refused(404, "unknown_digest", "The rows at this position are not known here.")
        return found

    def _cursor(self, feed: str, epoch: str, position: int) -> FeedCursor | None:
        """A position of the current epoch with its hash; before a restore there may have been another one there."""
        with self._database.read() as connection:
            feeds = SqlFeeds(connection)
            head = feeds.head(feed)
            if head is None or head.epoch != epoch:
                return None
            link = hash_at(feeds, feed, head, position)
        return None if link is None else FeedCursor(epoch, position, link)

    def _known(self, feed: str, at: FeedCursor) -> str | None:
        made = self._made.get(feed)
        if made is not None and made[0] == at:
            return made[1]
        return self._snapshots.digest_at(feed, at.epoch, at.after, at.hash)

    def _make(self, feed: str, at: FeedCursor) -> str | None:
        now_us = self._now_us()
        made = self._made.get(feed)
        if made is not None and now_us - made[2] < INTERVAL_US:
            return None
        with self._database.read() as connection:
            head = SqlFeeds(connection).head(feed)
            if head is None or FeedCursor(head.epoch, head.head, head.hash) != at:
                return None
            digest = feed_digest(feed_tables(connection, feed))
        self._made[feed] = (at, digest, now_us)
        return digest
