"""Said knows what each feed has said where, and that what a witness has seen is never said otherwise (I9, T13)."""

from __future__ import annotations

from collections.abc import Mapping

from sync.core.ports import Cursor
from tests.simulation.violation import hold


class Said:
    """Positions of epochs with their hashes, and how far each epoch was witnessed.

    Protects: a page of an epoch may be kept by anybody for ever, so a restored centre that knows of it begins
    another epoch. What a standby missed in the last moment, before the witness saw it, may come otherwise once.
    """

    def __init__(self) -> None:
        self._hashes: dict[tuple[str, str], dict[int, str]] = {}
        self._witnessed: dict[tuple[str, str], int] = {}

    def look(self, feed: str, head: Cursor) -> None:
        """A feed stands there now."""
        said = self._hashes.setdefault((feed, head.epoch), {})
        if head.position <= self._witnessed.get((feed, head.epoch), -1):
            again = said.get(head.position, head.hash) == head.hash
            hold(again, "I9", f"{feed} says {head}, and said something else there")
        said[head.position] = head.hash

    def witnessed(self, heads: Mapping[str, Cursor]) -> None:
        """So far the feeds have come, and somebody outside the database knows it."""
        for feed, head in heads.items():
            place = (feed, head.epoch)
            self._witnessed[place] = max(head.position, self._witnessed.get(place, 0))
