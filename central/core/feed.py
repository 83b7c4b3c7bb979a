"""Feed knows how what changed becomes groups: late in the transaction, in sorted order of feeds, without a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from central.core.pages import PAGE_GROUPS_MAX, encode_page, page_hash
from central.core.ports import Feeds
from central.core.records import FeedHead, Row
from central.core.refused import Refused
from pos_app.domain.replica_schema import FEED_TABLES
from sync.wire.messages import PAGE_BYTES_MAX, FactReceipt, Group, TableRows


@dataclass(frozen=True, slots=True)
class Change:
    """What one group will say: rows to write, keys to remove, receipts of the facts that caused it."""

    put: Mapping[str, Sequence[Row]]
    receipts: tuple[FactReceipt, ...] = ()
    drop: Mapping[str, Sequence[Row]] = field(default_factory=dict)


def feed_kind(feed: str) -> str:
    """ "chain", "zone" or "store"."""
    return feed.partition(":")[0]


def store_feed(business_unit: str) -> str:
    """The feed of one store."""
    return f"store:{business_unit}"


def zone_feed(zone: str) -> str:
    """The feed of one price zone."""
    return f"zone:{zone}"


def publish(feeds: Feeds, changes: Mapping[str, Sequence[Change]]) -> None:
    """Write each change as the next group of its feed.

    To be called last in a transaction: the heads are locked from here to its end, always in the same order.
    """
    for feed in sorted(changes):
        for change in changes[feed]:
            _add(feeds, feed, change)


def check_position(head: FeedHead | None, epoch: str, after: int) -> FeedHead:
    """The head that a cursor may follow; Refused 404 without such a feed, 410 when the cursor has to boot anew."""
    if head is None:
        raise Refused(404, "unknown_feed", "There is no such feed.")
    if head.epoch != epoch or after > head.head or after < 0:
        raise Refused(410, "boot_again", "This position is gone: start again with /v1/boot.")
    return head


def is_restored(head: FeedHead | None, epoch: str, after: int) -> bool:
    """True when a cursor is ahead of its own feed: the centre gave that position out, and has forgotten it."""
    return head is not None and head.epoch == epoch and after > head.head


def _add(feeds: Feeds, feed: str, change: Change) -> None:
    head = feeds.advance(feed)
    payload = msgspec.json.encode(
        Group(
            position=head.head, tables=_tables(feed_kind(feed), change), receipts=[*change.receipts]
        )
    )
    feeds.add_group(feed, head.epoch, head.head, payload)
    size = head.page_bytes + len(payload)
    if size < PAGE_BYTES_MAX and head.head - head.page_first + 1 < PAGE_GROUPS_MAX:
        feeds.set_page(feed, head.page_first, size)
        return
    groups = feeds.payloads(feed, head.epoch, head.page_first, head.head)
    page = encode_page(feed, head.epoch, head.page_first, groups)
    feeds.seal_page(feed, head.epoch, head.page_first, head.head, page_hash(page))
    feeds.set_page(feed, head.head + 1, 0)


def _tables(kind: str, change: Change) -> list[TableRows]:
    tables = []
    for name, (columns, _) in FEED_TABLES[kind].items():
        put, drop = change.put.get(name, ()), change.drop.get(name, ())
        if put or drop:
            tables.append(
                TableRows(
                    table=name,
                    columns=[*columns],
                    put=[[*row] for row in put],
                    drop=[[cell for cell in key if cell is not None] for key in drop],
                )
            )
    return tables
