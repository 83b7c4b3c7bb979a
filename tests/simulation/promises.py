"""Promises knows what has to hold at one device after every step of its app and every commit of its agent."""

from __future__ import annotations

from uuid import UUID

from pos_app.domain.facts import EMPTY_TAIL, Tail, first_break, tail_of
from pos_app.domain.ids import ItemId
from pos_app.files.database import Connection
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.storage.opening import RESTORED
from sync.core.ports import Cursor
from sync.replica import FeedReplica
from tests.simulation.device import Device
from tests.simulation.goods import ITEM_IDS, STORE_FEED
from tests.simulation.oracle import Oracle, feed_rows
from tests.simulation.seen import Seen
from tests.simulation.violation import hold
from tests.simulation.virtual_app import APPLIED, PARKED

OWN_FACTS = "SELECT DISTINCT fact_id FROM main.fact"
APP_CURSOR = "SELECT epoch, position FROM store.feed_state WHERE complete = 1"
ACKNOWLEDGED = "SELECT incarnation, sequence, hash FROM acknowledged"
RECEIPTS = "SELECT status, count(*) FROM receipt GROUP BY status"
FACTS_AT_ONCE = 500


class DevicePromises:
    """Watches one device from outside, by reading what its programs read.

    Protects: I3 (own chains), I4 (stock on screen), I5 and I6 (states that the centre had, whole), I7 (printed
    is durable), I9 (the cursor goes on), I10 (rows as at the centre); and an acknowledgement names a link that
    the centre had.
    """

    def __init__(self, device: Device, oracle: Oracle, seen: Seen) -> None:
        self._device = device
        self._oracle = oracle
        self._seen = seen
        self._tails: dict[str, Tail] = {}
        self._own: set[str] = set()
        self._checked: dict[str, tuple[int, Cursor]] = {}
        self._acknowledged: list[tuple[str, int, bytes]] = []
        self._lives: set[str] = set()
        device.on_app = self.app_stepped
        device.on_agent = self.agent_committed

    def files_replaced(self) -> None:
        """Somebody put older files in place."""
        self._tails = {}
        self._own = set()
        self._checked = {}
        self._acknowledged = []

    @property
    def own_facts(self) -> set[str]:
        """The facts of all chains of this journal, by id."""
        return self._own

    def app_stepped(self) -> None:
        """After a step of the app."""
        app = self._device.app
        assert app is not None
        connection = app.open.connection
        self._journal_holds(connection)
        for fact_id in app.printed:
            hold(fact_id.hex in self._own, "I7", f"{fact_id.hex} was printed and is not on disk")
        app.printed.clear()
        self._stock_is_right(connection)

    def agent_committed(self) -> None:
        """After a commit of the agent."""
        agent = self._device.agent
        if agent is None:
            return
        for replica in agent.replicas.values():
            self._replica_holds(replica)
        self._acknowledged_was_held(agent.store)
        if self._device.app is not None:
            self._stock_is_right(self._device.app.open.connection)

    def _journal_holds(self, connection: Connection) -> None:
        lives = incarnations(connection)
        for life in lives:
            after = self._tails.get(life.id, EMPTY_TAIL)
            facts = facts_after(connection, life.id, after.sequence, FACTS_AT_ONCE)
            broken = first_break(facts, after)
            hold(broken is None, "I3", f"{self._device.name} chain {life.id} breaks at {broken}")
            self._own.update(fact.fact_id.hex for fact in facts)
            if facts:
                self._tails[life.id] = tail_of(facts[-1])
        if lives[-1].id not in self._lives:
            self._lives.add(lives[-1].id)
            if lives[-1].reason == RESTORED:
                self._seen.note("incarnation after a restore")

    def _replica_holds(self, replica: FeedReplica) -> None:
        cursor, connection = replica.cursor(), replica.connection
        if cursor is None or connection is None:
            return
        name, feed = self._device.name, replica.feed
        generation = replica._generation
        before = self._checked.get(feed)
        if before == (generation, cursor):
            return
        state = self._oracle.states.get((feed, cursor.epoch, cursor.position))
        hold(state is not None, "I5", f"{name} stands at {feed} {cursor}, where nobody was")
        assert state is not None
        rows = feed_rows(connection, replica.kind)
        hold(rows == state.rows, "I6", f"{name} at {feed} {cursor}: {rows}, not {state.rows}")
        if replica.kind == "store":
            counts: dict[str, int] = dict(connection.execute(RECEIPTS).fetchall())
            wanted = {APPLIED: state.applied_count, PARKED: state.parked_count}
            found = {status: counts.get(status, 0) for status in wanted}
            hold(found == wanted, "I6", f"{name} at {cursor} has receipts {found}, not {wanted}")
        if before is not None:
            same_file = before[0] == generation and before[1].epoch == cursor.epoch
            goes_on = before[1].position <= cursor.position
            hold(goes_on or not same_file, "I9", f"{name} went back in {feed} to {cursor}")
            if before[1].epoch != cursor.epoch:
                self._seen.note("new epoch")
            elif not same_file:
                self._seen.note("started again")
            if not same_file and (cursor.epoch, cursor.position) != self._oracle.heads[feed]:
                self._seen.note("snapshot while others sell")
        self._checked[feed] = (generation, cursor)

    def _acknowledged_was_held(self, store: FeedReplica) -> None:
        if store.connection is None:
            return
        found = [tuple(row) for row in store.connection.execute(ACKNOWLEDGED).fetchall()]
        if found == self._acknowledged:
            return
        self._acknowledged = [(row[0], row[1], row[2]) for row in found]
        for incarnation, sequence, link in self._acknowledged:
            chain = (self._device.identity[0], incarnation)
            links = self._oracle.links.get(chain, {EMPTY_TAIL})
            hold(
                Tail(sequence, link) in links,
                "I1",
                f"{self._device.name} believes {chain} to be held up to {sequence}",
            )

    def _stock_is_right(self, connection: Connection) -> None:
        """I4: the figure on screen is the centre's at the cursor and all own facts that are not in it."""
        rows = connection.execute(APP_CURSOR).fetchall()
        app = self._device.app
        if not rows or app is None:
            return
        epoch, position = rows[0]
        state = self._oracle.states.get((STORE_FEED, epoch, position))
        hold(state is not None, "I5", f"{self._device.name} reads {epoch} {position}")
        assert state is not None
        applied_at = self._oracle.applied_at[epoch]
        expected = {row[0]: row[1] for row in state.rows["stock"]}
        for fact_id in self._own:
            if applied_at.get(fact_id, position + 1) > position:
                made = self._oracle.made.get(fact_id)
                hold(made is not None, "I2", f"{self._device.name} holds {fact_id}: nobody made it")
                for item_id, difference in made.effects if made is not None else ():
                    expected[item_id] += difference
        for item_id in ITEM_IDS:
            shown = app.open.stock.on_hand_milli(ItemId(item_id))
            hold(
                shown == expected[item_id],
                "I4",
                f"{self._device.name} shows {shown} of item {item_id} at {position}, "
                f"not {expected[item_id]}",
            )


def own_facts_on_disk(connection: Connection) -> set[str]:
    """The facts of a journal, by id, read anew."""
    return {UUID(bytes=row[0]).hex for row in connection.execute(OWN_FACTS).fetchall()}
