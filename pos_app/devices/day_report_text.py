"""Day report text knows how the X and the Z report of a day are laid out in 42 columns."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.devices.tender_text import tender_name
from pos_app.devices.text_layout import (
    INDENT,
    TextLine,
    centred,
    clean,
    heading_lines,
    pair,
    rule,
    wrapped,
)
from pos_app.domain.cash_moves import CashMoves
from pos_app.domain.money import Money, total
from pos_app.domain.money_format import format_money
from pos_app.domain.receipt import DayReport
from pos_app.domain.till import DayFigures, Settlement

TITLE = "End of day"
TITLE_SO_FAR = "The day so far"


def day_report_lines(report: DayReport) -> tuple[TextLine, ...]:
    """The report line by line; what is missing has a minus, what is too much has a plus."""
    return tuple(_report(report))


def _report(report: DayReport) -> Iterator[TextLine]:
    figures, settlement = report.figures, report.settlement
    yield from heading_lines(report.heading)
    yield rule()
    yield centred(TITLE_SO_FAR if settlement is None else TITLE, strong=True)
    yield from pair(f"Register {clean(report.workstation)}", clean(figures.business_date))
    yield rule()
    yield from _figures(figures)
    yield rule()
    yield from pair("Float", format_money(figures.float_))
    if settlement is not None:
        yield from pair("Cash sales", format_money(settlement.cash_sales))
    if figures.return_count:
        yield from pair("Cash given back", format_money(-figures.refunds))
    yield from _moves(figures.moves)
    if settlement is None:
        for notes in figures.foreign:
            yield from pair(f"{notes.currency} notes in drawer", format_money(notes))
    else:
        yield from _count(settlement)
        yield from _open_payments(settlement)
    yield rule()
    yield from pair("Printed", clean(report.local_time))
    by = "Printed by" if settlement is None else "Closed by"
    yield from wrapped(f"{by} {clean(report.operator_name)}")


def _figures(figures: DayFigures) -> Iterator[TextLine]:
    yield from pair("Sales", str(figures.sale_count))
    yield from pair("Sales total", format_money(figures.sales_total))
    for kind, amount in figures.tenders:
        yield from pair(f"{INDENT}{tender_name(kind)}", format_money(amount))
    if figures.cashback is not None:
        yield from pair("Cash given with cards", format_money(-figures.cashback))
    if figures.return_count:
        yield from pair("Returns", str(figures.return_count))
        yield from pair("Given back", format_money(-figures.given_back))
        for kind, amount in figures.refund_tenders:
            yield from pair(f"{INDENT}{tender_name(kind)}", format_money(-amount))
    for kind, amount in figures.order_tenders:
        yield from pair(f"For orders, {tender_name(kind)}", format_money(amount))
    if figures.voided:
        undone = total(figures.voided, figures.float_.currency)
        yield from pair("Sales undone", str(len(figures.voided)))
        yield from pair(f"{INDENT}not in the sales", format_money(undone))
    yield from pair("Sales cancelled", str(figures.cancelled_count))
    yield from pair("Lines taken off", str(figures.voided_line_count))
    yield from pair("Drawer opened", str(figures.drawer_opened_count))


def _open_payments(settlement: Settlement) -> Iterator[TextLine]:
    """What the terminal has not said, what it took for no sale, gave back for no return: a person has to look."""
    if settlement.open_payments:
        yield rule()
    for payment in settlement.open_payments:
        words = "Card payment not known"
        if payment.is_taken:
            is_back = payment.amount.amount_minor < 0
            words = "Given back without a return" if is_back else "Taken without a sale"
        yield from pair(f"{words} {clean(payment.business_date)}", format_money(payment.amount))


def _count(settlement: Settlement) -> Iterator[TextLine]:
    yield from pair("Expected in drawer", format_money(settlement.expected))
    yield from pair("Counted", format_money(settlement.counted))
    yield from pair("Difference", _signed(settlement.difference), strong=True)
    for notes in settlement.foreign:
        name = notes.counted.currency
        yield from pair(f"{name} notes expected", format_money(notes.expected))
        yield from pair(f"{name} notes to the safe", format_money(notes.counted))
        yield from pair(f"{name} difference", _signed(notes.difference), strong=True)


def _moves(moves: CashMoves) -> Iterator[TextLine]:
    """What moved beside sales; what did not is not named."""
    for words, moved in (
        ("Cash in", moves.paid_in),
        ("Cash out", -moves.paid_out),
        ("From the safe", moves.tender_loan),
        ("To the safe", -moves.tender_pickup),
        ("From other registers", moves.till_loan_taken),
        ("To other registers", -moves.till_loan_given),
        ("Changed at the safe", moves.change_order),
    ):
        if moved.amount_minor:
            yield from pair(words, format_money(moved))


def _signed(money: Money) -> str:
    return f"+{format_money(money)}" if money.amount_minor > 0 else format_money(money)
