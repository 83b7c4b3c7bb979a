"""Without receipt presenter knows which goods come back whose sale nobody knows, and asks why before money moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.ids import ItemId
from pos_app.domain.money_format import format_money
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.sale import SaleLine
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.ports.faults import PrinterBusy
from pos_app.usecases.register import Register
from pos_app.usecases.returns.return_writing import TakenBack
from pos_app.usecases.returns.without_receipt import PricedGoods
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import quantity_text
from ui.notice_state import EMPTY_NOTICE
from ui.payment_words import given_back_notice
from ui.routes import Route
from ui.screens.returning.view_state import ReturningState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

_ONE = 1000


class WithoutReceiptPresenter:
    """What was scanned lives on the screen alone, and is priced anew with each piece and before it is written."""

    def __init__(
        self, register: Register, desk: Desk, show: Callable[[ReturningState], None]
    ) -> None:
        self._register = register
        self._desk = desk
        self._show = show
        self._priced: PricedGoods | None = None
        self._selected: ItemId | None = None
        self._reason: ReturnReason | None = None
        self._condition = ReturnCondition.SHELF
        self._is_busy = False

    def opened(self) -> None:
        """The screen came to the front: nothing was scanned yet."""
        self._selected, self._reason, self._condition = None, None, ReturnCondition.SHELF
        self._price({})

    def goods_scanned(self, text: str) -> None:
        """One more piece comes back."""
        if not self._is_busy:
            add = self._register.returns.without_receipt().add
            self._desk.runner.run(partial(add, goods=self._goods, text=text), self._added)

    def line_touched(self, key: str) -> None:
        """One piece less of it."""
        item_id, goods = ItemId(int(key)), self._goods
        left = goods.get(item_id, 0) - _ONE
        if left > 0:
            goods[item_id] = left
        else:
            goods.pop(item_id, None)
        if not self._is_busy:
            self._price(goods)

    def reason_touched(self, name: str) -> None:
        """Why all of it comes back; faulty goods are not for the shelf."""
        self._reason = ReturnReason(name)
        is_bad = self._reason is ReturnReason.FAULTY
        self._condition = ReturnCondition.DAMAGED if is_bad else ReturnCondition.SHELF
        self._render()

    def condition_touched(self, name: str) -> None:
        """Where all of it goes."""
        self._condition = ReturnCondition(name)
        self._render()

    def primary_touched(self) -> None:
        """Give back what it is worth; whoever may not is asked for a second person."""
        if not self._can_give_back or self._reason is None:
            return
        self._is_busy = True
        self._render()
        take_back = self._register.returns.without_receipt().take_back
        step = partial(take_back, goods=self._goods, reason=self._reason, condition=self._condition)
        self._desk.runner.run(step, self._taken_back, self._refused)

    def back_touched(self) -> None:
        """Nothing came back."""
        if not self._is_busy:
            self._desk.go(Route.TILL)

    @property
    def _goods(self) -> dict[ItemId, int]:
        lines = () if self._priced is None else self._priced.opened.returnable.sale.lines
        return {line.item.item_id: line.quantity.milli for line in lines}

    @property
    def _can_give_back(self) -> bool:
        return bool(self._goods) and self._reason is not None and not self._is_busy

    def _price(self, goods: dict[ItemId, int]) -> None:
        price = self._register.returns.without_receipt().price
        self._desk.runner.run(partial(price, goods=goods), self._show_priced)

    def _show_priced(self, result: PricedGoods) -> None:
        self._priced = result
        self._render()

    def _added(self, result: PricedGoods) -> None:
        self._selected, bad = result.added, result.not_for_shelf
        if bad is not None:
            self._condition = ReturnCondition.DAMAGED
        self._desk.tell(EMPTY_NOTICE if bad is None else notice_of(bad))
        self._show_priced(result)

    def _taken_back(self, result: TakenBack) -> None:
        self._is_busy = False
        self._desk.go(Route.TILL)
        self._desk.tell(given_back_notice(result.returned))
        for fault in (result.printer_fault, result.drawer_fault):
            if fault is not None and not isinstance(fault, PrinterBusy):
                self._desk.tell(notice_of(fault))

    def _refused(self, error: Exception) -> bool:
        self._is_busy = False
        self._render()
        return False

    def _render(self) -> None:
        priced = self._priced
        if priced is None:
            return
        returnable = priced.opened.returnable
        self._show(
            ReturningState(
                title=tr("What comes back"),
                objection=tr(
                    "The lowest price of late is given back. It needs somebody who may allow it."
                ),
                rows=tuple(map(_row, returnable.sale.lines)),
                selected=None if self._selected is None else str(self._selected),
                reason="" if self._reason is None else self._reason.value,
                condition=self._condition.value,
                primary=self._primary(priced),
                can_give_back=self._can_give_back,
                busy=self._is_busy,
            )
        )

    def _primary(self, priced: PricedGoods) -> str:
        if not self._goods:
            return tr("Scan what comes back")
        amount = format_money(priced.opened.returnable.sale.to_pay)
        if self._reason is None:
            return tr("Choose why: {amount}", amount=amount)
        if priced.way is RefundWay.CASH:
            return tr("Give back {amount} in cash", amount=amount)
        return tr("Store credit of {amount}", amount=amount)


def _row(line: SaleLine) -> ChoiceRow:
    return ChoiceRow(
        key=str(line.item.item_id),
        title=line.item.name,
        detail=quantity_text(line.quantity),
        trailing=format_money(line.amount),
        icon="circle-check",
    )
