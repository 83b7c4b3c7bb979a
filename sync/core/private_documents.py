"""Private documents knows that a device holds exactly what the centre lists for it: what leaves the list leaves it."""

from __future__ import annotations

from sync.core.backoff import Backoff
from sync.core.failures import Busy, Failure
from sync.core.ports import Documents
from sync.core.steps import (
    Answered,
    AskOperators,
    AskPrivateList,
    Event,
    Failed,
    Step,
    Unchanged,
    Woken,
)
from sync.wire.messages import OperatorDocument, PrivateList

OPERATORS = "operators"
LOOK_INTERVAL_US = 60_000_000


class PrivateDocuments:
    """Fetches what has another version, drops what is listed no more; kinds it does not know stay at the centre."""

    def __init__(self, documents: Documents, backoff: Backoff) -> None:
        self._documents = documents
        self._backoff = backoff
        self._look_us = 0
        self._wanted_version = ""

    def on(self, event: Event, now_us: int) -> Step:
        """The next step; one call is in flight at most."""
        if isinstance(event, Failed):
            return self._failed(event.failure, now_us)
        if isinstance(event, Answered) and isinstance(event.reply, PrivateList):
            return self._list_came(event.reply, now_us)
        if isinstance(event, Answered) and isinstance(event.reply, OperatorDocument):
            self._documents.put_operators(OPERATORS, self._wanted_version, event.reply.operators)
            return self._rest(now_us)
        if isinstance(event, Answered) and isinstance(event.reply, Unchanged):
            # It changed back between the list and the question.
            return self._rest(now_us)
        if now_us < self._look_us and not (isinstance(event, Woken) and event.at_once):
            return Step(wake_us=self._look_us)
        return Step(AskPrivateList())

    def _list_came(self, reply: PrivateList, now_us: int) -> Step:
        wanted = {document.id: document.version for document in reply.documents}
        held = self._documents.versions()
        for document_id in sorted(held.keys() - wanted.keys()):
            self._documents.drop(document_id)
        if OPERATORS in wanted and held.get(OPERATORS) != wanted[OPERATORS]:
            self._wanted_version = wanted[OPERATORS]
            return Step(AskOperators(held.get(OPERATORS, "")))
        return self._rest(now_us)

    def _rest(self, now_us: int) -> Step:
        self._documents.seen()
        self._backoff.worked()
        self._look_us = now_us + LOOK_INTERVAL_US
        return Step(wake_us=self._look_us)

    def _failed(self, failure: Failure, now_us: int) -> Step:
        at_least_ms = failure.retry_after_ms if isinstance(failure, Busy) else None
        self._look_us = self._backoff.failed(now_us, at_least_ms)
        return Step(wake_us=self._look_us)
