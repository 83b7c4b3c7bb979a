"""Chain knows how the groups of a feed hold on to each other: each has a hash of all that was said before it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from sync.wire.messages import Group, Message

# What the first group of an epoch continues.
EMPTY_HASH = "0" * 64
_GROUP = msgspec.json.Decoder(Group)


class TailBytes(Message, frozen=True):
    """A TailReply with its groups as the bytes that were hashed."""

    feed: str
    epoch: str
    after: int
    head: int
    groups: list[msgspec.Raw]
    hash: str = ""


class PageBytes(Message, frozen=True):
    """A FeedPage with its groups as the bytes that were hashed."""

    feed: str
    epoch: str
    first: int
    last: int
    groups: list[msgspec.Raw]
    previous: str = ""
    hash: str = ""


class NotAGroup(ValueError):
    """Bytes that stand where a group should, and are none; or a hash that is none."""


@dataclass(frozen=True, slots=True)
class LinkedGroup:
    """A group, and the hash of the chain up to it; "" where an older centre names none."""

    group: Group
    hash: str


def link_hash(previous: str, payload: bytes) -> str:
    """SHA-256 in hexadecimal over the 32 bytes of the hash before a group and the bytes of the group."""
    return hashlib.sha256(bytes.fromhex(previous) + payload).hexdigest()


def chain_hash(previous: str, payloads: Sequence[bytes]) -> str:
    """The hash after several groups."""
    for payload in payloads:
        previous = link_hash(previous, payload)
    return previous


def linked(previous: str, groups: Sequence[msgspec.Raw]) -> list[LinkedGroup]:
    """Groups with their hashes, from the hash before the first. Errors: NotAGroup."""
    found = []
    try:
        for raw in groups:
            payload = bytes(raw)
            previous = link_hash(previous, payload) if previous else ""
            found.append(LinkedGroup(_GROUP.decode(payload), previous))
    except (msgspec.DecodeError, ValueError) as error:
        raise NotAGroup from error
    return found
