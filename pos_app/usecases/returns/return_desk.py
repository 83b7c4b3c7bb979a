"""Return desk knows the verbs of goods that come back, as one part of a register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.ports.journal import Store
from pos_app.ports.terminal import CardTerminal
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.payment_writing import PaymentWriting
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.returns.find_sales import FindParcel, FindSales, FindSalesOfPiece
from pos_app.usecases.returns.open_return import OpenReturn, OpenSigned, Papers
from pos_app.usecases.returns.read_goods import ReadGoods
from pos_app.usecases.returns.refund_book import RefundBook
from pos_app.usecases.returns.refund_card import RefundCard
from pos_app.usecases.returns.return_rules import ReturnRules
from pos_app.usecases.returns.return_writing import ReturnWriting
from pos_app.usecases.returns.take_back import TakeBack

if TYPE_CHECKING:
    from pos_app.usecases.returns.without_receipt import WithoutReceipt


@dataclass(frozen=True, slots=True)
class ReturnDesk:
    """Every verb of a return; none of them writes before money is about to go out."""

    find_sales: FindSales
    find_sales_of_piece: FindSalesOfPiece
    find_parcel: FindParcel
    open_return: OpenReturn
    open_signed: OpenSigned
    read_goods: ReadGoods
    take_back: TakeBack
    refund_card: RefundCard
    without_receipt: Callable[[], WithoutReceipt]


@dataclass(frozen=True, slots=True)
class AroundReturns:
    """What returns are written with: by the register itself, and by the word of a terminal."""

    store: Store
    days: BusinessDays
    rules: ReturnRules
    writing: ReturnWriting
    book: RefundBook
    payments: PaymentWriting


def make_return_desk(
    around: AroundReturns,
    scan_item: ScanItem,
    terminal: CardTerminal,
    without_receipt: Callable[[], WithoutReceipt],
    papers: Papers,
) -> ReturnDesk:
    """The verbs around the session of a register."""
    store, days, rules = around.store, around.days, around.rules
    read_goods = ReadGoods(scan_item)
    open_return = OpenReturn(store, rules.session, rules)
    return ReturnDesk(
        find_sales=FindSales(store.sales, rules.session),
        find_sales_of_piece=FindSalesOfPiece(store.sales, rules.session, read_goods),
        find_parcel=FindParcel(store.sales, rules.session),
        open_return=open_return,
        open_signed=OpenSigned(store, papers, open_return),
        read_goods=read_goods,
        take_back=TakeBack(store, days, rules, around.writing),
        refund_card=RefundCard(store, days, rules, around.book, around.payments, terminal),
        without_receipt=without_receipt,
    )
