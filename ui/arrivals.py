"""Arrivals knows which orders cannot wait, and says who stands outside until one person goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos_app.domain.operations.pickup import FIND_ORDER
from pos_app.ports.changes import Changes
from ui.application import Application
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.refusal_notice import NoticeAction
from ui.translation import tr

if TYPE_CHECKING:
    from pos_app.domain.pickup_queue import QueueEntry
    from pos_app.usecases.pickup.read_queue import PickupQueue

REPEAT_SECONDS = 20
SUBJECT = "arrival"


class Arrivals:
    """Heard by whoever may hand over, whatever they are doing; whom somebody goes to is said no more.

    Protects: the first scan after a sign-on does not wait for the queue, which is read a second later.
    """

    def __init__(
        self, application: Application, desk: Desk, counted: Callable[[int], None]
    ) -> None:
        self._application = application
        self._desk = desk
        self._counted = counted
        self._waiting: tuple[str, ...] = ()
        self._seconds = 0
        self._is_due = False

    def changes_heard(self, changes: Changes) -> None:
        """Orders moved, or somebody else works here."""
        if not self._hands_over():
            self._is_due = False
            self._counted(0)
            if self._waiting:
                self._nobody_waits()
        elif changes & Changes.ORDERS:
            self._desk.runner.run(self._read, self._was_read)
        elif changes & Changes.OPERATOR:
            self._is_due = True

    def second_passed(self) -> None:
        """As long as nobody goes it is said again and again."""
        if self._is_due:
            self._is_due = False
            self._desk.runner.run(self._read, self._was_read)
        self._seconds += 1
        if self._waiting and self._seconds % REPEAT_SECONDS == 0:
            self._tell()

    def _hands_over(self) -> bool:
        me = self._application.signed_on()
        return me is not None and FIND_ORDER.is_for(me)

    def _read(self) -> PickupQueue:
        return self._application.places.pickup.read_queue()

    def _was_read(self, queue: PickupQueue) -> None:
        self._counted(queue.urgent_count)
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
