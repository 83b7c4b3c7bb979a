"""Rows knows how a return is drawn: its lines, what stands against it, and what its keys will do."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.money import Money, total
from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import Quantity
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.sale import SaleLine
from pos_app.domain.tender import TenderKind
from ui.card_state import CardState
from ui.figures import day_text, marks_words, pack_words, quantity_text
from ui.payment_words import refund_words, sale_title
from ui.screens.returning.ticks import Ticks
from ui.screens.returning.view_state import ReturningState
from ui.translation import tr
from ui.widgets.row_state import ChoiceRow

# The way in which goods pay the sale in front.
EXCHANGE = "exchange"


def state_of(ticks: Ticks, card: CardState, to_pay: Money, *, busy: bool) -> ReturningState:
    """The return as it is now; to_pay: what is left to pay of the sale in front."""
    sale, idle = ticks.returnable.sale, not busy and not card.words
    ready = ticks.refund is not None and ticks.reason is not None
    return ReturningState(
        title=f"{sale_title(sale)} · {day_text(sale.business_date)}",
        rows=tuple(_row(ticks, line) for line in sale.lines),
        objection=_objection(ticks) or _coupon_words(ticks),
        selected=None if ticks.selected is None else str(ticks.selected),
        reason="" if ticks.reason is None else ticks.reason.value,
        condition=ticks.condition.value,
        primary=_primary(ticks),
        can_give_back=ready and idle,
        busy=busy,
        ways=_other_ways(ticks, to_pay) if ready and idle else (),
        back_to=_back_to(ticks),
        card=card,
    )


def _left_to_give(ticks: Ticks) -> str:
    refund = ticks.refund
    assert refund is not None, "something is ticked"
    return format_money(total(tuple(way.amount for way in ticks.ways), refund.total.currency))


def _primary(ticks: Ticks) -> str:
    if ticks.refund is None:
        return tr("Scan what comes back")
    if ticks.is_gift:
        return tr("Choose why") if ticks.reason is None else tr("Give a store credit")
    amount = _left_to_give(ticks)
    if ticks.reason is None:
        return tr("Choose why: {amount}", amount=amount)
    return tr("Give back {amount}", amount=amount)


def _back_to(ticks: Ticks) -> str:
    """Where the money goes, unless it is all cash; what went back before the rest is said first."""
    if ticks.is_gift:
        return tr("Gift receipt: prices stay hidden, the value becomes a store credit.")
    words = [tr("{way}, done", way=refund_words(way)) for way in ticks.returnable.begun]
    words += [refund_words(way) for way in ticks.ways]
    only_cash = all(way.kind is TenderKind.CASH for way in ticks.ways)
    if not words or (only_cash and not ticks.returnable.begun):
        return ""
    return tr("Goes back to: {ways}", ways=" · ".join(words))


def _other_ways(ticks: Ticks, to_pay: Money) -> tuple[tuple[str, str], ...]:
    if ticks.is_gift:
        return ()
    amount = _left_to_give(ticks)
    ways = [(RefundWay.CREDIT.value, tr("Store credit instead {amount}", amount=amount))]
    if any(way.kind is not TenderKind.CASH for way in ticks.ways):
        ways.append((RefundWay.CASH.value, tr("In cash instead {amount}", amount=amount)))
    if to_pay.amount_minor and not ticks.is_begun:
        return ((EXCHANGE, tr("Exchange for the sale in front")), *ways)
    return tuple(ways)


def _objection(ticks: Ticks) -> str:
    """Why somebody else will have to allow it."""
    terms, store = ticks.terms, ticks.returnable.sale.store
    if store:
        return tr("Only its paper tells of it: {store}. It needs a second person.", store=store)
    if not terms.is_late:
        return ""
    return tr(
        "Bought {days} days ago, {limit} allowed. It needs a second person.",
        days=terms.age_days,
        limit=terms.days_max,
    )


def _coupon_words(ticks: Ticks) -> str:
    """What becomes of a coupon that was shown."""
    if not ticks.returnable.sale.coupons or ticks.refund is None:
        return ""
    lines = ticks.returnable.sale.lines
    if all(ticks.parts.get(line.number, 0) == ticks.left(line) for line in lines):
        return tr("All of it comes back: its coupon is good again.")
    return tr("A coupon stays used while a part is kept.")


def _row(ticks: Ticks, line: SaleLine) -> ChoiceRow:
    """A line with how much of it comes back, of how much may."""
    if line.item.is_card:
        return ChoiceRow(
            key=str(line.number),
            title=line.item.name,
            detail=tr("stays with the buyer"),
            trailing=_worth(ticks, line.amount),
            icon="receipt",
        )
    taken, left = ticks.parts.get(line.number, 0), ticks.left(line)
    unit = line.quantity.unit
    detail = tr(
        "{taken} of {left}",
        taken=quantity_text(Quantity(taken, unit)),
        left=quantity_text(Quantity(left, unit)),
    )
    marks = " · ".join(
        filter(None, (pack_words(line.quantity, line.marks), marks_words(line.marks)))
    )
    if marks:
        detail = f"{detail} · {marks}"
    back = line.quantity.milli - left
    if back:
        before = quantity_text(Quantity(back, unit))
        detail = f"{detail} · {tr('{count} brought back before', count=before)}"
    amount = ticks.returnable.refund({line.number: taken}).total if taken else None
    row = ChoiceRow(
        key=str(line.number),
        title=line.item.name,
        detail=detail,
        trailing=_worth(ticks, line.amount if amount is None else amount),
        icon="circle-check" if taken else "receipt",
    )
    if line.number not in ticks.terms.kept:
        return row
    return replace(row, detail=f"{row.detail} · {tr('only comes back faulty')}")


def _worth(ticks: Ticks, amount: Money) -> str:
    """What a row costs, unless who brings it back may not see it."""
    return "" if ticks.is_gift else format_money(amount)
