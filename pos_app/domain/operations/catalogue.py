"""The catalogue knows every operation by its number."""

from __future__ import annotations

from operator import attrgetter

from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import BASKET_OPERATIONS
from pos_app.domain.operations.day import DAY_OPERATIONS
from pos_app.domain.operations.devices import DEVICE_OPERATIONS
from pos_app.domain.operations.finished_sales import FINISHED_OPERATIONS
from pos_app.domain.operations.payment import PAYMENT_OPERATIONS
from pos_app.domain.operations.people import PEOPLE_OPERATIONS
from pos_app.domain.operations.picking import PICKING_OPERATIONS
from pos_app.domain.operations.pickup import PICKUP_OPERATIONS
from pos_app.domain.operations.returns import RETURNS_OPERATIONS
from pos_app.domain.operations.shipping import SHIPPING_OPERATIONS
from pos_app.domain.operations.stock import STOCK_OPERATIONS
from pos_app.domain.operations.tenders import TENDER_OPERATIONS

_CHAPTERS = (
    *PEOPLE_OPERATIONS,
    *DAY_OPERATIONS,
    *BASKET_OPERATIONS,
    *PAYMENT_OPERATIONS,
    *TENDER_OPERATIONS,
    *RETURNS_OPERATIONS,
    *FINISHED_OPERATIONS,
    *PICKUP_OPERATIONS,
    *PICKING_OPERATIONS,
    *SHIPPING_OPERATIONS,
    *STOCK_OPERATIONS,
    *DEVICE_OPERATIONS,
)
OPERATIONS = tuple(sorted(_CHAPTERS, key=attrgetter("number")))
_BY_NUMBER = {operation.number: operation for operation in OPERATIONS}


def operation_of(number: int) -> Operation:
    """The operation with a number."""
    return _BY_NUMBER[number]
