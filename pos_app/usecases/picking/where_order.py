"""Where order knows in which bays an order lies, for whoever fetches goods and is asked on the way."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.picking import READ_PICK_LISTS
from pos_app.domain.refusals.orders import UnknownOrder
from pos_app.ports.changes import Changes
from pos_app.ports.orders import OrderBook
from pos_app.usecases.picking.pick_facts import PickFacts


@dataclass(frozen=True, slots=True)
class OrderPlace:
    """Where its bags wait; no bay while it is still being fetched, or when it has left."""

    number: OrderNumber
    bays: tuple[str, ...]
    changes: Changes = Changes.NONE


class WhereOrder:
    """Nothing is opened, and nothing of its person is read. Errors: NotAllowed, UnknownOrder."""

    def __init__(self, orders: OrderBook, facts: PickFacts) -> None:
        self._orders = orders
        self._facts = facts

    def __call__(self, *, number: OrderNumber) -> OrderPlace:
        """The bays of its bags, each once."""
        self._facts.check(READ_PICK_LISTS)
        order = self._orders.order(number)
        if order is None:
            raise UnknownOrder(number)
        bays = dict.fromkeys(piece.bay for piece in order.waiting_pieces if piece.bay)
        return OrderPlace(number, tuple(bays))
