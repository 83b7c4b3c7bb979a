"""Stock rule knows what a right ledger says of each item: what its last count saw, and what happened since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pos_app.domain.facts import FactKind
from pos_app.files.database import Connection
from tests.simulation.goods import ITEM_IDS, ORDERED_MILLI_MAX, STOCK_AT_START_MILLI
from tests.simulation.violation import hold
from tests.simulation.virtual_app import MadeFact

MOVED_BY_HAND = """SELECT item_id, difference_milli, recorded_us FROM stock_movement
    WHERE source LIKE 'correction%'"""
MOVED_BY_FACT = "SELECT item_id, difference_milli FROM stock_movement WHERE source = ?"
MOMENTS = """SELECT device_id, incarnation, sequence, wall_us + coalesce(centre_offset_ms, 0) * 1000, body
    FROM fact WHERE fact_id = ? ORDER BY received_us, incarnation"""

# Device, incarnation and sequence; the centre's time, as the device knew it.
Moment = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class _Moved:
    """A difference, by which fact (none: by hand), and when the centre wrote it down."""

    difference_milli: int
    fact_id: str
    recorded_us: int


class StockRule:
    """Reckons from the facts themselves, in the order in which the centre decided them."""

    def __init__(self) -> None:
        self.figures: dict[int, int] = {}
        self._moved: dict[int, list[_Moved]] = {}
        self._counts: dict[int, Moment] = {}

    def begin(self, connection: Connection) -> None:
        """What people at the centre did stands; everything else is told again."""
        self.figures = dict.fromkeys(ITEM_IDS, STOCK_AT_START_MILLI)
        self._moved = {item_id: [] for item_id in ITEM_IDS}
        self._counts = {}
        for item_id, difference, recorded_us in connection.execute(MOVED_BY_HAND).fetchall():
            self.corrected(item_id, difference, recorded_us)

    def corrected(self, item_id: int, difference_milli: int, recorded_us: int) -> None:
        """The centre corrects a figure: after all that was counted until now."""
        self.figures[item_id] += difference_milli
        self._moved[item_id].append(_Moved(difference_milli, "", recorded_us))

    def applied(self, connection: Connection, made: MadeFact, decided_us: int) -> None:
        """A fact was applied then."""
        name = made.fact_id.hex
        if made.kind == FactKind.STOCK_COUNTED:
            self._counted(connection, name, decided_us)
            return
        lacking = _lacking(connection, made) if made.kind == FactKind.ORDER_PICKED else ()
        for item_id, difference in (*made.effects, *lacking):
            last = self._counts.get(item_id)
            if last is not None and _before(_moments(connection, name, decided_us)[0][0], last):
                # A count has seen it, and so has every one that comes after that.
                continue
            self._moved[item_id].append(_Moved(difference, name, decided_us))
            self.figures[item_id] += difference

    def _counted(self, connection: Connection, name: str, decided_us: int) -> None:
        moment, body = _moments(connection, name, decided_us)[0]
        told = json.loads(body)
        item_id = told["item_id"]
        last = self._counts.get(item_id)
        if last is not None:
            if _before(moment, last):
                return
            moment = (*moment[:3], max(moment[3], last[3]))
        later = sum(
            moved.difference_milli
            for moved in self._moved[item_id]
            if not self._was_before(connection, moved, moment)
        )
        self.figures[item_id] = told["counted_milli"] + later
        self._counts[item_id] = moment

    def _was_before(self, connection: Connection, moved: _Moved, count: Moment) -> bool:
        if not moved.fact_id:
            return _before(("", "", 0, moved.recorded_us), count)
        found = [moment for moment, _ in _moments(connection, moved.fact_id, moved.recorded_us)]
        of_chain = [moment for moment in found if moment[:2] == count[:2]]
        return _before((of_chain or found)[0], count)


def _lacking(connection: Connection, made: MadeFact) -> Iterator[tuple[int, int]]:
    """What was not found of an order is off the books, as far as it was there: how far, the centre knows alone."""
    for item_id, difference in connection.execute(MOVED_BY_FACT, (made.fact_id.hex,)).fetchall():
        # what turned up after all is there again
        is_some = abs(difference) <= ORDERED_MILLI_MAX
        hold(is_some, "I2", f"an order was fetched, and {item_id} moved by {difference}")
        yield item_id, difference


def _moments(connection: Connection, name: str, recorded_us: int) -> list[tuple[Moment, bytes]]:
    """Where a fact stands, the chain that brought it first; nothing happened after it was heard of."""
    rows = connection.execute(MOMENTS, (name,)).fetchall()
    return [((row[0], row[1], row[2], min(row[3], recorded_us)), row[4]) for row in rows]


def _before(one: Moment, other: Moment) -> bool:
    if one[:2] == other[:2]:
        return one[2] < other[2]
    return (one[3], one[0]) < (other[3], other[0])
