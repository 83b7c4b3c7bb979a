"""Receipt knows what stands on a receipt, without knowing any printer."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.sale import CompletedSale


@dataclass(frozen=True, slots=True)
class StoreHeading:
    """The shop's own lines at the top of each receipt."""

    name: str
    address: tuple[str, ...]
    tax_number: str


@dataclass(frozen=True, slots=True)
class ReceiptDocument:
    """One receipt; `copy` is True for a reprint, and then says so on paper."""

    heading: StoreHeading
    sale: CompletedSale
    barcode: str
    local_time: str
    copy: bool = False
