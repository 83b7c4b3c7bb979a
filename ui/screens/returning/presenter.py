"""Returning presenter knows what of a sale was ticked to come back, and asks for why before money goes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from pos_app.domain.ids import LineNumber
from pos_app.domain.quantity import MILLI
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.returns import UnknownSale
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.ports.faults import PrinterBusy
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.register import Register
from pos_app.usecases.returns.open_return import OpenedReturn
from pos_app.usecases.returns.read_goods import GoodsRead
from pos_app.usecases.returns.return_writing import TakenBack
from ui.card_taking import CardTaking
from ui.card_words import card_state
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.payment_words import given_back_notice
from ui.routes import Route
from ui.screens.returning.exchanging import Exchanging
from ui.screens.returning.rows import EXCHANGE, state_of
from ui.screens.returning.ticks import Ticks
from ui.screens.returning.view_state import ReturningState
from ui.translation import tr


class ReturningPresenter:
    """Ticks live on the screen alone: a return that is left, or killed, before money moves leaves nothing behind."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        show: Callable[[ReturningState], None],
        card: CardTaking,
        paid: Callable[[PaidSale], None],
    ) -> None:
        """paid: an exchange has paid the sale in front."""
        self._register = register
        self._desk = desk
        self._show = show
        self._card = card
        card.board.watch(self._render)
        self._exchange = Exchanging(register, desk, paid)
        self._ticks: Ticks | None = None
        self._is_busy = False

    def opened(self) -> None:
        """The screen came to the front, perhaps beside an open sale."""
        self._exchange.read(self._render)

    def receipt_scanned(self, sale_id: UUID, *, is_gift: bool = False) -> None:
        """A receipt was read: its sale comes to the front when something of it may come back.

        is_gift: it says no price, and nor does the screen.
        """
        if not self.moves_money:
            step = partial(self._register.returns.open_return, sale_id=sale_id)
            opened = partial(self._opened, is_gift=is_gift)
            self._desk.runner.run(step, opened, partial(_not_known, self._desk))

    def paper_scanned(self, text: str) -> None:
        """The square code of a receipt, which tells of its sale though nobody else does."""
        if not self.moves_money:
            step = partial(self._register.returns.open_signed, text=text)
            self._desk.runner.run(step, partial(self._opened, is_gift=False))

    def goods_scanned(self, text: str) -> None:
        """Goods were read: one more piece of them comes back."""
        if not self.moves_money:
            self._desk.runner.run(partial(self._register.returns.read_goods, text=text), self._read)

    def line_touched(self, key: str) -> None:
        """One more piece of a line, and none of it after the last."""
        if self._ticks is not None and not self.moves_money:
            self._ticks.touch(LineNumber(int(key)))
            self._render()

    def reason_touched(self, name: str) -> None:
        """Why all of it comes back."""
        if self._ticks is not None:
            self._ticks.choose_reason(ReturnReason(name))
            self._render()

    def condition_touched(self, name: str) -> None:
        """Where all of it goes; what may not be sold again goes to no shelf."""
        ticks = self._ticks
        if ticks is None:
            return
        condition, bad = ReturnCondition(name), ticks.not_for_shelf
        if bad is not None and condition.is_stock_again:
            self._desk.tell(notice_of(bad))
            return
        ticks.choose_condition(condition)
        self._render()

    def primary_touched(self) -> None:
        """Give the money back to what it came from; a terminal is asked for its part first."""
        ticks = self._ticks
        if ticks is None or ticks.refund is None or ticks.reason is None or self.moves_money:
            return
        if any(way.asks_terminal for way in ticks.ways) and not ticks.is_gift:
            step = partial(self._register.returns.refund_card, **ticks.what)
            if not self._card.progress.is_running:
                self._card.refunds.begin(self._refund_over)
                self._card.ask(step, self._refused, gives_back=True)
        else:
            way = RefundWay.GIFT if ticks.is_gift else RefundWay.SAME
            self.way_touched(way.value)

    def way_touched(self, name: str) -> None:
        """Give back all that has not gone back yet, in one way."""
        ticks = self._ticks
        if ticks is None or ticks.refund is None or ticks.reason is None or self.moves_money:
            return
        self._is_busy = True
        self._render()
        if name == EXCHANGE:
            self._exchange.swap(ticks.what, self._taken_back, self._refused)
            return
        step = partial(self._register.returns.take_back, **ticks.what, way=RefundWay(name))
        self._desk.runner.run(step, self._taken_back, self._refused)

    def back_touched(self) -> None:
        """Nothing came back."""
        if not self.moves_money:
            self._desk.go(Route.TILL)

    @property
    def moves_money(self) -> bool:
        """Whether the terminal or the drawer is at work."""
        return self._is_busy or self._card.progress.is_running

    def _opened(self, result: OpenedReturn, *, is_gift: bool) -> None:
        self._ticks = Ticks(result, is_gift=is_gift)
        self._desk.tell(EMPTY_NOTICE)
        self._desk.go(Route.RETURNING)

    def _read(self, result: GoodsRead) -> None:
        ticks, item = self._ticks, result.item
        if ticks is None:
            return
        try:
            line = ticks.returnable.line_of(item, ticks.parts, result.marks)
        except Refusal as refusal:
            self._desk.tell(notice_of(refusal))
            return
        bad = result.not_for_shelf
        self._desk.tell(EMPTY_NOTICE if bad is None else notice_of(bad))
        ticks.scan(line, bad, result.marks.pack_milli or MILLI)
        self._render()

    def _taken_back(self, result: TakenBack) -> None:
        self._is_busy, self._ticks = False, None
        self._desk.go(Route.TILL)
        self._desk.tell(given_back_notice(result.returned))
        for fault in (result.printer_fault, result.drawer_fault):
            if fault is not None and not isinstance(fault, PrinterBusy):
                self._desk.tell(notice_of(fault))

    def _refund_over(self, result: TakenBack | None) -> None:
        """None: what went back before the rest, if any did, is known when the sale is read again."""
        if result is not None:
            self._taken_back(result)
        elif self._ticks is not None:
            step = partial(
                self._register.returns.open_return, sale_id=self._ticks.returnable.sale.sale_id
            )
            self._desk.runner.run(step, self._opened_again, self._refused)

    def _opened_again(self, result: OpenedReturn) -> None:
        before = self._ticks
        self._ticks = now = Ticks(result)
        if before is not None and not now.is_begun:
            now.parts, now.reason = before.parts, before.reason
            now.condition, now.selected = before.condition, before.selected
        self._render()

    def _refused(self, error: Exception) -> bool:
        self._is_busy = False
        self._render()
        return False

    def _render(self) -> None:
        if self._ticks is not None:
            self._show(
                state_of(
                    self._ticks,
                    card_state(self._card.progress),
                    self._exchange.to_pay,
                    busy=self._is_busy,
                )
            )


def _not_known(desk: Desk, error: Exception) -> bool:
    """How old that is what is known here says whether it may still come."""
    if not isinstance(error, UnknownSale) or error.known_until_us is None:
        return False
    time = desk.local.clock(error.known_until_us)
    text = tr("No such sale here. Sales up to {time} are known.", time=time)
    desk.tell(NoticeState(NoticeKind.REFUSAL, text))
    return True
