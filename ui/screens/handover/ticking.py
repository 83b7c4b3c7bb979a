"""Ticking knows what a scan ticks of the order at hand: a bay, one bag, a piece of its goods."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.ids import ItemId, OrderNumber
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.pickup_flow import PickupFlow
from ui.screens.handover.ticks import Ticks
from ui.translation import tr


class Ticking:
    """What is of another order is told, and nothing is ticked."""

    def __init__(
        self,
        desk: Desk,
        flow: PickupFlow,
        ticks: Callable[[], Ticks | None],
        ticked: Callable[[], None],
    ) -> None:
        """ticks: None while the order is on its way out."""
        self._desk = desk
        self._flow = flow
        self._ticks = ticks
        self._ticked = ticked

    def bay(self, bay: str) -> None:
        """All that lies there is in hand."""
        card, ticks = self._flow.card, self._ticks()
        if card is None or ticks is None:
            return
        if ticks.take_bay(card, bay):
            self._taken(tr("Bay {bay}", bay=bay))
        else:
            self._refused(tr("Nothing of this order lies in {bay}.", bay=bay))

    def bag(self, number: OrderNumber, piece: int) -> None:
        """One bag is in hand; that of another order goes back."""
        card, ticks = self._flow.card, self._ticks()
        if card is None or ticks is None:
            return
        if number == card.opened.order.number and ticks.take_bag(card, piece):
            self._taken(tr("Bag {piece} of order {number}", piece=str(piece), number=number))
        else:
            self._refused(tr("This bag is of order {number}. Put it back.", number=number))

    def goods(self, item_id: ItemId, name: str) -> bool:
        """A piece of the order is looked at, and leaves after all; False when it is none of it."""
        card, ticks = self._flow.card, self._ticks()
        is_here = card is not None and ticks is not None and ticks.take_goods(card, item_id)
        if is_here:
            self._taken(tr("In this order: {item}", item=name))
        return is_here

    def _taken(self, text: str) -> None:
        self._desk.tell(NoticeState(NoticeKind.ACCEPTED, text))
        self._ticked()

    def _refused(self, text: str) -> None:
        self._desk.tell(NoticeState(NoticeKind.REFUSAL, text))
