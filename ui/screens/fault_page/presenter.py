"""Fault page presenter knows what a person does when the till cannot start."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.ports.enrolment import Enrolment
from pos_app.ports.faults import (
    AlreadyRunning,
    DataNewerThanProgram,
    DeviceUnknownToCentre,
    DiskFull,
    Fault,
    KeyMissing,
    StorageBroken,
)
from ui.device_words import admission_steps
from ui.fault_messages import notice_of
from ui.runner import Runner
from ui.screens.fault_page.view_state import FaultPageState
from ui.translation import tr


class FaultPagePresenter:
    """A missing key is asked for here; everything else is said, with whom to call."""

    def __init__(
        self,
        enrolment: Enrolment,
        runner: Runner,
        show: Callable[[FaultPageState], None],
        start_again: Callable[[], None],
        leave: Callable[[], object],
    ) -> None:
        self._enrolment = enrolment
        self._runner = runner
        self._show = show
        self._start_again = start_again
        self._leave = leave
        self._fault: Fault = StorageBroken()
        self._code = ""
        self._message = ""
        self._busy = False

    def fault_met(self, fault: Fault) -> None:
        """The till could not start."""
        self._fault = fault
        self._code = self._message = ""
        self._busy = False
        self._render()

    def code_edited(self, text: str) -> None:
        """The recovery code, as it is typed."""
        self._code = text.strip().upper()
        self._message = ""
        self._render()

    def primary_touched(self) -> None:
        """Get the key back, try again, or leave."""
        if self._busy:
            return
        if not isinstance(self._fault, KeyMissing):
            self._leave() if not self._fault.can_retry else self._start_again()
            return
        if self._code:
            code = self._code
            self._busy = True
            self._render()
            self._runner.run(lambda: self._enrolment.recover(code), self._recovered, self._refused)

    def _recovered(self, result: object) -> None:
        self._busy = False
        self._start_again()

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._message = notice_of(error).text
        self._render()
        return True

    def _render(self) -> None:
        fault = self._fault
        asks = isinstance(fault, KeyMissing)
        other = tr("Try again") if fault.can_retry else tr("Close")
        self._show(
            FaultPageState(
                title=title_of(fault),
                text=notice_of(fault).text,
                steps=steps_of(fault),
                asks_code=asks,
                code=self._code,
                message=self._message,
                primary=tr("Get the key back") if asks else other,
                busy=self._busy,
            )
        )


def title_of(fault: Fault) -> str:
    """What happened, in a few words."""
    titles = (
        (KeyMissing, tr("The key of this register is missing")),
        (DataNewerThanProgram, tr("This program is too old")),
        (AlreadyRunning, tr("This register is open already")),
        (DiskFull, tr("This device is full")),
        (DeviceUnknownToCentre, tr("Head office does not know this register")),
    )
    return next(
        (words for kind, words in titles if isinstance(fault, kind)),
        tr("This register cannot start"),
    )


def steps_of(fault: Fault) -> tuple[str, ...]:
    """What to do, one step a line."""
    safe = tr("Every sale on this device is safe.")
    if isinstance(fault, KeyMissing):
        return (
            safe,
            tr("1  Call head office and ask for a recovery code."),
            tr("2  Type it here."),
        )
    if isinstance(fault, DataNewerThanProgram):
        figures = tr("Records {found}, program {known}.", found=fault.found, known=fault.known)
        return (safe, tr("1  Call head office: this program needs an update."), figures)
    if isinstance(fault, AlreadyRunning):
        return (tr("1  Look for the other window of this register."), tr("2  Close this one."))
    if isinstance(fault, DeviceUnknownToCentre):
        return tuple(f"{words}: {command}" for words, command in admission_steps())
    return (safe, tr("1  Call head office before you sell here again."))
