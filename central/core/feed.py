"""Feed knows how what changed becomes groups: late in the transaction, in sorted order of feeds, without a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from central.core.feed_ports import Feeds
from central.core.pages import PAGE_GROUPS_MAX, encode_page, page_hash
from central.core.records import FeedHead, Row, SealedPage
from pos_app.domain.replica_schema import FEED_TABLES
from sync.wire.chain import EMPTY_HASH, link_hash
from sync.wire.messages import PAGE_BYTES_MAX, FactReceipt, Group, TableRows

CHAIN_FEED = "chain"
# What people work by as soon as it is there; the goods may be new.
NAME_GOODS = ("order_line", "delivery_line")


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


def _add(feeds: Feeds, feed: str, change: Change) -> None:
    head = feeds.advance(feed)
    payload = msgspec.json.encode(
        Group(
            position=head.head,
            tables=_tables(feed_kind(feed), change),
            receipts=[*change.receipts],
            needs=_needs(feeds, change),
        )
    )
    link = link_hash(head.hash, payload)
    feeds.add_group(feed, head.epoch, head.head, payload, link)
    size = head.page_bytes + len(payload)
    if size < PAGE_BYTES_MAX and head.head - head.page_first + 1 < PAGE_GROUPS_MAX:
        feeds.set_end(feed, link, head.page_first, size)
        return
    _seal(feeds, feed, head)
    feeds.set_end(feed, link, head.head + 1, 0)


def _needs(feeds: Feeds, change: Change) -> dict[str, int]:
    """How far a device has to be in other feeds to understand a group: an order names goods (SYNC T20)."""
    names_goods = any(change.put.get(table) for table in NAME_GOODS)
    chain = feeds.head(CHAIN_FEED) if names_goods else None
    return {CHAIN_FEED: chain.head} if chain is not None and chain.head else {}


def _seal(feeds: Feeds, feed: str, head: FeedHead) -> None:
    first = head.page_first
    previous = feeds.hash_at(feed, head.epoch, first - 1) if first > 1 else EMPTY_HASH
    assert previous is not None, "the page before the newest is kept"
    groups = feeds.payloads(feed, head.epoch, first, head.head)
    page = encode_page(feed, head.epoch, first, groups, previous)
    sealed = SealedPage(page_hash(page), previous)
    feeds.seal_page(feed, head.epoch, first, head.head, sealed)


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
