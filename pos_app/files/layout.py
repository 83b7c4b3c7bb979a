"""Layout knows where each file of a device lies in its data folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What the app sends over the doorbell when a person will not wait; the agent takes anything else for a quiet hint.
RING_AT_ONCE = b"now"
# There are no datagrams on local sockets on Windows: the agent's file names a port there.
IS_RUNG_BY_PORT = sys.platform == "win32"

# Where labels of bags and of parcels go as files, in the folder of a device.
LABELS = "labels"
_JOURNAL = re.compile(r"^journal-(\d+)\.db$")
_GENERATION = re.compile(r"^(chain|zone|store)-(\d+)\.db$")


@dataclass(frozen=True, slots=True)
class DeviceFolder:
    """The data folder of one device; a generation of a replica is never renamed over another."""

    root: Path

    @property
    def journal(self) -> Path:
        """What happened here: written by the app alone; the newest, after an older one was found damaged."""
        number = self._newest_journal()
        return self.root / ("journal.db" if number == 1 else f"journal-{number}.db")

    @property
    def journals(self) -> tuple[Path, ...]:
        """Every journal on disk, the newest first; older ones were found damaged and are kept as they were."""
        found = {int(match.group(1)): path for path, match in self._numbered_journals()}
        if (self.root / "journal.db").exists():
            found[1] = self.root / "journal.db"
        return tuple(found[number] for number in sorted(found, reverse=True))

    @property
    def journal_log(self) -> Path:
        """The journal's write-ahead log: there while it is open, and after a program that did not end by itself."""
        journal = self.journal
        return journal.with_name(journal.name + "-wal")

    @property
    def next_journal(self) -> Path:
        """Where what was salvaged goes; the damaged file beside it stays as it is."""
        return self.root / f"journal-{self._newest_journal() + 1}.db"

    @property
    def journal_suspect(self) -> Path:
        """There from a failed write of the journal until the next start has checked it (SYNC T6)."""
        return self.root / "journal.suspect"

    @property
    def terminal_certificate(self) -> Path:
        """The one certificate by which the card terminal is known."""
        return self.root / "terminal.pem"

    @property
    def ballast(self) -> Path:
        """Room that is given up when the disk is full."""
        return self.root / "ballast"

    @property
    def settings(self) -> Path:
        """What this device is: written at enrolment."""
        return self.root / "device.json"

    @property
    def retired_settings(self) -> Path:
        """What this device was, after it was taken out of service."""
        return self.root / "device.retired.json"

    @property
    def key_file(self) -> Path:
        """The secrets, where there is no keyring."""
        return self.root / "device.key"

    @property
    def app_lock(self) -> Path:
        """Held by the one running app."""
        return self.root / "app.lock"

    @property
    def agent_lock(self) -> Path:
        """Held by the one running agent."""
        return self.root / "agent.lock"

    @property
    def doorbell(self) -> Path:
        """The agent's local socket, or the number of its local port."""
        return self.root / "agent.sock"

    @property
    def logo(self) -> Path:
        """The picture at the top of each receipt, where the store has one."""
        return self.root / "logo.png"

    @property
    def receipts(self) -> Path:
        """Where the file printer puts receipts."""
        return self.root / "receipts"

    def _newest_journal(self) -> int:
        return max((int(match.group(1)) for _, match in self._numbered_journals()), default=1)

    def _numbered_journals(self) -> Iterator[tuple[Path, re.Match[str]]]:
        for path in self.root.glob("journal-*.db"):
            if match := _JOURNAL.match(path.name):
                yield path, match

    def replica(self, kind: str, generation: int) -> Path:
        """The file of one generation of "chain", "zone" or "store"."""
        return self.root / f"{kind}-{generation}.db"

    def generations(self, kind: str) -> tuple[int, ...]:
        """The generations on disk, newest first."""
        found = []
        for path in self.root.glob(f"{kind}-*.db"):
            match = _GENERATION.match(path.name)
            if match and match.group(1) == kind:
                found.append(int(match.group(2)))
        return tuple(sorted(found, reverse=True))


def next_generation(folder: DeviceFolder, kind: str) -> int:
    """A number that no generation has or had: an app that still reads one that is gone takes no other for it."""
    return 1 + max((*folder.generations(kind), *_gone(folder.root, kind)), default=0)


def leave_number(folder: DeviceFolder, kind: str, generation: int) -> None:
    """Write down, before it is removed, that a generation was there."""
    (folder.root / f"{kind}-{generation}.gone").touch()
    for number in _gone(folder.root, kind):
        if number < generation:
            (folder.root / f"{kind}-{number}.gone").unlink()


def _gone(root: Path, kind: str) -> list[int]:
    marks = root.glob(f"{kind}-*.gone")
    return [int(path.stem.removeprefix(f"{kind}-")) for path in marks]


def bell_port(path: Path) -> int:
    """The port at which the agent listens. Errors: OSError when nobody does."""
    try:
        return int(path.read_bytes())
    except ValueError as error:
        raise OSError from error
