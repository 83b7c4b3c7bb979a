"""A feed as a model: groups by position, an epoch, snapshots, and a replica in memory that follows it."""

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
from sync.wire.messages import (
    BootReply,
    FeedPage,
    Group,
    PageEntry,
    SnapshotPage,
    TableRows,
    TailReply,
)

FEED = "zone:uk"
PAGE_GROUPS = 100


def group(
    position: int, item_id: int, price_minor: int, needs: dict[str, int] | None = None
) -> Group:
    """A price change."""
    rows = TableRows("price", ["item_id", "price_minor"], put=[[item_id, price_minor]])
    return Group(position, [rows], needs=needs or {})


class ModelFeed:
    """The centre's side of one feed."""

    def __init__(self) -> None:
        self.epoch = "e1"
        self.groups: list[Group] = []
        self.kept_from = 1
        self.tail_length = 3
        self.asked: list[str] = []

    @property
    def head(self) -> int:
        """The newest position."""
        return len(self.groups)

    def publish(self, item_id: int, price_minor: int, needs: dict[str, int] | None = None) -> None:
        """One more group."""
        self.groups.append(group(self.head + 1, item_id, price_minor, needs))

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
            case AskTail(feed, epoch, after, _):
                if epoch != self.epoch or after > self.head or after < self.kept_from - 1:
                    return Failed(Refused(410, "boot_again"))
                groups = self.groups[after : after + self.tail_length]
                return Answered(TailReply(feed, self.epoch, after, self.head, groups))
            case AskBoot(feed):
                pages = [
                    PageEntry(first + 1, first + PAGE_GROUPS, "")
                    for first in range(0, self.head - PAGE_GROUPS + 1, PAGE_GROUPS)
                ]
                head = self.head
                return Answered(BootReply(feed, self.epoch, "k", head, 1, 0, "", 2, None, pages))
            case AskSnapshotPage(feed, epoch, position, number):
                if epoch != self.epoch:
                    return Failed(Refused(410, "boot_again"))
                rows: list[list[int | str | None]]
                rows = [[i, p] for i, p in self.prices(position).items() if i % 2 == number]
                tables = [TableRows("price", ["item_id", "price_minor"], put=rows)]
                return Answered(SnapshotPage(feed, epoch, position, number, tables, []))
            case AskPage(feed, epoch, _, page):
                groups = self.groups[page.first - 1 : page.last]
                return Answered(FeedPage(feed, epoch, page.first, page.last, groups))
        message = f"{call} is no question about a feed"
        raise AssertionError(message)


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

    def apply(self, groups: list[Group]) -> None:
        assert self.state is not None
        for one in groups:
            assert one.position == self.state.position + 1, "a gap was applied"
            self._write(self.prices, one.tables)
            self.state = Cursor(self.state.epoch, one.position)

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
        self.state = Cursor(boot.epoch, boot.position)
        return True

    def _write(self, prices: dict[int, int], tables: list[TableRows]) -> None:
        for rows in tables:
            for row in rows.put:
                prices[int(row[0] or 0)] = int(row[1] or 0)
