"""Rechain knows how facts that the centre never took from this chain go on under a new incarnation after a fork."""

from __future__ import annotations

from pos_app.domain.facts import EMPTY_TAIL, Fact, relink, tail_of
from pos_app.files.database import Connection, transaction
from pos_app.files.journal_reader import Incarnation, facts_after, incarnations, row_of
from pos_app.ports.clock import Clock, Ids
from pos_app.storage.sqlite_journal import INSERT_FACT, begin_incarnation

LEAVE_INCARNATION = "UPDATE main.incarnation SET moved_after = ? WHERE id = ?"
FORKS = "SELECT substr(name, 6), value FROM store.contact WHERE name GLOB 'fork:*'"
AFTER_A_FORK = "fork"
FACTS_AT_ONCE = 200


def resolve_forks(connection: Connection, clock: Clock, ids: Ids) -> bool:
    """Re-chain what the agent found to differ from the centre; True when there was anything."""
    lives = {life.id: life for life in incarnations(connection)}
    resolved = False
    for incarnation, sequence in connection.execute(FORKS).fetchall():
        life = lives.get(incarnation)
        if life is not None and _is_due(life, int(sequence)):
            rechain_after(connection, life, int(sequence), clock, ids)
            resolved = True
    return resolved


def rechain_after(
    connection: Connection, life: Incarnation, sequence: int, clock: Clock, ids: Ids
) -> Incarnation:
    """Chain the facts behind `sequence` anew, each with its own id, and write to the new chain from now on.

    The old chain stays as it is and says where it was left; nothing is dropped, and the same fact id keeps it
    from being applied twice. All in one durable transaction.
    """
    assert _is_due(life, sequence), "re-chained already"
    with transaction(connection):
        connection.execute(LEAVE_INCARNATION, (sequence, life.id))
        machine = incarnations(connection)[-1].machine
        new = begin_incarnation(connection, clock, ids, AFTER_A_FORK, machine)
        after = EMPTY_TAIL
        left_behind = max(sequence, life.start.sequence)
        while facts := _facts_left_behind(connection, life, left_behind + after.sequence):
            for fact in facts:
                linked = relink(fact, incarnation=new.id, after=after)
                connection.execute(INSERT_FACT, (new.number, *row_of(linked)))
                after = tail_of(linked)
    return new


def _is_due(life: Incarnation, sequence: int) -> bool:
    """A fork found further back than an earlier one moves the facts between them too."""
    return life.moved_after is None or sequence < life.moved_after


def _facts_left_behind(connection: Connection, life: Incarnation, sequence: int) -> list[Fact]:
    facts = facts_after(connection, life.id, sequence, FACTS_AT_ONCE)
    return [f for f in facts if life.moved_after is None or f.sequence <= life.moved_after]
