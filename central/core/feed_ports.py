"""Feed ports knows what the core asks of the logs that devices follow."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from central.core.records import FeedHead, LostCursor, SealedPage


class Feeds(Protocol):
    """The logs that devices follow."""

    def advance(self, feed: str) -> FeedHead:
        """Take the next position of a feed; nobody else gets one until the end."""
        ...

    def add_group(self, feed: str, epoch: str, position: int, payload: bytes, link: str) -> None:
        """Write a group at the position that was taken, with the hash of the chain up to it."""
        ...

    def set_end(self, feed: str, link: str, page_first: int, page_bytes: int) -> None:
        """Say what hash the newest group has, and how far the page that is being filled has come."""
        ...

    def seal_page(self, feed: str, epoch: str, first: int, last: int, page: SealedPage) -> None:
        """From now on these groups are one page for ever."""
        ...

    def payloads(self, feed: str, epoch: str, first: int, last: int) -> list[bytes]:
        """Groups as they were written, by position."""
        ...

    def hash_at(self, feed: str, epoch: str, position: int) -> str | None:
        """The hash of the chain at a group, None when it is not here."""
        ...

    def head(self, feed: str) -> FeedHead | None:
        """Where a feed stands, None when there is no such feed."""
        ...

    def page(self, feed: str, epoch: str, first: int, last: int) -> SealedPage | None:
        """A sealed page, None when these are no page's bounds."""
        ...

    def start_epoch(self, feed: str, epoch: str, key: str) -> None:
        """Begin a feed, or begin it anew: position 0 of an epoch that nobody has seen."""
        ...

    def replace_epoch(self, feed: str, replaced: str, epoch: str, key: str) -> bool:
        """Begin a feed anew if it still stands in the epoch that is to be replaced; False when it does not."""
        ...

    def end_epochs(self, feed: str, epochs: Collection[str]) -> None:
        """Remember for ever that these epochs of a feed are over."""
        ...

    def is_over(self, feed: str, epoch: str) -> bool:
        """True for an epoch that was replaced, or was found to be lost."""
        ...

    def words(self, feed: str) -> dict[str, LostCursor]:
        """Who last named a cursor of a feed that is not here, by device."""
        ...

    def keep_word(self, feed: str, device_id: str, epoch: str, said_us: int) -> None:
        """A device named a cursor that is not here."""
        ...
