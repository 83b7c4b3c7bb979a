"""Mutants knows bugs that could be in the real cores: each is planted for a while, and has to be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import Any
from uuid import UUID

import central.core.apply
import central.core.counts
import central.core.following
import central.core.ingest
import central.snapshots
import pos_app.storage.opening
import pos_app.storage.pruning
import pos_app.storage.rechain
import pos_app.storage.salvage
import pos_app.storage.sqlite_stock
import sync.core.puller
import sync.core.uploader
from central.core.booking import book_facts
from central.core.feed import Change, publish
from central.core.following import check_cursor
from central.core.records import FeedCursor, StockMovement
from central.core.refused import Refused
from central.storage.engine import Database
from central.storage.feed_rows import feed_tables
from pos_app.domain.facts import Fact, Tail, relink
from pos_app.domain.ids import FactId
from pos_app.files.database import Durability, open_writer, transaction
from sync.core.backoff import Backoff
from sync.core.uploader import Uploader
from sync.group_writer import LINK, GroupWriter
from sync.notebook import StoredChains
from sync.replica import FeedReplica
from sync.wire.messages import Group
from tests.simulation.mutants_of_copies import MUTANTS_OF_COPIES
from tests.simulation.mutants_of_people import MUTANTS_OF_PEOPLE
from tests.simulation.mutants_of_shops import MUTANTS_OF_SHOPS
from tests.simulation.patching import patched
from tests.simulation.planting import Mutant, put
from tests.simulation.virtual_agent import Loop

# The centre ---------------------------------------------------------------------------------------------------


def _publish_split(feeds: Any, changes: Mapping[str, Sequence[Change]]) -> None:
    """Stock in one group, the receipts of the facts that moved it in the next."""
    split: dict[str, list[Change]] = {}
    for feed, whole in changes.items():
        split[feed] = []
        for change in whole:
            split[feed] += [Change(change.put), Change({}, change.receipts)]
    publish(feeds, split)


def _publish_receipts_never(feeds: Any, changes: Mapping[str, Sequence[Change]]) -> None:
    publish(feeds, {feed: [Change(c.put) for c in whole] for feed, whole in changes.items()})


def _by_position(feeds: Any, feed: str, cursor: FeedCursor) -> Any:
    """Whoever was there once may go on from there, whatever was said there."""
    return check_cursor(feeds, feed, replace(cursor, hash=""))


def _never_parted(*_arguments: object) -> None:
    return None


@contextmanager
def _rows_before_head() -> Iterator[None]:
    """A snapshot whose rows were read in a transaction before the one that read the head."""
    earlier: dict[str, list[tuple[str, list[Any]]]] = {}

    def read(connection: Any, feed: str) -> Iterator[tuple[str, Iterator[Any]]]:
        now = [(table, list(rows)) for table, rows in feed_tables(connection, feed)]
        for table, rows in earlier.get(feed, now):
            yield table, iter(rows)
        earlier[feed] = now

    with patched(central.snapshots, "feed_tables", read):
        yield


def _refuses_the_unknown(
    store: Any, business_unit: str, facts: Sequence[Fact], now_us: int
) -> dict[str, list[Change]]:
    """A centre that is older than its devices, and says no instead of keeping what it will know some day."""
    for fact in facts:
        if (fact.kind, fact.version) not in central.core.apply.KNOWN_VERSIONS:
            raise Refused(422, "unknown_kind", f"{fact.kind} {fact.version}")
    return book_facts(store, business_unit, facts, now_us)


def _why_applied(fact: Fact, business_unit: str, *of_sale: Any) -> tuple[str, str]:
    """A centre that takes each kind of fact for one without an effect on it."""
    known = (fact.kind, fact.version) in central.core.apply.KNOWN_VERSIONS
    return _why_parked(fact, business_unit, *of_sale) if known else ("", "")


_why_parked = central.core.apply._why_parked
_run = Database._run


def _not_forced_at_centre(self: Database, connection: Any, work: Any) -> Any:
    connection.connection.driver_connection.execute("PRAGMA synchronous = NORMAL")
    return _run(self, connection, work)


def _sets_the_figure(transaction: Any, at: Any, count: Any) -> list[StockMovement]:
    """What was counted is what there is, whatever happened since."""
    on_hand = transaction.ledger.on_hand_milli(at.business_unit, count.item_id)
    keep = transaction.stock_room.keep_count
    keep(at.business_unit, count.item_id, count.moment, at.now_us)
    return [StockMovement(count.source, count.item_id, count.counted_milli - on_hand)]


# The agent ----------------------------------------------------------------------------------------------------


def _apply_in_two(self: FeedReplica, groups: list[Group], link: str) -> None:
    """Rows in one transaction, the cursor in the next."""
    connection = self._current
    assert connection is not None
    self._writer.write(
        connection,
        (rows for group in groups for rows in group.tables),
        (receipt for group in groups for receipt in group.receipts),
    )
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "UPDATE feed_state SET position = ? WHERE feed = ?", (groups[-1].position, self.feed)
    )
    connection.execute(LINK, (self.feed, link))


def _always_continues(*_arguments: object) -> bool:
    return True


def _own_by_sequence(self: Uploader, tail: Tail, incarnation: Any) -> Tail | None:
    """Believe the centre's word by its sequence alone."""
    return self._chains.tail_at(incarnation, tail.sequence)


_incarnations = StoredChains.incarnations


def _newest_incarnation(self: StoredChains) -> tuple[Any, ...]:
    return _incarnations(self)[-1:]


def _no_patience(_self: Backoff, now_us: int, at_least_ms: int | None = None) -> int:
    return now_us + (at_least_ms or 0)


def _acknowledged_by_sending(self: Uploader, incarnation: Any, head: Tail) -> None:
    """What was sent counts as held, whatever the answer says."""
    sent = self._sent[2] if self._sent is not None else head
    self._chains.acknowledge(incarnation, sent)


_tell = Loop.tell


def _uploads_first(self: Loop, event: Any) -> None:
    """One loop for all: nothing is fetched while something waits to be sent."""
    uploads = self._agent.loops[0] if self._agent.loops else self
    chains = self._agent.chains
    if self.name not in ("upload", "side records", "private") and any(
        chains.acknowledged(life).sequence < chains.tail(life).sequence
        for life in chains.incarnations()
    ):
        assert uploads is not self
        self._exchange = None
        self._agent.surroundings.schedule.after(1_000_000, self.ring)
        return
    _tell(self, event)


# The app ------------------------------------------------------------------------------------------------------

_BY_ACKNOWLEDGEMENT = """SELECT s.on_hand_milli + coalesce((
        SELECT sum(e.difference_milli) FROM main.stock_effect e
        WHERE e.item_id = s.item_id AND e.fact_id IN (
            SELECT f.fact_id FROM main.fact f JOIN main.incarnation i ON i.number = f.incarnation
            LEFT JOIN store.acknowledged a ON a.incarnation = i.id
            WHERE f.sequence > coalesce(a.sequence, 0))), 0)
    FROM store.stock s WHERE s.item_id = ?"""
_PARKED_IS_COUNTED = pos_app.storage.sqlite_stock.ON_HAND.replace("AND r.status = 'applied'", "")


def _relink_with_new_ids(fact: Fact, *, incarnation: Any, after: Tail) -> Fact:
    """A re-chained fact that is another one to the centre."""
    changed = FactId(UUID(int=fact.fact_id.int ^ (1 << 60)))
    copied = {name: getattr(fact, name) for name in fact.__slots__}
    return relink(Fact(**{**copied, "fact_id": changed}), incarnation=incarnation, after=after)


def _rechain_nothing(*_arguments: object) -> list[Fact]:
    return []


def _not_forced(path: Any, key: str, _durability: Durability, on_damage: Any = None) -> Any:
    return open_writer(path, key, Durability.NORMAL, on_damage)


def _nobody_told(*_arguments: object) -> None:
    return None


def _always_a_transaction(self: FeedReplica) -> AbstractContextManager[None]:
    return nullcontext() if self._current is None else transaction(self._current)


_statement = GroupWriter._statement


def _all_columns(self: GroupWriter, shape: Any) -> Any:
    """A device that takes every column for one that it knows."""
    found = _statement(self, shape)
    return None if found is None else (found[0], None)


_UNSETTLED = pos_app.storage.pruning.OLDEST.replace("r.status)", "'applied')")

MUTANTS = (
    Mutant("split group", put(central.core.ingest, "publish", _publish_split), 2),
    Mutant(
        "group without receipts", put(central.core.ingest, "publish", _publish_receipts_never), 1
    ),
    Mutant(
        "stock by acknowledgement",
        put(pos_app.storage.sqlite_stock, "ON_HAND", _BY_ACKNOWLEDGEMENT),
        1,
    ),
    Mutant(
        "parked is counted", put(pos_app.storage.sqlite_stock, "ON_HAND", _PARKED_IS_COUNTED), 1
    ),
    Mutant("cursor after the group", put(FeedReplica, "apply", _apply_in_two), 3),
    Mutant("no contiguity check", put(sync.core.puller, "_continues", _always_continues), 2),
    Mutant("snapshot rows before head", _rows_before_head, 1),
    Mutant(
        "the centre does not wait for its disk", put(Database, "_run", _not_forced_at_centre), 15
    ),
    Mutant("cursor without hash", put(central.core.following, "check_cursor", _by_position), 14),
    Mutant("sequence believed without hash", put(Uploader, "_own", _own_by_sequence), 29),
    Mutant(
        "centre compares no hashes", put(central.core.ingest, "_parted_after", _never_parted), 3
    ),
    Mutant(
        "newest incarnation only", put(StoredChains, "incarnations", _newest_incarnation), 2, 400
    ),
    Mutant("uploads block downloads", put(Loop, "tell", _uploads_first), 3),
    Mutant("sent is acknowledged", put(Uploader, "_centre_holds", _acknowledged_by_sending), 3),
    Mutant("no patience", put(Backoff, "failed", _no_patience), 1),
    Mutant(
        "batch is never made smaller",
        put(sync.core.uploader, "SAME_FAILURES_BEFORE_BISECT", 10**9),
        8,
    ),
    Mutant(
        "re-chained with new ids", put(pos_app.storage.rechain, "relink", _relink_with_new_ids), 3
    ),
    Mutant("re-chains nothing", put(pos_app.storage.rechain, "facts_after", _rechain_nothing), 6),
    Mutant(
        "journal is not forced to disk",
        put(pos_app.storage.opening, "open_writer", _not_forced),
        4,
    ),
    Mutant("lets go of what is not applied", put(pos_app.storage.pruning, "OLDEST", _UNSETTLED), 1),
    Mutant(
        "lost facts are not told", put(central.core.ingest, "skip_lost", _nobody_told), 156, 400
    ),
    Mutant(
        "a bad file holds up its successor",
        put(FeedReplica, "transaction", _always_a_transaction),
        135,
        400,
    ),
    Mutant(
        "an older centre refuses what it does not know",
        put(central.core.ingest, "book_facts", _refuses_the_unknown),
        1,
    ),
    Mutant(
        "an older centre applies what it does not know",
        put(central.core.apply, "_why_parked", _why_applied),
        1,
    ),
    Mutant("unknown columns are written", put(GroupWriter, "_statement", _all_columns), 2),
    Mutant("a count sets the figure", put(central.core.counts, "book_count", _sets_the_figure), 5),
    *MUTANTS_OF_COPIES,
    *MUTANTS_OF_PEOPLE,
    *MUTANTS_OF_SHOPS,
)
