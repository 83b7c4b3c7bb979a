"""See bag knows what a bag at the counter says by its label alone: which order, and whether all of it is here."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.pickup import FIND_ORDER
from pos_app.domain.piece_code import PieceLabel
from pos_app.ports.changes import Changes
from pos_app.usecases.pickup.order_desk import OrderDesk
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class BagSeen:
    """One bag of an order; is_ready: it can be handed over, by what was heard of it or by its labels."""

    number: OrderNumber
    seen: int
    of_count: int
    is_ready: bool
    changes: Changes = Changes.NONE


class SeeBag:
    """Nothing is written: a label that was scanned here is known until the program ends.

    Errors: NotAllowed, UnknownOrder, OrderGone.
    """

    def __init__(self, desk: OrderDesk, session: Session) -> None:
        self._desk = desk
        self._session = session

    def __call__(self, *, label: PieceLabel) -> BagSeen:
        """The label of a bag that somebody has in the hand."""
        self._session.require(FIND_ORDER)
        number = label.order_number
        self._desk.open(number)
        seen = self._desk.bags.note(label)
        is_ready = self._desk.open(number).order.is_in_bays
        return BagSeen(number, seen, label.of_count, is_ready)
