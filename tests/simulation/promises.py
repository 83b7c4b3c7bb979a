"""Promises knows what has to hold at one device after every step of its app and every commit of its agent."""

from __future__ import annotations

from typing import Any

from pos_app.domain.facts import EMPTY_TAIL, Tail
from pos_app.domain.ids import ItemId
from pos_app.files.database import Connection, DatabaseError
from pos_app.ports.faults import StorageBroken
from sync.core.ports import Cursor
from sync.replica import FeedReplica
from tests.simulation.device import Device
from tests.simulation.feed_states import feed_rows
from tests.simulation.goods import ITEM_IDS, STORE_FEED
from tests.simulation.oracle import Oracle
from tests.simulation.own_chains import OwnChains, lost_rows
from tests.simulation.seen import Seen
from tests.simulation.violation import hold
from tests.simulation.virtual_app import APPLIED, PARKED, MadeFact

APP_CURSOR = """SELECT s.epoch, s.position, c.hash
    FROM store.feed_state s JOIN store.feed_chain c ON c.feed = s.feed WHERE s.complete = 1"""
# Goes on with each commit of the agent on the file that is attached.
STORE_CHANGES = "PRAGMA store.data_version"
ACKNOWLEDGED = "SELECT incarnation, sequence, hash FROM acknowledged"
RECEIPTS = "SELECT status, count(*) FROM receipt GROUP BY status"


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
        self._chains = OwnChains(device.name, device.identity[0], oracle, seen)
        self._checked: dict[str, tuple[int, Cursor]] = {}
        # What cannot have changed since is not read again: most commits of an agent write nothing.
        self._looked_at: dict[str, tuple[Any, int]] = {}
        self._stock_seen: tuple[Any, ...] = ()
        self._acknowledged: list[tuple[str, int, bytes]] = []
        device.on_app = self.app_stepped
        device.on_agent = self.agent_committed
        device.on_power_cut = self.power_cut

    def files_replaced(self) -> None:
        """Somebody put older files in place."""
        self._chains.forget()
        self._checked, self._looked_at = {}, {}
        self._acknowledged = []

    def power_cut(self, at_stake: list[MadeFact]) -> None:
        """Replicas may have gone back; the journal may not."""
        self._chains.power_cut(at_stake)
        self._checked, self._looked_at = {}, {}
        self._acknowledged = []

    @property
    def own_facts(self) -> set[str]:
        """The facts of all chains of this journal, by id."""
        return self._chains.facts

    def app_stepped(self) -> None:
        """After a step of the app."""
        app = self._device.app
        assert app is not None
        connection = app.open.connection
        self._chains.look(connection)
        for fact_id in app.printed:
            hold(
                fact_id.hex in self.own_facts, "I7", f"{fact_id.hex} was printed and is not on disk"
            )
        app.printed.clear()
        self._stock_is_right(connection)

    def agent_committed(self) -> None:
        """After a commit of the agent."""
        try:
            self._look_at_agent()
        except (StorageBroken, DatabaseError):
            # Whose page it is, the programs have to find by themselves.
            if not self._device.has_bad_page:
                raise

    def _look_at_agent(self) -> None:
        agent = self._device.agent
        if agent is None:
            return
        for replica in agent.replicas.values():
            written = _written(replica)
            if self._looked_at.get(replica.feed) == written:
                continue
            self._looked_at[replica.feed] = written
            self._replica_holds(replica)
            if replica is not agent.store:
                continue
            self._acknowledged_was_held(agent.store)
            if self._device.app is not None:
                self._stock_is_right(self._device.app.open.connection)

    def _replica_holds(self, replica: FeedReplica) -> None:
        cursor, connection = replica.cursor(), replica.connection
        name, feed = self._device.name, replica.feed
        generation = replica.generation
        before = self._checked.get(feed)
        if cursor is None or connection is None:
            if connection is not None and before is not None and before[0] == generation:
                # The file was given up, or a bad page took it whole and an empty one has its number.
                is_due = self._device.has_bad_page or feed in self._device.given_up
                hold(is_due, "I9", f"{name} lost its cursor in {feed}")
                del self._checked[feed]
            return
        if before == (generation, cursor):
            return
        state = self._oracle.states.get((feed, cursor))
        hold(state is not None, "I5", f"{name} stands at {feed} {cursor}, where nobody was")
        assert state is not None
        rows = feed_rows(connection, replica.kind)
        hold(rows == state.rows, "I6", f"{name} at {feed} {cursor}: {rows}, not {state.rows}")
        if replica.kind == "store":
            counts: dict[str, int] = dict(connection.execute(RECEIPTS).fetchall())
            wanted = {APPLIED: len(state.applied), PARKED: state.parked_count}
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
            if not same_file and cursor != self._oracle.heads[feed]:
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
        seen = (app, *connection.execute(STORE_CHANGES).fetchone(), _writes(connection), *rows)
        if not rows or app is None or seen == self._stock_seen:
            return
        cursor = Cursor(*rows[0])
        state = self._oracle.states.get((STORE_FEED, cursor))
        hold(state is not None, "I5", f"{self._device.name} reads {cursor}")
        assert state is not None
        expected = {row[0]: row[1] for row in state.rows["stock"]}
        for fact_id in self.own_facts:
            if fact_id not in state.applied:
                made = self._oracle.made.get(fact_id)
                hold(made is not None, "I2", f"{self._device.name} holds {fact_id}: nobody made it")
                for item_id, difference in made.effects if made is not None else ():
                    expected[item_id] += difference
        for item_id in ITEM_IDS:
            shown = app.open.stock.on_hand_milli(ItemId(item_id))
            hold(
                shown == expected[item_id] or self._has_lost_effects(connection),
                "I4",
                f"{self._device.name} shows {shown} of item {item_id} at {cursor.position}, "
                f"not {expected[item_id]}",
            )
        self._stock_seen = seen

    def _has_lost_effects(self, connection: Connection) -> bool:
        """What a sale that nobody can read did to the stock stands beside its fact alone, where a bad page takes it."""
        parked = [self._oracle.made[name] for name in self.own_facts if name in self._oracle.made]
        is_parked = any(made.outcome == PARKED and made.effects for made in parked)
        return is_parked and lost_rows(connection, "stock_effect")


def _written(replica: FeedReplica) -> tuple[Any, int]:
    """Which connection it has open, and how many rows that has ever written."""
    connection = replica.connection
    return connection, 0 if connection is None else _writes(connection)


def _writes(connection: Any) -> int:
    rows: int = connection._connection.total_changes
    return rows
