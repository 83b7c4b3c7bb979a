"""Piece marks knows what is told of goods beside their number: lot, serial, last day, tare, pack, and how it leaves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pos_app.domain.element_string import Elements, value_of
from pos_app.domain.product_facts import LOT, SERIAL, best_before, expiry


@dataclass(frozen=True, slots=True)
class PieceMarks:
    """What tells one piece from others of its item; "" for what its code does not say.

    expiry: the last day on which it may be sold, best_before: until when it is at its best, both as ISO dates;
    tare_milli: what its bag or bowl weighs, in thousandths of a kilogram, which the line's weight is without.
    pack: the word of the unit that was scanned, as "case", pack_milli: how much of the item is in one of it,
    pack_minor: its own price in minor units, 0 where it costs what so much of the item costs.
    later: the store where it is picked up later, `HERE` for the one that sells it, "" when it is carried out;
    later_at: the name of that other store, as papers say it.
    """

    lot: str = ""
    serial: str = ""
    expiry: str = ""
    best_before: str = ""
    tare_milli: int = 0
    pack: str = ""
    pack_milli: int = 0
    pack_minor: int = 0
    later: str = ""
    later_at: str = ""

    @property
    def best_until(self) -> str:
        """The earlier of the two days, "" when the code says none."""
        return min(filter(None, (self.expiry, self.best_before)), default="")

    def may_be(self, other: PieceMarks) -> bool:
        """False when both say a lot, or a serial, and not the same; bars without one cannot tell."""
        return all(
            not (here and there) or here == there
            for here, there in ((self.lot, other.lot), (self.serial, other.serial))
        )

    def days_left(self, today: date) -> int | None:
        """Days until its day, 0 on it and negative after it; None when its code says none."""
        day = self.best_until
        return (date.fromisoformat(day) - today).days if day else None


NO_MARKS = PieceMarks()
# In the place of a store's number: the goods wait where they are sold.
HERE = "here"


def marks_of(elements: Elements, today: date) -> PieceMarks:
    """What GS1 data says of the piece; today: in the store, by which two digits of a year are understood."""
    if not elements:
        return NO_MARKS
    last, best = expiry(elements, today), best_before(elements, today)
    return PieceMarks(
        value_of(elements, LOT) or "",
        value_of(elements, SERIAL) or "",
        last.isoformat() if last else "",
        best.isoformat() if best else "",
    )


def write_marks(marks: PieceMarks) -> dict[str, str | int]:
    """As a fact, a row and a slip say it: only what is known."""
    return {name: value for name, value in asdict(marks).items() if value}


def read_marks(written: dict[str, Any] | None) -> PieceMarks:
    """What `write_marks` wrote; older facts know none."""
    return PieceMarks(**written) if written else NO_MARKS
