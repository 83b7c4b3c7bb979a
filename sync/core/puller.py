"""Puller knows how one feed comes down: groups without a gap, of one epoch, from where the replica stands."""

from __future__ import annotations

from sync.core.backoff import Backoff
from sync.core.booter import Booter
from sync.core.failures import (
    Busy,
    Failure,
    NotTheCentre,
    Refused,
    Unreachable,
)
from sync.core.ports import Cursor, Replica
from sync.core.steps import (
    Answered,
    AskBoot,
    AskPage,
    AskTail,
    Call,
    Damaged,
    Event,
    Failed,
    Reply,
    Step,
)
from sync.wire.chain import LinkedGroup, NotAGroup, PageBytes, TailBytes, linked
from sync.wire.messages import BootReply, PageEntry

TAIL_WAIT_S = 25
# So far behind, sealed pages from a cache are cheaper than the live tail.
PAGES_INSTEAD_OF_TAIL = 5_000
# A group that refers to another feed waits for it at most so long; then "unknown item" is shown (SYNC T20).
NEEDS_WAIT_US = 60_000_000
NEEDS_LOOK_US = 250_000


class Puller:
    """Keeps the replica of one feed at the head of the feed.

    Protects: only groups that continue the cursor, by position and by hash, are applied; another epoch, a position
    above the centre's head or a history that is gone mean a new start from a snapshot, never a guess.
    """

    def __init__(self, feed: str, replica: Replica, booter: Booter, backoff: Backoff) -> None:
        self._feed = feed
        self._replica = replica
        self._booter = booter
        self._backoff = backoff
        self._not_before_us = 0
        self._booting = False
        self._next_call: Call | None = None
        self._wait_s = 0
        self._pages: list[PageEntry] = []
        self._pages_key = ""
        self._pages_tried_from = -1
        self._held: list[LinkedGroup] = []
        self._held_until_us = 0

    def on(self, event: Event, now_us: int) -> Step:
        """The next step; one call is in flight at most."""
        if isinstance(event, Failed):
            return self._failed(event.failure, now_us)
        if isinstance(event, Damaged):
            self._forget()
            return self._boot()
        if isinstance(event, Answered):
            failure = self._came(event.reply, now_us)
            if failure is not None:
                return self._failed(failure, now_us)
            self._backoff.worked()
            self._not_before_us = 0
        elif now_us < self._not_before_us and not event.at_once:
            return Step(wake_us=self._not_before_us)
        return self._next(now_us)

    def _next(self, now_us: int) -> Step:
        if self._next_call is not None:
            call, self._next_call = self._next_call, None
            return Step(call)
        cursor = self._replica.cursor()
        if cursor is None:
            return self._boot()
        if self._held:
            self._apply(self._held, now_us)
            if self._held:
                return Step(wake_us=now_us + NEEDS_LOOK_US)
            cursor = self._replica.cursor() or cursor
        page = self._page_after(cursor.position)
        if page is not None:
            return Step(AskPage(self._feed, cursor.epoch, self._pages_key, page))
        return Step(AskTail(self._feed, cursor.epoch, cursor.position, self._wait_s, cursor.hash))

    def _boot(self) -> Step:
        self._booting = True
        return Step(self._booter.start())

    def _came(self, reply: Reply, now_us: int) -> Failure | None:
        if self._booting:
            return self._boot_came(reply)
        try:
            if isinstance(reply, TailBytes):
                return self._tail_came(reply, now_us)
            if isinstance(reply, PageBytes):
                return self._page_came(reply, now_us)
        except NotAGroup:
            return NotTheCentre("what is no group")
        if isinstance(reply, BootReply):
            return self._manifest_came(reply)
        return NotTheCentre("an answer to another question")

    def _boot_came(self, reply: Reply) -> Failure | None:
        outcome = self._booter.came(reply)
        if outcome is None:
            self._forget()
        elif isinstance(outcome, Unreachable | NotTheCentre | Refused | Busy):
            return outcome
        else:
            self._next_call = outcome
        return None

    def _tail_came(self, reply: TailBytes, now_us: int) -> Failure | None:
        cursor = self._replica.cursor()
        if cursor is None or reply.epoch != cursor.epoch or reply.head < cursor.position:
            # A centre that was restored, or another one: what is here is no state of it.
            return self._start_again()
        if reply.feed != self._feed or reply.after != cursor.position:
            return NotTheCentre("the tail of another position")
        groups = linked(cursor.hash, reply.groups)
        if not _continues(groups, cursor, reply.hash) or _end(groups, cursor) > reply.head:
            return NotTheCentre("a gap in the tail")
        behind = reply.head - _end(groups, cursor)
        self._wait_s = 0 if behind else TAIL_WAIT_S
        self._apply(groups, now_us)
        if behind > PAGES_INSTEAD_OF_TAIL and self._pages_tried_from != cursor.position:
            self._pages_tried_from = cursor.position
            self._next_call = AskBoot(self._feed)
        return None

    def _manifest_came(self, reply: BootReply) -> Failure | None:
        cursor = self._replica.cursor()
        if cursor is None or reply.feed != self._feed:
            return NotTheCentre("the manifest of another feed")
        if reply.epoch != cursor.epoch:
            return self._start_again()
        self._pages, self._pages_key = list(reply.pages), reply.key
        return None

    def _page_came(self, reply: PageBytes, now_us: int) -> Failure | None:
        cursor = self._replica.cursor()
        if cursor is None or (reply.feed, reply.epoch) != (self._feed, cursor.epoch):
            return NotTheCentre("a page of another feed")
        page = linked(reply.previous, reply.groups)
        groups = [held for held in page if held.group.position > cursor.position]
        known = page[: len(page) - len(groups)]
        before = known[-1].hash if known else reply.previous
        is_chained = not cursor.hash or before == cursor.hash
        if not groups or not is_chained or not _continues(groups, cursor, reply.hash):
            return NotTheCentre("a gap in a page")
        self._apply(groups, now_us)
        return None

    def _page_after(self, position: int) -> PageEntry | None:
        self._pages = [page for page in self._pages if page.last > position]
        if self._pages and self._pages[0].first <= position + 1:
            return self._pages[0]
        self._pages = []
        return None

    def _apply(self, groups: list[LinkedGroup], now_us: int) -> None:
        """Apply what may be, and hold what refers to a feed that is not so far."""
        ready = len(groups)
        if not (self._held and now_us >= self._held_until_us):
            for index, held in enumerate(groups):
                if not self._has(held.group.needs):
                    ready = index
                    break
        if ready < len(groups) and not self._held:
            self._held_until_us = now_us + NEEDS_WAIT_US
        self._held = groups[ready:]
        if ready:
            applied = [held.group for held in groups[:ready]]
            self._replica.apply(applied, groups[ready - 1].hash)

    def _has(self, needs: dict[str, int]) -> bool:
        for feed, position in needs.items():
            here = self._replica.position_of(feed)
            if here is None or here < position:
                return False
        return True

    def _start_again(self) -> Failure | None:
        self._forget()
        self._booting = True
        self._next_call = self._booter.start()
        return None

    def _forget(self) -> None:
        self._booting = False
        self._next_call = None
        self._wait_s = 0
        self._pages = []
        self._held = []

    def _failed(self, failure: Failure, now_us: int) -> Step:
        at_least_ms = failure.retry_after_ms if isinstance(failure, Busy) else None
        if self._booting and isinstance(failure, Unreachable | Busy):
            self._next_call = self._booter.again()
        elif not self._booting and isinstance(failure, Refused) and failure.gone:
            self._forget()
            return self._boot()
        else:
            self._forget()
        self._not_before_us = self._backoff.failed(now_us, at_least_ms)
        return Step(wake_us=self._not_before_us)


def _continues(groups: list[LinkedGroup], cursor: Cursor, link: str) -> bool:
    """True for the very groups that follow a cursor; link: the hash that the centre names for the last of them."""
    expected = range(cursor.position + 1, cursor.position + 1 + len(groups))
    end = groups[-1].hash if groups else cursor.hash
    is_chained = not cursor.hash or end == link
    return is_chained and [held.group.position for held in groups] == list(expected)


def _end(groups: list[LinkedGroup], cursor: Cursor) -> int:
    return groups[-1].group.position if groups else cursor.position
