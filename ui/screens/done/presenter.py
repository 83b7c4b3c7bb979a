"""Done presenter knows what to say after a sale: the change, the drawer, the receipt, and what stayed behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pos_app.domain.ids import SaleId
from pos_app.domain.money_format import format_money
from pos_app.domain.tender import change_in_pieces
from pos_app.ports.devices import PrinterWatch
from pos_app.ports.faults import Fault, PrinterBusy
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.open_basket import BasketView
from pos_app.usecases.checkout.reprint_receipt import ReprintedReceipt
from pos_app.usecases.finished_sales.print_gift_receipt import PrintedGiftReceipt
from pos_app.usecases.register import Register
from pos_app.usecases.till.print_waiting import PrintedWaiting
from ui.desk import Desk
from ui.fault_messages import drawer_notice, notice_of
from ui.figures import TIMES, piece_text
from ui.notice_state import NoticeKind, NoticeState
from ui.onward import Onward
from ui.payment_words import paid_words
from ui.routes import Route
from ui.screens.done.view_state import DoneState
from ui.translation import tr, tr_count

# Long enough to give change; an open drawer after that is an invitation.
DRAWER_LATE_SECONDS = 60


class DonePresenter:
    """The change stays on screen until the next customer, who comes with the next scan."""

    def __init__(
        self,
        register: Register,
        printer: PrinterWatch,
        desk: Desk,
        onward: Onward,
        show: Callable[[DoneState], None],
    ) -> None:
        self._onward = onward
        self._register = register
        self._printer = printer
        self._desk = desk
        self._show = show
        self._state: DoneState | None = None
        self._sale_id: SaleId | None = None
        self._open_seconds = 0

    def sale_paid(self, paid: PaidSale) -> None:
        """A sale is on disk: say what goes back, then what did not work."""
        faults = [
            fault
            for fault in (paid.drawer_fault, paid.printer_fault)
            if fault is not None and not isinstance(fault, PrinterBusy)
        ]
        self._open_seconds = 0
        self._render(_done_state(paid, faults, self._onward.words))
        self._sale_id = paid.sale.sale_id
        self._desk.go(Route.DONE)
        for fault in faults:
            self._desk.tell(notice_of(fault))
        if paid.drawer_opened and paid.drawer_fault is None:
            self._desk.mend("drawer")
        if paid.printer_fault is None:
            self._desk.mend("printer")
        if not faults:
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, _paid_words(paid)))
        if paid.drawer_full:
            # how much it is nobody is told, for it is counted blind
            text = tr("The drawer holds a lot of cash. Take some to the safe.")
            self._desk.tell(NoticeState(NoticeKind.INSTRUCTION, text))

    def paper_tried(self, result: PrintedWaiting) -> None:
        """The printer has taken the receipt meanwhile, or says why not."""
        state, fault = self._state, result.printer_fault
        if state is None or isinstance(fault, PrinterBusy):
            return
        if fault is None:
            self._render(replace(state, receipt=tr("Receipt printed"), warning=""))
        else:
            self._render(replace(state, receipt=tr("Receipt waits"), warning=notice_of(fault).text))

    def second_passed(self) -> None:
        """A drawer that is open for long is said; where it has a sensor it is known when it was shut."""
        self._open_seconds += 1
        state, report = self._state, self._printer.report()
        if state is None or not state.drawer or report.is_busy:
            return
        is_open = report.drawer_open
        is_late = self._open_seconds >= DRAWER_LATE_SECONDS
        if is_open is False:
            words, is_late = tr("Drawer is shut"), False
        elif is_late:
            words = tr("Shut the drawer")
        else:
            words = tr("Drawer is open") if is_open else state.drawer
        if (words, is_late) != (state.drawer, state.drawer_late):
            self._render(replace(state, drawer=words, drawer_late=is_late))

    def next_begun(self, basket: BasketView) -> None:
        """An item was scanned while the money was taken: it waits in the next sale, and the change stays in sight."""
        if self._state is not None:
            items = tr_count("{count} item", "{count} items", basket.piece_count)
            amount = format_money(basket.to_pay)
            onward = tr("Next sale: {items}, {amount}", items=items, amount=amount)
            self._render(replace(self._state, onward=onward))

    def next_asks(self) -> None:
        """What was scanned meanwhile asks something first: that waits too."""
        if self._state is not None:
            self._render(replace(self._state, onward=tr("Next sale asks first")))

    def next_touched(self) -> None:
        """The next customer, or the goods that this one came for."""
        self._desk.go(self._onward.route)

    def print_again_touched(self) -> None:
        """The same receipt once more, marked as a copy."""
        self._desk.runner.run(self._register.reprint_receipt, self._printed)

    def gift_touched(self) -> None:
        """The same goods on a paper without prices."""
        if self._sale_id is not None:
            step = partial(self._register.finished().print_gift_receipt, sale_id=self._sale_id)
            self._desk.runner.run(step, self._gift_printed)

    def _gift_printed(self, result: PrintedGiftReceipt) -> None:
        printed = NoticeState(NoticeKind.SUCCESS, tr("Gift receipt printed."))
        self._desk.tell(drawer_notice(printed, result.printer_fault))

    def _printed(self, result: ReprintedReceipt) -> None:
        fault = result.printer_fault
        printed = NoticeState(NoticeKind.SUCCESS, tr("Receipt printed again."))
        self._desk.tell(printed if fault is None else notice_of(fault))

    def _render(self, state: DoneState) -> None:
        self._state = state
        self._show(state)


def _done_state(paid: PaidSale, faults: list[Fault], onward: str) -> DoneState:
    is_exact = paid.change.amount_minor == 0
    receipt = {type(None): tr("Receipt printed"), PrinterBusy: tr("Receipt is printing")}
    drawer = {type(None): tr("Drawer is open"), PrinterBusy: tr("Drawer opens")}
    return DoneState(
        caption=tr("Paid exactly") if is_exact else tr("Give back"),
        change=tr("Nothing to give back") if is_exact else format_money(paid.change),
        is_exact=is_exact,
        summary=_summary(paid),
        pieces=tuple(
            f"{count} {TIMES} {piece_text(minor, paid.change.currency)}"
            for minor, count in change_in_pieces(paid.change)
        ),
        drawer=drawer.get(type(paid.drawer_fault), "") if paid.drawer_opened else "",
        drawer_late=False,
        receipt=receipt.get(type(paid.printer_fault), tr("Receipt waits")),
        onward=onward or tr("Next customer"),
        warning=" ".join(notice_of(fault).text for fault in faults),
    )


def _summary(paid: PaidSale) -> str:
    total = paid.sale.to_pay
    if total.amount_minor < 0:
        return tr("The deposit slips are worth {amount} more", amount=format_money(-total))
    return tr(
        "{tenders} for {total}",
        tenders=paid_words(paid.sale.tenders),
        total=format_money(total),
    )


def _paid_words(paid: PaidSale) -> str:
    total = format_money(paid.sale.to_pay)
    if paid.change.amount_minor == 0:
        return tr("Paid {total} exactly.", total=total)
    if paid.sale.to_pay.amount_minor < 0:
        return tr("Give back {change}.", change=format_money(paid.change))
    return tr("Paid {total}. Give back {change}.", total=total, change=format_money(paid.change))
