"""Payment words knows what is said of a payment, and of the means that paid a sale."""

from __future__ import annotations

from pos_app.domain.money_format import format_money
from pos_app.domain.tender import TenderKind, TenderLine
from pos_app.ports.terminal import TerminalWord
from pos_app.usecases.checkout.hear_terminal import PaymentHeard
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr

_SUBJECT = "payment"


def tender_name(kind: TenderKind) -> str:
    """What a means of payment is called."""
    return {
        TenderKind.CASH: tr("Cash"),
        TenderKind.CARD: tr("Card"),
        TenderKind.CARD_ALONE: tr("Card, stand-alone"),
        TenderKind.GIFT_CARD: tr("Gift card"),
        TenderKind.STORE_CREDIT: tr("Store credit"),
    }[kind]


def tender_words(tender: TenderLine) -> str:
    """A means of payment with what it is known by: Card ••4411."""
    proof = tender.proof
    known_by = f"••{proof.last_digits}" if proof.last_digits else proof.approval
    return f"{tender_name(tender.kind)} {known_by}".strip()


def paid_words(tenders: tuple[TenderLine, ...]) -> str:
    """How a sale was paid, in a row."""
    return " · ".join(f"{tender_words(one)} {format_money(one.given)}" for one in tenders)


def heard_notice(heard: PaymentHeard) -> NoticeState:
    """What came of a payment that has not paid the whole sale."""
    taken = format_money(heard.taken)
    if heard.word is TerminalWord.APPROVED:
        if not heard.for_open_sale:
            text = tr(
                "The terminal took {amount} for an earlier sale. Give it back there.", amount=taken
            )
            return NoticeState(NoticeKind.FAULT, text, subject=_SUBJECT)
        text = tr("{amount} is paid by card. Take the rest.", amount=taken)
        return NoticeState(NoticeKind.SUCCESS, text, subject=_SUBJECT)
    words = {
        TerminalWord.DECLINED: tr("Declined by the bank. Another card or cash."),
        TerminalWord.CANCELLED: tr("Cancelled. Nothing was taken."),
        TerminalWord.NOT_RECEIVED: tr(
            "Card terminal does not answer. Nothing was taken. Take cash, or type its code."
        ),
    }
    return NoticeState(NoticeKind.REFUSAL, words[heard.word], subject=_SUBJECT)
