"""Damaged journal knows how to read what is left of a journal file, around the pages that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.facts import EMPTY_TAIL, Fact, fact_hash
from pos_app.domain.ids import IncarnationId
from pos_app.files.database import (
    Connection,
    DatabaseError,
    Row,
    Value,
    open_reader,
    readable_rows,
)
from pos_app.files.journal_reader import Incarnation, facts_between, incarnations
from pos_app.ports.faults import Fault

# What lies beside the facts, with the keys by which each is read from both ends.
SIDE_TABLES = {
    "stock_effect": ("item_id", "fact_id"),
    "sale": ("sale_id",),
    "business_day": ("business_date",),
    "sign_on_attempt": ("operator",),
    "guest_operator": ("business_date", "operator"),
    "side_record": ("number",),
    "print_job": ("job",),
    "basket": ("only_one",),
    "basket_line": ("line",),
}
FIRST_LIVES = "SELECT number, id, opened_us, reason, moved_after FROM incarnation ORDER BY number"
COLUMNS = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
LAST = "SELECT max(sequence) FROM fact WHERE incarnation = ?"
LAST_BY_INDEX = "SELECT max(sequence) FROM fact INDEXED BY fact_by_id WHERE +incarnation = ?"
BLOCK_FACTS = 256
# So many blocks in a row without a readable fact, and nothing says that the chain goes on: it ends here.
HOPELESS_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class Chain:
    """What could be read of one life: facts in order, those that their hash contradicts, and what cannot be read.

    last: how far the chain went, as far as anything tells; None when nothing does.
    """

    life: Incarnation
    facts: tuple[Fact, ...]
    spoilt: tuple[Fact, ...]
    last: int | None


@dataclass(frozen=True, slots=True)
class SideRows:
    """The readable rows of one table beside the facts; is_whole: and those are all."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_whole: bool


class DamagedJournal:
    """Reads a file that is never written any more; a page that fails takes nothing but itself.

    A connection that met a bad page may refuse good ones afterwards, so each failure is followed by a new one.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._path = path
        self._key = key
        self._reader: Connection | None = None

    def chains(self, known_ends: dict[IncarnationId, int]) -> tuple[Chain, ...]:
        """What is left of every life; known_ends: how far the centre or a second copy has seen them."""
        return tuple(self._chain(life, known_ends.get(life.id, 0)) for life in self._lives())

    def side_tables(self) -> dict[str, SideRows]:
        """What is left of the tables beside the facts."""
        return {name: self.side_table(name) for name in SIDE_TABLES}

    def side_table(self, name: str) -> SideRows:
        """What is left of one table beside the facts."""
        keys = SIDE_TABLES[name]
        columns = tuple(row[0] for row in self._rows(COLUMNS, (name,))[0])
        forward, is_whole = self._rows(f"SELECT * FROM {name} ORDER BY {', '.join(keys)}")
        if is_whole:
            return SideRows(columns, tuple(forward), is_whole=bool(columns))
        order = ", ".join(f"{key} DESC" for key in keys)
        backward, _ = self._rows(f"SELECT * FROM {name} ORDER BY {order}")
        rows = dict.fromkeys([*forward, *reversed(backward)])
        return SideRows(columns, tuple(rows), is_whole=False)

    def close(self) -> None:
        """Let go of the file."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _lives(self) -> tuple[Incarnation, ...]:
        with suppress(Fault, DatabaseError):
            return incarnations(self._opened())
        self.close()
        # Damaged before this program could bring it to its version.
        rows, _ = self._rows(FIRST_LIVES)
        return tuple(
            Incarnation(number, IncarnationId(name), opened_us, reason, moved, None, EMPTY_TAIL)
            for number, name, opened_us, reason, moved in rows
        )

    def _chain(self, life: Incarnation, known_end: int) -> Chain:
        ends = [self._number(statement, life.number) for statement in (LAST, LAST_BY_INDEX)]
        known = max(known_end, *(end or 0 for end in ends))
        found: list[Fact] = []
        hopeless, first = 0, life.start.sequence + 1
        while hopeless < HOPELESS_BLOCKS:
            facts, is_readable = self._between(life, first, first + BLOCK_FACTS - 1)
            found += facts
            first += BLOCK_FACTS
            if first <= known:
                continue
            if is_readable and not facts:
                break
            hopeless = 0 if facts else hopeless + 1
        whole = [fact for fact in found if fact_hash(fact) == fact.hash]
        spoilt = [fact for fact in found if fact_hash(fact) != fact.hash]
        is_end_known = any(end is not None for end in ends) or not hopeless
        last = max([known, *(fact.sequence for fact in found)])
        return Chain(life, tuple(whole), tuple(spoilt), last if is_end_known else None)

    def _between(self, life: Incarnation, first: int, last: int) -> tuple[list[Fact], bool]:
        """The readable facts of a range, halved around what fails; and whether all of it could be read."""
        try:
            return facts_between(self._opened(), life, first, last), True
        except (Fault, DatabaseError):
            self.close()
        if first == last:
            return [], False
        middle = (first + last) // 2
        low, _ = self._between(life, first, middle)
        high, _ = self._between(life, middle + 1, last)
        return low + high, False

    def _rows(self, statement: str, values: Sequence[Value] = ()) -> tuple[list[Row], bool]:
        """The rows up to the first that cannot be read, and whether that was all."""
        rows: list[Row] = []
        is_whole = False
        with suppress(Fault, DatabaseError):
            rows, is_whole = readable_rows(self._opened(), statement, values)
        if not is_whole:
            self.close()
        return rows, is_whole

    def _number(self, statement: str, incarnation: int) -> int | None:
        rows, is_whole = self._rows(statement, (incarnation,))
        return int(rows[0][0]) if is_whole and rows and rows[0][0] is not None else None

    def _opened(self) -> Connection:
        if self._reader is None:
            self._reader = open_reader(self._path, self._key)
        return self._reader
