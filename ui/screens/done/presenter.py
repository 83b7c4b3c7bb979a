"""Done presenter knows what to say after a sale: the change, and what stayed behind."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.money_format import format_money
from pos_app.domain.tender import change_in_pieces
from pos_app.usecases.checkout.pay_cash import PaidSale
from pos_app.usecases.checkout.reprint_receipt import ReprintedReceipt
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import TIMES, piece_text
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.done.view_state import DoneState
from ui.translation import tr


class DonePresenter:
    """The change stays on screen until the next customer, who comes with the next scan."""

    def __init__(self, register: Register, desk: Desk, show: Callable[[DoneState], None]) -> None:
        self._register = register
        self._desk = desk
        self._show = show

    def sale_paid(self, paid: PaidSale) -> None:
        """A sale is on disk: say what goes back, then what did not work."""
        given = paid.sale.to_pay + paid.change
        amounts = {"given": format_money(given), "total": format_money(paid.sale.to_pay)}
        summary = tr("{given} cash for {total}", **amounts)
        if paid.drawer_fault is None:
            summary = f"{summary} · {tr('drawer is open')}"
        if paid.printer_fault is None:
            summary = f"{summary} · {tr('receipt printed')}"
        faults = [fault for fault in (paid.drawer_fault, paid.printer_fault) if fault is not None]
        self._show(
            DoneState(
                caption=tr("Give back"),
                change=format_money(paid.change),
                summary=summary,
                pieces=tuple(
                    f"{count} {TIMES} {piece_text(minor, paid.change.currency)}"
                    for minor, count in change_in_pieces(paid.change)
                ),
                warning=" ".join(notice_of(fault).text for fault in faults),
            )
        )
        self._desk.go(Route.DONE)
        for fault in faults:
            self._desk.tell(notice_of(fault))
        if not faults:
            self._desk.mend("printer")
            self._desk.mend("drawer")
            text = tr(
                "Paid {total}. Give back {change}.",
                total=amounts["total"],
                change=format_money(paid.change),
            )
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def next_touched(self) -> None:
        """The next customer."""
        self._desk.go(Route.TILL)

    def print_again_touched(self) -> None:
        """The same receipt once more, marked as a copy."""
        self._desk.runner.run(self._register.reprint_receipt, self._printed)

    def _printed(self, result: ReprintedReceipt) -> None:
        fault = result.printer_fault
        printed = NoticeState(NoticeKind.SUCCESS, tr("Receipt printed again."))
        self._desk.tell(printed if fault is None else notice_of(fault))
