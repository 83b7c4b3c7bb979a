"""Payment refusals knows what a cashier reads when the store's rules say no to a payment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.payment import (
    ApprovalCodeWrong,
    CardKeepsItsPrice,
    CardNotKnown,
    CardSpent,
    CardStopped,
    NoCardsHere,
    NoCardTerminal,
    NotesAlone,
    PartPaid,
    PaymentInDoubt,
    PaymentRuns,
)
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.refusals.scans import BankCardRead
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr


def _notes_alone(error: NotesAlone) -> NoticeState:
    return refusal_notice(tr("Only notes: from {note} on.", note=format_money(error.smallest)))


def _payment_runs(error: PaymentRuns) -> NoticeState:
    return refusal_notice(tr("Payment is running. Wait for the terminal, or cancel it there."))


def _payment_in_doubt(error: PaymentInDoubt) -> NoticeState:
    return refusal_notice(
        tr(
            "Asking the terminal about {amount} first. Do not take the card again.",
            amount=format_money(error.amount),
        )
    )


def _part_paid(error: PartPaid) -> NoticeState:
    paid = format_money(error.paid)
    return refusal_notice(tr("{amount} is paid already. Take the rest first.", amount=paid))


def _no_terminal(error: NoCardTerminal) -> NoticeState:
    return refusal_notice(tr("No card terminal is connected here. Take cash, or type its code."))


def _approval_code(error: ApprovalCodeWrong) -> NoticeState:
    return refusal_notice(
        tr("That is no approval code. Type the letters and digits from its slip.")
    )


def _bank_card(error: BankCardRead) -> NoticeState:
    return refusal_notice(tr("That is a bank card. Nothing of it was kept. Use the card terminal."))


def _card_out_of_reach(error: CardOutOfReach) -> NoticeState:
    amount = format_money(error.amount)
    return refusal_notice(
        tr(
            "No terminal gives {amount} back to that card. Choose another way.",
            amount=amount,
        )
    )


def _no_cards_here(error: NoCardsHere) -> NoticeState:
    return refusal_notice(tr("No gift cards in this store yet. Ask head office."))


def _card_not_known(error: CardNotKnown) -> NoticeState:
    return refusal_notice(tr("This gift card is not known. Check its number, or pay otherwise."))


def _card_stopped(error: CardStopped) -> NoticeState:
    return refusal_notice(tr("This card was stopped. Take another payment, and ask head office."))


def _card_spent(error: CardSpent) -> NoticeState:
    left = format_money(error.left)
    if error.is_offline:
        return refusal_notice(
            tr("This card pays no more while offline. Pay the rest otherwise.", amount=left)
        )
    return refusal_notice(tr("This card has {amount} left. Pay otherwise.", amount=left))


def _card_keeps_price(error: CardKeepsItsPrice) -> NoticeState:
    return refusal_notice(tr("A gift card keeps its price. Remove it and sell it anew."))


PAYMENT_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    NotesAlone: _notes_alone,
    PaymentRuns: _payment_runs,
    PaymentInDoubt: _payment_in_doubt,
    PartPaid: _part_paid,
    NoCardTerminal: _no_terminal,
    ApprovalCodeWrong: _approval_code,
    BankCardRead: _bank_card,
    CardOutOfReach: _card_out_of_reach,
    NoCardsHere: _no_cards_here,
    CardNotKnown: _card_not_known,
    CardStopped: _card_stopped,
    CardSpent: _card_spent,
    CardKeepsItsPrice: _card_keeps_price,
}
