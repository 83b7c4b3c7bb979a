"""Day words knows how the figures of a day are named, in the X and in the Z alike."""

from __future__ import annotations

from pos_app.domain.cash_moves import CashMoves
from pos_app.domain.foreign_notes import ForeignCount
from pos_app.domain.money import total
from pos_app.domain.money_format import format_money
from pos_app.domain.tender_sums import TenderSums
from pos_app.domain.till import DayFigures, OpenPayment
from ui.figures import day_text, signed_money_text
from ui.payment_words import tender_name
from ui.translation import tr
from ui.widgets.row_state import Figure


def sales_figures(figures: DayFigures) -> tuple[Figure, ...]:
    """Sales, what came back, what was given up, and the float."""
    returns = (
        Figure(tr("Returns"), str(figures.return_count)),
        Figure(tr("Given back"), format_money(-figures.given_back)),
        *(
            Figure(tr("Given back: {tender}", tender=tender_name(kind)), format_money(-amount))
            for kind, amount in figures.refund_tenders
        ),
    )
    return (
        Figure(tr("Sales"), str(figures.sale_count)),
        Figure(tr("Taken in sales"), format_money(figures.sales_total)),
        *tender_figures(figures.tenders),
        *cashback_figures(figures),
        *(
            Figure(tr("{currency} notes", currency=one.currency), format_money(one))
            for one in figures.foreign
        ),
        *(returns if figures.return_count else ()),
        *order_figures(figures.order_tenders),
        *(voided_figures(figures) if figures.voided else ()),
        Figure(tr("Sales cancelled"), str(figures.cancelled_count)),
        Figure(tr("Lines taken off"), str(figures.voided_line_count)),
        Figure(tr("Drawer opened"), str(figures.drawer_opened_count)),
        Figure(tr("Float"), format_money(figures.float_)),
    )


def voided_figures(figures: DayFigures) -> tuple[Figure, ...]:
    """Finished sales that were undone: none of it is in what was sold."""
    undone = total(figures.voided, figures.float_.currency)
    return (
        Figure(tr("Sales undone"), str(len(figures.voided))),
        Figure(tr("Undone, not in the sales"), format_money(undone)),
    )


def tender_figures(sums: TenderSums) -> tuple[Figure, ...]:
    """What sales were paid with beside cash."""
    return tuple(Figure(tender_name(kind), format_money(amount)) for kind, amount in sums)


def cashback_figures(figures: DayFigures) -> tuple[Figure, ...]:
    """Cash that buyers got with card payments, where anybody did: the cards took it, the drawer gave it."""
    given = figures.cashback
    return () if given is None else (Figure(tr("Cash given with cards"), format_money(-given)),)


def order_figures(sums: TenderSums) -> tuple[Figure, ...]:
    """What was taken for orders beside cash: none of it is in what was sold."""
    return tuple(
        Figure(tr("For orders: {tender}", tender=tender_name(kind)), format_money(amount))
        for kind, amount in sums
    )


def foreign_figures(counts: tuple[ForeignCount, ...]) -> tuple[Figure, ...]:
    """Notes of other currencies, which go to the safe with the close: what should be there, what is, what is off."""
    found: list[Figure] = []
    for one in counts:
        name, off = one.counted.currency, one.difference
        tone = "warn" if off.amount_minor else ""
        found += (
            Figure(
                tr("{currency} notes, should be there", currency=name), format_money(one.expected)
            ),
            Figure(tr("{currency} notes to the safe", currency=name), format_money(one.counted)),
            Figure(tr("{currency} difference", currency=name), signed_money_text(off), tone),
        )
    return tuple(found)


def open_payment_figures(payments: tuple[OpenPayment, ...]) -> tuple[Figure, ...]:
    """What the close of a day leaves for a person to look at."""
    return tuple(
        Figure(_open_words(payment), format_money(payment.amount), "warn") for payment in payments
    )


def _open_words(payment: OpenPayment) -> str:
    day = day_text(payment.business_date)
    if not payment.is_taken:
        return tr("Card payment not known, {day}", day=day)
    if payment.amount.amount_minor < 0:
        return tr("Given back without a return, {day}", day=day)
    return tr("Taken without a sale, {day}", day=day)


def move_figures(moves: CashMoves) -> tuple[Figure, ...]:
    """What moved beside sales; what did not is not named."""
    moved = (
        (tr("Cash in"), moves.paid_in),
        (tr("Cash out"), -moves.paid_out),
        (tr("From the safe"), moves.tender_loan),
        (tr("To the safe"), -moves.tender_pickup),
        (tr("From other registers"), moves.till_loan_taken),
        (tr("To other registers"), -moves.till_loan_given),
        (tr("Changed at the safe"), moves.change_order),
    )
    return tuple(Figure(words, format_money(sum_)) for words, sum_ in moved if sum_.amount_minor)
