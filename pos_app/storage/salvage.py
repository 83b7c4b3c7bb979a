"""Salvage knows how a journal that is damaged goes on: what can be read, in a new file, under a new life (SYNC T17)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.fact_bodies import damaged, stock_effects
from pos_app.domain.facts import (
    EMPTY_TAIL,
    Body,
    Fact,
    FactDraft,
    FactKind,
    FactOrigin,
    Tail,
    first_break,
    link,
    read_body,
    relink,
    tail_of,
)
from pos_app.domain.facts_file import read_fact
from pos_app.domain.ids import BusinessDate, FactId, IncarnationId, OperatorNumber
from pos_app.domain.return_facts import returned_stock
from pos_app.domain.sale_reading import read_return, read_sale, read_void
from pos_app.domain.sale_void import voided_stock
from pos_app.domain.stock_effects import STOCK_ROOM_FACTS, effects_of
from pos_app.files.atomic_file import sync_folder
from pos_app.files.database import (
    Connection,
    DatabaseError,
    Durability,
    Value,
    migrate,
    open_reader,
    open_writer,
    transaction,
)
from pos_app.files.journal_check import what_is_wrong
from pos_app.files.journal_reader import row_of
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.files.layout import DeviceFolder
from pos_app.ports.clock import Clock, Ids
from pos_app.ports.faults import Fault, StorageBroken
from pos_app.storage.damaged_journal import Chain, DamagedJournal, SideRows
from pos_app.storage.rescue_copy import read_rescue
from pos_app.storage.sqlite_journal import INCARNATION_BYTES, INSERT_FACT, Place
from pos_app.storage.sqlite_sales import return_key

SALVAGED = "salvaged"
INSERT_LIFE = """INSERT INTO main.incarnation (number, id, opened_us, reason, moved_after, fingerprint,
    pruned_sequence, pruned_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
ACKNOWLEDGED = "SELECT incarnation, sequence FROM acknowledged"
INSERT_SALE = """INSERT OR IGNORE INTO main.sale
    (sale_id, business_date, receipt_number, operator_name, fact_id) VALUES (?, ?, ?, ?, ?)"""
INSERT_EFFECT = """INSERT OR IGNORE INTO main.stock_effect (item_id, fact_id, difference_milli)
    VALUES (?, ?, ?)"""
# Nobody would ever count an effect whose fact is lost, nor find the receipt of such a sale.
WITHOUT_FACT = "DELETE FROM main.{table} WHERE fact_id NOT IN (SELECT fact_id FROM main.fact)"
# Whom nothing names by a record, nobody could erase; they may be let in again.
WITHOUT_RECORD = """DELETE FROM main.guest_operator WHERE NOT EXISTS (SELECT 1 FROM main.side_record s
    WHERE json_extract(s.record, '$.business_date') = guest_operator.business_date
    AND json_extract(s.record, '$.operator') = guest_operator.operator)"""
# A basket of which a line is lost would be sold for too little: it is scanned again.
BASKET = ("basket", "basket_line")
# Enough for a person to see what it was; a fact has at most 256 kB.
SPOILT_BYTES_MAX = 4_096
SPOILT_MAX = 20


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Who else has seen the chains: how far the centre has acknowledged each, and the second copy of the facts."""

    acknowledged: dict[IncarnationId, int]
    rescue: Path | None


@dataclass(frozen=True, slots=True)
class Survivor:
    """Who goes on writing, and where."""

    place: Place
    machine: str
    clock: Clock
    ids: Ids


def salvage(folder: DeviceFolder, key: str, witnesses: Witnesses, survivor: Survivor) -> None:
    """Build a new journal beside the damaged one, which stays as it is, as evidence.

    Each chain stays up to its first break, so that what the centre holds of it still fits; what is readable behind
    it is chained anew with the same ids, so nothing is applied twice. Errors: StorageBroken, DiskFull.
    """
    old = DamagedJournal(folder.journal, key)
    try:
        chains, sides = old.chains(witnesses.acknowledged), old.side_tables()
    finally:
        old.close()
    target = folder.next_journal
    part = target.with_suffix(".part")
    for leftover in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        leftover.unlink(missing_ok=True)
    connection = open_writer(part, key, Durability.FULL)
    try:
        migrate(connection, JOURNAL_MIGRATIONS)
        with transaction(connection):
            remains = Remains(chains, witnesses, _rescued(witnesses))
            _NewJournal(connection, survivor).fill(remains, sides)
        if what_is_wrong(connection):
            raise StorageBroken
        connection.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    # A name that nobody had: the damaged file keeps its own.
    part.rename(target)
    sync_folder(folder.root)


def acknowledged_ends(folder: DeviceFolder, key: str) -> dict[IncarnationId, int]:
    """How far the centre holds each chain, by the newest store file that can be read."""
    for generation in folder.generations("store"):
        with suppress(Fault, DatabaseError):
            reader = open_reader(folder.replica("store", generation), key)
            try:
                return dict(reader.execute(ACKNOWLEDGED).fetchall())
            finally:
                reader.close()
    return {}


class Remains:
    """What is left of the facts: those that stay in their chains, those to be chained anew, and what is lost."""

    def __init__(
        self, chains: tuple[Chain, ...], witnesses: Witnesses, rescued: list[Fact]
    ) -> None:
        self.chains = chains
        self._acknowledged = witnesses.acknowledged
        self.prefixes = [_prefix(chain) for chain in chains]
        self.kept = {fact.fact_id for prefix in self.prefixes for fact in prefix}
        behind = [
            fact
            for chain, prefix in zip(chains, self.prefixes, strict=True)
            for fact in chain.facts[len(prefix) :]
        ]
        unsent = [f for f in rescued if f.sequence > witnesses.acknowledged.get(f.incarnation, 0)]
        order = list(dict.fromkeys([*(chain.life.id for chain in chains), *_lives_of(unsent)]))
        left = {fact.fact_id: fact for fact in (*unsent, *behind) if fact.fact_id not in self.kept}
        self.left = sorted(left.values(), key=lambda f: (order.index(f.incarnation), f.sequence))
        self.saved = {(fact.incarnation, fact.sequence) for fact in self.left}
        seen = {*witnesses.acknowledged, *_lives_of(rescued)}
        self.next_number = max([chain.life.number for chain in chains], default=len(seen)) + 1

    def lost(self) -> list[Body]:
        """The ranges of sequences that are nowhere, neither here nor at the centre."""
        if not self.chains:
            return [{"incarnation": "", "first": 1, "last": None}]
        lost: list[Body] = []
        for chain, prefix in zip(self.chains, self.prefixes, strict=True):
            lost += self._lost_of(chain, prefix)
        return lost

    def is_whole(self, chain: Chain, prefix: tuple[Fact, ...]) -> bool:
        """True when nothing of a chain is missing or spoilt."""
        end = prefix[-1].sequence if prefix else chain.life.start.sequence
        return not chain.spoilt and chain.last is not None and chain.last <= end

    def _lost_of(self, chain: Chain, prefix: tuple[Fact, ...]) -> list[Body]:
        life = chain.life
        first = max(
            prefix[-1].sequence if prefix else life.start.sequence,
            self._acknowledged.get(life.id, 0),
        )
        # What was moved after a fork stands in a newer chain too, which is looked at by itself.
        end = chain.last or max([first, *(fact.sequence for fact in chain.facts)])
        last = end if life.moved_after is None else min(end, life.moved_after)
        missing = [n for n in range(first + 1, last + 1) if (life.id, n) not in self.saved]
        lost: list[Body] = []
        for sequence in missing:
            if lost and lost[-1]["last"] == sequence - 1:
                lost[-1]["last"] = sequence
            else:
                lost.append({"incarnation": life.id, "first": sequence, "last": sequence})
        if chain.last is None and life.moved_after is None:
            lost.append({"incarnation": life.id, "first": last + 1, "last": None})
        return lost


class _NewJournal:
    """Fills the new file, all in the caller's transaction."""

    def __init__(self, connection: Connection, survivor: Survivor) -> None:
        self._connection = connection
        self._survivor = survivor

    def fill(self, remains: Remains, sides: dict[str, SideRows]) -> None:
        """Write what stays, what is chained anew, what lies beside it, and the fact that tells of it."""
        for chain, prefix in zip(remains.chains, remains.prefixes, strict=True):
            self._keep(chain, prefix, is_whole=remains.is_whole(chain, prefix))
        identity = IncarnationId(self._survivor.ids.random_hex(INCARNATION_BYTES))
        number = remains.next_number
        now_us = self._survivor.clock.read().wall_us
        begun = (number, identity, now_us, SALVAGED, None, self._survivor.machine, 0, None)
        self._connection.execute(INSERT_LIFE, begun)
        after, moved = EMPTY_TAIL, []
        for fact in remains.left:
            moved.append(relink(fact, incarnation=identity, after=after))
            after = tail_of(moved[-1])
        self._insert(number, moved)
        facts = [*(fact for prefix in remains.prefixes for fact in prefix), *moved]
        tables = self._write_sides(sides, facts)
        draft = damaged(
            lost=remains.lost(),
            spoilt=_spoilt(remains.chains),
            tables=tables,
            kept=len(remains.kept),
            chained=len(moved),
        )
        date = facts[-1].origin.business_date if facts else BusinessDate("")
        self._insert(number, [self._told(draft, identity, after, date)])

    def _keep(self, chain: Chain, prefix: tuple[Fact, ...], *, is_whole: bool) -> None:
        life, start = chain.life, chain.life.start
        end = prefix[-1].sequence if prefix else start.sequence
        moved = life.moved_after if is_whole else min(end, life.moved_after or end)
        pruned_hash = start.hash if start.sequence else None
        row = (life.number, life.id, life.opened_us, life.reason, moved, life.machine)
        self._connection.execute(INSERT_LIFE, (*row, start.sequence, pruned_hash))
        self._insert(life.number, prefix)

    def _insert(self, number: int, facts: Iterable[Fact]) -> None:
        self._connection.executemany(INSERT_FACT, [(number, *row_of(fact)) for fact in facts])

    def _write_sides(self, sides: dict[str, SideRows], facts: list[Fact]) -> list[str]:
        """Copy what is readable beside the facts; gives the names of the tables that lost rows."""
        wanting = [name for name, side in sides.items() if not side.is_whole]
        has_basket = not set(BASKET) & set(wanting)
        for name, side in sides.items():
            if side.rows and (has_basket or name not in BASKET):
                columns, places = ", ".join(side.columns), ", ".join("?" * len(side.columns))
                self._connection.executemany(
                    f"INSERT OR IGNORE INTO main.{name} ({columns}) VALUES ({places})", side.rows
                )
        for table in ("sale", "stock_effect"):
            self._connection.execute(WITHOUT_FACT.format(table=table))
        self._connection.execute(WITHOUT_RECORD)
        if {"sale", "stock_effect"} & set(wanting):
            for fact in facts:
                # What cannot be read stays a fact; whoever cannot read it parks it.
                with suppress(KeyError, TypeError, ValueError):
                    self._read_again(fact)
        return wanting

    def _read_again(self, fact: Fact) -> None:
        """The name of who sold it, or took it back, stood beside the fact only."""
        key = fact.fact_id.bytes
        row: tuple[Value, ...] = ()
        if (fact.kind, fact.version) == (FactKind.SALE_COMPLETED, 1):
            sale = read_sale(fact, operator_name="")
            row = (sale.sale_id.bytes, sale.business_date, sale.receipt_number, "", key)
            stock = stock_effects(sale)
        elif (fact.kind, fact.version) == (FactKind.SALE_RETURNED, 1):
            back = read_return(fact, operator_name="")
            place = return_key(back.sale_id, fact.fact_id)
            row = (place, back.business_date, back.receipt_number, "", key)
            stock = returned_stock(back.refund, back.condition)
        elif (fact.kind, fact.version) == (FactKind.SALE_VOIDED, 1):
            void = read_void(fact, operator_name="")
            place = return_key(void.sale_id, fact.fact_id)
            row = (place, void.business_date, void.receipt_number, "", key)
            stock = voided_stock(void.refund)
        elif fact.kind in STOCK_ROOM_FACTS and fact.version == 1:
            stock = effects_of(fact.kind, read_body(fact))
        else:
            return
        if row:
            self._connection.execute(INSERT_SALE, row)
        effects = [(item_id, key, milli) for item_id, milli in stock]
        self._connection.executemany(INSERT_EFFECT, effects)

    def _told(
        self, draft: FactDraft, incarnation: IncarnationId, after: Tail, date: BusinessDate
    ) -> Fact:
        place = self._survivor.place
        origin = FactOrigin(
            place.device_id, place.business_unit, place.workstation, OperatorNumber(""), date
        )
        return link(
            draft,
            fact_id=FactId(self._survivor.ids.uuid7()),
            incarnation=incarnation,
            after=after,
            origin=origin,
            time=self._survivor.clock.read(),
        )


def _prefix(chain: Chain) -> tuple[Fact, ...]:
    """The facts up to the first break."""
    after = chain.life.start
    for index, fact in enumerate(chain.facts):
        if first_break([fact], after) is not None:
            return chain.facts[:index]
        after = tail_of(fact)
    return chain.facts


def _lives_of(facts: Iterable[Fact]) -> list[IncarnationId]:
    return list(dict.fromkeys(fact.incarnation for fact in facts))


def _rescued(witnesses: Witnesses) -> list[Fact]:
    """The facts of the second copy; a disk that is gone or damaged too has none."""
    found: list[Fact] = []
    if witnesses.rescue is not None and witnesses.rescue.exists():
        with suppress(OSError):
            for stored, own_hash in read_rescue(witnesses.rescue):
                with suppress(ValueError):
                    found.append(read_fact(stored, own_hash))
    return found


def _spoilt(chains: tuple[Chain, ...]) -> list[Body]:
    """What could be read of facts that are not what they were: for a person, never applied."""
    return [
        {
            "incarnation": chain.life.id,
            "sequence": fact.sequence,
            "fact_id": fact.fact_id.hex,
            "kind": fact.kind,
            "bytes": fact.body[:SPOILT_BYTES_MAX].decode(errors="replace"),
        }
        for chain in chains
        for fact in chain.spoilt
    ][:SPOILT_MAX]
