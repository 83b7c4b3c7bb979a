"""Rechain knows how facts that the centre never took from this chain go on under a new incarnation after a fork."""

from __future__ import annotations

from pos_app.domain.facts import EMPTY_TAIL, relink, tail_of
from pos_app.domain.ids import IncarnationId
from pos_app.files.database import Connection, transaction
from pos_app.files.journal_reader import Incarnation, facts_after, incarnations, row_of
from pos_app.ports.clock import Clock, Ids
from pos_app.storage.sqlite_journal import INSERT_FACT, begin_incarnation

CLOSE_INCARNATION = (
    "UPDATE main.incarnation SET moved_after = ? WHERE id = ? AND moved_after IS NULL"
)
AFTER_A_FORK = "fork"
FACTS_AT_ONCE = 200


def rechain_after(
    connection: Connection, incarnation: IncarnationId, sequence: int, clock: Clock, ids: Ids
) -> Incarnation:
    """Chain the facts behind `sequence` anew, each with its own id, and write to the new chain from now on.

    The old chain stays as it is and says where it was left; nothing is dropped, and the same fact id keeps it
    from being applied twice. Asking again for the same fork changes nothing. All in one durable transaction.
    """
    lives = {life.id: life for life in incarnations(connection)}
    if lives[incarnation].moved_after is not None:
        return incarnations(connection)[-1]
    with transaction(connection):
        connection.execute(CLOSE_INCARNATION, (sequence, incarnation))
        new = begin_incarnation(connection, clock, ids, AFTER_A_FORK)
        after = EMPTY_TAIL
        while facts := facts_after(
            connection, incarnation, sequence + after.sequence, FACTS_AT_ONCE
        ):
            for fact in facts:
                linked = relink(fact, incarnation=new.id, after=after)
                connection.execute(INSERT_FACT, (new.number, *row_of(linked)))
                after = tail_of(linked)
    return new
