"""Drop waiting knows how paper that nobody needs any more leaves the queue of a printer that did not come back."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.operations.devices import DROP_WAITING
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class DroppedPaper:
    """How many documents will not be printed; each can still be printed again from its sale."""

    count: int
    changes: Changes = Changes.PRINTER


class DropWaiting:
    """The sales stand, only their paper does not come. Errors: NotAllowed, DiskFull, StorageBroken."""

    def __init__(self, store: Store, session: Session) -> None:
        self._store = store
        self._session = session

    def __call__(self) -> DroppedPaper:
        """All that waits now."""
        self._session.require(DROP_WAITING)
        queue = self._store.print_queue
        with self._store.write():
            waiting = queue.waiting()
            for job in waiting:
                queue.done(job.number)
        return DroppedPaper(len(waiting))
