"""Feed retention knows how old groups leave the database: whole sealed pages, the oldest first (SYNC T19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from central.core.records import FeedCursor
from central.storage.dialect import insert_or_replace
from central.storage.schema import DEVICE, DEVICE_CURSOR, FEED, FEED_GROUP, FEED_PAGE

DAY_US = 86_400_000_000
# One transaction lets go of so much, so that nobody waits for it.
PAGES_AT_ONCE = 16
Cursors = Mapping[tuple[str, str], FeedCursor]


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days a group is kept at least, and at most while a device that still comes has not seen it."""

    days: int = 30
    days_max: int = 90


def keep_cursors(connection: Connection, cursors: Cursors, now_us: int) -> None:
    """Remember where devices stand, by device and feed."""
    rows = [
        {
            "device_id": device_id,
            "feed": feed,
            "epoch": cursor.epoch,
            "position": cursor.after,
            "seen_us": now_us,
        }
        for (device_id, feed), cursor in sorted(cursors.items())
    ]
    if rows:
        connection.execute(insert_or_replace(connection, DEVICE_CURSOR, tuple(rows[0])), rows)


def note_pages(connection: Connection, now_us: int) -> None:
    """The age of a page is reckoned from when it was first seen here."""
    seen = update(FEED_PAGE).where(FEED_PAGE.c.seen_us.is_(None))
    connection.execute(seen.values(seen_us=now_us))


def feeds_with_old_pages(connection: Connection, kept: Retention, now_us: int) -> list[str]:
    """Feeds that may have something to let go of."""
    old = FEED_PAGE.c.seen_us <= now_us - kept.days * DAY_US
    return [*connection.scalars(select(FEED_PAGE.c.feed).where(old).distinct())]


def let_go(connection: Connection, feed: str, kept: Retention, now_us: int) -> int:
    """Remove the oldest pages of a feed that nobody needs, some at a time; gives how many.

    The newest sealed page stays whatever its age: the chain goes on from it, and so does who stands at the head.
    """
    head = connection.execute(select(FEED.c.epoch, FEED.c.head).where(FEED.c.feed == feed)).one()
    of_epoch = (FEED_PAGE.c.feed == feed, FEED_PAGE.c.epoch == head.epoch)
    newest = select(func.max(FEED_PAGE.c.last)).where(*of_epoch).scalar_subquery()
    oldest = (
        select(FEED_PAGE.c.last, FEED_PAGE.c.seen_us)
        .where(*of_epoch, FEED_PAGE.c.last < newest)
        .order_by(FEED_PAGE.c.first)
        .limit(PAGES_AT_ONCE)
    )
    slowest = _slowest(connection, feed, head.epoch, now_us - kept.days_max * DAY_US)
    kept_from, count = 0, 0
    for last, seen_us in connection.execute(oldest):
        age_us = now_us - (now_us if seen_us is None else seen_us)
        is_seen_by_all = slowest is None or last < slowest
        if age_us < (kept.days if is_seen_by_all else kept.days_max) * DAY_US:
            break
        kept_from, count = last + 1, count + 1
    if not count:
        return 0
    moved = (FEED.c.feed == feed, FEED.c.epoch == head.epoch)
    connection.execute(update(FEED).where(*moved).values(kept_from=kept_from))
    connection.execute(delete(FEED_PAGE).where(*of_epoch, FEED_PAGE.c.last < kept_from))
    groups = (FEED_GROUP.c.feed == feed, FEED_GROUP.c.epoch == head.epoch)
    connection.execute(delete(FEED_GROUP).where(*groups, FEED_GROUP.c.position < kept_from))
    return count


def forget_cursors(connection: Connection, kept: Retention, now_us: int) -> None:
    """Devices that have not come for so long hold nothing back."""
    old = DEVICE_CURSOR.c.seen_us < now_us - kept.days_max * DAY_US
    connection.execute(delete(DEVICE_CURSOR).where(old))


def _slowest(connection: Connection, feed: str, epoch: str, since_us: int) -> int | None:
    """The lowest position of a device in service that was here since then, None when there is none."""
    wanted = (
        select(func.min(DEVICE_CURSOR.c.position))
        .join(DEVICE, DEVICE.c.device_id == DEVICE_CURSOR.c.device_id)
        .where(
            DEVICE_CURSOR.c.feed == feed,
            DEVICE_CURSOR.c.epoch == epoch,
            DEVICE_CURSOR.c.seen_us >= since_us,
            DEVICE.c.revoked.is_(False),
        )
    )
    slowest: int | None = connection.scalar(wanted)
    return slowest
