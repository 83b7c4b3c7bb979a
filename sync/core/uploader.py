"""Uploader knows how the facts of all chains reach the centre once, in order, whatever happened to either side."""

from __future__ import annotations

from pos_app.domain.facts import EMPTY_TAIL, Fact, Tail, tail_of
from pos_app.domain.ids import IncarnationId
from sync.core.backoff import Backoff
from sync.core.failures import Busy, Failure, Refused
from sync.core.ports import Chains
from sync.core.steps import Answered, AskHeads, Event, Failed, SendBatch, Step, Woken
from sync.wire.fact_message import message_of, tail_message, tail_of_message
from sync.wire.messages import (
    BATCH_FACTS_MAX,
    HeadsReply,
    JournalBatch,
    JournalReply,
)

BATCH_BYTES_MAX = 1_000_000
# base64 of the body is a third longer; the rest of the envelope is names, times, ids and two hashes
_ENVELOPE_BYTES = 700
SAME_FAILURES_BEFORE_BISECT = 3
# A quiet device asks so often whether the centre still holds everything; the answer is the "last proof".
PROOF_INTERVAL_US = 300_000_000


class Uploader:
    """Sends one batch at a time, of any chain that the centre does not hold to its end.

    Protects: a fact is offered until the centre says, with sequence and hash, that it has it; the centre's word
    is compared with the own chain before it is believed, so a restored or cloned side is noticed as a fork.
    """

    def __init__(self, chains: Chains, backoff: Backoff) -> None:
        self._chains = chains
        self._backoff = backoff
        self._heads_known = False
        self._proof_us = 0
        self._not_before_us = 0
        self._limit = BATCH_FACTS_MAX
        self._same_failures = 0
        # The chain in flight, where its batch begins and where it ends.
        self._sent: tuple[IncarnationId, Tail, Tail] | None = None
        # Chains whose end is another one at the centre: up to here they were seen to be the same.
        self._probes: dict[IncarnationId, Tail] = {}

    def on(self, event: Event, now_us: int) -> Step:
        """The next step; one call is in flight at most."""
        if isinstance(event, Failed):
            return self._failed(event.failure, now_us)
        if isinstance(event, Answered):
            return self._answered(event, now_us)
        if now_us < self._not_before_us and not _at_once(event):
            return Step(wake_us=self._not_before_us)
        return self._next(now_us)

    def doubt(self) -> None:
        """The centre may have less than it said (SYNC T26): it is asked before anything else."""
        self._heads_known = False

    def _answered(self, event: Answered, now_us: int) -> Step:
        asked = self._sent
        if isinstance(event.reply, HeadsReply):
            self._heads_came(event.reply, now_us)
        elif isinstance(event.reply, JournalReply):
            self._reply_came(event.reply)
        step = self._next(now_us)
        if step.call is not None and self._sent is not None and self._sent == asked:
            # The answer changed nothing: asking the same again at once would never end.
            return self._wait(now_us, None)
        self._backoff.worked()
        self._not_before_us = 0
        return step

    def _next(self, now_us: int) -> Step:
        self._sent = None
        if not self._heads_known or now_us >= self._proof_us:
            return Step(AskHeads())
        for incarnation in self._chains.incarnations():
            step = self._next_of(incarnation)
            if step is not None:
                return step
        return Step(wake_us=self._proof_us)

    def _next_of(self, incarnation: IncarnationId) -> Step | None:
        probe = self._probes.get(incarnation)
        if probe is None:
            after = self._chains.acknowledged(incarnation)
            if after.sequence >= self._last_to_send(incarnation):
                return None
        else:
            after = probe
        start = self._chains.start(incarnation)
        is_pruned = after.sequence < start.sequence
        if is_pruned:
            # The head went down below what is still here: the centre is told what nobody can send (SYNC T26).
            after = start
        facts = self._chains.facts_after(incarnation, after.sequence, self._limit)
        facts = _within_bytes(self._not_forked(incarnation, facts))
        self._sent = (incarnation, after, tail_of(facts[-1]) if facts else after)
        messages = [message_of(fact) for fact in facts]
        batch = JournalBatch(tail_message(after), messages, pruned_below=is_pruned)
        return Step(SendBatch(incarnation, batch))

    def _last_to_send(self, incarnation: IncarnationId) -> int:
        forked_after = self._chains.forked_after(incarnation)
        end = self._chains.tail(incarnation).sequence
        return end if forked_after is None else min(end, forked_after)

    def _not_forked(self, incarnation: IncarnationId, facts: list[Fact]) -> list[Fact]:
        if incarnation in self._probes:
            return facts
        last = self._last_to_send(incarnation)
        return [fact for fact in facts if fact.sequence <= last]

    def _heads_came(self, reply: HeadsReply, now_us: int) -> None:
        self._heads_known = True
        self._proof_us = now_us + PROOF_INTERVAL_US
        self._probes.clear()
        for incarnation in self._chains.incarnations():
            head = reply.heads.get(incarnation)
            self._centre_holds(incarnation, tail_of_message(head) if head else EMPTY_TAIL)

    def _reply_came(self, reply: JournalReply) -> None:
        assert self._sent is not None
        incarnation, offered, sent = self._sent
        self._limit = min(self._limit * 2, BATCH_FACTS_MAX)
        self._same_failures = 0
        tail = tail_of_message(reply.tail)
        if reply.result == "fork":
            self._fork_came(incarnation, offered, tail)
        elif reply.result == "acknowledged" and self._own(tail, incarnation) is None:
            # The batch is there, and behind it the centre holds what this journal never had, or has otherwise.
            self._same_up_to(incarnation, sent)
        else:
            self._centre_holds(incarnation, tail)

    def _own(self, tail: Tail, incarnation: IncarnationId) -> Tail | None:
        """The tail when it is one of the own chain."""
        own = self._chains.tail_at(incarnation, tail.sequence)
        return own if own == tail else None

    def _centre_holds(self, incarnation: IncarnationId, head: Tail) -> None:
        forked_after = self._chains.forked_after(incarnation)
        if self._own(head, incarnation) is not None:
            self._probes.pop(incarnation, None)
            self._chains.acknowledge(incarnation, head)
        elif forked_after is not None:
            # The app was asked already; up to the fork the centre has all of this chain.
            common = self._chains.tail_at(incarnation, forked_after)
            if common is not None and head.sequence >= forked_after:
                self._chains.acknowledge(incarnation, common)
        else:
            known = self._own(self._chains.acknowledged(incarnation), incarnation)
            behind = known is not None and known.sequence < head.sequence
            self._probes[incarnation] = known if known and behind else EMPTY_TAIL

    def _same_up_to(self, incarnation: IncarnationId, common: Tail) -> None:
        if common.sequence < self._chains.tail(incarnation).sequence:
            self._probes[incarnation] = common
        else:
            self._forked(incarnation, common)

    def _fork_came(self, incarnation: IncarnationId, offered: Tail, tail: Tail) -> None:
        # One below the offered link is where the chains part, when that link was not the centre's.
        parts_here = tail.sequence >= offered.sequence - 1
        if parts_here and self._own(tail, incarnation) is not None:
            self._forked(incarnation, tail)
            return
        start = self._chains.start(incarnation)
        if 0 < offered.sequence <= start.sequence:
            # They part before what is still here: all that is here goes on in a new chain.
            self._forked(incarnation, start)
            return
        # The chains part further back than the centre can see: offer an earlier tail.
        half = max(offered.sequence // 2, start.sequence)
        earlier = self._chains.tail_at(incarnation, half)
        self._probes[incarnation] = earlier or EMPTY_TAIL

    def _forked(self, incarnation: IncarnationId, common: Tail) -> None:
        self._probes.pop(incarnation, None)
        self._chains.acknowledge(incarnation, common)
        self._chains.mark_fork(incarnation, common.sequence)

    def _failed(self, failure: Failure, now_us: int) -> Step:
        at_least_ms = failure.retry_after_ms if isinstance(failure, Busy) else None
        if self._sent is not None and not isinstance(failure, Busy):
            self._same_failures += 1
            if self._same_failures >= SAME_FAILURES_BEFORE_BISECT:
                # One fact that the centre chokes on shall not hold back the ones before it (SYNC T15).
                self._limit = max(1, self._limit // 2)
                self._same_failures = 0
        # After a silence the centre may be another one, or an older one.
        self._heads_known = self._heads_known and isinstance(failure, Refused | Busy)
        return self._wait(now_us, at_least_ms)

    def _wait(self, now_us: int, at_least_ms: int | None) -> Step:
        self._not_before_us = self._backoff.failed(now_us, at_least_ms)
        return Step(wake_us=self._not_before_us)


def _at_once(event: Event) -> bool:
    return isinstance(event, Woken) and event.at_once


def _within_bytes(facts: list[Fact]) -> list[Fact]:
    """The first facts, as many as fit into one batch; one always does."""
    size = 0
    for count, fact in enumerate(facts):
        size += len(fact.body) * 4 // 3 + _ENVELOPE_BYTES
        if size > BATCH_BYTES_MAX and count:
            return facts[:count]
    return facts
