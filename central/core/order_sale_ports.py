"""Order sale ports knows what the core may ask about orders whose goods have left and may come back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from central.core.records import Row
from pos_app.domain.order_sale import SoldItem


@dataclass(frozen=True, slots=True)
class OrderSaleRecord:
    """What has left of an order: the document is what registers are told, as of any sale; customer: "" for nobody."""

    sale_id: str
    order_number: str
    business_unit: str
    customer: str
    total_minor: int
    business_date: str
    completed_us: int
    document: str

    @property
    def past_row(self) -> Row:
        """The row of the feed's table of past sales: by its number people look for an order."""
        number, date = self.order_number, self.business_date
        return (self.sale_id, number, date, self.completed_us, self.document)


@dataclass(frozen=True, slots=True)
class SoldOrder:
    """Whose order it is and how it was paid; earn_minor: for which amount its store gives a point, 0 for none."""

    business_unit: str
    customer: str
    currency: str
    is_paid: bool
    earn_minor: int


class OrderSales(Protocol):
    """What has left of orders; one who adds to it holds the order."""

    def order(self, order_number: str) -> SoldOrder:
        """An order that is known to be there."""
        ...

    def items(self, item_ids: Collection[int]) -> dict[int, SoldItem]:
        """Those of these that are known."""
        ...

    def substitutes(self, order_number: str) -> list[tuple[int, int, int]]:
        """What was taken in the place of lines: line, item, thousandths."""
        ...

    def find(self, sale_id: str) -> OrderSaleRecord | None:
        """What has left so far."""
        ...

    def put(self, record: OrderSaleRecord) -> None:
        """So much has left from now on; registers of its store may take it back."""
        ...
