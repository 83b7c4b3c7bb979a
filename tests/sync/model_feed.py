"""A feed as a model: groups by position, an epoch, snapshots, and a replica in memory that follows it."""

import msgspec
from msgspec.structs import replace

from sync.core.failures import Refused
from sync.core.ports import Cursor
from sync.core.steps import (
    Answered,
    AskBoot,
    AskPage,
    AskSnapshotPage,
    AskTail,
    Event,
    Failed,
    Step,
)
from sync.wire.chain import EMPTY_HASH, PageBytes, TailBytes, link_hash
from sync.wire.messages import BootReply, Group, PageEntry, SnapshotPage, TableRows

FEED = "zone:uk"
PAGE_GROUPS = 100


def group(
    position: int, item_id: int, price_minor: int, needs: dict[str, int] | None = None
) -> Group:
    """A price change."""
    rows = TableRows("price", ["item_id", "price_minor"], put=[[item_id, price_minor]])
    return Group(position, [rows], needs=needs or {})


def raw(groups: list[Group]) -> list[msgspec.Raw]:
    """Groups as the bytes that are hashed."""
    return [msgspec.Raw(msgspec.json.encode(one)) for one in groups]


class ModelFeed:
    """The centre's side of one feed."""

    def __init__(self) -> None:
        self.epoch = "e1"
        self.groups: list[Group] = []
        self.hashes = [EMPTY_HASH]
        self.kept_from = 1
        self.tail_length = 3
        self.asked: list[str] = []

    @property
    def head(self) -> int:
        """The newest position."""
        return len(self.groups)

    @property
    def end(self) -> str:
        """The hash at the newest position."""
        return self.hashes[-1]

    def publish(self, item_id: int, price_minor: int, needs: dict[str, int] | None = None) -> None:
        """One more group."""
        self._add(group(self.head + 1, item_id, price_minor, needs))

    def restore(self, kept: int) -> None:
        """A backup is put in place that has the first groups alone."""
        groups = self.groups[:kept]
        self.groups, self.hashes = [], [EMPTY_HASH]
        for one in groups:
            self._add(one)

    def cursor(self) -> Cursor:
        """Where a replica stands that has all of it."""
        return Cursor(self.epoch, self.head, self.end)

    def prices(self, position: int) -> dict[int, int]:
        """What a replica at this position holds."""
        held: dict[int, int] = {}
        for one in self.groups[:position]:
            for row in one.tables[0].put:
                held[int(row[0] or 0)] = int(row[1] or 0)
        return held

    def answer(self, step: Step) -> Event:
        """What the centre says."""
        call = step.call
        self.asked.append(type(call).__name__)
        match call:
            case AskTail(feed, epoch, after, _, link):
                is_kept = self.kept_from - 1 <= after <= self.head
                if epoch != self.epoch or not is_kept or self.hashes[after] != link:
                    return Failed(Refused(410, "boot_again"))
                return Answered(self.tail(after, self.tail_length))
            case AskBoot(feed):
                pages = [
                    PageEntry(first + 1, first + PAGE_GROUPS, "")
                    for first in range(0, self.head - PAGE_GROUPS + 1, PAGE_GROUPS)
                ]
                boot = BootReply(feed, self.epoch, "k", self.head, 1, 0, "", 2, None, pages)
                return Answered(replace(boot, hash=self.end))
            case AskSnapshotPage(feed, epoch, position, number):
                if epoch != self.epoch:
                    return Failed(Refused(410, "boot_again"))
                rows: list[list[int | str | None]]
                rows = [[i, p] for i, p in self.prices(position).items() if i % 2 == number]
                tables = [TableRows("price", ["item_id", "price_minor"], put=rows)]
                return Answered(SnapshotPage(feed, epoch, position, number, tables, []))
            case AskPage(feed, epoch, _, page):
                return Answered(self.page(page.first, page.last))
        message = f"{call} is no question about a feed"
        raise AssertionError(message)

    def tail(self, after: int, length: int) -> TailBytes:
        """The groups after a position."""
        end = min(self.head, after + length)
        groups = raw(self.groups[after:end])
        return TailBytes(FEED, self.epoch, after, self.head, groups, self.hashes[end])

    def page(self, first: int, last: int) -> PageBytes:
        """A sealed page."""
        groups = raw(self.groups[first - 1 : last])
        previous, end = self.hashes[first - 1], self.hashes[last]
        return PageBytes(FEED, self.epoch, first, last, groups, previous, end)

    def _add(self, one: Group) -> None:
        self.groups.append(one)
        self.hashes.append(link_hash(self.end, msgspec.json.encode(one)))


class ModelReplica:
    """A replica in memory; it checks by itself that groups come without a gap."""

    def __init__(self) -> None:
        self.state: Cursor | None = None
        self.prices: dict[int, int] = {}
        self.building: dict[int, int] | None = None
        self.others: dict[str, int] = {}
        self.digest_is_right = True
        self.boots = 0

    def cursor(self) -> Cursor | None:
        return self.state

    def position_of(self, feed: str) -> int | None:
        return self.others.get(feed)

    def apply(self, groups: list[Group], link: str) -> None:
        assert self.state is not None
        for one in groups:
            assert one.position == self.state.position + 1, "a gap was applied"
            self._write(self.prices, one.tables)
            self.state = Cursor(self.state.epoch, one.position, link)

    def begin(self, boot: BootReply) -> None:
        self.building = {}

    def load(self, page: SnapshotPage) -> None:
        assert self.building is not None
        self._write(self.building, page.tables)

    def complete(self, boot: BootReply) -> bool:
        assert self.building is not None
        held, self.building = self.building, None
        if not self.digest_is_right:
            return False
        self.boots += 1
        self.prices = held
        self.state = Cursor(boot.epoch, boot.position, boot.hash)
        return True

    def _write(self, prices: dict[int, int], tables: list[TableRows]) -> None:
        for rows in tables:
            for row in rows.put:
                prices[int(row[0] or 0)] = int(row[1] or 0)
