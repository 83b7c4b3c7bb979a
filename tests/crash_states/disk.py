"""A disk in memory that writes down every operation, and fails at the one it was told to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

Image = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes went to a place of a file."""

    file: int
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file was cut to a size."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file was forced to disk; `failed` when the disk said that it could not."""

    file: int
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name was given to a file, or taken away (None)."""

    name: str
    file: int | None


@dataclass(frozen=True, slots=True)
class SyncNames:
    """The folder was forced to disk."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that the program or a person was told at this moment."""

    what: object


Operation = Write | Truncate | Sync | Name | SyncNames | Mark


class NoSpace(Exception):
    """The write did not fit."""


class SyncFailed(Exception):
    """The disk could not keep what was written."""


class Disk:
    """Files as the running program sees them; what a power cut leaves of them is another's to say."""

    def __init__(self, image: Image | None = None, said: tuple[object, ...] = ()) -> None:
        self.start: Image = dict(image or {})
        self.said_before = said
        self.operations: list[Operation] = []
        self.names = {name: number for number, name in enumerate(self.start)}
        self._contents = [bytearray(content) for content in self.start.values()]
        self.write_count = 0
        self.sync_count = 0
        self.fail_write: int | None = None
        self.fail_sync: int | None = None
        self.opened = Counter[str]()
        # False where nobody asks later what each commit left.
        self.is_witnessed = True

    @property
    def is_full(self) -> bool:
        """True from the write on that was told, until somebody makes room."""
        return self.fail_write is not None and self.write_count >= self.fail_write

    def mark(self, what: object) -> None:
        """Remember what was said, in the order of the operations."""
        self._record(Mark(what))

    def create(self, name: str) -> int:
        """A new empty file under a name."""
        number = len(self._contents)
        self._record(Name(name, number))
        self._contents.append(bytearray())
        self.names[name] = number
        return number

    def unlink(self, name: str) -> None:
        """Take a name away; who has the file open keeps it."""
        self._record(Name(name, None))
        del self.names[name]

    def rename(self, name: str, to: str) -> None:
        """Give a file another name."""
        self._record(Name(to, self.names[name]))
        self.names[to] = self.names[name]
        self.unlink(name)

    def sync_names(self) -> None:
        """Force the folder to disk."""
        self._record(SyncNames())

    def read(self, file: int, offset: int, count: int) -> bytes:
        """At most so many bytes."""
        return bytes(self._contents[file][offset : offset + count])

    def size(self, file: int) -> int:
        """The length of a file in bytes."""
        return len(self._contents[file])

    def write(self, file: int, offset: int, content: bytes) -> None:
        """Write; there is no room from the write on that was told. Errors: NoSpace."""
        self.write_count += 1
        if self.is_full:
            raise NoSpace
        self._record(Write(file, offset, content))
        put(self._contents[file], offset, content)

    def truncate(self, file: int, size: int) -> None:
        """Cut a file."""
        self._record(Truncate(file, size))
        del self._contents[file][size:]

    def sync(self, file: int) -> None:
        """Force a file to disk, or fail as told. Errors: SyncFailed."""
        self.sync_count += 1
        failed = self.sync_count == self.fail_sync
        self._record(Sync(file, failed))
        if failed:
            raise SyncFailed

    def image(self) -> dict[str, bytes]:
        """All files as the program sees them."""
        return {name: bytes(self._contents[file]) for name, file in self.names.items()}

    def killed_after(self, count: int) -> "Disk":
        """The disk as the next process finds it when this one was killed after so many operations.

        All that was written is there, forced to disk or not.
        """
        disk = Disk(self.start, self.said_before)
        for operation in self.operations[:count]:
            disk.do(operation)
        return disk

    def do(self, operation: Operation) -> None:
        """Repeat what another disk wrote down."""
        match operation:
            case Write(file, offset, content):
                self.write(file, offset, content)
            case Truncate(file, size):
                self.truncate(file, size)
            case Name(name, None):
                self.unlink(name)
            case Name(name):
                self.create(name)
            case _:
                self._record(operation)

    def said(self) -> tuple[object, ...]:
        """All that was ever said on this disk."""
        marks = [done.what for done in self.operations if isinstance(done, Mark)]
        return (*self.said_before, *marks)

    def _record(self, operation: Operation) -> None:
        self.operations.append(operation)


def put(content: bytearray, offset: int, piece: bytes) -> None:
    """Write into bytes; a hole before the place is zeros."""
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(piece)] = piece
