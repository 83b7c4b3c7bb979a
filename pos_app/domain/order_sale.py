"""Order sale knows by which id the goods of an order that have left are a sale, so that they can come back like one."""

from __future__ import annotations

import hashlib
from uuid import UUID

from pos_app.domain.ids import OrderNumber, SaleId

# What the document of such a sale says besides, and no other does.
ORDER_NUMBER = "order_number"


def order_sale_id(number: OrderNumber) -> SaleId:
    """Head office and every device make the same of an order's number, without asking each other."""
    return SaleId(UUID(hex=hashlib.sha256(f"order {number}".encode()).hexdigest()[:32]))
