"""Holding knows how a sale is put aside with one key, and that the same key leads back to those that are."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.money_format import format_money
from pos_app.ports.faults import PrinterBusy
from pos_app.usecases.checkout.suspend_sale import PutAside
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.checkout.view_state import HoldState
from ui.translation import tr, tr_count


class Holding:
    """While a sale is open the key holds it; else it shows what is held."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        is_open: Callable[[], bool],
        emptied: Callable[[], None],
    ) -> None:
        self._register = register
        self._desk = desk
        self._is_open = is_open
        self._emptied = emptied
        self.count = 0

    def state(self) -> HoldState:
        """The words of the key, and what is said of it."""
        is_open = self._is_open()
        if is_open or not self.count:
            return HoldState(tr("Hold"), tr("Hold"), can_press=is_open)
        count = str(self.count)
        spoken = tr("Held sales ({count})", count=count)
        return HoldState(tr("Held ({count})", count=count), spoken, can_press=True)

    def touched(self) -> None:
        """The key was touched."""
        if self._is_open():
            self.hold()
        else:
            self._desk.go(Route.HELD_SALES)

    def hold(self) -> None:
        """Put the sale aside."""
        self._desk.runner.run(self._register.held.suspend, self.held)

    def held(self, result: PutAside) -> None:
        """A sale was put aside: the till is free."""
        self.count = result.held_count
        self._emptied()
        text = tr_count(
            "Held: {count} item, {amount}.",
            "Held: {count} items, {amount}.",
            result.piece_count,
            amount=format_money(result.to_pay),
        )
        fault = result.printer_fault
        prints = fault is None or isinstance(fault, PrinterBusy)
        slip = tr("The slip prints.") if prints else tr("The slip waits for paper.")
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, f"{text} {slip}"))
