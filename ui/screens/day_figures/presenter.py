"""Day figures presenter knows what an X report tells, and what it keeps to itself."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.ports.faults import PrinterBusy
from pos_app.usecases.register import Register
from pos_app.usecases.till.day_figures import DayFiguresRead, PrintedFigures
from ui.day_words import move_figures, sales_figures
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import day_text
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.day_figures.view_state import DayFiguresState
from ui.translation import tr


class DayFiguresPresenter:
    """Reads when it comes to the front; printing changes nothing."""

    def __init__(
        self, register: Register, desk: Desk, show: Callable[[DayFiguresState], None]
    ) -> None:
        self._register = register
        self._desk = desk
        self._show = show

    def opened(self) -> None:
        """The screen came to the front."""
        self._desk.runner.run(self._register.read_figures, self._read)

    def print_touched(self) -> None:
        """On paper, as often as one likes."""
        self._desk.runner.run(self._register.print_figures, self._printed)

    def back_touched(self) -> None:
        """Back to the menu."""
        self._desk.go(Route.MORE)

    def _read(self, reading: DayFiguresRead) -> None:
        figures = reading.figures
        if figures is None:
            remark = tr("No day is open here. Open the till first.")
            self._show(DayFiguresState(tr("X report"), (), remark, can_print=False))
            return
        title = tr("X report {day}, so far", day=day_text(figures.business_date))
        self._show(
            DayFiguresState(
                title, (*sales_figures(figures), *move_figures(figures.moves)), "", can_print=True
            )
        )

    def _printed(self, result: PrintedFigures) -> None:
        fault = result.printer_fault
        if fault is None:
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("X report printed.")))
        elif isinstance(fault, PrinterBusy):
            self._desk.tell(NoticeState(NoticeKind.CALM, tr("X report is printing.")))
        else:
            self._desk.tell(notice_of(fault))
