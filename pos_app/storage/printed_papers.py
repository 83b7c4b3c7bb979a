"""Printed papers knows the pictures of parcel labels on this disk, which name people, and when they have to go."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from pos_app.files.atomic_file import OWNER_ONLY, destroy, write_atomically

_KINDS = frozenset({".png", ".pdf", ".zpl"})
# Which list of erased people the folder was last cleared for.
_CLEARED = "cleared"


class PrintedPapers:
    """Where no printer is, labels and slips of parcels are files.

    Protects: when somebody is erased, no file from before is left. Whose each was nobody knows any more, so all go;
    the labels of an order that is open can be printed again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def clear_for(self, erased: Collection[str]) -> int:
        """Remove what was printed before these people were all erased; gives how many files went. Errors: OSError."""
        if not erased:
            return 0
        mark = hashlib.sha256("\n".join(sorted(erased)).encode()).hexdigest()
        cleared = self._folder / _CLEARED
        with suppress(FileNotFoundError):
            if cleared.read_text(encoding="ascii") == mark:
                return 0
        papers = [*self._papers()]
        for path in papers:
            destroy(path)
        self._folder.mkdir(parents=True, exist_ok=True)
        write_atomically(cleared, mark.encode(), OWNER_ONLY)
        return len(papers)

    def _papers(self) -> Iterable[Path]:
        if not self._folder.is_dir():
            return ()
        return (path for path in self._folder.iterdir() if path.suffix in _KINDS)
