"""Own chains knows which facts a register has on its disk, and why one that was there may be gone (I1, I3, I7)."""

from __future__ import annotations

import json
from uuid import UUID

import pos_app.storage.pruning
from pos_app.domain.facts import Fact, FactKind, Tail, first_break, tail_of
from pos_app.files.database import Connection
from pos_app.files.journal_reader import Incarnation, facts_after, incarnations
from pos_app.storage.opening import RESTORED
from pos_app.storage.salvage import SALVAGED
from tests.simulation.oracle import Oracle, note_upkeep
from tests.simulation.seen import Seen
from tests.simulation.violation import hold
from tests.simulation.virtual_app import PARKED, MadeFact

# What was chained anew stays in its old chain too; when the new chain has let go of it, the old copy is no one's.
OWN_FACTS = """SELECT f.fact_id, i.id, f.sequence FROM main.fact f
    JOIN main.incarnation i ON i.number = f.incarnation
    WHERE f.sequence <= coalesce(i.moved_after, f.sequence)
        OR NOT EXISTS (SELECT 1 FROM main.incarnation WHERE pruned_sequence > 0)
    ORDER BY f.fact_id, i.number"""
FACTS_AT_ONCE = 500
SENT = "SELECT sequence FROM store.acknowledged WHERE incarnation = ?"
# An answer that was long on its way makes a clock look wrong by as much.
CLOCK_GRAIN_US = 45_000_000


class OwnChains:
    """Follows the journal of one device.

    Protects: every chain verifies; a fact that was committed is gone only because the centre has applied it long
    ago, or because its page is bad and the salvaged journal says so.
    """

    def __init__(self, name: str, device_id: str, oracle: Oracle, seen: Seen) -> None:
        self._name = name
        self._device_id = device_id
        self._oracle = oracle
        self._seen = seen
        self._lives: set[str] = set()
        self._tails: dict[str, Tail] = {}
        self._starts: dict[str, int] = {}
        # By chain: the ids of its facts by sequence.
        self._facts: dict[str, dict[int, str]] = {}
        self._at_stake: list[MadeFact] = []
        # What was on this disk when the programs ended against their will, the same way.
        self._certain: dict[str, dict[int, str]] = {}
        self.facts: set[str] = set()
        # Of a salvaged journal that said so: what lay beside its facts may be gone without having been sent.
        self._lost_records = False

    def forget(self) -> None:
        """Somebody put older files in place."""
        self._at_stake, self._certain = [], {}
        self._read_anew()

    def power_cut(self, at_stake: list[MadeFact]) -> None:
        """The power was cut while these facts were written; all older ones have to be there."""
        self._at_stake = at_stake
        self._certain = {life: self._on_disk(life) for life in self._certain | self._facts}
        self._read_anew()

    def _on_disk(self, life: str) -> dict[int, str]:
        """What a chain had until now; what was certain already may not have been read since."""
        return {**self._certain.get(life, {}), **self._facts.get(life, {})}

    def _read_anew(self) -> None:
        self._tails, self._starts, self._facts, self.facts = {}, {}, {}, set()

    def look(self, connection: Connection) -> None:
        """Read what is new, and see what is gone."""
        lives = incarnations(connection)
        new = [life for life in lives if life.id not in self._lives]
        # What was salvaged may have been chained anew at once.
        if any(life.reason == SALVAGED for life in new):
            self._salvaged(connection, lives)
        for life in lives:
            self._follow(connection, life)
        if self._certain or self._at_stake:
            self._look_after_power_cut()
        self._goes_on_behind_all_that_was_sent(connection, lives[-1])
        self._lives.update(life.id for life in new)
        if lives[-1] in new and lives[-1].reason == RESTORED:
            self._seen.note("incarnation after a restore")

    def _goes_on_behind_all_that_was_sent(self, connection: Connection, life: Incarnation) -> None:
        """T12: an older journal goes on in no chain of which its own files know more: numbers would repeat."""
        sent = connection.execute(SENT, (life.id,)).fetchall()
        end = self._tails.get(life.id, life.start).sequence
        known = sent[0][0] if sent else 0
        hold(known <= end, "T12", f"{self._name} goes on behind {end}, and knows of {known}")

    def _follow(self, connection: Connection, life: Incarnation) -> None:
        known = self._facts.setdefault(life.id, {})
        if life.start.sequence > self._starts.setdefault(life.id, life.start.sequence):
            self._pruned(life)
        after = self._tails.get(life.id, life.start)
        facts = facts_after(connection, life.id, after.sequence, FACTS_AT_ONCE)
        broken = first_break(facts, after)
        hold(broken is None, "I3", f"{self._name} chain {life.id} breaks at {broken}")
        known.update((fact.sequence, fact.fact_id.hex) for fact in facts)
        for fact in facts:
            note_upkeep(self._oracle.made, fact.fact_id.hex, fact.kind)
        self.facts.update(fact.fact_id.hex for fact in facts)
        if facts:
            self._tails[life.id] = tail_of(facts[-1])

    def _pruned(self, life: Incarnation) -> None:
        self._seen.note("pruned")
        known = self._facts[life.id]
        gone = [n for n in known if self._starts[life.id] < n <= life.start.sequence]
        kept_us = pos_app.storage.pruning.KEPT_US - CLOCK_GRAIN_US
        for sequence in gone:
            fact_id = known.pop(sequence)
            applied = fact_id in self._oracle.ever_applied
            hold(applied, "T13", f"{self._name} let go of {fact_id}, which was never applied")
            record = self._oracle.made[fact_id].record
            is_sent = record is None or record.commitment in self._oracle.records.ever
            hold(
                is_sent or self._lost_records,
                "T11",
                f"{self._name} let go of {fact_id}, but not what lies beside it",
            )
            made_us = self._oracle.made[fact_id].made_us
            age_us = kept_us if made_us is None else self._oracle.now_us() - made_us
            hold(age_us >= kept_us, "T13", f"{self._name} let go of {fact_id} after {age_us} us")
        self._starts[life.id] = life.start.sequence
        self.facts = {fact_id for chain in self._facts.values() for fact_id in chain.values()}

    def _look_after_power_cut(self) -> None:
        lost = {fact_id for chain in self._certain.values() for fact_id in chain.values()}
        lost -= self.facts
        hold(
            not lost, "I7", f"{self._name} committed {sorted(lost)[:3]}, and a power cut took them"
        )
        here = sum(made.fact_id.hex in self.facts for made in self._at_stake)
        whole = here in (0, len(self._at_stake))
        hold(whole, "I6", f"{self._name} has {here} of {len(self._at_stake)} facts of a step")
        if self._at_stake:
            outcome = "it is there" if here else "it is not"
            self._seen.note(f"power cut inside a commit: {outcome}")
        self._certain, self._at_stake = {}, []

    def _salvaged(self, connection: Connection, lives: tuple[Incarnation, ...]) -> None:
        """What is not in the new journal was held by the centre, or is named in the fact that tells of the damage."""
        self._seen.note("journal salvaged")
        before = {life: self._on_disk(life) for life in self._certain | self._facts}
        # A page may have gone bad while the power was off.
        self._at_stake, self._certain = [], {}
        self._read_anew()
        facts = [f for life in lives for f in facts_after(connection, life.id, 0, FACTS_AT_ONCE)]
        here = {fact.fact_id.hex for fact in facts}
        told = [fact for fact in facts if fact.kind == FactKind.DAMAGED]
        self._lost_records |= any(_lacks(fact, "side_record") for fact in told)
        for fact in told:
            made = MadeFact(fact.fact_id, (), PARKED)
            self._oracle.made.setdefault(fact.fact_id.hex, made)
        for incarnation, chain in before.items():
            links = self._oracle.links.get((self._device_id, incarnation), set())
            held = {link.sequence for link in links}
            for sequence, fact_id in chain.items():
                is_told = fact_id in here or sequence in held
                is_told = is_told or _names(told[-1:], incarnation, sequence)
                hold(
                    is_told, "I1", f"{self._name} lost {fact_id} with a bad page, and says nothing"
                )


def facts_on_disk(connection: Connection) -> list[tuple[str, str, int]]:
    """Id, chain and sequence of every fact of a journal, read anew."""
    found = connection.execute(OWN_FACTS).fetchall()
    return [(UUID(bytes=row[0]).hex, row[1], row[2]) for row in found]


def lost_rows(connection: Connection, table: str) -> bool:
    """Whether a bad page took rows of a table beside the facts, and the salvaged journal says so."""
    return any(
        fact.kind == FactKind.DAMAGED and _lacks(fact, table)
        for life in incarnations(connection)
        for fact in facts_after(connection, life.id, life.start.sequence, FACTS_AT_ONCE)
    )


def _lacks(damage: Fact, table: str) -> bool:
    """Whether a fact of damage says that rows of a table are lost."""
    return table in json.loads(damage.body)["tables"]


def _names(told: list[Fact], incarnation: str, sequence: int) -> bool:
    """Whether a fact of damage says that this one is lost."""
    for fact in told:
        for lost in json.loads(fact.body)["lost"]:
            last = lost["last"] if lost["last"] is not None else sequence
            if lost["incarnation"] in ("", incarnation) and lost["first"] <= sequence <= last:
                return True
    return False
