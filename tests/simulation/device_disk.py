"""Device disk knows the files of one register: backups of them, older ones put back, and which may be spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

from pos_app.files.layout import DeviceFolder

JOURNAL, REPLICAS, ALL = "journal", "replicas", "all"


class DeviceDisk:
    """The database files of one device folder."""

    def __init__(self, folder: DeviceFolder) -> None:
        self._folder = folder
        self.root = folder.root
        self.root.mkdir(parents=True, exist_ok=True)

    @property
    def image(self) -> Path:
        """Where the newest backup of this device lies."""
        return self.root.with_name(f"{self.root.name}.image")

    def take_image(self, target: Path | None = None) -> None:
        """What a backup of this moment holds; the programs go on meanwhile."""
        target = target or self.image
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for path in self._files(ALL):
            # The index of a write-ahead log is made anew from the log.
            if not path.name.endswith("-shm"):
                shutil.copyfile(path, target / path.name)

    def put_image(self, what: str) -> None:
        """Put the backup in place of the journal, of the replicas or of all; both programs stand still."""
        for path in self._files(what):
            path.unlink()
        for path in sorted(self.image.iterdir()):
            if _is(path, what):
                shutil.copyfile(path, self.root / path.name)

    def files_to_spoil(self, what: str) -> list[Path]:
        """The files that programs read; an older journal is evidence that nobody opens."""
        return [
            path
            for path in self._files(what)
            if path.suffix == ".db" and (what != JOURNAL or path == self._folder.journal)
        ]

    def _files(self, what: str) -> list[Path]:
        return [
            path for path in sorted(self.root.iterdir()) if ".db" in path.name and _is(path, what)
        ]


def _is(path: Path, what: str) -> bool:
    is_journal = path.name.startswith("journal")
    return what == ALL or is_journal == (what == JOURNAL)
