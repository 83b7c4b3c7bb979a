"""Return messages knows what a cashier reads when goods may not come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.domain.refusals.returns import (
    AllBroughtBack,
    BackByOrder,
    MoreThanBought,
    NothingToReturn,
    NotOnReceipt,
    ReceiptNotReadable,
    RefundNotInDrawer,
    UnknownSale,
)
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr


def _unknown_sale(error: UnknownSale) -> NoticeState:
    return refusal_notice(tr("No such sale is known here. Return it where it was bought."))


def _nothing_to_return(error: NothingToReturn) -> NoticeState:
    return refusal_notice(tr("Nothing is chosen. Scan what comes back."))


def _all_brought_back(error: AllBroughtBack) -> NoticeState:
    number = error.receipt_number
    return refusal_notice(tr("All of it came back before. See refund {number}.", number=number))


def _back_by_order(error: BackByOrder) -> NoticeState:
    return refusal_notice(tr("Picked up later: use order {number}.", number=error.order_number))


def _more_than_bought(error: MoreThanBought) -> NoticeState:
    return refusal_notice(tr("No more of it was bought: {item}.", item=error.item_name))


def _not_on_receipt(error: NotOnReceipt) -> NoticeState:
    return refusal_notice(tr("Not on this receipt: {item}.", item=error.item_name))


def _refund_not_in_drawer(error: RefundNotInDrawer) -> NoticeState:
    return refusal_notice(
        tr("The drawer should not hold that much. Bring cash from the safe first.")
    )


def _receipt_not_readable(error: ReceiptNotReadable) -> NoticeState:
    return refusal_notice(tr("No receipt of ours. Go on without a receipt."))


RETURN_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    UnknownSale: _unknown_sale,
    NothingToReturn: _nothing_to_return,
    AllBroughtBack: _all_brought_back,
    BackByOrder: _back_by_order,
    MoreThanBought: _more_than_bought,
    NotOnReceipt: _not_on_receipt,
    RefundNotInDrawer: _refund_not_in_drawer,
    ReceiptNotReadable: _receipt_not_readable,
}
