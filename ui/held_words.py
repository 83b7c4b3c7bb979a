"""Held words knows what is said of a sale that is open again."""

from __future__ import annotations

from pos_app.domain.money_format import format_money
from pos_app.usecases.checkout.suspended_sales import BroughtBack
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr_count


def brought_back_notice(result: BroughtBack) -> NoticeState:
    """How many items, and what they cost."""
    text = tr_count(
        "Back: {count} item, {amount}.",
        "Back: {count} items, {amount}.",
        result.basket.piece_count,
        amount=format_money(result.basket.to_pay),
    )
    return NoticeState(NoticeKind.SUCCESS, text)
