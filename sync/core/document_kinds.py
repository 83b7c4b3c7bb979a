"""Document kinds knows the private documents by their ids, and in which order a device wants them."""

from __future__ import annotations

from sync.wire.messages import (
    CustomerDocument,
    ErasedDocument,
    OperatorDocument,
    OrderCheckDocument,
    OrderCustomerDocument,
    SlipKeyDocument,
)

OPERATORS = "operators"
ORDER_CUSTOMERS = "order-customers"
ORDER_CHECKS = "order-checks"
ERASED = "erased"
SLIP_KEY = "slip-key"
CUSTOMER_PART = "customers/"

Document = (
    OperatorDocument
    | OrderCustomerDocument
    | OrderCheckDocument
    | CustomerDocument
    | ErasedDocument
    | SlipKeyDocument
)

# Nobody sells without the first, and nobody is erased too late because a directory is long.
_IN_ORDER: dict[str, type[Document]] = {
    OPERATORS: OperatorDocument,
    ERASED: ErasedDocument,
    SLIP_KEY: SlipKeyDocument,
    ORDER_CUSTOMERS: OrderCustomerDocument,
    ORDER_CHECKS: OrderCheckDocument,
    CUSTOMER_PART: CustomerDocument,
}


def kind_of(document_id: str) -> type[Document] | None:
    """The message of a document, None for one that only newer devices know."""
    if document_id.startswith(CUSTOMER_PART):
        return CustomerDocument
    return _IN_ORDER.get(document_id)


def rank_of(document_id: str) -> tuple[int, str]:
    """What comes first when several are wanted."""
    kinds = list(_IN_ORDER.values())
    kind = kind_of(document_id)
    return (kinds.index(kind) if kind in kinds else len(kinds), document_id)
