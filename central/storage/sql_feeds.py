"""SQL feeds knows how the logs that devices follow are kept, so that positions follow the order of commits."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from central.core.records import FeedHead
from central.storage.schema import FEED, FEED_GROUP, FEED_PAGE

_COLUMNS = (FEED.c.epoch, FEED.c.key, FEED.c.head, FEED.c.page_first, FEED.c.page_bytes)
_HEAD = select(*_COLUMNS).where(FEED.c.feed == bindparam("name"))
_HEADS = select(FEED.c.feed, FEED.c.epoch, FEED.c.head)
_ADVANCE = (
    update(FEED)
    .where(FEED.c.feed == bindparam("name"))
    .values(head=FEED.c.head + 1)
    .returning(*_COLUMNS)
)
_SET_PAGE = (
    update(FEED)
    .where(FEED.c.feed == bindparam("name"))
    .values(page_first=bindparam("new_first"), page_bytes=bindparam("new_bytes"))
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
_PAGE = select(FEED_PAGE.c.sha256).where(
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


class SqlFeeds:
    """Keeps feeds; a position is taken late and committed with its group, so none is ever missing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def advance(self, feed: str) -> FeedHead:
        """Take the next position; the row stays locked until the end."""
        return FeedHead(*self._connection.execute(_ADVANCE, {"name": feed}).one())

    def add_group(self, feed: str, epoch: str, position: int, payload: bytes) -> None:
        """Write a group at the position that was taken."""
        row = {"feed": feed, "epoch": epoch, "position": position, "payload": payload}
        self._connection.execute(insert(FEED_GROUP), row)

    def set_page(self, feed: str, page_first: int, page_bytes: int) -> None:
        """Say how far the page that is being filled has come."""
        row = {"name": feed, "new_first": page_first, "new_bytes": page_bytes}
        self._connection.execute(_SET_PAGE, row)

    def seal_page(self, feed: str, epoch: str, first: int, last: int, sha256: str) -> None:
        """From now on these groups are one page for ever."""
        row = {"feed": feed, "epoch": epoch, "first": first, "last": last, "sha256": sha256}
        self._connection.execute(insert(FEED_PAGE), row)

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

    def heads(self) -> dict[str, tuple[str, int]]:
        """Epoch and head of every feed."""
        return {row.feed: (row.epoch, row.head) for row in self._connection.execute(_HEADS)}

    def page_sha256(self, feed: str, epoch: str, first: int, last: int) -> str | None:
        """The hash of a sealed page, None when these are no page's bounds."""
        span = {
            "name": feed,
            "of_epoch": epoch,
            "first_position": first,
            "last_position": last,
        }
        return self._connection.scalar(_PAGE, span)

    def pages(self, feed: str, epoch: str, most: int) -> list[tuple[int, int, str]]:
        """The newest sealed pages as (first, last, sha256), oldest of them first."""
        found = self._connection.execute(_PAGES, {"name": feed, "of_epoch": epoch, "most": most})
        return [(row.first, row.last, row.sha256) for row in found][::-1]

    def start_epoch(self, feed: str, epoch: str, key: str) -> None:
        """Begin a feed, or begin it anew; what the old epoch said is gone."""
        for table in (FEED_GROUP, FEED_PAGE, FEED):
            self._connection.execute(delete(table).where(table.c.feed == feed))
        row = {"feed": feed, "epoch": epoch, "key": key, "head": 0}
        self._connection.execute(insert(FEED), {**row, "page_first": 1, "page_bytes": 0})
