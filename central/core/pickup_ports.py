"""Pickup ports knows what the core may ask about the goods of an order once they lie in the store's bays."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from central.core.order_sale_ports import OrderSales
from central.core.records import NewPickupCode, OrderDeedRecord, OrderPieceRecord
from central.core.refund_ports import Refunds


class PickupCounter(Protocol):
    """Bags of customer orders, the codes that their customers show, and who did what with them last."""

    def put_piece(self, order_number: str, piece: OrderPieceRecord) -> None:
        """A bag lies there from now on."""
        ...

    def set_left(self, order_number: str, pieces: Collection[int] | None, left_us: int) -> None:
        """These bags were handed over; None: all that are still here."""
        ...

    def add_handed(self, order_number: str, line: int, milli: int) -> None:
        """The customer took so much more of a line, in thousandths."""
        ...

    def set_deed(self, order_number: str, deed: OrderDeedRecord) -> None:
        """This is who did it last."""
        ...

    def drop_deed(self, order_number: str, deed: str) -> None:
        """Nobody is doing it any more."""
        ...

    def put_substitute(self, order_number: str, line: int, item_id: int, milli: int) -> None:
        """So much of another item, in thousandths, lies there for a line."""
        ...

    def put_short(self, order_number: str, line: int, reason: str) -> None:
        """This is why not all of a line was found; the newest word counts."""
        ...

    def keep_note(self, commitment: str, customer: str, operator: str, noted_us: int) -> None:
        """Somebody noted something about a customer; the words come beside the fact."""
        ...

    def keep_code(self, order_number: str, code: NewPickupCode) -> None:
        """What the customer of an order will show; the first one stays."""
        ...

    def is_code(self, order_number: str, salt: str, code_hash: str) -> bool:
        """A device made this hash of the order's own code; both in hexadecimal."""
        ...

    def is_paid(self, order_number: str) -> bool:
        """It was paid online."""
        ...

    @property
    def refunds(self) -> Refunds:
        """What goes back to whoever paid online."""
        ...

    @property
    def order_sales(self) -> OrderSales:
        """What has left, and may come back."""
        ...
