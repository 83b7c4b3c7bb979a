"""Held sales presenter knows that a touch brings a sale back, and that giving one up takes a choice and a second."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.money_format import format_money
from pos_app.usecases.checkout.cancel_sale import CancelledSale
from pos_app.usecases.checkout.suspended_sales import BroughtBack, HeldSale, HeldSales
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.runner import Result
from ui.screens.held_sales.view_state import HeldSalesState
from ui.slip_scanned import brought_back_notice
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow


class HeldSalesPresenter:
    """Reads when it comes to the front; the newest sale is chosen."""

    def __init__(
        self, register: Register, desk: Desk, show: Callable[[HeldSalesState], None]
    ) -> None:
        self._register = register
        self._desk = desk
        self._show = show
        self._sales: tuple[HeldSale, ...] = ()
        self._selected: HeldSale | None = None
        self._choosing = False
        self._busy = False

    def opened(self) -> None:
        """The screen came to the front."""
        self._choosing = self._busy = False
        self._desk.runner.run(self._register.held.read, self._read)

    def row_touched(self, key: str) -> None:
        """Bring it back; or choose it, where one is chosen to be cancelled."""
        self.row_selected(key)
        if not self._choosing:
            self.primary_touched()

    def row_selected(self, key: str) -> None:
        """An arrow went to it."""
        self._selected = next((sale for sale in self._sales if _key(sale) == key), None)
        self._render()

    def primary_touched(self) -> None:
        """Bring the chosen sale back."""
        chosen = self._selected
        if chosen is not None:
            self._run(
                lambda: self._register.held.retrieve(fact_id=chosen.fact_id), self._brought_back
            )

    def choose_touched(self) -> None:
        """From now on a touch chooses what is to be cancelled; or not any more."""
        self._choosing = not self._choosing
        self._render()

    def cancel_held(self) -> None:
        """The key was held long enough."""
        chosen = self._selected
        if chosen is not None:
            self._run(
                lambda: self._register.held.cancel(fact_id=chosen.fact_id),
                self._cancelled,
            )

    def cancel_let_go(self) -> None:
        """It was only touched."""
        text = tr("Sale is not cancelled. Hold the key for 1 second.")
        self._desk.tell(NoticeState(NoticeKind.REFUSAL, text))

    def back_touched(self) -> None:
        """Back to selling."""
        self._desk.go(Route.TILL)

    def _run(self, step: Callable[[], Result], done: Callable[[Result], None]) -> None:
        if not self._busy:
            self._busy = True
            self._render()
            self._desk.runner.run(step, done, self._refused)

    def _read(self, result: HeldSales) -> None:
        self._sales = result.sales
        self._selected = self._sales[0] if self._sales else None
        self._render()

    def _brought_back(self, result: BroughtBack) -> None:
        self._desk.go(Route.TILL)
        self._desk.tell(brought_back_notice(result))

    def _cancelled(self, result: CancelledSale) -> None:
        self.opened()
        text = tr_count(
            "Sale cancelled, {count} item goes back.",
            "Sale cancelled, {count} items go back.",
            result.piece_count,
        )
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._desk.runner.run(self._register.held.read, self._read)
        return False

    def _render(self) -> None:
        chosen = self._selected
        primary = tr("No sale is held")
        if chosen is not None and self._choosing and chosen.workstation:
            primary = tr("Cancel it at register {number}", number=chosen.workstation)
        elif chosen is not None and self._choosing:
            primary = tr("Touch the one to cancel")
        elif chosen is not None:
            primary = tr("Bring back  {amount}", amount=format_money(chosen.to_pay))
        count = str(len(self._sales))
        self._show(
            HeldSalesState(
                title=tr("Held sales ({count})", count=count),
                rows=tuple(self._row(sale) for sale in self._sales),
                selected=None if chosen is None else _key(chosen),
                primary=primary,
                choosing=self._choosing,
                can_cancel=self._choosing and chosen is not None and not chosen.workstation,
                busy=self._busy,
            )
        )

    def _row(self, sale: HeldSale) -> ChoiceRow:
        items = tr_count("{count} item", "{count} items", sale.piece_count)
        if sale.workstation:
            at = tr("at register {number}", number=sale.workstation)
            items = f"{items} · {at}"
        return ChoiceRow(
            key=_key(sale),
            title=f"{self._desk.local.clock(sale.held_us)}  {sale.operator_name}",
            detail=items,
            trailing=format_money(sale.to_pay),
            icon="player-pause",
        )


def _key(sale: HeldSale) -> str:
    return sale.fact_id.hex
