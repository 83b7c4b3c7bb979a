"""Booter knows how a replica starts from nothing: by a finished file where there is one, else page by page."""

from __future__ import annotations

from sync.core.failures import Failure, NotTheCentre
from sync.core.ports import Replica
from sync.core.steps import (
    AskBoot,
    AskSnapshotPage,
    Call,
    FetchFile,
    FileFetched,
    Reply,
)
from sync.wire.messages import BootReply, SnapshotPage


class Booter:
    """Builds the next generation beside the current one, which is read until the new one is whole.

    Protects: a generation becomes current only with every page of one position and the centre's digest.
    """

    def __init__(self, feed: str, schema: int, replica: Replica, *, takes_files: bool) -> None:
        self._feed = feed
        self._schema = schema
        self._replica = replica
        self._takes_files = takes_files
        self._boot: BootReply | None = None
        self._next_page = 0

    def start(self) -> Call:
        """Ask how to begin; what was half built is forgotten."""
        self._boot = None
        return AskBoot(self._feed)

    def again(self) -> Call:
        """The call that got no answer; pages that are here stay."""
        if self._boot is None:
            return AskBoot(self._feed)
        return self._call_after(self._boot) or AskBoot(self._feed)

    def came(self, reply: Reply) -> Call | Failure | None:
        """The next call, None when the generation is complete, or why this start came to nothing."""
        if isinstance(reply, BootReply) and reply.feed == self._feed:
            self._boot = reply
            self._next_page = 0
            self._replica.begin(reply)
            return self._next(reply)
        if self._boot is None:
            return NotTheCentre("an answer to another question")
        if isinstance(reply, SnapshotPage):
            if not self._is_awaited(reply, self._boot):
                return NotTheCentre("a page of another snapshot")
            self._replica.load(reply)
            self._next_page += 1
            return self._next(self._boot)
        if isinstance(reply, FileFetched):
            return self._complete(self._boot)
        return NotTheCentre("an answer to another question")

    def _next(self, boot: BootReply) -> Call | Failure | None:
        return self._call_after(boot) or self._complete(boot)

    def _call_after(self, boot: BootReply) -> Call | None:
        if self._takes_files and boot.file is not None and boot.file.schema == self._schema:
            return FetchFile(boot.file)
        if self._next_page < boot.snapshot_pages:
            return AskSnapshotPage(boot.feed, boot.epoch, boot.position, self._next_page)
        return None

    def _complete(self, boot: BootReply) -> Failure | None:
        self._boot = None
        if self._replica.complete(boot):
            return None
        return NotTheCentre("the digest of the snapshot is another one")

    def _is_awaited(self, page: SnapshotPage, boot: BootReply) -> bool:
        return (page.feed, page.epoch, page.position, page.number) == (
            boot.feed,
            boot.epoch,
            boot.position,
            self._next_page,
        )
