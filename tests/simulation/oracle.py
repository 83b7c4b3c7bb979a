"""Oracle knows every state that the centre ever had, and what a right centre would have made of the facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast
from uuid import UUID

from central.core.questions import FACTS_LOST
from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import EMPTY_TAIL, Fact, FactKind, FactOrigin, Tail, fact_hash, tail_of
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)
from pos_app.files.database import DatabaseError, Row, open_reader
from pos_app.ports.faults import Fault
from sync.core.ports import Cursor
from sync.replica import FeedReplica
from tests.simulation.feed_states import AT_CENTRE, FeedState, feed_rows
from tests.simulation.goods import STORE_FEED
from tests.simulation.said import Said
from tests.simulation.seen import Seen
from tests.simulation.shop_rule import BROUGHT_BACK, ShopRule
from tests.simulation.side_ledger import SideLedger
from tests.simulation.stock_rule import StockRule
from tests.simulation.violation import hold
from tests.simulation.virtual_app import APPLIED, PARKED, MadeFact

HEADS = "SELECT feed, epoch, head, hash FROM feed"
GROUPS = "SELECT count(*), coalesce(max(position), 0) FROM feed_group WHERE feed = ? AND epoch = ?"
KEPT_FROM = "SELECT kept_from FROM feed WHERE feed = ?"
LINK = "SELECT hash FROM feed_group WHERE feed = ? AND epoch = ? AND position = ?"
NEW_RECEIPTS = (
    "SELECT rowid, fact_id, status, decided_us FROM receipt WHERE rowid > ? ORDER BY rowid"
)
NOW_APPLIED = """SELECT fact_id, decided_us FROM receipt WHERE status = 'applied'
    AND fact_id IN (SELECT value FROM json_each(?)) ORDER BY fact_id"""
TAILS = "SELECT device_id, incarnation, sequence, hash FROM incarnation"
NEW_FACTS = """SELECT fact_id, sequence, kind, version, device_id, business_unit, workstation, operator,
    business_date, wall_us, monotonic_ns, boot_id, centre_offset_ms, body, previous_hash, hash
    FROM fact WHERE device_id = ? AND incarnation = ? AND sequence > ? ORDER BY sequence"""
# Below the end of its chain: what one copy of a disk had let go of, and another brings.
FILLED = """SELECT sequence, hash FROM fact
    WHERE device_id = ? AND incarnation = ? AND sequence <= ? AND rowid > ?"""
NEWEST_FACT = "SELECT coalesce(max(rowid), 0) FROM fact"
HELD = "SELECT sequence FROM fact WHERE device_id = ? AND incarnation = ?"
LOST = "SELECT detail FROM exception WHERE kind = 'facts_lost'"
KIND = "SELECT kind FROM fact WHERE fact_id = ?"
# What nobody in the store does: the app writes it when it looks after its files.
OF_UPKEEP = (FactKind.PERSON_ERASED, FactKind.EVIDENCE_DESTROYED)

Chain = tuple[str, str]


def note_upkeep(made: dict[str, MadeFact], fact_id: str, kind: str) -> None:
    """An app has written this by itself, if it is of such a kind."""
    if kind in OF_UPKEEP:
        made.setdefault(fact_id, MadeFact(FactId(UUID(fact_id)), (), APPLIED))


class Oracle:
    """Reads the centre's database behind its back after each commit.

    Protects: the centre's own chains verify (I3), never shrink but by a restore (I1), its feeds have no gap
    (I9), each fact is decided once and rightly, and stock is what the applied facts make of it (I2).
    """

    def __init__(self, file: Path, now_us: Callable[[], int], seen: Seen) -> None:
        self._file = file
        # True time.
        self.now_us = now_us
        self._seen = seen
        self._connection = open_reader(file, "")
        self.made: dict[str, MadeFact] = {}
        self.heads: dict[str, Cursor] = {}
        # By feed and cursor: after a failover the same position may come again, with another hash.
        self.states: dict[tuple[str, Cursor], FeedState] = {}
        self._epochs: set[str] = set()
        self.said = Said()
        # What a centre of the release before may have parked.
        self.young_kinds: frozenset[str] = frozenset()
        self.decided: dict[str, str] = {}
        self.ever_applied: set[str] = set()
        self.records = SideLedger(seen)
        self.links: dict[Chain, set[Tail]] = {}
        self._tails: dict[Chain, Tail] = {}
        self._in_chains: dict[str, Chain] = {}
        self._receipt_row = 0
        self._fact_row = 0
        self._stock = StockRule()
        self.shop = ShopRule()
        self.restored()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def restored(self, *, is_failover: bool = False) -> None:
        """Begin again from what the database holds now; states of older epochs stay known.

        is_failover: the epochs may go on that a standby, less than a second behind, still has.
        """
        self._connection.close()
        self._connection = open_reader(self._file, "")
        if is_failover:
            epochs = {row[0]: row[1] for row in self._connection.execute(HEADS).fetchall()}
            if epochs[STORE_FEED] in self._epochs:
                self._seen.note("failover that no witness saw")
            self._epochs -= set(epochs.values())
        self._tails = {}
        self._in_chains = {}
        self.records.forget()
        self.decided = {}
        self._receipt_row = 0
        self._fact_row = 0
        self._stock.begin(self._connection)
        self.shop.begin(self._connection)
        self.committed()

    def reopened(self) -> None:
        """The power was cut at the centre: nothing that was answered may be gone."""
        self._connection.close()
        self._connection = open_reader(self._file, "")
        self.committed()

    def corrected(self, item_id: int, difference_milli: int) -> None:
        """The centre is about to correct a stock figure."""
        self._stock.corrected(item_id, difference_milli, self.now_us())

    def committed(self) -> None:
        """Look at what a commit has changed, and remember every feed's state."""
        heads = {row[0]: Cursor(*row[1:]) for row in self._connection.execute(HEADS).fetchall()}
        self._new_receipts()
        self._chains_grew()
        self.records.look(self._connection)
        for feed, head in heads.items():
            if self.heads.get(feed) != head:
                self._moved(feed, head)
        self.heads = heads

    def differs(self, replica: FeedReplica) -> bool:
        """True when a replica is not what the centre said at its cursor, as digests would tell."""
        cursor, connection = replica.cursor(), replica.connection
        if cursor is None or connection is None:
            return False
        state = self.states.get((replica.feed, cursor))
        try:
            return state is not None and feed_rows(connection, replica.kind) != state.rows
        except (Fault, DatabaseError):
            return True

    def expected_books(self) -> tuple[int, ...]:
        """The same from the facts that the registers made and the centre applied."""
        applied = [self.made[name] for name, status in self.decided.items() if status == APPLIED]
        paid = [made.total_minor for made in applied if made.total_minor]
        back = [cast(int, m.said["total_minor"]) for m in applied if m.kind in BROUGHT_BACK]
        return len(paid), sum(paid), sum(paid), len(back), sum(back), sum(back)

    def held_now(self, device_id: str, incarnation: str) -> set[int]:
        """The sequences of a chain that the centre has."""
        found = self._connection.execute(HELD, (device_id, incarnation)).fetchall()
        return {row[0] for row in found}

    def facts_said_to_be_lost(self) -> dict[Chain, set[int]]:
        """The sequences that somebody was told of, by chain."""
        told: dict[Chain, set[int]] = {}
        for (detail,) in self._connection.execute(LOST).fetchall():
            chain, _, span = detail.partition(": ")
            device_id, _, incarnation = chain.partition(" ")
            first, _, last = span.partition("-")
            told.setdefault((device_id, incarnation), set()).update(
                range(int(first), int(last) + 1)
            )
        return told

    def _moved(self, feed: str, head: Cursor) -> None:
        before = self.heads.get(feed)
        self.said.look(feed, head)
        if before is None or head.epoch != before.epoch:
            hold(head.epoch not in self._epochs, "I9", f"{feed} has an epoch for a second time")
            self._epochs.add(head.epoch)
        counted = self._connection.execute(GROUPS, (feed, head.epoch)).fetchone()
        (kept_from,) = self._connection.execute(KEPT_FROM, (feed,)).fetchone()
        whole = (head.position - max(kept_from - 1, 0), head.position)
        hold(tuple(counted) == whole, "I9", f"{feed} at {head} has a gap: {counted}")
        kind = feed.partition(":")[0]
        applied = frozenset(
            fact_id for fact_id, status in self.decided.items() if status == APPLIED
        )
        parked_count = len(self.decided) - len(applied)
        state = FeedState(feed_rows(self._connection, kind, AT_CENTRE), applied, parked_count)
        if before is not None and head.position - before.position > 1:
            self._told_of_loss(feed, before, state)
        self.states[feed, head] = state
        if kind == "store":
            stock = {row[0]: row[1] for row in state.rows["stock"]}
            right = self._stock.figures
            hold(stock == right, "I2", f"stock {stock}, by the facts {right}")
            held, wanted = {row[0]: row[2] for row in state.rows["stock"]}, self.shop.reserved()
            hold(held == wanted, "I2", f"held back {held}, by the orders {wanted}")

    def _told_of_loss(self, feed: str, before: Cursor, state: FeedState) -> None:
        """That facts are lost is said in a group of its own, before the one of the facts behind them."""
        older = self.states[feed, before]
        said = older.rows.get("exception", ())
        found = state.rows.get("exception", ())
        new = [row for row in found if row not in said and row[1] == FACTS_LOST]
        if new:
            place = (feed, before.epoch, before.position + 1)
            (link,) = self._connection.execute(LINK, place).fetchone()
            rows = {**older.rows, "exception": tuple(sorted([*said, *new]))}
            between = FeedState(rows, older.applied, older.parked_count)
            self.states[feed, Cursor(before.epoch, before.position + 1, link)] = between

    def _new_receipts(self) -> None:
        found = self._connection.execute(NEW_RECEIPTS, (self._receipt_row,)).fetchall()
        for row, fact_id, status, decided_us in found:
            self._receipt_row = row
            if fact_id not in self.made:
                # The app ended right after it, and the agent was faster than its next start.
                kind = self._connection.execute(KIND, (fact_id,)).fetchone()[0]
                note_upkeep(self.made, fact_id, kind)
            made = self.made.get(fact_id)
            hold(made is not None, "I2", f"the centre decided {fact_id}, which nobody made")
            assert made is not None
            is_young = made.kind in self.young_kinds and status == PARKED
            wanted = self.shop.outcome_of(made)
            hold(wanted == status or is_young, "I2", f"{fact_id} is {status}, not {wanted}")
            hold(fact_id not in self.decided, "I2", f"{fact_id} was decided twice")
            self._decided_as(made, status, decided_us)
        self._applied_after_all()

    def _decided_as(self, made: MadeFact, status: str, decided_us: int) -> None:
        self.decided[made.fact_id.hex] = status
        self.shop.decided(made, status)
        if status == PARKED:
            self._seen.note("parked")
            return
        self.ever_applied.add(made.fact_id.hex)
        self._stock.applied(self._connection, made, decided_us)

    def _applied_after_all(self) -> None:
        """Facts that were parked, and that a person has applied since."""
        if not self.young_kinds:
            return
        parked = [fact_id for fact_id, status in self.decided.items() if status == PARKED]
        found = self._connection.execute(NOW_APPLIED, (json.dumps(parked),)).fetchall()
        for fact_id, decided_us in found:
            self._seen.note("parked, then applied")
            self._decided_as(self.made[fact_id], APPLIED, decided_us)

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
            filled = (*chain, known.sequence, self._fact_row)
            links = self.links.setdefault(chain, {EMPTY_TAIL})
            links.update(Tail(*row) for row in self._connection.execute(FILLED, filled).fetchall())
            if tail != known:
                self._verify(chain, known, tail)
            self._tails[chain] = tail
        self._fact_row = self._connection.execute(NEWEST_FACT).fetchone()[0]

    def _verify(self, chain: Chain, after: Tail, end: Tail) -> None:
        links = self.links[chain]
        lost = self.facts_said_to_be_lost().get(chain, set())
        for row in self._connection.execute(NEW_FACTS, (*chain, after.sequence)).fetchall():
            fact = _fact(chain[1], row)
            if lost.issuperset(range(after.sequence + 1, fact.sequence)):
                # What nobody has any more cannot be verified; the chain goes on behind it.
                after = Tail(fact.sequence - 1, fact.previous_hash)
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
        if after != end and lost.issuperset(range(after.sequence + 1, end.sequence + 1)):
            after = end
            links.add(end)
        hold(after == end, "I3", f"the centre's chain {chain} ends elsewhere than it says")


def never_decided(oracle: Oracle, facts: list[tuple[str, str, int]], device_id: str) -> list[str]:
    """Which of a device's facts the centre does not know, and nobody was told that they are lost.

    A clone that let go of a fact says that it is lost where another copy of the disk still has it: a person
    brings such facts as a file.
    """
    lost = oracle.facts_said_to_be_lost()
    return [
        fact_id
        for fact_id, incarnation, sequence in facts
        if fact_id not in oracle.decided
        and sequence not in lost.get((device_id, incarnation), set())
    ]


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
