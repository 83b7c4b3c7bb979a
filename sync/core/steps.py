"""Steps knows what a core is told and what it gives back: one event in, at most one call and one alarm out."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import IncarnationId
from sync.core.document_kinds import Document
from sync.core.failures import Failure
from sync.wire.chain import PageBytes, TailBytes
from sync.wire.messages import (
    BootReply,
    DigestReply,
    HeadsReply,
    JournalBatch,
    JournalReply,
    PageEntry,
    PrivateList,
    SideRecords,
    SideRecordsReply,
    SnapshotFile,
    SnapshotPage,
)


@dataclass(frozen=True, slots=True)
class AskHeads:
    """What does the centre hold of this device's chains?"""


@dataclass(frozen=True, slots=True)
class SendBatch:
    """Facts of one chain."""

    incarnation: IncarnationId
    batch: JournalBatch


@dataclass(frozen=True, slots=True)
class SendSideRecords:
    """What facts only commit to."""

    records: SideRecords


@dataclass(frozen=True, slots=True)
class AskTail:
    """What came after a position and its hash; the centre may keep the question open for `wait_s` seconds."""

    feed: str
    epoch: str
    after: int
    wait_s: int
    hash: str = ""


@dataclass(frozen=True, slots=True)
class AskBoot:
    """How to start with a feed."""

    feed: str


@dataclass(frozen=True, slots=True)
class AskDigest:
    """What the rows of a feed are where the replica stands."""

    feed: str
    epoch: str
    position: int


@dataclass(frozen=True, slots=True)
class AskPage:
    """An immutable page, to be what the manifest says it is."""

    feed: str
    epoch: str
    key: str
    page: PageEntry


@dataclass(frozen=True, slots=True)
class AskSnapshotPage:
    """One page of a snapshot."""

    feed: str
    epoch: str
    position: int
    number: int


@dataclass(frozen=True, slots=True)
class FetchFile:
    """A finished file, to become the next generation."""

    file: SnapshotFile


@dataclass(frozen=True, slots=True)
class AskPrivateList:
    """Which private documents should this device hold?"""


@dataclass(frozen=True, slots=True)
class AskDocument:
    """A private document of the store, unless it is still that of `version` ("" for none)."""

    document_id: str
    version: str = ""


Call = (
    AskHeads
    | SendBatch
    | SendSideRecords
    | AskTail
    | AskBoot
    | AskDigest
    | AskPage
    | AskSnapshotPage
    | FetchFile
    | AskPrivateList
    | AskDocument
)


@dataclass(frozen=True, slots=True)
class FileFetched:
    """The file lies in place as the generation that was begun, its hash is right."""


@dataclass(frozen=True, slots=True)
class DocumentCame:
    """The private document that was asked for; version: its own, "" where nobody says it.

    A cache on the way may hold an older one than the list names (SYNC T23).
    """

    document: Document
    version: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The document is still the one that is here."""


Reply = (
    HeadsReply
    | JournalReply
    | TailBytes
    | BootReply
    | DigestReply
    | PageBytes
    | SnapshotPage
    | FileFetched
    | PrivateList
    | DocumentCame
    | SideRecordsReply
    | Unchanged
)


@dataclass(frozen=True, slots=True)
class Woken:
    """The program started, an alarm is due, or somebody rang: look what there is to do.

    at_once: the line is known to be back, or a person asks: waits after failures are over.
    """

    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to the one call in flight, checked to be from the centre and to the question."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Failed:
    """The one call in flight came to nothing."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Damaged:
    """The replica file cannot be read; what it held has to come again."""


Event = Woken | Answered | Failed | Damaged


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next: make the call at once, or wait for the alarm or a ring, whichever is first."""

    call: Call | None = None
    wake_us: int | None = None
