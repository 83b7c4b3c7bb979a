"""Oracle knows every state that the centre ever had, and what a right centre would have made of the facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import EMPTY_TAIL, Fact, FactOrigin, Tail, fact_hash, tail_of
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)
from pos_app.domain.replica_schema import FEED_TABLES
from pos_app.files.database import Connection, Row, open_reader
from sync.wire.digest import RECEIPTS
from tests.simulation.goods import ITEM_IDS, STOCK_AT_START_MILLI, STORE_FEED
from tests.simulation.seen import Seen
from tests.simulation.violation import hold
from tests.simulation.virtual_app import APPLIED, PARKED, MadeFact

HEADS = "SELECT feed, epoch, head FROM feed"
GROUPS = "SELECT count(*), coalesce(max(position), 0) FROM feed_group WHERE feed = ? AND epoch = ?"
NEW_RECEIPTS = "SELECT rowid, fact_id, status FROM receipt WHERE rowid > ? ORDER BY rowid"
RECEIPTS_BY_FACT = "SELECT fact_id, status FROM receipt"
TAILS = "SELECT device_id, incarnation, sequence, hash FROM incarnation"
NEW_FACTS = """SELECT fact_id, sequence, kind, version, device_id, business_unit, workstation, operator,
    business_date, wall_us, monotonic_ns, boot_id, centre_offset_ms, body, previous_hash, hash
    FROM fact WHERE device_id = ? AND incarnation = ? AND sequence > ? ORDER BY sequence"""
MOVED_BY_HAND = """SELECT source, item_id, difference_milli FROM stock_movement
    WHERE source LIKE 'correction%'"""
SALES = "SELECT count(*), coalesce(sum(total_minor), 0) FROM sale"
TENDERS = "SELECT coalesce(sum(given_minor - change_minor), 0) FROM sale_tender"

Rows = dict[str, tuple[Row, ...]]
Chain = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a feed said at one position."""

    rows: Rows
    applied_count: int
    parked_count: int


def feed_tables_of(state: FeedState) -> list[tuple[str, tuple[Row, ...]]]:
    """The tables of a state in the order in which a digest is made."""
    return sorted(state.rows.items())


def feed_rows(connection: Connection, kind: str) -> Rows:
    """All rows of the tables of a feed, wherever they lie, by table."""
    found: Rows = {}
    for table, (columns, key_length) in FEED_TABLES[kind].items():
        if table in ("customer_order", "card"):
            # None is made here; the centre counts pieces and balances in another table.
            found[table] = ()
            continue
        key = ", ".join(columns[:key_length])
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key}")
        found[table] = tuple(tuple(row) for row in rows.fetchall())
    if kind == "store":
        known = connection.execute(RECEIPTS_BY_FACT).fetchall()
        found[RECEIPTS] = tuple(sorted((_hexadecimal(row[0]), row[1]) for row in known))
    return found


def _hexadecimal(fact_id: str | bytes) -> str:
    """The centre keeps ids as text, a device as bytes."""
    return fact_id if isinstance(fact_id, str) else fact_id.hex()


class Oracle:
    """Reads the centre's database behind its back after each commit.

    Protects: the centre's own chains verify (I3), never shrink but by a restore (I1), its feeds have no gap
    (I9), each fact is decided once and rightly, and stock is what the applied facts make of it (I2).
    """

    def __init__(self, file: Path, seen: Seen) -> None:
        self._file = file
        self._seen = seen
        self._connection = open_reader(file, "")
        self.made: dict[str, MadeFact] = {}
        self.heads: dict[str, tuple[str, int]] = {}
        self.states: dict[tuple[str, str, int], FeedState] = {}
        # By epoch of the store feed: at which position each fact was decided.
        self.applied_at: dict[str, dict[str, int]] = {}
        self.decided: dict[str, str] = {}
        self.links: dict[Chain, set[Tail]] = {}
        self._tails: dict[Chain, Tail] = {}
        self._in_chains: dict[str, Chain] = {}
        self._receipt_row = 0
        self._stock: dict[int, int] = {}
        self.restored()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def restored(self) -> None:
        """Begin again from what the database holds now; states of older epochs stay known."""
        self._connection.close()
        self._connection = open_reader(self._file, "")
        self._tails = {}
        self._in_chains = {}
        self.decided = {}
        self._receipt_row = 0
        self._stock = dict.fromkeys(ITEM_IDS, STOCK_AT_START_MILLI)
        for _, item_id, difference in self._connection.execute(MOVED_BY_HAND).fetchall():
            self._stock[item_id] += difference
        self.committed()

    def corrected(self, item_id: int, difference_milli: int) -> None:
        """The centre is about to correct a stock figure."""
        self._stock[item_id] += difference_milli

    def committed(self) -> None:
        """Look at what a commit has changed, and remember every feed's state."""
        heads = {row[0]: (row[1], row[2]) for row in self._connection.execute(HEADS).fetchall()}
        receipts = self._new_receipts()
        self._chains_grew()
        for feed, (epoch, head) in heads.items():
            if self.heads.get(feed) != (epoch, head):
                self._moved(feed, epoch, head)
        epoch, head = heads[STORE_FEED]
        if epoch not in self.applied_at:
            self.applied_at[epoch] = {}
            receipts = list(self.decided.items())
        for fact_id, status in receipts:
            if status == APPLIED:
                self.applied_at[epoch].setdefault(fact_id, head)
        self.heads = heads

    def books(self) -> tuple[int, int, int]:
        """Sales, their total, and what was paid, in the centre's ledger."""
        count, total = self._connection.execute(SALES).fetchone()
        return count, total, self._connection.execute(TENDERS).fetchone()[0]

    def expected_books(self) -> tuple[int, int, int]:
        """The same from the facts that the registers made and the centre applied."""
        totals = [
            self.made[fact_id].total_minor
            for fact_id, status in self.decided.items()
            if status == APPLIED and self.made[fact_id].total_minor
        ]
        return len(totals), sum(totals), sum(totals)

    def _moved(self, feed: str, epoch: str, head: int) -> None:
        if epoch != self.heads.get(feed, ("", 0))[0]:
            hold(
                (feed, epoch, 0) not in self.states, "I9", f"{feed} has an epoch for a second time"
            )
        counted = self._connection.execute(GROUPS, (feed, epoch)).fetchone()
        hold(tuple(counted) == (head, head), "I9", f"{feed} at {head} has a gap: {counted}")
        kind = feed.partition(":")[0]
        statuses = list(self.decided.values())
        state = FeedState(
            feed_rows(self._connection, kind), statuses.count(APPLIED), statuses.count(PARKED)
        )
        self.states[feed, epoch, head] = state
        if kind == "store":
            stock = {row[0]: row[1] for row in state.rows["stock"]}
            hold(stock == self._stock, "I2", f"stock {stock}, by the facts {self._stock}")

    def _new_receipts(self) -> list[tuple[str, str]]:
        found = self._connection.execute(NEW_RECEIPTS, (self._receipt_row,)).fetchall()
        new = []
        for row, fact_id, status in found:
            self._receipt_row = row
            made = self.made.get(fact_id)
            hold(made is not None, "I2", f"the centre decided {fact_id}, which nobody made")
            assert made is not None
            hold(made.outcome == status, "I2", f"{fact_id} is {status}, not {made.outcome}")
            hold(fact_id not in self.decided, "I2", f"{fact_id} was decided twice")
            self.decided[fact_id] = status
            new.append((fact_id, status))
            if status == PARKED:
                self._seen.note("parked")
            else:
                for item_id, difference in made.effects:
                    self._stock[item_id] += difference
        return new

    def _chains_grew(self) -> None:
        found = self._connection.execute(TAILS).fetchall()
        tails = {(row[0], row[1]): Tail(row[2], row[3]) for row in found}
        for chain, tail in self._tails.items():
            hold(
                chain in tails and tails[chain].sequence >= tail.sequence,
                "I1",
                f"the centre's chain {chain} shrank",
            )
        for chain, tail in tails.items():
            known = self._tails.get(chain, EMPTY_TAIL)
            if tail != known:
                self._verify(chain, known, tail)
            self._tails[chain] = tail

    def _verify(self, chain: Chain, after: Tail, end: Tail) -> None:
        links = self.links.setdefault(chain, {EMPTY_TAIL})
        for row in self._connection.execute(NEW_FACTS, (*chain, after.sequence)).fetchall():
            fact = _fact(chain[1], row)
            whole = (fact.sequence, fact.previous_hash) == (after.sequence + 1, after.hash)
            hold(
                whole and fact_hash(fact) == fact.hash,
                "I3",
                f"the centre's chain {chain} breaks at {fact.sequence}",
            )
            after = tail_of(fact)
            links.add(after)
            if self._in_chains.setdefault(fact.fact_id.hex, chain) != chain:
                self._seen.note("fact in two chains")
        hold(after == end, "I3", f"the centre's chain {chain} ends elsewhere than it says")


def _fact(incarnation: str, row: Row) -> Fact:
    return Fact(
        FactId(UUID(row[0])),
        IncarnationId(incarnation),
        row[1],
        row[2],
        row[3],
        FactOrigin(
            DeviceId(row[4]),
            BusinessUnit(row[5]),
            Workstation(row[6]),
            OperatorNumber(row[7]),
            BusinessDate(row[8]),
        ),
        TimeReading(row[9], row[10], row[11], row[12]),
        row[13],
        row[14],
        row[15],
    )
