"""Bags in hand knows what the labels of an order's bags say where nobody has heard yet that it is fetched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pos_app.domain.customer_order import CustomerOrder, OrderPiece, OrderState
from pos_app.domain.ids import OperatorNumber, OrderNumber
from pos_app.domain.piece_code import PieceLabel

# Of an order that stands so somebody may have fetched everything, and this device has not heard of it.
_NOT_HEARD = frozenset({OrderState.ALLOCATED, OrderState.PICKING, OrderState.STAGED})


@dataclass(slots=True)
class SeenBags:
    """Labels that were scanned at this counter since the program started; n of n of them are the whole order."""

    by_order: dict[OrderNumber, dict[int, PieceLabel]] = field(default_factory=dict)

    def note(self, label: PieceLabel) -> int:
        """One more; gives how many of its order were seen. Labels of another count are older ones."""
        before = self.by_order.get(label.order_number, {})
        same = {number: one for number, one in before.items() if one.of_count == label.of_count}
        self.by_order[label.order_number] = {**same, label.piece: label}
        return len(self.by_order[label.order_number])

    def forget(self, number: OrderNumber) -> None:
        """The bags have left."""
        self.by_order.pop(number, None)

    def on(self, order: CustomerOrder) -> CustomerOrder:
        """The order as its labels say: with all of its bags here it can be handed over; they lie in no bay.

        What nobody has heard of was found as it was ordered; whoever opens the bag sees it, and can say otherwise.
        """
        labels = self.by_order.get(order.number, {})
        is_whole = bool(labels) and len(labels) == next(iter(labels.values())).of_count
        if not is_whole or order.state not in _NOT_HEARD:
            return order
        pieces = tuple(_piece(label) for _, label in sorted(labels.items()))
        lines = order.lines
        if order.state is not OrderState.STAGED:
            lines = tuple(replace(line, picked_milli=line.quantity_milli) for line in lines)
        return replace(order, state=OrderState.READY, pieces=pieces, lines=lines)


def _piece(label: PieceLabel) -> OrderPiece:
    nobody = OperatorNumber("")
    return OrderPiece(label.piece, label.of_count, str(label.zone), "", nobody, None)
