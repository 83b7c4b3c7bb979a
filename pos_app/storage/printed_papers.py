"""Printed papers knows the pictures of parcel labels on this disk, which name people, and when they have to go."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path

from pos_app.files.atomic_file import destroy, mark
from pos_app.files.layout import LABELS

_KINDS = frozenset({".png", ".pdf", ".zpl"})
# A file of this name says for which list of erased people the papers were cleared.
_CLEARED = "papers-{digest}.cleared"


class PrintedPapers:
    """Where no printer is, labels and slips of parcels are files.

    Protects: when somebody is erased, no file from before is left. Whose each was nobody knows any more, so all go;
    the labels of an order that is open can be printed again.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / LABELS

    def clear_for(self, erased: Collection[str]) -> int:
        """Remove what was printed before these people were all erased; gives how many files went. Errors: OSError."""
        if not erased:
            return 0
        digest = hashlib.sha256("\n".join(sorted(erased)).encode()).hexdigest()
        cleared = self._root / _CLEARED.format(digest=digest[:16])
        if cleared.exists():
            return 0
        papers = [*self._papers()]
        for path in papers:
            destroy(path)
        for older in [*self._root.glob(_CLEARED.format(digest="*"))]:
            older.unlink(missing_ok=True)
        mark(cleared)
        return len(papers)

    def _papers(self) -> Iterable[Path]:
        if not self._folder.is_dir():
            return ()
        return (path for path in self._folder.iterdir() if path.suffix in _KINDS)
