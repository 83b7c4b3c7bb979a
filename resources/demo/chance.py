"""Draws that look random and depend on nothing but the words they are given."""

from hashlib import sha256


def draw(limit: int, *parts: object) -> int:
    """Return a number from 0 to limit - 1 that is the same for the same parts on every machine."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(sha256(text.encode("utf-8")).digest()[:8], "big") % limit
