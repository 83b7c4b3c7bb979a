"""Payment refusals knows what a cashier reads when the store's rules say no to a payment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.domain import refusals
from pos_app.domain.money_format import format_money
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr


def _payment_runs(error: refusals.PaymentRuns) -> NoticeState:
    return refusal_notice(tr("Payment is running. Wait for the terminal, or cancel it there."))


def _payment_in_doubt(error: refusals.PaymentInDoubt) -> NoticeState:
    return refusal_notice(
        tr(
            "Asking the terminal about {amount} first. Do not take the card again.",
            amount=format_money(error.amount),
        )
    )


def _part_paid(error: refusals.PartPaid) -> NoticeState:
    paid = format_money(error.paid)
    return refusal_notice(tr("{amount} is paid already. Take the rest first.", amount=paid))


def _no_terminal(error: refusals.NoCardTerminal) -> NoticeState:
    return refusal_notice(tr("No card terminal is connected here. Take cash, or type its code."))


def _approval_code(error: refusals.ApprovalCodeWrong) -> NoticeState:
    return refusal_notice(
        tr("That is no approval code. Type the letters and digits from its slip.")
    )


def _bank_card(error: refusals.BankCardRead) -> NoticeState:
    return refusal_notice(tr("That is a bank card. Nothing of it was kept. Use the card terminal."))


def _card_out_of_reach(error: refusals.CardOutOfReach) -> NoticeState:
    amount = format_money(error.amount)
    return refusal_notice(
        tr(
            "No terminal gives {amount} back to that card. Choose another way.",
            amount=amount,
        )
    )


def _no_cards_here(error: refusals.NoCardsHere) -> NoticeState:
    return refusal_notice(tr("No gift cards in this store yet. Ask head office."))


def _card_not_known(error: refusals.CardNotKnown) -> NoticeState:
    return refusal_notice(tr("This gift card is not known. Check its number, or pay otherwise."))


def _card_stopped(error: refusals.CardStopped) -> NoticeState:
    return refusal_notice(tr("This card was stopped. Take another payment, and ask head office."))


def _card_spent(error: refusals.CardSpent) -> NoticeState:
    left = format_money(error.left)
    if error.is_offline:
        return refusal_notice(
            tr("This card pays no more while offline. Pay the rest otherwise.", amount=left)
        )
    return refusal_notice(tr("This card has {amount} left. Pay otherwise.", amount=left))


def _card_keeps_price(error: refusals.CardKeepsItsPrice) -> NoticeState:
    return refusal_notice(tr("A gift card keeps its price. Remove it and sell it anew."))


PAYMENT_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    refusals.PaymentRuns: _payment_runs,
    refusals.PaymentInDoubt: _payment_in_doubt,
    refusals.PartPaid: _part_paid,
    refusals.NoCardTerminal: _no_terminal,
    refusals.ApprovalCodeWrong: _approval_code,
    refusals.BankCardRead: _bank_card,
    refusals.CardOutOfReach: _card_out_of_reach,
    refusals.NoCardsHere: _no_cards_here,
    refusals.CardNotKnown: _card_not_known,
    refusals.CardStopped: _card_stopped,
    refusals.CardSpent: _card_spent,
    refusals.CardKeepsItsPrice: _card_keeps_price,
}
