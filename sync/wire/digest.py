"""Digest knows the one figure that two copies of a feed share when they hold the same rows (docs/wire.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from pos_app.domain.replica_schema import FEED_TABLES

Cell = int | str | None
# What became of facts, as a table of the digest: fact id in hexadecimal, and status.
RECEIPTS = "receipt"


def digest_tables(kind: str) -> list[str]:
    """The tables of a kind of feed in the order in which a digest is made; a store's has its receipts among them."""
    return sorted([*FEED_TABLES[kind], *([RECEIPTS] if kind == "store" else [])])


def feed_digest(tables: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> str:
    """SHA-256 in hexadecimal over the tables of a feed.

    tables: those of `digest_tables`, the empty ones too, each with its rows in the order of their keys (numbers by
    size, texts by their UTF-8 bytes); a row holds the declared columns in their order.
    Each table adds its name as a JSON string and a line feed, each row a JSON array and a line feed.
    """
    digest = hashlib.sha256()
    encode = msgspec.json.Encoder().encode
    for name, rows in tables:
        digest.update(encode(name) + b"\n")
        for row in rows:
            digest.update(encode(row) + b"\n")
    return digest.hexdigest()
