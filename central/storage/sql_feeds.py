"""SQL feeds knows how the logs that devices follow are kept, so that positions follow the order of commits."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from central.core.records import FeedHead, LostCursor, SealedPage
from central.storage.dialect import insert_or_ignore, insert_or_replace
from central.storage.schema import ENDED_EPOCH, FEED, FEED_GROUP, FEED_PAGE, LOST_CURSOR
from sync.wire.chain import EMPTY_HASH

_COLUMNS = (
    FEED.c.epoch,
    FEED.c.key,
    FEED.c.head,
    FEED.c.page_first,
    FEED.c.page_bytes,
    FEED.c.hash,
    FEED.c.kept_from,
)
_HEAD = select(*_COLUMNS).where(FEED.c.feed == bindparam("name"))
_ALL = select(FEED.c.feed, *_COLUMNS)
_HEADS = select(FEED.c.feed, FEED.c.epoch, FEED.c.head)
_ADVANCE = (
    update(FEED)
    .where(FEED.c.feed == bindparam("name"))
    .values(head=FEED.c.head + 1)
    .returning(*_COLUMNS)
)
_SET_END = (
    update(FEED)
    .where(FEED.c.feed == bindparam("name"))
    .values(
        hash=bindparam("new_hash"),
        page_first=bindparam("new_first"),
        page_bytes=bindparam("new_bytes"),
    )
)
_REPLACE = (
    update(FEED)
    .where(FEED.c.feed == bindparam("name"), FEED.c.epoch == bindparam("replaced"))
    .values(
        epoch=bindparam("new_epoch"),
        key=bindparam("new_key"),
        head=0,
        page_first=1,
        page_bytes=0,
        hash=EMPTY_HASH,
        kept_from=1,
    )
)
_HASH = select(FEED_GROUP.c.hash).where(
    FEED_GROUP.c.feed == bindparam("name"),
    FEED_GROUP.c.epoch == bindparam("of_epoch"),
    FEED_GROUP.c.position == bindparam("at"),
)
_OVER = select(ENDED_EPOCH.c.epoch).where(
    ENDED_EPOCH.c.feed == bindparam("name"), ENDED_EPOCH.c.epoch == bindparam("of_epoch")
)
_PAYLOADS = (
    select(FEED_GROUP.c.payload)
    .where(
        FEED_GROUP.c.feed == bindparam("name"),
        FEED_GROUP.c.epoch == bindparam("of_epoch"),
        FEED_GROUP.c.position.between(bindparam("first_position"), bindparam("last_position")),
    )
    .order_by(FEED_GROUP.c.position)
)
_PAGE = select(FEED_PAGE.c.sha256, FEED_PAGE.c.previous_hash).where(
    FEED_PAGE.c.feed == bindparam("name"),
    FEED_PAGE.c.epoch == bindparam("of_epoch"),
    FEED_PAGE.c.first == bindparam("first_position"),
    FEED_PAGE.c.last == bindparam("last_position"),
)
_PAGES = (
    select(FEED_PAGE.c.first, FEED_PAGE.c.last, FEED_PAGE.c.sha256)
    .where(FEED_PAGE.c.feed == bindparam("name"), FEED_PAGE.c.epoch == bindparam("of_epoch"))
    .order_by(FEED_PAGE.c.first.desc())
    .limit(bindparam("most"))
)
_WORDS = select(LOST_CURSOR.c.device_id, LOST_CURSOR.c.epoch, LOST_CURSOR.c.said_us).where(
    LOST_CURSOR.c.feed == bindparam("name")
)


class SqlFeeds:
    """Keeps feeds; a position is taken late and committed with its group, so none is ever missing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def advance(self, feed: str) -> FeedHead:
        """Take the next position; the row stays locked until the end."""
        return FeedHead(*self._connection.execute(_ADVANCE, {"name": feed}).one())

    def add_group(self, feed: str, epoch: str, position: int, payload: bytes, link: str) -> None:
        """Write a group at the position that was taken, with the hash of the chain up to it."""
        row = {"feed": feed, "epoch": epoch, "position": position, "payload": payload, "hash": link}
        self._connection.execute(insert(FEED_GROUP), row)

    def set_end(self, feed: str, link: str, page_first: int, page_bytes: int) -> None:
        """Say what hash the newest group has, and how far the page that is being filled has come."""
        row = {"name": feed, "new_hash": link, "new_first": page_first, "new_bytes": page_bytes}
        self._connection.execute(_SET_END, row)

    def seal_page(self, feed: str, epoch: str, first: int, last: int, page: SealedPage) -> None:
        """From now on these groups are one page for ever."""
        row = {"feed": feed, "epoch": epoch, "first": first, "last": last}
        hashes = {"sha256": page.sha256, "previous_hash": page.previous, "seen_us": None}
        self._connection.execute(insert(FEED_PAGE), {**row, **hashes})

    def payloads(self, feed: str, epoch: str, first: int, last: int) -> list[bytes]:
        """Groups as they were written, by position."""
        span = {
            "name": feed,
            "of_epoch": epoch,
            "first_position": first,
            "last_position": last,
        }
        return [bytes(payload) for payload in self._connection.scalars(_PAYLOADS, span)]

    def head(self, feed: str) -> FeedHead | None:
        """Where a feed stands, None when there is no such feed."""
        found = self._connection.execute(_HEAD, {"name": feed}).one_or_none()
        return None if found is None else FeedHead(*found)

    def hash_at(self, feed: str, epoch: str, position: int) -> str | None:
        """The hash of the chain at a group, None when it is not here."""
        return self._connection.scalar(_HASH, {"name": feed, "of_epoch": epoch, "at": position})

    def heads(self) -> dict[str, tuple[str, int]]:
        """Epoch and head of every feed."""
        return {row.feed: (row.epoch, row.head) for row in self._connection.execute(_HEADS)}

    def all(self) -> dict[str, FeedHead]:
        """Where every feed stands, with the hash there."""
        return {row[0]: FeedHead(*row[1:]) for row in self._connection.execute(_ALL)}

    def page(self, feed: str, epoch: str, first: int, last: int) -> SealedPage | None:
        """A sealed page, None when these are no page's bounds."""
        span = {
            "name": feed,
            "of_epoch": epoch,
            "first_position": first,
            "last_position": last,
        }
        found = self._connection.execute(_PAGE, span).one_or_none()
        return None if found is None else SealedPage(*found)

    def pages(self, feed: str, epoch: str, most: int) -> list[tuple[int, int, str]]:
        """The newest sealed pages as (first, last, sha256), oldest of them first."""
        found = self._connection.execute(_PAGES, {"name": feed, "of_epoch": epoch, "most": most})
        return [(row.first, row.last, row.sha256) for row in found][::-1]

    def start_epoch(self, feed: str, epoch: str, key: str) -> None:
        """Begin a feed, or begin it anew; what the old epoch said is gone."""
        self._forget_groups(feed)
        self._connection.execute(delete(FEED).where(FEED.c.feed == feed))
        row = {"feed": feed, "epoch": epoch, "key": key, "head": 0}
        begun = {"page_first": 1, "page_bytes": 0, "hash": EMPTY_HASH, "kept_from": 1}
        self._connection.execute(insert(FEED), {**row, **begun})

    def replace_epoch(self, feed: str, replaced: str, epoch: str, key: str) -> bool:
        """Begin a feed anew if it still stands in the epoch that is to be replaced."""
        row = {"name": feed, "replaced": replaced, "new_epoch": epoch, "new_key": key}
        # Whoever comes second waits here for the first, and then finds another epoch.
        if self._connection.execute(_REPLACE, row).rowcount == 0:
            return False
        self._forget_groups(feed)
        return True

    def end_epochs(self, feed: str, epochs: Collection[str]) -> None:
        """Remember for ever that these epochs of a feed are over."""
        rows = [{"feed": feed, "epoch": epoch} for epoch in sorted(epochs)]
        self._connection.execute(insert_or_ignore(self._connection, ENDED_EPOCH), rows)

    def is_over(self, feed: str, epoch: str) -> bool:
        """True for an epoch that was replaced, or was found to be lost."""
        return self._connection.scalar(_OVER, {"name": feed, "of_epoch": epoch}) is not None

    def words(self, feed: str) -> dict[str, LostCursor]:
        """Who last named a cursor of a feed that is not here, by device."""
        found = self._connection.execute(_WORDS, {"name": feed})
        return {row.device_id: LostCursor(row.epoch, row.said_us) for row in found}

    def keep_word(self, feed: str, device_id: str, epoch: str, said_us: int) -> None:
        """A device named a cursor that is not here."""
        row = {"feed": feed, "device_id": device_id, "epoch": epoch, "said_us": said_us}
        written = insert_or_replace(self._connection, LOST_CURSOR, tuple(row))
        self._connection.execute(written, row)

    def _forget_groups(self, feed: str) -> None:
        for table in (FEED_GROUP, FEED_PAGE):
            self._connection.execute(delete(table).where(table.c.feed == feed))
