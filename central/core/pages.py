"""Pages knows the bytes of groups, pages and tails; a page that is sealed has the same bytes for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from central.core.records import FeedCursor
from sync.wire.chain import PageBytes, TailBytes, chain_hash

# A page is sealed as soon as it holds this much; a single larger group is a page of its own.
PAGE_GROUPS_MAX = 256
TAIL_GROUPS_MAX = 512


def encode_page(
    feed: str, epoch: str, first: int, payloads: Sequence[bytes], previous: str
) -> bytes:
    """The bytes of a FeedPage from the stored bytes of its groups, and the hash before them."""
    last = first + len(payloads) - 1
    end = chain_hash(previous, payloads)
    return msgspec.json.encode(PageBytes(feed, epoch, first, last, _raw(payloads), previous, end))


def encode_tail(
    feed: str, cursor: FeedCursor, head: int, payloads: Sequence[bytes], end: str
) -> bytes:
    """The bytes of a TailReply from the stored bytes of its groups; end: the hash after them."""
    groups = _raw(payloads)
    return msgspec.json.encode(TailBytes(feed, cursor.epoch, cursor.after, head, groups, end))


def page_hash(page: bytes) -> str:
    """SHA-256 of a page's bytes in hexadecimal, as the manifest names it."""
    return hashlib.sha256(page).hexdigest()


def _raw(payloads: Sequence[bytes]) -> list[msgspec.Raw]:
    return [msgspec.Raw(payload) for payload in payloads]
