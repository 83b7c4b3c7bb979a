"""Settlement text knows how the Z report of a day is laid out in 42 columns."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.devices.text_layout import TextLine, centred, clean, heading_lines, pair, rule, wrapped
from pos_app.domain.cash_moves import CashMoves
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.receipt import SettlementDocument

TITLE = "End of day"


def settlement_lines(document: SettlementDocument) -> tuple[TextLine, ...]:
    """The report line by line; what is missing has a minus, what is too much has a plus."""
    return tuple(_settlement(document))


def _settlement(document: SettlementDocument) -> Iterator[TextLine]:
    settlement = document.settlement
    yield from heading_lines(document.heading)
    yield rule()
    yield centred(TITLE, strong=True)
    yield from pair(f"Till {clean(document.workstation)}", clean(settlement.business_date))
    yield rule()
    yield from pair("Sales", str(settlement.sale_count))
    yield from pair("Sales total", format_money(settlement.sales_total))
    yield from pair("Sales cancelled", str(settlement.cancelled_count))
    yield from pair("Lines taken off", str(settlement.voided_line_count))
    yield from pair("Drawer opened", str(settlement.drawer_opened_count))
    yield rule()
    yield from pair("Float", format_money(settlement.float_))
    yield from pair("Cash sales", format_money(settlement.cash_sales))
    yield from _moves(settlement.moves)
    yield from pair("Expected in drawer", format_money(settlement.expected))
    yield from pair("Counted", format_money(settlement.counted))
    yield from pair("Difference", _signed(settlement.difference), strong=True)
    yield rule()
    yield from pair("Printed", clean(document.local_time))
    yield from wrapped(f"Closed by {clean(document.operator_name)}")


def _moves(moves: CashMoves) -> Iterator[TextLine]:
    """What moved beside sales; what did not is not named."""
    for words, moved in (
        ("Cash in", moves.paid_in),
        ("Cash out", -moves.paid_out),
        ("From the safe", moves.tender_loan),
        ("To the safe", -moves.tender_pickup),
    ):
        if moved.amount_minor:
            yield from pair(words, format_money(moved))


def _signed(money: Money) -> str:
    return f"+{format_money(money)}" if money.amount_minor > 0 else format_money(money)
