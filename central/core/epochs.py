"""Epochs knows when a feed has to begin anew, and that it does so once, whoever notices first (SYNC T13)."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.following import hash_at, oldest_cursor
from central.core.ports import Feeds
from central.core.records import FeedCursor, FeedHead


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """The random names of an epoch that may have to begin."""

    epoch: str
    key: str


def has_forgotten(feeds: Feeds, feed: str, head: FeedHead, seen: FeedCursor) -> bool:
    """True when a feed once stood where its database knows nothing of: a backup was put in its place.

    An epoch that the database knows to be over proves nothing: somebody has noticed already.
    """
    if head.epoch != seen.epoch:
        return not feeds.is_over(feed, seen.epoch)
    if head.head < seen.after:
        return True
    if not seen.hash or seen.after < oldest_cursor(head):
        return False
    return hash_at(feeds, feed, head, seen.after) != seen.hash


def begin_anew(feeds: Feeds, feed: str, seen: FeedCursor, new: NewEpoch) -> bool:
    """Begin another epoch if this one has forgotten what was seen; True when this transaction did it.

    Several processes may have the same proof: the database lets one of them replace the epoch that all of them read.
    """
    head = feeds.head(feed)
    if head is None or not has_forgotten(feeds, feed, head, seen):
        return False
    if not feeds.replace_epoch(feed, head.epoch, new.epoch, new.key):
        return False
    feeds.end_epochs(feed, {head.epoch, seen.epoch})
    return True
