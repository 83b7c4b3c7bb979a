"""Feeds as the centre would send them: a snapshot of every row, and groups that say what changed together."""

from __future__ import annotations

from pos_app.domain.replica_schema import FEED_TABLES
from sync.wire.digest import digest_tables, feed_digest
from sync.wire.messages import BootReply, FactReceipt, Group, SnapshotPage, TableRows

Rows = dict[str, list[list[int | str | None]]]

STORE_FEED = "store:12"
CHAIN_FEED = "chain"


def chain_rows(names: str, count: int) -> Rows:
    """Items whose names all begin alike, so that a mix of two generations shows."""
    items: list[list[int | str | None]] = [
        [n, f"N{n}", f"{names} item {n}", "Bags", "each", "S", 0, n] for n in range(1, count + 1)
    ]
    codes: list[list[int | str | None]] = [[f"{n:014}", n] for n in range(1, count + 1)]
    return {"item": items, "item_code": codes, "tax_rate": [["S", "Standard rate", 2000]]}


def store_rows(on_hand: int, count: int) -> Rows:
    """Stock of the items, the same figure for each."""
    return {"stock": [[n, on_hand, 0, 0] for n in range(1, count + 1)]}


def boot(feed: str, epoch: str, position: int, rows: Rows) -> BootReply:
    """How the centre says what a snapshot is."""
    kind = feed.partition(":")[0]
    return BootReply(
        feed=feed,
        epoch=epoch,
        key=f"{feed}/{epoch}",
        position=position,
        schema=1,
        row_count=sum(len(some) for some in rows.values()),
        digest=digest(kind, rows),
        snapshot_pages=2,
        file=None,
        pages=[],
    )


def digest(kind: str, rows: Rows) -> str:
    """What both sides compare."""
    return feed_digest((table, rows.get(table, [])) for table in digest_tables(kind))


def snapshot_pages(feed: str, epoch: str, position: int, rows: Rows) -> list[SnapshotPage]:
    """The rows in two pages."""
    kind = feed.partition(":")[0]
    halves: tuple[list[TableRows], list[TableRows]] = ([], [])
    for table, some in rows.items():
        columns = list(FEED_TABLES[kind][table][0])
        half = len(some) // 2
        halves[0].append(TableRows(table, columns, some[:half]))
        halves[1].append(TableRows(table, columns, some[half:]))
    return [
        SnapshotPage(feed, epoch, position, number, tables, [])
        for number, tables in enumerate(halves)
    ]


def stock_group(position: int, on_hand: int, count: int) -> Group:
    """Every figure moves at once, with the receipt of the fact that moved it."""
    rows: list[list[int | str | None]] = [[n, on_hand, 0, 0] for n in range(1, count + 1)]
    columns = ["item_id", "on_hand_milli", "reserved_milli", "safety_milli"]
    receipt = FactReceipt(fact_id=f"{position:032x}", status="applied")
    return Group(position, [TableRows("stock", columns, rows)], [receipt])
