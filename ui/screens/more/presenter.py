"""More presenter knows what this person may do beside selling."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import RETRIEVE_SALE
from pos_app.domain.operations.day import (
    CLOSE_DAY,
    OPEN_DRAWER,
    PRINT_FIGURES,
    REPRINT_RECEIPT,
    TENDER_PICKUP,
)
from pos_app.domain.operations.finished_sales import BEGIN_TRAINING
from pos_app.domain.operations.returns import FIND_SALE
from pos_app.domain.operations.shipping import READ_MEASURES
from pos_app.usecases.checkout.reprint_receipt import ReprintedReceipt
from pos_app.usecases.till.open_drawer import OpenedDrawer
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import drawer_notice, notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.more.view_state import MoreState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow


class Doing(StrEnum):
    """What a row of the menu does."""

    HELD_SALES = "held_sales"
    CLOSE_DAY = "close_day"
    OPEN_DRAWER = "open_drawer"
    CASH_MOVES = "cash_moves"
    DAY_FIGURES = "day_figures"
    WORK_FIGURES = "work_figures"
    PRINT_AGAIN = "print_again"
    FINISHED_SALE = "finished_sale"
    STOCK = "stock"
    SENDING = "sending"
    DEVICES = "devices"
    TRAINING = "training"
    LEAVE_TRAINING = "leave_training"
    LOCK = "lock"


_ROUTES = {
    Doing.FINISHED_SALE: Route.FINISHED_SALE,
    Doing.HELD_SALES: Route.HELD_SALES,
    Doing.CASH_MOVES: Route.CASH_MOVES,
    Doing.DAY_FIGURES: Route.DAY_FIGURES,
    Doing.WORK_FIGURES: Route.WORK_FIGURES,
    Doing.CLOSE_DAY: Route.CLOSE_DAY,
    Doing.STOCK: Route.STOCK,
    Doing.SENDING: Route.SENDING,
    Doing.DEVICES: Route.DEVICES,
}


# What everybody who sells may ask for, though another person has to allow it.
_BY_SECOND_PERSON = (OPEN_DRAWER, BEGIN_TRAINING)


# nothing of a training is sent
HIDDEN_IN_TRAINING = frozenset({Doing.SENDING})


class MorePresenter:
    """Only what the role allows is listed, and what a second person may allow."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        show: Callable[[MoreState], None],
        leave: Callable[[], None],
    ) -> None:
        self._application = application
        self._desk = desk
        self._show = show
        self._leave = leave

    def opened(self) -> None:
        """The screen came to the front."""
        self._show(MoreState(tr("Till and cash"), self._rows()))

    def chosen(self, key: str) -> None:
        """A row was touched."""
        doing = Doing(key)
        run = self._desk.runner.run
        if doing in _ROUTES:
            self._desk.go(_ROUTES[doing])
        elif doing is Doing.OPEN_DRAWER:
            run(lambda: self._application.register.open_drawer(reason="change"), self.drawer_opened)
        elif doing is Doing.PRINT_AGAIN:
            run(self._application.register.reprint_receipt, self.printed_again)
        elif doing is Doing.TRAINING:
            run(self._application.register.training(), self._locked)
        elif doing is Doing.LEAVE_TRAINING:
            self._leave()
        else:
            run(self._application.register.lock_register, self._locked)

    def drawer_opened(self, result: OpenedDrawer) -> None:
        """The drawer is open, or its fault is said."""
        opened = NoticeState(NoticeKind.SUCCESS, tr("Drawer is open."))
        fault = result.drawer_fault
        self._desk.tell(drawer_notice(opened, fault))

    def printed_again(self, result: ReprintedReceipt) -> None:
        """The copy is out, or waits."""
        fault = result.printer_fault
        printed = NoticeState(NoticeKind.SUCCESS, tr("Receipt printed again."))
        self._desk.tell(printed if fault is None else notice_of(fault))

    def _locked(self, result: object) -> None:
        self._desk.go(Route.SIGN_ON)

    def _training_row(self) -> tuple[Doing, str, Operation | None]:
        if self._application.facts.is_training:
            return (Doing.LEAVE_TRAINING, "logout", None)
        return (Doing.TRAINING, "help-circle", BEGIN_TRAINING)

    def _rows(self) -> tuple[ChoiceRow, ...]:
        rows = (
            (Doing.PRINT_AGAIN, "receipt", REPRINT_RECEIPT),
            (Doing.FINISHED_SALE, "search", FIND_SALE),
            (Doing.HELD_SALES, "player-pause", RETRIEVE_SALE),
            (Doing.OPEN_DRAWER, "cash-register", OPEN_DRAWER),
            (Doing.CASH_MOVES, "cash", TENDER_PICKUP),
            (Doing.DAY_FIGURES, "hash", PRINT_FIGURES),
            (Doing.WORK_FIGURES, "clipboard-list", READ_MEASURES),
            (Doing.CLOSE_DAY, "calculator", CLOSE_DAY),
            (Doing.STOCK, "building-warehouse", None),
            (Doing.SENDING, "send", None),
            (Doing.DEVICES, "devices", None),
            self._training_row(),
            (Doing.LOCK, "lock", None),
        )
        hidden = HIDDEN_IN_TRAINING if self._application.facts.is_training else frozenset()
        me = self._application.signed_on()
        words = _words()
        return tuple(
            ChoiceRow(doing.value, *words[doing], trailing="", icon=icon)
            for doing, icon, operation in rows
            if doing not in hidden
            and (
                operation is None
                or (me is not None and (operation.is_for(me) or operation in _BY_SECOND_PERSON))
            )
        )


def _words() -> dict[Doing, tuple[str, str]]:
    return {
        Doing.PRINT_AGAIN: (tr("Last receipt again"), tr("Marked as a copy")),
        Doing.FINISHED_SALE: (tr("Finished sale"), tr("Gift receipt, undo, look up")),
        Doing.HELD_SALES: (tr("Held sales"), tr("Bring one back, or cancel it")),
        Doing.OPEN_DRAWER: (tr("Open the drawer"), tr("Without a sale; it is written down")),
        Doing.CASH_MOVES: (tr("Cash in and out"), tr("To the safe, from it, for a bill")),
        Doing.DAY_FIGURES: (tr("Figures so far"), tr("X report, on paper too")),
        Doing.WORK_FIGURES: (tr("Picking and packing"), tr("Lines an hour, short, perfect orders")),
        Doing.CLOSE_DAY: (tr("Close the day"), tr("Count the drawer, print the Z report")),
        Doing.STOCK: (tr("Stock"), tr("What is here, and where; count, correct")),
        Doing.SENDING: (tr("Sent and waiting"), tr("What head office has, what is safe here")),
        Doing.DEVICES: (tr("Devices"), tr("Printer, scanner, scale")),
        Doing.TRAINING: (tr("Training"), tr("Practise; nothing is sold or sent")),
        Doing.LEAVE_TRAINING: (tr("Leave training"), tr("Back to the register")),
        Doing.LOCK: (tr("Lock"), tr("The basket stays")),
    }
