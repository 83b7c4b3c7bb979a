"""Finished sale presenter knows which sale is looked at, what may still be done with it, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from pos_app.domain.ids import SaleId
from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.finished_sales import SaleVoided
from pos_app.domain.sale import CompletedSale, SaleLine
from pos_app.domain.sale_void import VoidedSale, VoidReason
from pos_app.domain.tender import TenderKind
from pos_app.ports.faults import Fault, PrinterBusy
from pos_app.usecases.checkout.reprint_receipt import ReprintedReceipt
from pos_app.usecases.finished_sales.keep_receipt import KeptReceipt
from pos_app.usecases.finished_sales.print_gift_receipt import PrintedGiftReceipt
from pos_app.usecases.finished_sales.read_finished import FinishedSale
from pos_app.usecases.finished_sales.void_sale import SaleUndone
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import day_text, marks_words, pack_words, quantity_text
from ui.finished_sale_messages import WORDS
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.finished_sale.view_state import FinishedSaleState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

NOT_READ = FinishedSaleState("", "", (), "", False, False, False)


class FinishedSalePresenter:
    """The newest sale comes first, since it is the one that most is asked about; nothing is undone without a reason."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        show: Callable[[FinishedSaleState], None],
        take_back: Callable[[UUID], None],
    ) -> None:
        self._register = register
        self._desk = desk
        self._show = show
        self._take_back = take_back
        self._wanted: SaleId | None = None
        self._found = FinishedSale(None)
        self._asks_why = False
        self._busy = False

    def opened(self) -> None:
        """The screen came to the front: with the sale that was chosen, else with the newest."""
        wanted, self._wanted = self._wanted, None
        # the keys of the sale that was shown before mean nothing until this one is read
        self._show(NOT_READ)
        self._look(wanted)

    def sale_chosen(self, sale_id: UUID) -> None:
        """This sale is meant, by its receipt or by a look-up."""
        self._wanted = SaleId(sale_id)
        self._desk.go(Route.FINISHED_SALE)

    def gift_touched(self) -> None:
        """A paper without prices."""
        sale = self._found.sale
        if sale is not None:
            step = partial(self._register.finished().print_gift_receipt, sale_id=sale.sale_id)
            self._desk.runner.run(step, partial(self._came_out, tr("Gift receipt printed.")))

    def file_touched(self) -> None:
        """The receipt as a file."""
        sale = self._found.sale
        if sale is not None:
            step = partial(self._register.finished().keep_receipt, sale_id=sale.sale_id)
            self._desk.runner.run(step, self._kept)

    def again_touched(self) -> None:
        """The receipt once more, marked as a copy."""
        sale = self._found.sale
        if sale is not None:
            step = partial(self._register.reprint_receipt, sale_id=sale.sale_id)
            self._desk.runner.run(step, partial(self._came_out, tr("Receipt printed again.")))

    def return_touched(self) -> None:
        """Goods of it come back."""
        if self._found.sale is not None:
            self._take_back(self._found.sale.sale_id)

    def undo_touched(self) -> None:
        """Ask why before anything is undone."""
        self._asks_why = self._found.sale is not None and self._found.objection is None
        self._render()

    def reason_touched(self, name: str) -> None:
        """Undo it, for this reason."""
        sale = self._found.sale
        if self._busy or sale is None:
            return
        self._busy = True
        self._render()
        undo = self._register.finished().void_sale
        step = partial(undo, sale_id=sale.sale_id, reason=VoidReason(name))
        self._desk.runner.run(step, self._undone, self._refused)

    def kept_touched(self) -> None:
        """The sale stands."""
        self._asks_why = False
        self._render()

    def back_touched(self) -> None:
        """Back to selling."""
        self._desk.go(Route.TILL)

    def _look(self, sale_id: SaleId | None) -> None:
        self._asks_why = self._busy = False
        step = partial(self._register.finished().read_finished, sale_id=sale_id)
        self._desk.runner.run(step, self._looked)

    def _looked(self, found: FinishedSale) -> None:
        self._found = found
        self._render()

    def _came_out(self, words: str, result: ReprintedReceipt | PrintedGiftReceipt) -> None:
        self._tell(words, result.printer_fault)

    def _kept(self, result: KeptReceipt) -> None:
        self._tell(tr("Receipt kept as {place}.", place=result.place), None)

    def _undone(self, result: SaleUndone) -> None:
        voided = result.voided
        self._desk.tell(EMPTY_NOTICE)
        self._tell(_undone_words(voided), result.drawer_fault or result.printer_fault)
        self._look(voided.sale_id)

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._render()
        return False

    def _tell(self, words: str, fault: Fault | None) -> None:
        is_done = fault is None or isinstance(fault, PrinterBusy)
        done = NoticeState(NoticeKind.SUCCESS, words)
        self._desk.tell(done if is_done or fault is None else notice_of(fault))

    def _render(self) -> None:
        found, sale = self._found, self._found.sale
        if sale is None:
            words = tr("Nothing was sold here yet.")
            self._show(FinishedSaleState(words, "", (), "", False, False, False))
            return
        objection = found.objection
        amount = format_money(sale.to_pay)
        self._show(
            FinishedSaleState(
                title=_title(sale, self._desk.local.clock(sale.completed_us)),
                remark="" if objection is None else WORDS[type(objection)](objection),
                rows=tuple(_row(line) for line in sale.lines if not line.voided),
                total=tr("Paid {amount}", amount=amount),
                is_there=True,
                can_undo=objection is None and not self._busy,
                can_return=not isinstance(objection, SaleVoided),
                asks_why=self._asks_why,
                question=tr("Why is {amount} undone?", amount=amount),
                busy=self._busy,
            )
        )


def _title(sale: CompletedSale, time: str) -> str:
    return f"{sale.receipt_number} · {day_text(sale.business_date)} {time}"


def _row(line: SaleLine) -> ChoiceRow:
    amount = format_money(line.amount)
    many = pack_words(line.quantity, line.marks) or quantity_text(line.quantity)
    detail = " · ".join(filter(None, (many, marks_words(line.marks))))
    return ChoiceRow(str(line.number), line.item.name, detail, amount)


def _undone_words(voided: VoidedSale) -> str:
    """What a person has to do now, for each way that money came in."""
    cash, card = voided.given_back(TenderKind.CASH), voided.given_back(TenderKind.CARD_ALONE)
    words = [tr("Sale undone.")]
    if cash.amount_minor:
        words.append(tr("Give back {amount}. Drawer opens.", amount=format_money(cash)))
    if card.amount_minor:
        amount = format_money(card)
        words.append(tr("Give back {amount} at the stand-alone terminal.", amount=amount))
    return " ".join(words)
