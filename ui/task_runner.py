"""Task runner knows the store's thread: one queue of steps, their results queued back to the screens."""

from __future__ import annotations

import logging
import secrets
import sys
import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos_app.domain.refusals.refusal import Refusal
from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from ui.garbage import GarbageCollector
from ui.runner import Result

# A step of Python on the store's thread may hold a repaint up by this long at most.
SWITCH_INTERVAL_SECONDS = 0.0005
_REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
logger = logging.getLogger(__name__)


class Bug(Exception):
    """Something that should never happen, under the short reference that stands in the log."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


def new_bug() -> Bug:
    """A bug with a fresh reference that a cashier can read out; the log says the rest under it."""
    return Bug("".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(4)))


class TaskRunner(QObject):
    """Owns the store's thread: steps run in order, one at a time, and their results are drawn in order."""

    _delivered = Signal()

    def __init__(
        self, trouble: Callable[[Exception], None], changed: Callable[[Changes], None]
    ) -> None:
        super().__init__()
        self.setObjectName("taskRunner")
        sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)
        self._trouble = trouble
        self._changed = changed
        self._steps: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._results: deque[Callable[[], None]] = deque()
        self._unfinished = 0
        self._closed = False
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._garbage = GarbageCollector(self)
        self._thread = threading.Thread(target=self._work, name="store")
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether every step asked for has run and its result was taken."""
        return self._unfinished == 0

    def run(
        self,
        step: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        """Queue a step; see `ui.runner.Runner`. After `close` nothing is taken any more."""
        if self._closed:
            return
        self._unfinished += 1

        def work() -> None:
            try:
                result = step()
            except (Refusal, Fault) as error:
                self._hand_over(self._refusal_of(error, failed))
            except Exception:
                bug = new_bug()
                logger.exception("bug %s", bug.reference)
                self._hand_over(self._refusal_of(bug, failed))
            else:
                self._hand_over(self._answer_of(result, done))

        self._steps.put(work)

    def close(self, last_step: Callable[[], None]) -> None:
        """Run what is queued, then the last step, and end the thread; results not drawn yet are dropped."""
        if self._closed:
            return
        self._closed = True
        self._steps.put(last_step)
        self._steps.put(None)
        self._thread.join()
        self._garbage.stop()
        self._results.clear()

    def _work(self) -> None:
        while (work := self._steps.get()) is not None:
            try:
                work()
            except Exception:
                logger.exception("bug %s", new_bug().reference)

    def _hand_over(self, answer: Callable[[], None]) -> None:
        self._results.append(answer)
        self._delivered.emit()

    def _answer_of(self, result: Result, done: Callable[[Result], None]) -> Callable[[], None]:
        def answer() -> None:
            done(result)
            changes: Any = getattr(result, "changes", Changes.NONE)
            self._changed(changes)

        return answer

    def _refusal_of(
        self, error: Exception, failed: Callable[[Exception], bool] | None
    ) -> Callable[[], None]:
        def answer() -> None:
            if failed is None or not failed(error):
                self._trouble(error)

        return answer

    @Slot()
    def _deliver(self) -> None:
        while self._results:
            answer = self._results.popleft()
            self._unfinished -= 1
            try:
                answer()
            except Exception:
                bug = new_bug()
                logger.exception("bug %s", bug.reference)
                self._trouble(bug)
