"""Paper knows what becomes of receipts that wait: tried again by itself, and told once when it changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos_app.ports.faults import PrinterBusy
from pos_app.usecases.till.print_waiting import PrintedWaiting
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of

RETRY_SECONDS = 15


class Paper(QObject):
    """Hears from the printer's thread; the store's thread only ever asks how a try has ended."""

    _heard = Signal()

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
        self._heard.connect(self._printer_heard, Qt.ConnectionType.QueuedConnection)
        application.printer.listen(self._heard.emit)

    def second_passed(self, waiting_count: int) -> None:
        """What waits is tried again every so often."""
        self._retry_in = self._retry_in - 1 if waiting_count else RETRY_SECONDS
        if self._retry_in <= 0:
            self._retry_in = RETRY_SECONDS
            self.try_waiting()

    def try_waiting(self) -> None:
        """Print what waits, or hear how the last try has ended."""
        self._desk.runner.run(self._application.register.print_waiting, self._was_tried)

    @Slot()
    def _printer_heard(self) -> None:
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
        told, self._told = self._told, "" if fault is None else notice_of(fault).text
        if fault is None:
            self._desk.mend("printer")
        elif self._told != told:
            self._desk.tell(notice_of(fault))
