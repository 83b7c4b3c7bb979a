"""Arrivals knows who waits outside for somebody to come, and says so until one person goes."""

from __future__ import annotations

from pos_app.domain.operations import FIND_ORDER
from pos_app.domain.pickup_queue import QueueEntry
from pos_app.ports.changes import Changes
from pos_app.usecases.pickup.read_queue import PickupQueue
from ui.application import Application
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.refusal_notice import NoticeAction
from ui.translation import tr

REPEAT_SECONDS = 20
SUBJECT = "arrival"


class Arrivals:
    """Heard by whoever may hand over, whatever they are doing; whom somebody goes to is said no more."""

    def __init__(self, application: Application, desk: Desk) -> None:
        self._application = application
        self._desk = desk
        self._waiting: tuple[str, ...] = ()
        self._seconds = 0

    def changes_heard(self, changes: Changes) -> None:
        """Orders moved, or somebody else works here."""
        if not changes & (Changes.ORDERS | Changes.OPERATOR):
            return
        me = self._application.signed_on()
        if me is not None and FIND_ORDER.is_for(me):
            self._desk.runner.run(self._application.pickup.read_queue, self._was_read)
        elif self._waiting:
            self._nobody_waits()

    def second_passed(self) -> None:
        """As long as nobody goes it is said again and again."""
        self._seconds += 1
        if self._waiting and self._seconds % REPEAT_SECONDS == 0:
            self._tell()

    def _was_read(self, queue: PickupQueue) -> None:
        before, outside = self._waiting, [e for e in queue.entries if e.waits_outside]
        self._waiting = tuple(_words(entry) for entry in outside)
        if not self._waiting:
            if before:
                self._nobody_waits()
        elif set(self._waiting) - set(before):
            self._seconds = 0
            self._tell()

    def _nobody_waits(self) -> None:
        self._waiting = ()
        self._desk.mend(SUBJECT)

    def _tell(self) -> None:
        text = tr("Outside: order {who}.", who=self._waiting[0])
        notice = NoticeState(
            NoticeKind.ARRIVAL,
            text,
            key_text=tr("Pickup"),
            key_action=NoticeAction.PICKUP,
            subject=SUBJECT,
        )
        self._desk.tell(notice)


def _words(entry: QueueEntry) -> str:
    vehicle = "" if entry.customer is None else entry.customer.vehicle
    return ", ".join(part for part in (str(entry.number), vehicle) if part)
