"""Neighbours knows how a row says which items go with an item: a short text that both programs read alike."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterable
from dataclasses import dataclass

# An item's id, how much it goes with the row's item in ten thousandths, and the baskets that hold both.
Entry = tuple[int, int, int]
_ENTRY = struct.Struct("<IHH")
ENTRY_BYTES = _ENTRY.size
_ID_MAX = 0xFFFFFFFF
_FIGURE_MAX = 0xFFFF
# 1 KB with its key and its other columns: three bytes are four letters.
ENTRIES_MAX = 90


@dataclass(frozen=True, slots=True)
class ItemNeighbours:
    """What is known of an item from baskets, the strongest entry first.

    baskets: how many hold it; again_permille: of the customers who bought it, how many came back for it.
    """

    baskets: int
    again_permille: int
    entries: tuple[Entry, ...]

    def together(self, other: int) -> int:
        """In how many baskets both are."""
        return next((together for item, _, together in self.entries if item == other), 0)


def pack(entries: Iterable[Entry]) -> str:
    """The text of a row; a figure that is too large for its place is the largest one. Errors: ValueError, an id."""
    packed = bytearray()
    for item, weight, together in entries:
        if not 0 <= item <= _ID_MAX:
            message = f"no item of a row of neighbours: {item}"
            raise ValueError(message)
        packed += _ENTRY.pack(item, min(weight, _FIGURE_MAX), min(together, _FIGURE_MAX))
    return base64.b64encode(packed).decode("ascii")


def unpack(text: str) -> tuple[Entry, ...]:
    """The entries of a row; of a text that is cut or spoilt, those that can be read."""
    try:
        packed = base64.b64decode(text)
    except ValueError:
        return ()
    whole = len(packed) - len(packed) % ENTRY_BYTES
    return tuple(_ENTRY.iter_unpack(packed[:whole]))
