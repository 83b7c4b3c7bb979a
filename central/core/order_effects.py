"""Order effects knows the shape of what a fact does to a customer order, and how its body is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, TypeVar

import msgspec

from central.core.card_records import CardMovement
from central.core.feed import Change
from central.core.records import OpenQuestion, Row, StockMovement
from central.core.stock_ports import Moment
from central.core.wire_facts import NO_BODY

Name = Annotated[str, msgspec.Meta(max_length=128, pattern=r"^[^\x00-\x1f]*$")]
Figure = Annotated[int, msgspec.Meta(ge=-(10**12), le=10**12)]
_Body = TypeVar("_Body", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Situation:
    """Which store's facts are applied; by_person: somebody says that it happened all the same."""

    business_unit: str
    by_person: bool
    now_us: int = 0


@dataclass(frozen=True, slots=True)
class StockCount:
    """What somebody saw of an item, in thousandths."""

    item_id: int
    counted_milli: int
    moment: Moment
    source: str


@dataclass(frozen=True, slots=True)
class OrderEffect:
    """What a fact does to an order, to what is held back and to stock; tables: the rows that devices are told."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    released: dict[int, int] = field(default_factory=dict)
    movements: tuple[StockMovement, ...] = ()
    # what the feeds of other stores are told
    elsewhere: dict[str, list[Change]] = field(default_factory=dict)
    # what a person has to look at although it was applied
    questions: tuple[OpenQuestion, ...] = ()
    count: StockCount | None = None
    # what it takes from accounts of customers
    cards: tuple[CardMovement, ...] = ()
    # what is held back from now on
    held: dict[int, int] = field(default_factory=dict)

    @property
    def row_count(self) -> int:
        """How many rows devices are told."""
        rows = sum(map(len, self.tables.values()))
        return len(self.released) + len(self.held) + len(self.questions) + rows


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a fact waits for a person."""

    reason: str
    detail: str


def read_body(body: bytes, kind: type[_Body]) -> _Body | None:
    """A body as its kind says, None when it is not what that says."""
    try:
        return msgspec.json.decode(body, type=kind)
    except NO_BODY:
        return None
