"""Once ports knows what the centre keeps of labels and slips that count once in a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from central.core.records import Row

SPENT, FREE = "spent", "free"


@dataclass(frozen=True, slots=True)
class SpentRecord:
    """What counts once, and the sale that has it; free: that sale was undone, so it counts again."""

    business_unit: str
    once: str
    sale_id: str
    state: str
    changed_us: int

    @property
    def row(self) -> Row:
        """As the store's feed tells it."""
        return (self.once, self.state)


class SpentCodes(Protocol):
    """Keeps what was used up."""

    def known(self, business_unit: str, names: set[str]) -> list[SpentRecord]:
        """Those of these labels and slips that a sale has, or had."""
        ...

    def of_sales(self, business_unit: str, sale_ids: set[str]) -> list[SpentRecord]:
        """What these sales have used up."""
        ...

    def keep(self, records: Sequence[SpentRecord]) -> None:
        """Write them; a later word about the same one counts."""
        ...
