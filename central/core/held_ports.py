"""Held ports knows what the centre keeps of sales that a register holds, so that another one can bring them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from central.core.records import Row

HELD, TAKEN = "held", "taken"


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """One held sale by the fact that put it aside; document: what brings it back, "" once it was taken."""

    business_unit: str
    suspended: str
    workstation: str
    operator: str
    business_date: str
    held_us: int
    state: str
    document: str

    @property
    def row(self) -> Row:
        """As the store's feed tells it."""
        who = (self.suspended, self.workstation, self.operator)
        return (*who, self.business_date, self.held_us, self.state, self.document)


class HeldSales(Protocol):
    """Keeps what is held in the stores."""

    def known(self, suspended: set[str]) -> list[HeldRecord]:
        """Those of these that were put aside."""
        ...

    def keep(self, records: Sequence[HeldRecord]) -> None:
        """Write them; a later word about the same one counts."""
        ...
