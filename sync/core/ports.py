"""Ports knows what the cores read and write; every call happens inside a transaction that the shell opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.facts import Fact, Tail
from pos_app.domain.ids import IncarnationId
from sync.core.document_kinds import Document
from sync.core.steps import Event, Step
from sync.wire.messages import BootReply, Group, SideRecord, SnapshotPage


class Core(Protocol):
    """Decides; the shell does what it says and tells it what came of it."""

    def on(self, event: Event, now_us: int) -> Step:
        """The next step after an event; now_us: microseconds of a clock that does not jump."""
        ...


class Chains(Protocol):
    """The journal as written by the app, and what the centre acknowledged of it."""

    def incarnations(self) -> tuple[IncarnationId, ...]:
        """All lives of the journal, oldest first."""
        ...

    def tail(self, incarnation: IncarnationId) -> Tail:
        """The end of a chain."""
        ...

    def start(self, incarnation: IncarnationId) -> Tail:
        """The link that the facts here continue: the empty tail until an acknowledged prefix was pruned."""
        ...

    def tail_at(self, incarnation: IncarnationId, sequence: int) -> Tail | None:
        """The chain as far as a sequence, None when it does not reach so far."""
        ...

    def facts_after(self, incarnation: IncarnationId, sequence: int, limit: int) -> list[Fact]:
        """The next facts of a chain."""
        ...

    def acknowledged(self, incarnation: IncarnationId) -> Tail:
        """What the centre holds as far as it told this device."""
        ...

    def acknowledge(self, incarnation: IncarnationId, tail: Tail) -> None:
        """Write down what the centre holds; it may be less than before (SYNC T26)."""
        ...

    def forked_after(self, incarnation: IncarnationId) -> int | None:
        """The sequence after which the centre's chain is another one, None while they agree."""
        ...

    def mark_fork(self, incarnation: IncarnationId, sequence: int) -> None:
        """Ask the app to go on in a new incarnation with everything after this sequence (SYNC T12)."""
        ...


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a replica is: a position of one epoch of its feed, and the hash of the chain of groups there.

    The hash is "" when the centre that it was booted from named none.
    """

    epoch: str
    position: int
    hash: str = ""


class Replica(Protocol):
    """The file of one feed, and the generation that is being built beside it."""

    def cursor(self) -> Cursor | None:
        """Where the current generation stands, None when there is none that this program can use."""
        ...

    def position_of(self, feed: str) -> int | None:
        """Where another feed of this device stands, None before it is there."""
        ...

    def apply(self, groups: list[Group], link: str) -> None:
        """Write whole groups and the cursor after them; link: the hash of the chain up to the last."""
        ...

    def begin(self, boot: BootReply) -> None:
        """Start an empty generation beside the current one; a half-built one is thrown away."""
        ...

    def load(self, page: SnapshotPage) -> None:
        """Add a page to the generation that was begun."""
        ...

    def complete(self, boot: BootReply) -> bool:
        """Make the generation that was begun the current one; False, and gone, when its digest is wrong."""
        ...


class SideRecordRows(Protocol):
    """The side records of the journal, and which of them the centre holds."""

    def waiting(self, limit: int, without: Collection[str]) -> list[SideRecord]:
        """The oldest that the centre does not hold, but for those with these commitments."""
        ...

    def doubtful(self, limit: int, without: Collection[str]) -> list[SideRecord]:
        """Those of which the centre said once that it holds them, but for some: a standby may have missed it."""
        ...

    def hold(self, commitments: Iterable[str]) -> None:
        """Write down that the centre holds these, as of the epoch in which they were offered."""
        ...


class Documents(Protocol):
    """The private documents that this device holds."""

    def versions(self) -> dict[str, str]:
        """Version of each document by id."""
        ...

    def put(self, document_id: str, version: str, document: Document) -> Iterator[None]:
        """Hold exactly what a document says, and nothing that an older version of it said: a piece at each step."""
        ...

    def drop(self, document_id: str) -> Iterator[None]:
        """Let a document leave the device with all that it held: a piece at each step."""
        ...

    def operators_seen(self) -> None:
        """The operators are those that the centre lists."""
        ...

    def all_seen(self) -> None:
        """All that the centre lists is here, and nothing else."""
        ...
