"""Returning presenter knows what of a sale was ticked to come back, and asks for why before money goes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from pos_app.domain.ids import LineNumber
from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.refusals import Refusal, UnknownSale
from pos_app.domain.return_terms import ReturnTerms
from pos_app.domain.sale import SaleLine
from pos_app.domain.sale_return import ReturnableSale, ReturnCondition, ReturnReason
from pos_app.ports.faults import PrinterBusy
from pos_app.usecases.register import Register
from pos_app.usecases.returns.open_return import OpenedReturn
from pos_app.usecases.returns.read_goods import GoodsRead
from pos_app.usecases.returns.take_back import TakenBack
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import day_text, quantity_text
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.returning.view_state import ReturningState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

_ONE = 1000


class ReturningPresenter:
    """Ticks live on the screen alone: a return that is left, or killed, leaves nothing behind."""

    def __init__(
        self, register: Register, desk: Desk, show: Callable[[ReturningState], None]
    ) -> None:
        self._register = register
        self._desk = desk
        self._show = show
        self._returnable: ReturnableSale | None = None
        self._terms = ReturnTerms(0, 0, frozenset())
        self._parts: dict[LineNumber, int] = {}
        self._selected: LineNumber | None = None
        self._reason: ReturnReason | None = None
        self._condition = ReturnCondition.SHELF
        self._not_for_shelf: Refusal | None = None
        self._busy = False

    def opened(self) -> None:
        """The screen came to the front."""
        self._render()

    def receipt_scanned(self, sale_id: UUID) -> None:
        """A receipt was read: its sale comes to the front when something of it may come back."""
        if not self._busy:
            step = partial(self._register.returns.open_return, sale_id=sale_id)
            self._desk.runner.run(step, self._opened, self._not_known)

    def goods_scanned(self, text: str) -> None:
        """Goods were read: one more piece of them comes back."""
        if not self._busy:
            self._desk.runner.run(partial(self._register.returns.read_goods, text=text), self._read)

    def line_touched(self, key: str) -> None:
        """One more piece of a line, and none of it after the last."""
        line = self._line(LineNumber(int(key)))
        if line is None or self._busy:
            return
        left, taken = self._left(line), self._parts.get(line.number, 0)
        self._take(line, 0 if taken >= left else self._one_more(line, taken))

    def reason_touched(self, name: str) -> None:
        """Why all of it comes back; faulty goods are not for the shelf."""
        self._reason = ReturnReason(name)
        is_bad = self._reason is ReturnReason.FAULTY or self._not_for_shelf is not None
        self._condition = ReturnCondition.DAMAGED if is_bad else ReturnCondition.SHELF
        self._render()

    def condition_touched(self, name: str) -> None:
        """Where all of it goes; what may not be sold again goes to no shelf."""
        condition, bad = ReturnCondition(name), self._not_for_shelf
        if bad is not None and condition.is_stock_again:
            self._desk.tell(notice_of(bad))
            return
        self._condition = condition
        self._render()

    def primary_touched(self) -> None:
        """Give the money back."""
        returnable, reason = self._returnable, self._reason
        if self._busy or returnable is None or reason is None:
            return
        self._busy = True
        self._render()
        step = partial(
            self._register.returns.take_back,
            sale_id=returnable.sale.sale_id,
            parts=dict(self._parts),
            reason=reason,
            condition=self._condition,
        )
        self._desk.runner.run(step, self._taken_back, self._refused)

    def back_touched(self) -> None:
        """Nothing came back."""
        self._desk.go(Route.TILL)

    def _opened(self, result: OpenedReturn) -> None:
        self._returnable, self._terms = result.returnable, result.terms
        self._parts, self._selected = {}, None
        self._reason, self._condition = None, ReturnCondition.SHELF
        self._not_for_shelf = None
        self._desk.tell(EMPTY_NOTICE)
        self._desk.go(Route.RETURNING)

    def _not_known(self, error: Exception) -> bool:
        """How old that is what is known here says whether it may still come."""
        if not isinstance(error, UnknownSale) or error.known_until_us is None:
            return False
        time = self._desk.local.clock(error.known_until_us)
        text = tr("No such sale here. Sales up to {time} are known.", time=time)
        self._desk.tell(NoticeState(NoticeKind.REFUSAL, text))
        return True

    def _read(self, result: GoodsRead) -> None:
        returnable, item = self._returnable, result.item
        if returnable is None:
            return
        try:
            line = returnable.line_of(item.item_id, item.name, self._parts)
        except Refusal as refusal:
            self._desk.tell(notice_of(refusal))
            return
        bad = result.not_for_shelf
        if bad is None:
            self._desk.tell(EMPTY_NOTICE)
        else:
            self._not_for_shelf, self._condition = bad, ReturnCondition.DAMAGED
            self._desk.tell(notice_of(bad))
        self._take(line, self._one_more(line, self._parts.get(line.number, 0)))

    def _taken_back(self, result: TakenBack) -> None:
        self._busy, self._returnable, self._parts = False, None, {}
        self._desk.go(Route.TILL)
        amount = format_money(result.returned.refund.total)
        self._desk.tell(
            NoticeState(NoticeKind.SUCCESS, tr("Give back {amount}. Drawer opens.", amount=amount))
        )
        for fault in (result.printer_fault, result.drawer_fault):
            if fault is not None and not isinstance(fault, PrinterBusy):
                self._desk.tell(notice_of(fault))

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._render()
        return False

    def _line(self, number: LineNumber) -> SaleLine | None:
        lines = () if self._returnable is None else self._returnable.sale.lines
        return next((line for line in lines if line.number == number), None)

    def _left(self, line: SaleLine) -> int:
        return 0 if self._returnable is None else self._returnable.left_milli(line)

    def _one_more(self, line: SaleLine, taken: int) -> int:
        """What is weighed comes back whole."""
        left = self._left(line)
        return min(taken + _ONE, left) if line.quantity.unit == EACH else left

    def _take(self, line: SaleLine, milli: int) -> None:
        self._parts[line.number] = milli
        self._selected = line.number
        self._render()

    def _render(self) -> None:
        returnable = self._returnable
        if returnable is None:
            return
        taken = any(self._parts.values())
        amount = format_money(returnable.refund(self._parts).total) if taken else ""
        if not taken:
            primary = tr("Scan what comes back")
        elif self._reason is None:
            primary = tr("Choose why: {amount}", amount=amount)
        else:
            primary = tr("Give back {amount}", amount=amount)
        sale = returnable.sale
        self._show(
            ReturningState(
                title=f"{sale.receipt_number} · {day_text(sale.business_date)}",
                rows=tuple(
                    _row_on_terms(_row(returnable, line, self._parts), line, self._terms)
                    for line in sale.lines
                ),
                objection=_objection(self._terms),
                selected=None if self._selected is None else str(self._selected),
                reason="" if self._reason is None else self._reason.value,
                condition=self._condition.value,
                primary=primary,
                can_give_back=taken and self._reason is not None and not self._busy,
                busy=self._busy,
            )
        )


def _objection(terms: ReturnTerms) -> str:
    """Why somebody else will have to allow it."""
    if not terms.is_late:
        return ""
    return tr(
        "Bought {days} days ago, {limit} allowed. It needs a second person.",
        days=terms.age_days,
        limit=terms.days_max,
    )


def _row_on_terms(row: ChoiceRow, line: SaleLine, terms: ReturnTerms) -> ChoiceRow:
    if line.number not in terms.kept:
        return row
    return replace(row, detail=f"{row.detail} · {tr('only comes back faulty')}")


def _row(returnable: ReturnableSale, line: SaleLine, parts: dict[LineNumber, int]) -> ChoiceRow:
    """A line with how much of it comes back, of how much may."""
    taken, left = parts.get(line.number, 0), returnable.left_milli(line)
    unit = line.quantity.unit
    detail = tr(
        "{taken} of {left}",
        taken=quantity_text(Quantity(taken, unit)),
        left=quantity_text(Quantity(left, unit)),
    )
    back = line.quantity.milli - left
    if back:
        before = quantity_text(Quantity(back, unit))
        detail = f"{detail} · {tr('{count} brought back before', count=before)}"
    amount = returnable.refund({line.number: taken}).total if taken else None
    return ChoiceRow(
        key=str(line.number),
        title=line.item.name,
        detail=detail,
        trailing=format_money(line.amount if amount is None else amount),
        icon="circle-check" if taken else "receipt",
    )
