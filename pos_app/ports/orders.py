"""The order port: customer orders of this store as the centre says them, with what this device did since."""

from __future__ import annotations

from typing import Protocol

from pos_app.domain.customer_order import CustomerOrder
from pos_app.domain.ids import OrderNumber
from pos_app.domain.pickup_code import OrderCheck


class OrderBook(Protocol):
    """Orders of this store, read from files that only the sync agent writes, and from the own journal."""

    def queue(self) -> tuple[CustomerOrder, ...]:
        """Every open order, by number; those that this device has ended are not among them."""
        ...

    def to_put_back(self) -> tuple[CustomerOrder, ...]:
        """Orders that nobody comes for any more, whose bags still lie in their bays."""
        ...

    def handed_over(self, since_us: int) -> tuple[CustomerOrder, ...]:
        """Orders that left since then (microseconds UTC), the newest first."""
        ...

    def order(self, number: OrderNumber) -> CustomerOrder | None:
        """An order of this store, whatever its state."""
        ...

    def was_handed_unseen(self, number: OrderNumber) -> bool:
        """This device gave out goods for it without having seen it, and the centre has not counted that."""
        ...

    def in_tote(self, tote: str) -> tuple[CustomerOrder, ...]:
        """Orders whose goods came in a tote of that name, as far as head office has said it."""
        ...

    def check(self, number: OrderNumber) -> OrderCheck | None:
        """How the person of an open order is checked, None before the centre has said it."""
        ...

    def checks(self) -> tuple[OrderCheck, ...]:
        """The same of all open orders that are collected."""
        ...
