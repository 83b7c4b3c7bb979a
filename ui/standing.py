"""Standing knows how things stand with head office and the printer, and draws the frame around the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pos_app.ports.changes import Changes
from pos_app.ports.devices import PrinterReport
from pos_app.ports.replica import SendingStatus
from ui.application import Application
from ui.desk import Desk
from ui.device_words import device_matters
from ui.routes import Route
from ui.shell_presenter import pill_state, shell_state, training_pill
from ui.shell_state import ShellState

_NEWS = Changes.CATALOGUE | Changes.STOCK | Changes.SENDING | Changes.ORDERS
_READ_AGAIN = Changes.SENDING | Changes.PRINTER | Changes.CATALOGUE | Changes.OPERATOR


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the pill says, read in one step."""

    status: SendingStatus
    receipts_waiting: int
    printer: PrinterReport


@dataclass(frozen=True, slots=True)
class _News:
    """What the agent wrote since the last look."""

    changes: Changes


class Standing:
    """Reads only when something moved; the clock alone never touches the store."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        place: Callable[[], Route],
        show: Callable[[ShellState], None],
    ) -> None:
        self._application = application
        self._desk = desk
        self._place = place
        self._urgent_orders = 0
        self._show = show
        self._reading: _Reading | None = None
        self._looking = False
        self._told: frozenset[str] = frozenset()

    def changes_heard(self, changes: Changes) -> None:
        """A step or the agent changed something."""
        if changes & Changes.OPERATOR:
            self.render()
        if changes & _READ_AGAIN:
            self.read()

    def read(self) -> None:
        """Ask the store."""
        self._desk.runner.run(self._read, self._was_read)

    def orders_counted(self, urgent: int) -> None:
        """So many orders are late, or somebody waits for them."""
        if urgent != self._urgent_orders:
            self._urgent_orders = urgent
            self.render()

    def look_for_news(self) -> None:
        """Has the agent written? One look at a time."""
        if not self._looking:
            self._looking = True
            self._desk.runner.run(self._look, self._looked, self._could_not_look)

    @property
    def receipts_waiting(self) -> int:
        """How many receipts wait for the printer, as far as was read."""
        return 0 if self._reading is None else self._reading.receipts_waiting

    def render(self) -> None:
        """Draw rail, bar and pill; the shell touches only what differs."""
        reading, local = self._reading, self._desk.local
        now_us = self._desk.now_us()
        pill = pill_state(
            None if reading is None else reading.status,
            0 if reading is None or _prints(reading.printer) else reading.receipts_waiting,
            local,
            now_us,
        )
        facts = self._application.facts
        state = shell_state(
            self._place(),
            self._application.signed_on(),
            facts.workstation,
            training_pill() if facts.is_training else pill,
            local.clock(now_us),
            self._urgent_orders,
        )
        self._show(replace(state, training=facts.is_training))
        self._tell()

    def _tell(self) -> None:
        """What is grave of this device stands on the strip of whoever works here, until it is over."""
        reading = self._reading
        someone_works = self._application.signed_on() is not None
        matters = device_matters(reading.status) if reading is not None and someone_works else ()
        notices = [matter.notice() for matter in matters if matter.is_grave]
        told, self._told = self._told, frozenset(notice.subject for notice in notices)
        for subject in told - self._told:
            self._desk.mend(subject)
        for notice in reversed(notices):  # the gravest comes last, and so in front
            if notice.subject not in told:
                self._desk.tell(notice)

    def _read(self) -> _Reading:
        application = self._application
        return _Reading(
            application.sending.status(),
            application.register.read_till().print_jobs_waiting,
            application.printer.report(),
        )

    def _was_read(self, reading: _Reading) -> None:
        self._reading = reading
        self.render()

    def _look(self) -> _News:
        if not self._application.news.changed():
            return _News(Changes.NONE)
        self._application.mend_journal()
        return _News(_NEWS)

    def _looked(self, news: _News) -> None:
        self._looking = False

    def _could_not_look(self, error: Exception) -> bool:
        self._looking = False
        return False


def _prints(printer: PrinterReport) -> bool:
    """Whether it is at work and was well until now: then nothing waits for a person."""
    return printer.is_busy and printer.error is None
