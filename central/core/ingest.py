"""Ingest knows what the centre answers to a batch of facts: acknowledged, gap or fork (docs/wire.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.core.booking import book_facts
from central.core.feed import Change, publish, store_feed
from central.core.lost_facts import skip_lost
from central.core.ports import Transaction
from central.core.questions import copied_device, question_row, wrong_clocks
from central.core.records import ChainSeen, Device
from central.core.refused import Refused
from central.core.wire_facts import fact_from_wire, is_name, tail_from_wire
from pos_app.domain.facts import EMPTY_TAIL, Fact, Tail, first_break, tail_of
from sync.wire.fact_message import tail_message
from sync.wire.messages import BATCH_FACTS_MAX, JournalBatch, JournalReply


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """A batch whose facts continue its tail, each with the hash that it says; nothing of it is stored yet."""

    incarnation: str
    tail: Tail
    facts: tuple[Fact, ...]
    pruned_below: bool


def read_batch(device: Device, incarnation: str, batch: JournalBatch) -> ReadBatch:
    """Check all that needs no database, before anybody waits for its writer. Raises Refused when it is no chain."""
    if not incarnation or not is_name(incarnation):
        raise Refused(422, "broken_envelope", "This is no name of an incarnation.")
    if len(batch.facts) > BATCH_FACTS_MAX:
        raise Refused(413, "batch_too_large", f"A batch has at most {BATCH_FACTS_MAX} facts.")
    tail = tail_from_wire(batch.tail)
    facts = tuple(fact_from_wire(message, device.device_id, incarnation) for message in batch.facts)
    broken = first_break(facts, tail)
    if broken is not None:
        raise Refused(422, "broken_chain", f"Fact {broken} does not continue the one before it.")
    return ReadBatch(incarnation, tail, facts, batch.pruned_below)


def take_batch(
    transaction: Transaction, device: Device, batch: ReadBatch, now_us: int
) -> JournalReply:
    """Store and apply what is new of a batch.

    acknowledged: everything up to `tail` is stored; when `tail` is beyond the device's own journal, that is the
    newer one. gap: send again from `tail`. fork: `tail` is the centre's link below the first difference that it
    can see; a device that has the same link re-chains what follows it, any other asks again with a lower tail.
    """
    incarnation, facts, tail = batch.incarnation, batch.facts, batch.tail
    journals = transaction.journals
    held = journals.lock_tail(device.device_id, incarnation)
    if batch.pruned_below and tail.sequence > held.sequence:
        skip_lost(
            transaction, device, incarnation, range(held.sequence + 1, tail.sequence + 1), now_us
        )
        journals.skip_to(device.device_id, incarnation, tail)
        held = tail
    if tail.sequence > held.sequence:
        return JournalReply(result="gap", tail=tail_message(held))
    stored: dict[int, bytes] = {}
    # What goes on right behind the end has nothing to be compared with but that.
    if tail != held:
        first, last = max(tail.sequence - 1, 1), min(tail.sequence + len(facts), held.sequence)
        stored = journals.hashes(device.device_id, incarnation, first, last)
    parted = _parted_after(stored, held, tail, facts)
    # What a device had let go of may come later all the same, from a file, or from a copy that parts further on.
    shared = facts if parted is None else [f for f in facts if f.sequence <= parted.sequence]
    new = [fact for fact in shared if fact.sequence not in stored]
    if new:
        chains = journals.seen(device.device_id) if held.sequence else {}
        journals.append(new, now_us)
        _apply(transaction, device, new, now_us, chains)
        held = max(held, tail_of(new[-1]), key=lambda end: end.sequence)
    if parted is not None:
        return JournalReply(result="fork", tail=tail_message(parted))
    return JournalReply(result="acknowledged", tail=tail_message(held))


def _parted_after(
    stored: dict[int, bytes], held: Tail, tail: Tail, facts: Sequence[Fact]
) -> Tail | None:
    """The centre's link below the first difference, None when one chain continues the other.

    A link that the centre lost contradicts nobody.
    """
    links = {**stored, held.sequence: held.hash, 0: EMPTY_TAIL.hash}
    if links.get(tail.sequence, tail.hash) != tail.hash:
        below = max(tail.sequence - 1, 0)
        return Tail(below, links[below]) if below in links else EMPTY_TAIL
    agreed = tail
    for fact in facts:
        if links.get(fact.sequence, fact.hash) != fact.hash:
            return agreed
        agreed = tail_of(fact)
    return None


def _apply(
    transaction: Transaction,
    device: Device,
    facts: list[Fact],
    now_us: int,
    chains: Mapping[str, ChainSeen],
) -> None:
    """Apply each fact once, however many chains bring it (SYNC T12). chains: as they stood before these facts."""
    decided = transaction.journals.decided([fact.fact_id.hex for fact in facts])
    fresh: dict[str, Fact] = {}
    for fact in facts:
        if fact.fact_id.hex not in decided:
            fresh.setdefault(fact.fact_id.hex, fact)
    unit, own = device.business_unit, store_feed(device.business_unit)
    changes = book_facts(transaction, unit, [*fresh.values()], now_us)
    odd = wrong_clocks(device, [*fresh.values()], now_us)
    odd += copied_device(device, chains, [*fresh.values()])
    asked = transaction.ledger.ask(odd, now_us)
    if asked:
        last = changes[own].pop()
        rows = [*last.put["exception"], *map(question_row, asked)]
        changes[own].append(Change({**last.put, "exception": rows}, last.receipts))
    publish(transaction.feeds, changes)
