"""Journal check knows how a whole journal is read through: every link of every chain, every page that is in use."""

from __future__ import annotations

from pos_app.domain.facts import Tail, first_break, tail_of
from pos_app.files.database import Connection, DatabaseError
from pos_app.files.journal_reader import Incarnation, facts_after, incarnations
from pos_app.ports.faults import Fault

# Read in pieces, each a transaction of its own: nothing pins the write-ahead log (SYNC T4).
FACTS_AT_ONCE = 200
# Of the file and not of its tables one by one: that leaves out the list of free pages, which the next line needs.
CHECK = "PRAGMA main.quick_check(1)"


def break_after(connection: Connection, life: Incarnation, after: Tail) -> int | None:
    """The sequence at which a chain stops being one behind a link, None when it holds to its end.

    Errors: StorageBroken when a page cannot be read.
    """
    facts = facts_after(connection, life.id, after.sequence, FACTS_AT_ONCE)
    while facts:
        broken = first_break(facts, after)
        if broken is not None:
            return broken
        after = tail_of(facts[-1])
        facts = facts_after(connection, life.id, after.sequence, FACTS_AT_ONCE)
    return None


def what_is_wrong(connection: Connection) -> str:
    """Read all of a journal; what is wrong with it in a few words, "" when nothing is."""
    try:
        for life in incarnations(connection):
            broken = break_after(connection, life, life.start)
            if broken is not None:
                return f"chain {life.letter} breaks at {broken}"
        answer = connection.execute(CHECK).fetchall()
        if answer != [("ok",)]:
            return str(answer[0][0]).splitlines()[-1]
    except (DatabaseError, Fault) as error:
        return type(error).__name__
    return ""
