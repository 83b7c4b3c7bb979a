"""Mutants of people knows bugs that could be in what is done with names: each is planted for a while, and found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import central.storage.people_rows
import pos_app.storage.pruning
import sync.side_record_rows
from central.erasures import Erasures
from pos_app.storage.sqlite_side_records import SqliteSideRecords
from sync.core.private_documents import PrivateDocuments
from sync.core.side_records import SideRecordSender
from sync.core.steps import DocumentCame, Reply, SendSideRecords, Step
from sync.replica import FeedReplica
from sync.side_record_rows import StoredSideRecords
from sync.wire.messages import PrivateList
from tests.simulation.patching import patched
from tests.simulation.planting import Mutant, put


def _nothing(*_arguments: object) -> None:
    return None


def _clears_nothing(*_arguments: object) -> Callable[[], None]:
    def nothing() -> None:
        return None

    return nothing


def _no_rows(*_arguments: object) -> list[Any]:
    return []


def _nobody(*_arguments: object) -> set[str]:
    return set()


_next = SideRecordSender._next


def _held_when_offered(self: SideRecordSender, now_us: int) -> Step:
    step = _next(self, now_us)
    if isinstance(step.call, SendSideRecords):
        self._rows.hold([record.commitment for record in step.call.records.records])
    return step


def _as_listed(self: PrivateDocuments, reply: Reply) -> None:
    """What came is taken for what the list had promised, whatever it says of itself."""
    if isinstance(reply, PrivateList):
        self._list_came(reply)
    elif self._wanted:
        document_id, version = self._wanted.pop(0)
        if isinstance(reply, DocumentCame):
            self._write(self._documents.put(document_id, version, reply.document))


@contextmanager
def _held_for_ever() -> Iterator[None]:
    """A restored centre is asked for nothing: neither for its epoch nor once more."""
    with (
        patched(sync.side_record_rows, "HELD", _HELD_EVER),
        patched(StoredSideRecords, "doubtful", _no_rows),
    ):
        yield


_HELD_EVER = sync.side_record_rows.HELD.replace("epoch = ?", "? IS NOT NULL")
_FACTS_ALONE = pos_app.storage.pruning.OLDEST.replace("'waits'", "r.status")
_GUESTS_STAY = "SELECT ? AS nobody"

MUTANTS_OF_PEOPLE = (
    Mutant("records are held for ever", _held_for_ever, 3),
    Mutant("offered is held", put(SideRecordSender, "_next", _held_when_offered), 3),
    Mutant(
        "a fact goes before its record", put(pos_app.storage.pruning, "OLDEST", _FACTS_ALONE), 3
    ),
    Mutant(
        "guests outlive their facts", put(pos_app.storage.pruning, "DELETE_GUESTS", _GUESTS_STAY), 4
    ),
    Mutant("registers erase nobody", put(SqliteSideRecords, "of_erased", _no_rows), 1),
    Mutant(
        "the centre takes back who was erased",
        put(central.storage.people_rows, "_erased_of", _nobody),
        3,
    ),
    Mutant("a backup brings back who was erased", put(Erasures, "look", _no_rows), 28),
    Mutant("erased people leave bytes", put(FeedReplica, "rewritten", _clears_nothing), 10),
    Mutant(
        "an old document counts as the new one", put(PrivateDocuments, "_came", _as_listed), 73, 100
    ),
)
