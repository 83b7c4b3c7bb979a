"""Epochs knows when a feed has to begin anew, and that it does so once, whoever notices first (SYNC T13)."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.feed import feed_kind
from central.core.feed_ports import Feeds
from central.core.following import hash_at, oldest_cursor
from central.core.records import FeedCursor, FeedHead

_DAY_US = 86_400_000_000
# A store's own devices are all that starts again with its feed: one of them is believed, so often at most.
BELIEVED_AGAIN_US = _DAY_US
# Chain and zones are followed by everybody: two devices have to say so within this time.
WORD_COUNTS_US = 7 * _DAY_US


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


def take_word(
    feeds: Feeds, device_id: str, feed: str, seen: FeedCursor, new: NewEpoch, now_us: int
) -> bool:
    """A device has a cursor that this database does not: it was restored, or the device's own file is spoilt.

    The device starts again from a snapshot in any case; everybody does only when it is believed. So one device,
    whatever it says, makes nobody outside its store start again, and its store once a day. True when an epoch began.
    """
    words = feeds.words(feed)
    feeds.keep_word(feed, device_id, seen.epoch, now_us)
    if feed_kind(feed) == "store":
        last = words.get(device_id)
        is_believed = last is None or now_us - last.said_us >= BELIEVED_AGAIN_US
    else:
        is_believed = any(
            who != device_id and word.epoch == seen.epoch and now_us - word.said_us < WORD_COUNTS_US
            for who, word in words.items()
        )
    return is_believed and begin_anew(feeds, feed, seen, new)
