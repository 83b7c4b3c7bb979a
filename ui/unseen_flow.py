"""Unseen flow knows the confirmation of an order that is not here, while its customer stands at the counter."""

from __future__ import annotations

from functools import partial

from pos_app.domain.pickup_code import ShownCode
from pos_app.usecases.pickup.hand_over_unseen import UnseenOrder
from pos_app.usecases.pickup_desk import PickupDesk
from ui.desk import Desk
from ui.routes import Route


class UnseenFlow:
    """One at a time; with a line there is no such way, and the associate is told so."""

    def __init__(self, pickup: PickupDesk, desk: Desk) -> None:
        self._pickup = pickup
        self._desk = desk
        self.order: UnseenOrder | None = None

    def begin(self, shown: ShownCode) -> None:
        """A confirmation of which nothing is known here."""
        step = partial(self._pickup.hand_over_unseen.begin, shown=shown)
        self._desk.runner.run(step, self._begun)

    def left(self) -> None:
        """Handed over, or not."""
        self.order = None
        self._desk.go(Route.PICKUP)

    def _begun(self, order: UnseenOrder) -> None:
        self.order = order
        self._desk.go(Route.UNSEEN_ORDER)
