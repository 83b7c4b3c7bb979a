"""Stock ports knows what the core may ask about the stock room: bins, counts, and what moved an item when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Protocol

from central.core.records import Row


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: its place in its device's chain, and the centre's time of it, microseconds UTC.

    What no device told has no chain.
    """

    device_id: str
    incarnation: str
    sequence: int
    at_us: int

    def is_before(self, other: Moment) -> bool:
        """By the chain where both stand in one, whatever its clock said; else there is nothing but the time.

        Of one microsecond the names decide, so that all agree.
        """
        if (self.device_id, self.incarnation) == (other.device_id, other.incarnation):
            return self.sequence < other.sequence
        return (self.at_us, self.device_id) < (other.at_us, other.device_id)

    def not_earlier_than(self, other: Moment) -> Moment:
        """The same place, at a time that does not contradict what came before it: a clock may have gone back."""
        return replace(self, at_us=max(self.at_us, other.at_us))


@dataclass(frozen=True, slots=True)
class Movement:
    """A difference that the ledger holds, and when it happened; a fact that was chained anew stands in two chains.

    is_count: nothing moved, somebody had looked; a count that is taken after it has seen what that one saw.
    """

    difference_milli: int
    moments: tuple[Moment, ...]
    is_count: bool = False

    def is_before(self, other: Moment) -> bool:
        """By the chain that both stand in, where there is one."""
        if self.is_count:
            return True
        chain = (other.device_id, other.incarnation)
        own = [each for each in self.moments if (each.device_id, each.incarnation) == chain]
        return (own or self.moments)[0].is_before(other)


@dataclass(frozen=True, slots=True)
class AnnouncedLine:
    """An item of a delivery: what is announced and what has come, in thousandths."""

    line: int
    item_id: int
    quantity_milli: int
    sscc: str = ""
    received_milli: int = 0
    damaged_milli: int = 0


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """What is on its way to a store; state: "expected" until somebody says that it is here, then "received"."""

    delivery: str
    business_unit: str
    kind: str
    source: str
    expected_on: str
    state: str
    lines: tuple[AnnouncedLine, ...]

    @property
    def row(self) -> Row:
        """As its store is told of it."""
        return (self.delivery, self.kind, self.source, self.expected_on, self.state)

    def row_of(self, line: AnnouncedLine) -> Row:
        """A line of it, the same way."""
        figures = (line.quantity_milli, line.sscc, line.received_milli, line.damaged_milli)
        return (self.delivery, line.line, line.item_id, *figures)


class StockKeeping(Protocol):
    """What lies where, and who has looked last."""

    def last_counts(self, business_unit: str, item_ids: Collection[int]) -> dict[int, Moment]:
        """When each of these items was last counted, of those that ever were."""
        ...

    def keep_count(
        self, business_unit: str, item_id: int, moment: Moment, recorded_us: int
    ) -> None:
        """It was counted then, and is booked now; what happened before is in it."""
        ...

    def movements(self, business_unit: str, item_id: int, since_us: int) -> list[Movement]:
        """What moved an item and was recorded after a time."""
        ...

    def is_undone(self, fact_id: str) -> bool:
        """Whether a change was taken back before."""
        ...

    def note_undone(self, fact_id: str, by: str) -> None:
        """A change was taken back."""
        ...

    def add_to_bin(self, business_unit: str, item_id: int, bin_name: str, milli: int) -> Row:
        """So much more lies there, never less than nothing; gives the row of the bin."""
        ...

    def set_bin(self, business_unit: str, item_id: int, bin_name: str, milli: int) -> Row:
        """Somebody has seen what lies there; gives the row of the bin."""
        ...

    def note_taken(self, order_number: str, item_id: int, bin_name: str, milli: int) -> None:
        """So much more of a bin lies in the cart of an order; less when milli is below zero."""
        ...

    def forget_taken(self, order_number: str) -> list[tuple[int, str, int]]:
        """Item, bin and how much of what lay in the cart of an order; from now on nothing does."""
        ...

    def come_back(self, business_unit: str, item_id: int, milli: int, at_us: int) -> Row:
        """So much more is to be put back, the last of it since then; gives the row that devices are told."""
        ...

    def put_back(self, business_unit: str, item_id: int, at_us: int) -> Row | None:
        """Somebody put the item into its bin then; None when nothing had come back before."""
        ...

    def lock_delivery(self, delivery: str) -> DeliveryRecord | None:
        """A delivery with its lines; nobody else may receive of it until the end."""
        ...

    def add_delivery(self, record: DeliveryRecord) -> None:
        """Something is on its way."""
        ...

    def set_line(self, record: DeliveryRecord, line: AnnouncedLine) -> None:
        """So much of a line has come; a line that is new is written."""
        ...

    def set_state(self, delivery: str, state: str) -> None:
        """It stands so from now on."""
        ...
