"""Payment words knows what is said of a payment, and of the means that paid a sale."""

from __future__ import annotations

from pos_app.domain.money_format import format_money
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import CompletedReturn
from pos_app.domain.tender import TenderKind, TenderLine
from pos_app.domain.tender_sums import cash_of
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
        TenderKind.EXCHANGE: tr("Exchange"),
        TenderKind.ROUNDING: tr("Rounding"),
        TenderKind.POINTS: tr("Points"),
        TenderKind.ACCOUNT: tr("On account"),
        TenderKind.FOREIGN_CASH: tr("Foreign notes"),
        TenderKind.ONLINE: tr("Online"),
    }[kind]


def tender_words(tender: TenderLine) -> str:
    """A means of payment with what it is known by: Card ••4411."""
    proof = tender.proof
    known_by = f"••{proof.last_digits}" if proof.last_digits else proof.approval
    return f"{tender_name(tender.kind)} {known_by}".strip()


def sale_title(sale: CompletedSale) -> str:
    """What people call a sale: the number of its receipt, or of the order that it was."""
    number = sale.order_number
    return tr("Order {number}", number=number) if number else sale.receipt_number


def paid_words(tenders: tuple[TenderLine, ...]) -> str:
    """How a sale was paid, in a row; what the drawer gave beside it is said apart."""
    given = (one for one in tenders if one.given.amount_minor or not one.change.amount_minor)
    return " · ".join(f"{tender_words(one)} {format_money(one.given)}" for one in given)


def refund_words(tender: RefundTender) -> str:
    """A way back with what it is known by, and how much: Card ••4411 £12.75."""
    known_by = f"••{tender.proof.last_digits}" if tender.proof.last_digits else ""
    return f"{tender_name(tender.kind)} {known_by}".strip() + f" {format_money(tender.amount)}"


def given_back_notice(returned: CompletedReturn) -> NoticeState:
    """What a person does now that a return is on disk."""
    ways = returned.tenders
    if all(way.kind is TenderKind.EXCHANGE for way in ways):
        text = tr("Exchanged. Nothing goes back.")
    elif returned.is_gift:
        text = tr("The store credit is printed: hand out its slip.")
    elif any(way.is_new_credit for way in ways):
        amount = format_money(returned.refund.total)
        text = tr("Store credit of {amount}: hand out its slip.", amount=amount)
    elif any(way.kind.rule.opens_drawer for way in ways):
        amount = format_money(cash_of(ways, returned.refund.total.currency))
        text = tr("Give back {amount}. Drawer opens.", amount=amount)
    elif any(way.kind is TenderKind.CARD_ALONE for way in ways):
        amount = format_money(returned.refund.total)
        text = tr("Give {amount} back at the stand-alone terminal now.", amount=amount)
    elif any(way.kind is TenderKind.ONLINE for way in ways):
        amount = format_money(returned.refund.total)
        text = tr("{amount} goes back online. Nothing to hand out.", amount=amount)
    else:
        text = tr(
            "{amount} went back. Nothing to hand out.", amount=format_money(returned.refund.total)
        )
    others = [way for way in ways if not way.kind.rule.opens_drawer]
    if others and len(others) < len(ways):
        text = f"{text} {' · '.join(map(refund_words, others))}"
    return NoticeState(NoticeKind.SUCCESS, text, subject=_SUBJECT)


def refund_notice(heard: PaymentHeard) -> NoticeState:
    """What came of money that should go back, when the return is not complete yet."""
    given = format_money(heard.taken)
    if heard.word is TerminalWord.APPROVED:
        text = tr("{amount} went back to the card. Give the rest back otherwise.", amount=given)
        return NoticeState(NoticeKind.FAULT, text, subject=_SUBJECT)
    if heard.word is TerminalWord.NOT_RECEIVED:
        text = tr(
            "Card terminal does not answer. Nothing went back. Try again, or give it otherwise."
        )
    else:
        text = tr("The bank takes nothing back on this card. Give it back otherwise.")
    return NoticeState(NoticeKind.REFUSAL, text, subject=_SUBJECT)


def order_money_notice(heard: PaymentHeard) -> NoticeState:
    """What came of money for an order, for whoever stands at the register now."""
    order, amount = heard.payment.order, format_money(heard.taken)
    if heard.word is not TerminalWord.APPROVED:
        return heard_notice(heard) if heard.payment.back is None else refund_notice(heard)
    if heard.payment.back is not None:
        text = tr("{amount} went back to the card for order {number}.", amount=amount, number=order)
    else:
        text = tr(
            "The terminal took {amount} for order {number}. Open it: its goods can go.",
            amount=amount,
            number=order,
        )
    return NoticeState(NoticeKind.SUCCESS, text, subject=_SUBJECT)


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
