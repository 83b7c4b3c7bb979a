"""Catalogue progress knows how much of the first catalogue is here, for the person who waits at the new device."""

from __future__ import annotations

from collections.abc import Iterable

from sync.core.contact import (
    CATALOGUE_COMPLETE,
    CATALOGUE_ITEMS,
    CATALOGUE_TOTAL,
    PRIVATE_KNOWN,
    ContactRows,
)
from sync.core.steps import Reply
from sync.replica import FeedReplica
from sync.wire.messages import BootReply, SnapshotPage

# A write each time would cost more than the page it counts.
_STEPS = 200


class FirstCatalogue:
    """Adds up rows over the feeds, and says "complete" when a sale could be made with what is here."""

    def __init__(self, contact: ContactRows, replicas: Iterable[FeedReplica]) -> None:
        self._contact = contact
        self._replicas = tuple(replicas)
        self._totals: dict[str, int] = {}
        self._here: dict[str, int] = {}
        self._written = 0
        self.is_complete = contact.get(CATALOGUE_COMPLETE) == "1"

    def came(self, feed: str, reply: Reply) -> None:
        """A start was described, or a page of it arrived."""
        if isinstance(reply, BootReply):
            self._totals[feed] = reply.row_count
            self._here[feed] = 0
            self._write()
        elif isinstance(reply, SnapshotPage):
            self._here[feed] = self._here.get(feed, 0) + sum(len(t.put) for t in reply.tables)
            self._write()

    def fetched(self, feed: str, have_bytes: int, all_bytes: int) -> None:
        """A piece of a file arrived: rows are taken to be spread evenly over it."""
        self._here[feed] = self._totals.get(feed, 0) * have_bytes // max(all_bytes, 1)
        self._write()

    def look(self) -> None:
        """Is it all there, the operators too?"""
        has_documents = self._contact.get(PRIVATE_KNOWN) is not None
        if has_documents and all(replica.cursor() is not None for replica in self._replicas):
            self.is_complete = True
            self._contact.put(CATALOGUE_ITEMS, str(sum(self._totals.values())))
            self._contact.put(CATALOGUE_COMPLETE, "1")

    def _write(self) -> None:
        total, here = sum(self._totals.values()), sum(self._here.values())
        if self.is_complete or abs(here - self._written) * _STEPS < total:
            return
        self._written = here
        self._contact.put(CATALOGUE_ITEMS, str(min(here, total)))
        self._contact.put(CATALOGUE_TOTAL, str(total))
