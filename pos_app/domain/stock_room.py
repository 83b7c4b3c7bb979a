"""Stock room knows what is said of an item's stock, and why somebody changes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.ids import BusinessUnit, ItemId

# A count that is further off is made a second time; head office may set others.
VARIANCE_SETTING = "count_variance"
VARIANCE_MILLI, VARIANCE_PERCENT = 2_000, 10
MOVED_MAX_MILLI = 99_999_000


class AdjustReason(StrEnum):
    """Why a figure is wrong."""

    FOUND = "found"
    LOST = "lost"
    STOLEN = "stolen"
    OWN_USE = "own_use"


class WasteReason(StrEnum):
    """Why goods are thrown away."""

    PAST_DATE = "past_date"
    DAMAGED = "damaged"
    SPOILED = "spoiled"
    CALLED_BACK = "called_back"


@dataclass(frozen=True, slots=True)
class StockFigure:
    """What the books say of an item in this store, in thousandths, own facts counted."""

    on_hand_milli: int
    reserved_milli: int
    safety_milli: int

    @property
    def available_milli(self) -> int:
        """What may be promised to somebody now."""
        return max(0, self.on_hand_milli - self.reserved_milli - self.safety_milli)


@dataclass(frozen=True, slots=True)
class SisterStock:
    """What another store may sell, in thousandths; as_of_us: when head office last heard of it, 0 when never."""

    business_unit: BusinessUnit
    available_milli: int
    as_of_us: int


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """How far the store's feed was read when a figure was looked at."""

    epoch: str
    position: int


@dataclass(frozen=True, slots=True)
class Variance:
    """How far a count may be off before it is made again: the larger of both counts."""

    milli: int = VARIANCE_MILLI
    percent: int = VARIANCE_PERCENT

    @staticmethod
    def of(setting: str) -> Variance:
        """As head office writes it: pieces and percent, such as "2 10"; what cannot be read is the standard."""
        words = setting.split()
        if len(words) == 2 and all(word.isdecimal() for word in words):
            return Variance(int(words[0]) * 1000, int(words[1]))
        return Variance()

    def is_exceeded(self, expected_milli: int, counted_milli: int) -> bool:
        """True when somebody should count again."""
        allowed = max(self.milli, abs(expected_milli) * self.percent // 100)
        return abs(counted_milli - expected_milli) > allowed


STOCK_CHANGES = frozenset(
    {FactKind.STOCK_ADJUSTED, FactKind.STOCK_WASTED, FactKind.STOCK_MOVED, FactKind.STOCK_COUNTED}
)


def last_change(facts: Iterable[Fact], item_id: ItemId) -> Fact | None:
    """The newest change of an item among own facts in their order, unless it was undone, or was a count."""
    found: list[Fact] = []
    undone: set[object] = set()
    for fact in facts:
        body = read_body(fact)
        if body.get("item_id") != item_id:
            continue
        if fact.kind == FactKind.STOCK_UNDONE:
            undone.add(body["fact_id"])
        elif fact.kind in STOCK_CHANGES:
            found.append(fact)
    last = found[-1] if found else None
    if last is None or last.kind == FactKind.STOCK_COUNTED or last.fact_id.hex in undone:
        return None
    return last


# What changes where an item lies.
BIN_FACTS = (
    FactKind.BIN_CHECKED,
    FactKind.ITEM_PICKED,
    FactKind.PICK_UNDONE,
    FactKind.STOCK_COUNTED,
    FactKind.STOCK_MOVED,
    FactKind.STOCK_UNDONE,
)


def bins_after(bins: dict[str, int], facts: Iterable[Fact], item_id: ItemId) -> dict[str, int]:
    """Where an item lies once these facts are counted too, in thousandths by bin; never less than nothing."""
    after = dict(bins)
    for fact in facts:
        body = read_body(fact)
        if body.get("item_id") != item_id:
            continue
        if fact.kind == FactKind.STOCK_COUNTED and body["bin"]:
            after[str(body["bin"])] = _milli(body["counted_milli"])
        if fact.kind == FactKind.BIN_CHECKED:
            after[str(body["bin"])] = _milli(body["left_milli"])
        for name, milli in bin_moves(fact.kind, body):
            after[name] = max(0, after.get(name, 0) + milli)
    return after


def bin_moves(kind: str, body: dict[str, object]) -> tuple[tuple[str, int], ...]:
    """What a fact takes out of bins and puts into them, in thousandths."""
    if kind == FactKind.STOCK_MOVED:
        milli = _milli(body["quantity_milli"])
        moves = ((str(body["from_bin"]), -milli), (str(body["to_bin"]), milli))
        return tuple(move for move in moves if move[0])
    if kind == FactKind.STOCK_UNDONE and body.get("to_bin"):
        milli = _milli(body["quantity_milli"])
        moves = ((str(body["to_bin"]), -milli), (str(body["from_bin"]), milli))
        return tuple(move for move in moves if move[0])
    if kind in (FactKind.ITEM_PICKED, FactKind.PICK_UNDONE) and body.get("bin"):
        milli = _milli(body["quantity_milli"])
        return ((str(body["bin"]), milli if kind == FactKind.PICK_UNDONE else -milli),)
    return ()


def _milli(value: object) -> int:
    assert isinstance(value, int), "a figure in a fact is a whole number"
    return value
