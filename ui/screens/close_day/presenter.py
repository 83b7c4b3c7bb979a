"""Close day presenter knows the order of a close: count blind, then the Z."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pos_app.domain.money import total
from pos_app.domain.money_format import format_money
from pos_app.domain.sale import SuspendedSale
from pos_app.domain.till import Settlement
from pos_app.ports.faults import PrinterBusy
from pos_app.usecases.till.close_day import ClosedDay
from pos_app.usecases.till.read_till import TillReading
from ui.application import Application
from ui.counting_keys import CountingKeys
from ui.day_words import foreign_figures, move_figures, open_payment_figures, sales_figures
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import day_text, signed_money_text
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.close_day.view_state import CloseDayState, Step
from ui.translation import tr, tr_count
from ui.widgets.row_state import Figure


class CloseDayPresenter:
    """What should be in the drawer is shown only after it was counted and settled."""

    def __init__(
        self, application: Application, desk: Desk, show: Callable[[CloseDayState], None]
    ) -> None:
        self._application = application
        self._desk = desk
        self._show = show
        self.keys = CountingKeys(desk.currency, self._render)
        self._reading: TillReading | None = None
        self._settlement: Settlement | None = None
        self._step = Step.COUNT
        self._busy = False

    def opened(self) -> None:
        """The screen came to the front."""
        self.keys.begin()
        self._settlement = None
        self._step = Step.COUNT
        self._busy = False
        self._desk.runner.run(self._application.register.read_till, self._till_read)

    def back_touched(self) -> None:
        """Not now."""
        self._desk.go(Route.MORE)

    def primary_touched(self) -> None:
        """Close the day, or leave when it is closed."""
        if self._step is Step.CLOSED:
            self._desk.runner.run(self._application.register.lock_register, self._locked)
        elif not self._busy:
            self._close()

    def _close(self) -> None:
        count = self.keys.counting.count()
        self._busy = True
        self._render()
        self._desk.runner.run(
            lambda: self._application.register.close_day(count=count),
            self._closed,
            self._refused,
        )

    def _closed(self, result: ClosedDay) -> None:
        self._busy = False
        self._settlement = result.settlement
        self._step = Step.CLOSED
        self.keys.is_handed_in = True
        self._render()
        fault = result.printer_fault
        if fault is not None and not isinstance(fault, PrinterBusy):
            self._desk.tell(notice_of(fault))
        else:
            text = tr("{day} is closed.", day=day_text(result.settlement.business_date))
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._render()
        return False

    def _locked(self, result: object) -> None:
        self._desk.go(Route.SIGN_ON)

    def _till_read(self, reading: TillReading) -> None:
        self._reading = reading
        if reading.till is not None:
            self.keys.counting.add_notes_of(reading.till.foreign)
        self._render()

    def _render(self) -> None:
        reading = self._reading
        if reading is None:
            return
        self._show(
            CloseDayState(
                step=self._step,
                title=self._title(reading),
                remark=self._remark(reading),
                rows=self.keys.counting.rows(),
                chosen=self.keys.counting.chosen,
                total=tr("Counted {amount}", amount=self.keys.counting.total_words()),
                now=self.keys.counting.now(),
                figures=() if self._settlement is None else z_figures(self._settlement),
                primary=tr("Close the day") if self._step is Step.COUNT else tr("Done"),
                can_go_on=reading.till is not None,
                busy=self._busy,
            )
        )

    def _title(self, reading: TillReading) -> str:
        day = day_text(reading.business_date)
        if self._settlement is not None:
            return tr("Z report {day}", day=day_text(self._settlement.business_date))
        return tr("Count the drawer, {day}", day=day)

    def _remark(self, reading: TillReading) -> str:
        if reading.till is None and self._settlement is None:
            return tr("No day is open here. Open the till first.")
        if self._settlement is not None:
            return ""
        late = tr("This day was not closed. It keeps its own date.") if reading.unclosed_day else ""
        return " ".join(words for words in (late, held_words(reading.held)) if words)


def held_words(held: tuple[SuspendedSale, ...]) -> str:
    """What a close does to sales that nobody has brought back."""
    if not held:
        return ""
    sums = tuple(each.sale.to_pay for each in held)
    return tr_count(
        "{count} sale is still held, {amount}. Closing cancels it.",
        "{count} sales are still held, {amount}. Closing cancels them.",
        len(held),
        amount=format_money(total(sums, sums[0].currency)),
    )


def z_figures(settlement: Settlement) -> tuple[Figure, ...]:
    """The Z as it stands on paper: sales and what was given up, cash, and what is over or short."""
    difference = settlement.difference
    words = tr("Over") if difference.amount_minor > 0 else tr("Short")
    return (
        *sales_figures(replace(settlement.figures, foreign=())),
        Figure(tr("Cash taken"), format_money(settlement.cash_sales)),
        *move_figures(settlement.figures.moves),
        Figure(tr("Should be there"), format_money(settlement.expected)),
        Figure(tr("Counted"), format_money(settlement.counted)),
        Figure(
            words if difference.amount_minor else tr("Difference"),
            signed_money_text(difference),
            "warn" if difference.amount_minor else "",
        ),
        *foreign_figures(settlement.foreign),
        *open_payment_figures(settlement.open_payments),
    )
