"""Digest knows the one figure that two copies of a feed share when they hold the same rows (docs/wire.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

Cell = int | str | None


def feed_digest(tables: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> str:
    """SHA-256 in hexadecimal over the tables of a feed; receipts are no part of it.

    tables: every table of the feed in the order of names, the empty ones too, each with its rows in the order of
    their keys (numbers by size, texts by their UTF-8 bytes); a row holds the declared columns in their order.
    Each table adds its name as a JSON string and a line feed, each row a JSON array and a line feed.
    """
    digest = hashlib.sha256()
    encode = msgspec.json.Encoder().encode
    for name, rows in tables:
        digest.update(encode(name) + b"\n")
        for row in rows:
            digest.update(encode(row) + b"\n")
    return digest.hexdigest()
