"""Pages knows the bytes of groups, pages and tails; a page that is sealed has the same bytes for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

# A page is sealed as soon as it holds this much; a single larger group is a page of its own.
PAGE_GROUPS_MAX = 256
TAIL_GROUPS_MAX = 512


class _Page(msgspec.Struct, frozen=True):
    feed: str
    epoch: str
    first: int
    last: int
    groups: list[msgspec.Raw]


class _Tail(msgspec.Struct, frozen=True):
    feed: str
    epoch: str
    after: int
    head: int
    groups: list[msgspec.Raw]


def encode_page(feed: str, epoch: str, first: int, payloads: Sequence[bytes]) -> bytes:
    """The bytes of a FeedPage from the stored bytes of its groups."""
    last = first + len(payloads) - 1
    return msgspec.json.encode(_Page(feed, epoch, first, last, _raw(payloads)))


def encode_tail(feed: str, epoch: str, after: int, head: int, payloads: Sequence[bytes]) -> bytes:
    """The bytes of a TailReply from the stored bytes of its groups."""
    return msgspec.json.encode(_Tail(feed, epoch, after, head, _raw(payloads)))


def page_hash(page: bytes) -> str:
    """SHA-256 of a page's bytes in hexadecimal, as the manifest names it."""
    return hashlib.sha256(page).hexdigest()


def _raw(payloads: Sequence[bytes]) -> list[msgspec.Raw]:
    return [msgspec.Raw(payload) for payload in payloads]
