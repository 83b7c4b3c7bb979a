"""Handover rows knows how bags and goods of an order are listed, and what the card of its person says."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.domain.customer import Purchase
from pos_app.domain.customer_order import OrderLine, OrderPiece, OrderState
from pos_app.domain.handover import GoodsCosts, HowChecked, parts_of, still_here_milli
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.picking.pick_list import ShortReason
from pos_app.usecases.pickup.habits import Habit
from pos_app.usecases.pickup.open_order import CounterCard
from pos_app.usecases.pickup.order_desk import NamedLine
from ui.figures import LocalTime, day_text, part_of, quantity_text
from ui.pickup_flow import initials_text
from ui.screens.handover.ticks import Ticks
from ui.screens.handover.waiting import why_not_ready
from ui.suggestion_words import short_name
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

AGE, INSTEAD, NOT_THERE = "age", "instead-", "missing-"
PURCHASES_SHOWN, NOTES_SHOWN = 3, 2
_BEING_FETCHED = frozenset({OrderState.ALLOCATED, OrderState.PICKING})
_COLD = {"chilled": "info", "frozen": "info"}


def bag_rows(
    card: CounterCard, ticks: Ticks, local: LocalTime, currency: str
) -> tuple[ChoiceRow, ...]:
    """Each bag with its bay, and who put it there and when; first the age where it counts, last what is missing."""
    limit = ticks.age_limit(card)
    age = (
        ChoiceRow(
            key=AGE,
            title=tr("Older than {age}?", age=limit),
            detail=tr("Touch when you have looked."),
            trailing="",
            icon="circle-check" if ticks.age_checked else "help-circle",
        ),
    )
    bags = tuple(
        _bag(piece, card.placed_by, local, ticked=piece.piece in ticks.pieces)
        for piece in card.opened.order.waiting_pieces
    )
    swaps = _swap_rows(card, ticks, currency)
    return (*(age if limit else ()), *swaps, *bags, *_missing_bags(card))


def _missing_bags(card: CounterCard) -> tuple[ChoiceRow, ...]:
    """Bags of which the others speak, and that nobody has put into a bay."""
    order = card.opened.order
    there = {piece.piece for piece in order.pieces}
    count = max((piece.of_count for piece in order.pieces), default=0)
    return tuple(
        ChoiceRow(
            key=f"{NOT_THERE}{number}",
            title=tr("Bag {number} of {count}", number=number, count=count),
            detail=tr("In no bay yet"),
            trailing="",
            icon="alert-triangle",
        )
        for number in range(1, count + 1)
        if number not in there and not order.is_in_bays
    )


def _swap_rows(card: CounterCard, ticks: Ticks, currency: str) -> tuple[ChoiceRow, ...]:
    """What takes the place of something: the customer is asked whether they want it."""
    costs = card.opened.costs(currency)
    return tuple(
        _swap(named, costs, refused=named.line.line_number in ticks.refused_instead)
        for named in card.opened.lines
        if named.instead and any(goods.is_instead for goods in parts_of(named.line))
    )


def _swap(named: NamedLine, costs: GoodsCosts, *, refused: bool) -> ChoiceRow:
    swaps = [goods for goods in parts_of(named.line) if goods.is_instead]
    milli = sum(goods.milli for goods in swaps)
    less = Money(0, costs.currency)
    for goods in swaps:
        less = less + (costs.ordered(goods) - costs.of(goods))
    parts = [tr("Instead of {item}", item=short_name(named.name))]
    if less.amount_minor:
        parts.append(tr("{amount} less", amount=format_money(less)))
    parts.append(tr("touch to refuse it"))
    return ChoiceRow(
        key=f"{INSTEAD}{named.line.line_number}",
        title=", ".join(filter(None, named.instead)),
        detail=" · ".join(parts),
        trailing=quantity_text(named.quantity(milli)),
        mark=tr("Refused") if refused else tr("Instead"),
        mark_tone="danger" if refused else "info",
    )


def _bag(
    piece: OrderPiece, placed_by: Mapping[str, str], local: LocalTime, *, ticked: bool
) -> ChoiceRow:
    who = placed_by.get(piece.operator, "")
    put = ""
    if who and piece.placed_us is not None:
        put = tr("{name} put it there at {time}", name=who, time=local.clock(piece.placed_us))
    return ChoiceRow(
        key=str(piece.piece),
        title=tr("Bag {number} of {count}", number=piece.piece, count=piece.of_count),
        detail=put,
        trailing=piece.bay,
        mark=_zone(piece.zone),
        mark_tone=_COLD.get(piece.zone, ""),
        icon="circle-check" if ticked else "package",
    )


def _zone(zone: str) -> str:
    return {"chilled": tr("Chilled"), "frozen": tr("Frozen")}.get(zone, "")


def goods_rows(card: CounterCard, ticks: Ticks, currency: str) -> tuple[ChoiceRow, ...]:
    """Each line with what becomes of it: taken, stays here, refused; what was not found or not fetched is said."""
    costs = card.opened.costs(currency)
    is_fetched = card.opened.order.state not in _BEING_FETCHED
    lines = tuple(_goods(named, ticks, costs, is_fetched=is_fetched) for named in card.opened.lines)
    return (*_swap_rows(card, ticks, currency), *lines)


def _goods(named: NamedLine, ticks: Ticks, costs: GoodsCosts, *, is_fetched: bool) -> ChoiceRow:
    line = named.line
    here = still_here_milli(line)
    detail = tr(
        "{found} of {ordered}",
        found=quantity_text(named.quantity(here)),
        ordered=quantity_text(named.quantity(line.quantity_milli)),
    )
    if line.missing_milli:
        missing = quantity_text(named.quantity(line.missing_milli))
        detail = f"{detail} · {_why_missing(line, missing, is_fetched=is_fetched)}"
    if named.kit:
        detail = f"{detail} · {part_of(named.kit)}"
    mark, tone = "", ""
    if line.line_number in ticks.staying:
        mark, tone = tr("Stays"), "warn"
    elif line.line_number in ticks.refused:
        mark, tone = tr("Refused"), "danger"
    return ChoiceRow(
        key=str(line.line_number),
        title=named.name,
        detail=detail,
        trailing=_worth(line, costs, is_fetched=is_fetched),
        mark=mark,
        mark_tone=tone,
        icon="" if mark else "circle-check" if here else "alert-triangle",
    )


def _why_missing(line: OrderLine, count: str, *, is_fetched: bool) -> str:
    """What the customer is told of goods that are not here."""
    if not is_fetched:
        return tr("{count} not fetched yet", count=count)
    words = {
        ShortReason.DAMAGED: tr("{count} damaged", count=count),
        ShortReason.PAST_DATE: tr("{count} past its date", count=count),
        ShortReason.IN_A_BASKET: tr("{count} in another basket", count=count),
    }
    # a newer reason that this program does not know leaves them not found
    known = {str(reason): said for reason, said in words.items()}
    return known.get(line.short_reason, tr("{count} not found", count=count))


def _worth(line: OrderLine, costs: GoodsCosts, *, is_fetched: bool) -> str:
    """What they pay for what is here, or for what is still fetched; nothing for what nobody brings."""
    if not is_fetched:
        return format_money(costs.of_ordered(line))
    return format_money(costs.of_line(line)) if still_here_milli(line) else ""


def title_of(card: CounterCard) -> str:
    """Who it is, once they have shown it."""
    number = card.opened.order.number
    if card.check is None:
        customer = card.opened.customer
        name = "–" if customer is None else initials_text(customer.name)
        return tr("Order {number} for {name}", number=number, name=name)
    how = {
        HowChecked.CODE: tr("checked by code"),
        HowChecked.ID: tr("checked by ID"),
        HowChecked.NAME_PHONE: tr("checked by telephone"),
        HowChecked.MANAGER: tr("a manager vouches"),
    }
    name = card.check.name or tr("Customer")
    return tr("{name}: {how}", name=name, how=how[card.check.how])


def detail_of(card: CounterCard, to_pay: Money, local: LocalTime) -> str:
    """The order in one line: why it is not ready, how much, paid or not, where, and what else they came for."""
    order = card.opened.order
    count = len(order.waiting_pieces)
    bags = tr_count("{count} bag", "{count} bags", count) if count else ""
    number = tr("Order {number}", number=order.number) if card.check is not None else ""
    places = " + ".join(dict.fromkeys(piece.bay for piece in order.waiting_pieces))
    missing = sum(line.missing_milli > 0 for line in order.lines if order.is_in_bays)
    short = tr_count("{count} item short", "{count} items short", missing) if missing else ""
    paid = tr("paid")
    if to_pay.amount_minor:
        paid = tr("to pay {amount}", amount=format_money(to_pay))
    parts = [number, why_not_ready(card, local), bags, places, short, paid]
    if card.opened.customer is not None and card.opened.customer.vehicle:
        parts.append(card.opened.customer.vehicle)
    also = [other for other in card.others if other != order.number]
    if also:
        parts.append(tr("also {numbers}", numbers=", ".join(also)))
    return " · ".join(part for part in parts if part)


def known_words(card: CounterCard, currency: str) -> tuple[str, ...]:
    """What the buyer may be reminded of: what they bought, then what follows from it; nothing for anybody else."""
    customer = card.known
    if customer is None:
        return ()
    words = [_bought(bought, currency) for bought in customer.purchases[:PURCHASES_SHOWN]]
    often = ", ".join(map(_often, card.usual))
    usual = tr("Often: {departments}", departments=often) if often else ""
    points = customer.points
    has = tr_count("{count} point", "{count} points", points) if points else ""
    about = " · ".join(part for part in (has, customer.sizes, customer.tastes, usual) if part)
    notes = [
        tr(
            "Note by {name}: {words}",
            name=card.placed_by.get(note.operator, note.operator),
            words=note.words,
        )
        for note in customer.notes[:NOTES_SHOWN]
    ]
    return (*(words or [tr("First order with us.")]), *([about] if about else []), *notes)


def _often(habit: Habit) -> str:
    if not habit.size:
        return habit.department
    return tr("{department} (size {size})", department=habit.department, size=habit.size)


def _bought(bought: Purchase, currency: str) -> str:
    channel = tr("here") if bought.channel == "store" else tr("web")
    amount = format_money(Money(bought.total_minor, currency))
    parts = [day_text(bought.ordered_on), channel, amount, bought.goods]
    if bought.returned_minor:
        back = format_money(Money(bought.returned_minor, currency))
        parts.append(tr("{amount} given back", amount=back))
    return " · ".join(part for part in parts if part)
