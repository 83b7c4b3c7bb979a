"""What a power cut may leave of a disk: what was forced to it, all of it, or any sectors of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from random import Random

from tests.crash_states.disk import (
    Disk,
    Image,
    Mark,
    Name,
    Operation,
    Sync,
    SyncNames,
    Truncate,
    Write,
    put,
)

SECTOR_BYTES = 512


class Unsynced(Enum):
    """What became of that which was not forced to disk."""

    DROPPED = "dropped"
    NAMES_KEPT = "dropped, but for the names of files"
    KEPT = "kept"
    SOME = "some sectors"


@dataclass(frozen=True, slots=True)
class CrashState:
    """One disk after a power cut, and all that had been said until then."""

    after_operation: int
    unsynced: Unsynced
    image: Image
    said: tuple[object, ...]
    # True where the program saw the same: a kill leaves such a disk too.
    is_as_seen: bool = False


class _Medium:
    """What is on disk for certain, and what is on its way; a failed sync may lose what it was for."""

    def __init__(self, disk: Disk, rng: Random) -> None:
        self._rng = rng
        self._names: dict[str, int] = {name: n for n, name in enumerate(disk.start)}
        self._contents = {n: bytearray(content) for n, content in enumerate(disk.start.values())}
        self._new_names: list[Name] = []
        self._under_way: dict[int, list[Write | Truncate]] = {}
        self._lost_some = False

    def do(self, operation: Operation) -> None:
        """Take the next operation."""
        match operation:
            case Write() | Truncate():
                self._under_way.setdefault(operation.file, []).append(operation)
            case Sync(file, failed):
                under_way = self._under_way.pop(file, [])
                # Linux marks the pages of a failed sync as clean: nobody writes them again (SYNC T6).
                self._lost_some |= failed
                landed = self._some(under_way) if failed else under_way
                self._apply(self._contents.setdefault(file, bytearray()), landed)
            case Name():
                self._new_names.append(operation)
            case SyncNames():
                self._names = self._named(self._new_names)
                self._new_names = []

    @property
    def is_settled(self) -> bool:
        """True when everything is on disk for certain."""
        return not self._new_names and not any(self._under_way.values())

    def is_as_seen(self, unsynced: Unsynced) -> bool:
        """True when the disk after such a cut holds what the program saw there."""
        return not self._lost_some and (unsynced is Unsynced.KEPT or self.is_settled)

    def cut(self, unsynced: Unsynced) -> dict[str, bytes]:
        """The disk when the power is back."""
        chosen = [] if unsynced is Unsynced.DROPPED else self._new_names
        if unsynced is Unsynced.SOME:
            chosen = [name for name in chosen if self._rng.random() < 0.7]
        return {name: self._left_of(file, unsynced) for name, file in self._named(chosen).items()}

    def _left_of(self, file: int, unsynced: Unsynced) -> bytes:
        content = self._contents.get(file, bytearray())
        under_way = self._under_way.get(file, [])
        if unsynced in (Unsynced.DROPPED, Unsynced.NAMES_KEPT) or not under_way:
            return bytes(content)
        kept = under_way if unsynced is Unsynced.KEPT else self._some(under_way)
        content = bytearray(content)
        self._apply(content, kept)
        return bytes(content)

    def _named(self, changes: list[Name]) -> dict[str, int]:
        names = dict(self._names)
        for change in changes:
            if change.file is None:
                names.pop(change.name, None)
            else:
                names[change.name] = change.file
        return names

    def _some(self, operations: list[Write | Truncate]) -> list[Write | Truncate]:
        """Each sector as it was at some moment since the last sync, each for itself."""
        count = len(operations)
        likely = self._rng.random()
        until: dict[int, int] = {}
        some: list[Write | Truncate] = []
        for number, operation in enumerate(operations):
            if isinstance(operation, Truncate):
                if self._rng.random() < 0.5:
                    some.append(operation)
                continue
            for piece in _sectors(operation):
                sector = piece.offset // SECTOR_BYTES
                if sector not in until:
                    all_of_it = self._rng.random() < likely
                    until[sector] = count if all_of_it else self._rng.randint(0, count)
                if number < until[sector]:
                    some.append(piece)
        return some

    @staticmethod
    def _apply(content: bytearray, operations: list[Write | Truncate]) -> None:
        for operation in operations:
            if isinstance(operation, Truncate):
                del content[operation.size :]
            else:
                put(content, operation.offset, operation.content)


def crash_states(disk: Disk, seed: int, drawn: int, first: int = 0) -> Iterator[CrashState]:
    """The disk after each operation from `first` on: unsynced dropped, kept, and `drawn` times some of it.

    A state that cannot differ from the one before is left out.
    """
    rng = Random(seed)
    medium = _Medium(disk, rng)
    said = list(disk.said_before)
    for number, operation in enumerate(disk.operations, start=1):
        medium.do(operation)
        if isinstance(operation, Mark):
            said.append(operation.what)
        if number < first:
            continue
        for unsynced in _cuts(operation, medium.is_settled, drawn):
            image = medium.cut(unsynced)
            yield CrashState(number, unsynced, image, tuple(said), medium.is_as_seen(unsynced))


def _cuts(operation: Operation, is_settled: bool, drawn: int) -> Iterator[Unsynced]:
    if not isinstance(operation, Write | Truncate | Name):
        yield Unsynced.DROPPED
    if is_settled or isinstance(operation, Sync | SyncNames):
        return
    if isinstance(operation, Name):
        yield Unsynced.NAMES_KEPT
    yield Unsynced.KEPT
    for _ in range(drawn):
        yield Unsynced.SOME


def _sectors(write: Write) -> Iterator[Write]:
    start, end = write.offset, write.offset + len(write.content)
    while start < end:
        stop = min(end, (start // SECTOR_BYTES + 1) * SECTOR_BYTES)
        yield Write(write.file, start, write.content[start - write.offset : stop - write.offset])
        start = stop
