"""Waiting knows why an order cannot be handed over yet, and until when that was promised."""

from __future__ import annotations

from pos_app.domain.customer_order import CustomerOrder, OrderState
from pos_app.usecases.pickup.open_order import CounterCard
from ui.figures import LocalTime
from ui.translation import tr, tr_count


def why_not_ready(card: CounterCard, local: LocalTime) -> str:
    """Who is at it, or what is missing, "" for an order that lies in its bays."""
    order = card.opened.order
    if order.is_in_bays or not order.is_open:
        return ""
    promised = ""
    if order.promised_us is not None:
        promised = tr("promised for {time}", time=local.clock(order.promised_us))
    return " · ".join(filter(None, (_where_it_stands(order, card.placed_by), promised)))


def _where_it_stands(order: CustomerOrder, names: dict[str, str]) -> str:
    if order.state is OrderState.SHORT:
        lines = sum(line.missing_milli > 0 for line in order.lines)
        return tr_count("{count} item short", "{count} items short", lines)
    if order.state is OrderState.STAGED:
        return _in_no_bay(order)
    fetches = order.picking
    if fetches is None:
        return tr("nobody fetches it yet")
    name = names.get(fetches.operator, str(fetches.operator))
    return tr("{name} fetches it", name=name)


def _in_no_bay(order: CustomerOrder) -> str:
    """It is fetched, and its bags, or some of them, are on their way."""
    bags = max((piece.of_count for piece in order.pieces), default=0)
    missing = bags - len(order.pieces)
    if not missing:
        return tr("fetched, but in no bay yet")
    return tr_count("{count} bag is in no bay yet", "{count} bags are in no bay yet", missing)
