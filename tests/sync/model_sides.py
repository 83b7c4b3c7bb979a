"""The two sides of an upload as a model: a device with its chains and app, and a centre that compares hashes."""

import copy
from uuid import UUID

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import (
    EMPTY_TAIL,
    Fact,
    FactDraft,
    FactOrigin,
    Tail,
    link,
    relink,
    tail_of,
)
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)
from sync.wire.fact_message import tail_message, tail_of_message
from sync.wire.messages import HeadsReply, JournalBatch, JournalReply, TailMessage

ORIGIN = FactOrigin(
    DeviceId("d1"),
    BusinessUnit("12"),
    Workstation("1"),
    OperatorNumber("7"),
    BusinessDate("2026-11-21"),
)
TIME = TimeReading(1, 1, "boot", None)


class ModelDevice:
    """Journal and notebook in memory; does what the app does after a fork: goes on in a new incarnation."""

    def __init__(self, name: str = "d1") -> None:
        self.name = name
        self.chains: dict[IncarnationId, list[Fact]] = {}
        self.heads: dict[IncarnationId, Tail] = {}
        self.forks: dict[IncarnationId, int] = {}
        self.starts: dict[IncarnationId, Tail] = {}
        self.lives = 0
        self.begin_life()

    def begin_life(self) -> None:
        """A new incarnation."""
        self.lives += 1
        self.chains[IncarnationId(f"{self.name}-{self.lives}")] = []

    @property
    def newest(self) -> IncarnationId:
        """Where the next fact goes."""
        return list(self.chains)[-1]

    def sell(self, number: int, body_bytes: int = 0) -> Fact:
        """One more fact with this number as its id."""
        draft = FactDraft("sale_completed", {"n": number, "filler": "x" * body_bytes})
        fact = link(
            draft,
            fact_id=FactId(UUID(int=number)),
            incarnation=self.newest,
            after=self.tail(self.newest),
            origin=ORIGIN,
            time=TIME,
        )
        self.chains[self.newest].append(fact)
        return fact

    def resolve_forks(self) -> None:
        """What the app does: everything after a fork is chained again under a new incarnation, same ids."""
        for incarnation, after in self.forks.items():
            if incarnation == self.newest:
                self.begin_life()
            chained = {fact.fact_id for fact in self.chains[self.newest]}
            for fact in self.chains[incarnation][after:]:
                if fact.fact_id not in chained:
                    again = relink(fact, incarnation=self.newest, after=self.tail(self.newest))
                    self.chains[self.newest].append(again)

    def image(self) -> "ModelDevice":
        """A copy of the disk."""
        return copy.deepcopy(self)

    def incarnations(self) -> tuple[IncarnationId, ...]:
        return tuple(self.chains)

    def prune(self, incarnation: IncarnationId, sequence: int) -> None:
        """Let go of the facts up to a sequence."""
        tail = self.tail_at(incarnation, sequence)
        assert tail is not None and sequence <= self.acknowledged(incarnation).sequence
        self.starts[incarnation] = tail

    def start(self, incarnation: IncarnationId) -> Tail:
        return self.starts.get(incarnation, EMPTY_TAIL)

    def tail(self, incarnation: IncarnationId) -> Tail:
        facts = self.chains[incarnation]
        return tail_of(facts[-1]) if facts else EMPTY_TAIL

    def tail_at(self, incarnation: IncarnationId, sequence: int) -> Tail | None:
        facts = self.chains[incarnation]
        if sequence == 0:
            return EMPTY_TAIL
        is_here = self.start(incarnation).sequence <= sequence <= len(facts)
        return tail_of(facts[sequence - 1]) if is_here else None

    def facts_after(self, incarnation: IncarnationId, sequence: int, limit: int) -> list[Fact]:
        first = max(sequence, self.start(incarnation).sequence)
        return self.chains[incarnation][first : sequence + limit]

    def acknowledged(self, incarnation: IncarnationId) -> Tail:
        return self.heads.get(incarnation, EMPTY_TAIL)

    def acknowledge(self, incarnation: IncarnationId, tail: Tail) -> None:
        assert self.tail_at(incarnation, tail.sequence) == tail, "what is written down is ours"
        self.heads[incarnation] = tail

    def forked_after(self, incarnation: IncarnationId) -> int | None:
        return self.forks.get(incarnation)

    def mark_fork(self, incarnation: IncarnationId, sequence: int) -> None:
        self.forks[incarnation] = min(sequence, self.forks.get(incarnation, sequence))


class ModelCentre:
    """Answers as the centre does: acknowledged, gap or fork, and applies each id once."""

    def __init__(self) -> None:
        self.chains: dict[str, list[tuple[str, str]]] = {}
        self.lost: list[tuple[str, int, int]] = []
        self.applied: list[str] = []
        self.batches: list[int] = []

    def image(self) -> "ModelCentre":
        """A backup."""
        return copy.deepcopy(self)

    def heads(self) -> HeadsReply:
        return HeadsReply({life: tail_message(self._head(life)) for life in self.chains})

    def take(self, incarnation: str, batch: JournalBatch) -> JournalReply:
        self.batches.append(len(batch.facts))
        held = self.chains.setdefault(incarnation, [])
        tail = tail_of_message(batch.tail)
        if batch.pruned_below and tail.sequence > len(held):
            self.lost.append((incarnation, len(held) + 1, tail.sequence))
            held += [("", "")] * (tail.sequence - len(held) - 1) + [("", batch.tail.hash)]
        if tail.sequence > len(held):
            return JournalReply("gap", tail_message(self._head(incarnation)))
        if tail.sequence and held[tail.sequence - 1][1] != batch.tail.hash:
            return JournalReply("fork", self._link(incarnation, tail.sequence - 1))
        agreed = batch.tail
        for fact in batch.facts:
            if fact.sequence <= len(held):
                if held[fact.sequence - 1][1] != fact.hash:
                    return JournalReply("fork", agreed)
            else:
                held.append((fact.fact_id, fact.hash))
                if fact.fact_id not in self.applied:
                    self.applied.append(fact.fact_id)
            agreed = tail_message(Tail(fact.sequence, bytes.fromhex(fact.hash)))
        return JournalReply("acknowledged", tail_message(self._head(incarnation)))

    def _link(self, incarnation: str, sequence: int) -> TailMessage:
        if sequence == 0:
            return tail_message(EMPTY_TAIL)
        return TailMessage(sequence, self.chains[incarnation][sequence - 1][1])

    def _head(self, incarnation: str) -> Tail:
        held = self.chains[incarnation]
        return Tail(len(held), bytes.fromhex(held[-1][1])) if held else EMPTY_TAIL
