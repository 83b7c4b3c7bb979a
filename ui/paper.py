"""Paper knows what becomes of receipts that wait: tried again by itself, and told once when it changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos_app.ports.device_events import DeviceKind, DeviceStep
from pos_app.ports.faults import PrinterBusy
from pos_app.usecases.till.print_waiting import PrintedWaiting
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr

RETRY_SECONDS = 15
# Long enough to give change; a drawer that is open after that is an invitation.
DRAWER_LATE_NS = 60_000_000_000
PAPER_LOW, DRAWER_OPEN = "paper_low", "drawer_open"


class Paper(QObject):
    """Hears from the printer's thread; the store's thread only ever asks how a try has ended."""

    _heard = Signal()
    _labels_heard = Signal()

    def __init__(
        self,
        application: Application,
        desk: Desk,
        tried: Callable[[PrintedWaiting], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self._application = application
        self._desk = desk
        self._tried = tried
        self._retry_in = RETRY_SECONDS
        self._told = ""
        self._warned: set[str] = set()
        self._heard.connect(self._printer_heard, Qt.ConnectionType.QueuedConnection)
        application.printer.listen(self._heard.emit)
        self._label_told = ""
        self._labels_heard.connect(self._labels_turned, Qt.ConnectionType.QueuedConnection)
        application.labels.listen(self._labels_heard.emit)

    def second_passed(self, waiting_count: int) -> None:
        """What waits is tried again every so often; a drawer that stays open is said once, and holds nobody up."""
        self._look_at_drawer()
        self._retry_in = self._retry_in - 1 if waiting_count else RETRY_SECONDS
        if self._retry_in <= 0:
            self._retry_in = RETRY_SECONDS
            self.try_waiting()

    def try_waiting(self) -> None:
        """Print what waits, or hear how the last try has ended."""
        self._desk.runner.run(self._application.register.print_waiting, self._was_tried)

    def _look_at_drawer(self) -> None:
        since_ns = self._application.printer.report().drawer_opened_ns
        now_ns = self._desk.clock.read().monotonic_ns
        is_late = since_ns is not None and now_ns - since_ns >= DRAWER_LATE_NS
        if is_late and DRAWER_OPEN not in self._warned:
            self._application.device_events.note(DeviceKind.CASH_DRAWER, DeviceStep.STAYS_OPEN)
        self._warn(DRAWER_OPEN, tr("The drawer is open. Shut it."), is_so=is_late)

    def _warn(self, subject: str, text: str, *, is_so: bool) -> None:
        """Say it once, and no more when it is over."""
        if is_so and subject not in self._warned:
            self._warned.add(subject)
            self._desk.tell(NoticeState(NoticeKind.QUESTION, text, subject=subject))
        elif not is_so and subject in self._warned:
            self._warned.discard(subject)
            self._desk.mend(subject)

    @Slot()
    def _labels_turned(self) -> None:
        error = self._application.labels.report().error
        text = notice_of(error).text if error is not None else ""
        if error is not None and text != self._label_told:
            self._desk.tell(notice_of(error))
        elif error is None and self._label_told:
            self._desk.mend("labels")
        self._label_told = text

    @Slot()
    def _printer_heard(self) -> None:
        self._look_at_drawer()
        drawer_error = self._application.printer.report().drawer_error
        if drawer_error is None:
            self._desk.mend("drawer")
        elif not isinstance(drawer_error, PrinterBusy):
            self._desk.tell(notice_of(drawer_error))
        self.try_waiting()

    def _was_tried(self, result: PrintedWaiting) -> None:
        self._tried(result)
        fault = result.printer_fault
        if isinstance(fault, PrinterBusy):
            return
        low = tr("The receipt paper runs low. Have a new roll at hand.")
        self._warn(PAPER_LOW, low, is_so=self._application.printer.report().paper_is_low)
        told, self._told = self._told, "" if fault is None else notice_of(fault).text
        if fault is None:
            self._desk.mend("printer")
        elif self._told != told:
            self._desk.tell(notice_of(fault))
