"""Following knows what a device that follows a feed is told: what comes after its cursor, or that it has to boot."""

from __future__ import annotations

from central.core.feed_ports import Feeds
from central.core.pages import TAIL_GROUPS_MAX, encode_page, encode_tail
from central.core.records import FeedCursor, FeedHead
from central.core.refused import Refused
from sync.wire.chain import EMPTY_HASH
from sync.wire.messages import PAGE_BYTES_MAX


class BootAgain(Refused):
    """Nothing can follow this cursor; the device starts again from a snapshot."""

    def __init__(self) -> None:
        super().__init__(410, "boot_again", "This position is gone: start again with /v1/boot.")


class Forgotten(BootAgain):
    """The cursor names a state that this centre gave out and does not have: its database was restored (SYNC T13)."""


def check_cursor(feeds: Feeds, feed: str, cursor: FeedCursor) -> FeedHead:
    """The head of a feed that goes on where a cursor stands.

    Raises Refused 404 without such a feed, BootAgain for another epoch and for groups that are no longer kept,
    Forgotten for what only a centre that was restored cannot know.
    """
    head = feeds.head(feed)
    if head is None:
        raise Refused(404, "unknown_feed", "There is no such feed.")
    if head.epoch != cursor.epoch or cursor.after < 0:
        raise BootAgain
    if cursor.after > head.head:
        raise Forgotten
    if cursor.after < oldest_cursor(head):
        raise BootAgain
    if cursor.hash and cursor.hash != hash_at(feeds, feed, head, cursor.after):
        raise Forgotten
    return head


def oldest_cursor(head: FeedHead) -> int:
    """The lowest position that a device may go on from: the group there is kept, for its hash."""
    return head.kept_from if head.kept_from > 1 else 0


def hash_at(feeds: Feeds, feed: str, head: FeedHead, position: int) -> str | None:
    """The hash of the chain at a position of the head's epoch, None where its group is not kept."""
    if position == head.head:
        return head.hash
    return feeds.hash_at(feed, head.epoch, position) if position else EMPTY_HASH


def tail(
    feeds: Feeds, feed: str, cursor: FeedCursor, *, groups_max: int = TAIL_GROUPS_MAX
) -> tuple[bytes, int]:
    """A TailReply, and how many groups it brings: as many as one answer holds, at least one when there is one."""
    head = check_cursor(feeds, feed, cursor)
    last = min(head.head, cursor.after + groups_max)
    payloads = feeds.payloads(feed, head.epoch, cursor.after + 1, last)
    size, count = 0, 0
    for payload in payloads:
        size += len(payload)
        if count and size > PAGE_BYTES_MAX:
            break
        count += 1
    end = hash_at(feeds, feed, head, cursor.after + count)
    assert end is not None, "what is behind a cursor is kept"
    return encode_tail(feed, cursor, head.head, payloads[:count], end), count


def no_news(feed: str, cursor: FeedCursor) -> bytes:
    """A TailReply that brings nothing and asks no database; the device asks again."""
    return encode_tail(feed, cursor, cursor.after, [], cursor.hash)


def sealed_page(
    feeds: Feeds, key: str, feed: str, epoch: str, first: int, last: int
) -> tuple[bytes, str]:
    """A page and its hash, for whoever knows the key of the epoch. Raises Refused 404."""
    head = feeds.head(feed)
    page = feeds.page(feed, epoch, first, last)
    if head is None or head.key != key or head.epoch != epoch or page is None:
        raise Refused(404, "unknown_page", "There is no such page.")
    payloads = feeds.payloads(feed, epoch, first, last)
    return encode_page(feed, epoch, first, payloads, page.previous), page.sha256
