"""Private documents knows that a device holds exactly what the centre lists for it: what leaves the list leaves it."""

from __future__ import annotations

from collections.abc import Iterator

from sync.core.backoff import Backoff
from sync.core.document_kinds import OPERATORS, kind_of, rank_of
from sync.core.failures import Busy, Failure
from sync.core.ports import Documents
from sync.core.steps import (
    Answered,
    AskDocument,
    AskPrivateList,
    DocumentCame,
    Event,
    Failed,
    Reply,
    Step,
    Unchanged,
    Woken,
)
from sync.wire.messages import PrivateList

LOOK_INTERVAL_US = 60_000_000
_WRITTEN = object()


class PrivateDocuments:
    """Drops what is listed no more, then fetches what has another version; kinds it does not know stay at the centre.

    Protects: a step reads or writes a piece of one document, however long it is and however many there are, so that
    nobody waits for a long directory.
    """

    def __init__(self, documents: Documents, backoff: Backoff) -> None:
        self._documents = documents
        self._backoff = backoff
        self._look_us = 0
        self._leaving: list[str] = []
        self._wanted: list[tuple[str, str]] = []
        # What is left of the document that is being written or dropped.
        self._pieces: Iterator[None] = iter(())
        self._is_writing = False
        self._are_operators_told = False

    def on(self, event: Event, now_us: int) -> Step:
        """The next step; one call is in flight at most."""
        if isinstance(event, Failed):
            return self._failed(event.failure, now_us)
        if isinstance(event, Answered):
            self._came(event.reply)
            return self._next(now_us)
        if self._leaving or self._wanted or self._is_writing:
            return self._next(now_us)
        if now_us < self._look_us and not (isinstance(event, Woken) and event.at_once):
            return Step(wake_us=self._look_us)
        return Step(AskPrivateList())

    def _came(self, reply: Reply) -> None:
        if isinstance(reply, PrivateList):
            self._list_came(reply)
        elif self._wanted and isinstance(reply, DocumentCame | Unchanged):
            document_id, version = self._wanted.pop(0)
            # It may have changed back between the list and the question.
            if isinstance(reply, DocumentCame):
                self._write(
                    self._documents.put(document_id, reply.version or version, reply.document)
                )

    def _list_came(self, reply: PrivateList) -> None:
        listed = {document.id: document.version for document in reply.documents}
        held = self._documents.versions()
        self._are_operators_told = False
        self._leaving = sorted(held.keys() - listed.keys())
        changed = [
            (document_id, version)
            for document_id, version in listed.items()
            if kind_of(document_id) is not None and held.get(document_id) != version
        ]
        self._wanted = sorted(changed, key=lambda document: rank_of(document[0]))

    def _write(self, pieces: Iterator[None]) -> None:
        self._pieces, self._is_writing = pieces, True

    def _next(self, now_us: int) -> Step:
        if not self._is_writing and self._leaving:
            self._write(self._documents.drop(self._leaving.pop(0)))
        if self._is_writing:
            self._is_writing = next(self._pieces, _WRITTEN) is not _WRITTEN
            if self._is_writing or self._leaving:
                return Step(wake_us=now_us)
        if not self._are_operators_told and (not self._wanted or self._wanted[0][0] != OPERATORS):
            self._documents.operators_seen()
            self._are_operators_told = True
        if self._wanted:
            document_id, _ = self._wanted[0]
            return Step(AskDocument(document_id, self._documents.versions().get(document_id, "")))
        self._documents.all_seen()
        self._backoff.worked()
        self._look_us = now_us + LOOK_INTERVAL_US
        return Step(wake_us=self._look_us)

    def _failed(self, failure: Failure, now_us: int) -> Step:
        # What is wanted is asked anew: after a silence it may be something else.
        self._leaving, self._wanted, self._is_writing = [], [], False
        at_least_ms = failure.retry_after_ms if isinstance(failure, Busy) else None
        self._look_us = self._backoff.failed(now_us, at_least_ms)
        return Step(wake_us=self._look_us)
