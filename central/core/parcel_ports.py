"""Parcel ports knows what the core may ask about goods of an order that leave with a carrier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ParcelRecord:
    """One parcel of an order, in grams; carton 0: it was handed over before anybody told that it was packed."""

    sscc: str
    order_number: str
    carton: int
    box: str
    tracking: str
    carrier: str
    route: str
    weight_grams: int
    state: str
    operator: str
    at_us: int


class Parcels(Protocol):
    """Parcels of customer orders by their numbers."""

    def find(self, sscc: str) -> ParcelRecord | None:
        """A parcel, whosever order it is of."""
        ...

    def of_order(self, order_number: str) -> tuple[ParcelRecord, ...]:
        """The parcels of an order, void ones too, by carton."""
        ...

    def put(self, parcel: ParcelRecord) -> None:
        """It is like that from now on."""
        ...

    def last_number(self, business_unit: str, workstation: str) -> str:
        """The last number that a workstation has given, "" for none."""
        ...

    def keep_number(self, business_unit: str, workstation: str, sscc: str) -> None:
        """That is its last one."""
        ...

    def keep_tote(self, order_number: str, tote: str) -> None:
        """The goods of an order come in that tote."""
        ...
