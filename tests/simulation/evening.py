"""Evening knows what has to be true when all troubles are over: all is sent, all stand at the head, books agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from central.core.questions import DEVICE_COPIED, OVERSOLD
from pos_app.files.journal_reader import incarnations
from pos_app.ports.faults import StorageBroken
from sync.core.ports import Cursor
from sync.generation import digest_of
from sync.wire.digest import feed_digest
from tests.simulation.device import Device
from tests.simulation.feed_states import feed_tables_of
from tests.simulation.goods import CHAIN_FEED, ITEM_IDS, STORE_FEED, ZONE_FEED
from tests.simulation.network import BOTH
from tests.simulation.oracle import never_decided
from tests.simulation.own_chains import facts_on_disk
from tests.simulation.schedule import MINUTE_US, SECOND_US
from tests.simulation.shop import Shop
from tests.simulation.side_promises import SidePromises
from tests.simulation.violation import hold
from tests.simulation.virtual_app import VirtualApp
from tests.simulation.world import World

LOOK_US = 20 * SECOND_US
LIVENESS_US = 30 * MINUTE_US
# A line that was cut while the tail waited is noticed by the patience of the device.
ONE_WAY_US = 5 * MINUTE_US
UPLOADS = ("/v1/journal",)
DOWNLOADS = ("/v1/tail", "/v1/boot", "/v1/snapshot", "/v1/feed")
EVENING_KINDS = 4
SHOWN = """SELECT s.epoch, s.position, c.hash
    FROM {kind}.feed_state s JOIN {kind}.feed_chain c ON c.feed = s.feed"""
# Facts that are kept no longer than this are waited for.
KEPT_SHORT_US = 4 * MINUTE_US


class Evening:
    """Heals everything and waits in virtual time; what does not come true in time is a violation of liveness."""

    def __init__(self, world: World, shop: Shop | None) -> None:
        self._world = world
        self._shop = shop

    def run(self) -> None:
        """First one direction alone, then the other, as the seed says; at last both."""
        world = self._world
        world.heal()
        for device in world.devices:
            device.check_journal()
        if self._shop is not None:
            self._shop.cards.settle()
        kind = world.chance.stream("evening").randrange(EVENING_KINDS)
        if kind == 0:
            self._without_uploads()
        elif kind == 1:
            self._without_downloads()
        elif kind == 2:
            self._with_a_fact_that_chokes()
        else:
            self._with_records_that_choke()
        self._wait("liveness", self._unsettled)
        self._wait("I11", self._still_named)
        for device in world.devices:
            device.has_bad_page = False
        self._check_side_records()
        self._check_books()
        if self._shop is not None:
            self._shop.check()
        self._check_what_was_let_go()
        _check_what_was_asked(world)

    def _without_uploads(self) -> None:
        """I13: a centre that takes no facts still says its prices."""
        world = self._world
        self._wait("liveness", self._unsettled)
        world.centre.failing = UPLOADS
        self._all_sell()
        world.schedule.run_until(world.schedule.now_us + MINUTE_US)
        world.head_office.set_price(ITEM_IDS[0], 777)
        world.head_office.correct_stock(ITEM_IDS[0], 1000)
        self._wait("I13", self._behind, ONE_WAY_US)
        world.centre.failing = ()

    def _without_downloads(self) -> None:
        """I13: a centre that gives no feeds still takes facts."""
        world = self._world
        self._wait("liveness", self._unsettled)
        world.centre.failing = DOWNLOADS
        world.head_office.set_price(ITEM_IDS[0], 778)
        world.schedule.run_until(world.schedule.now_us + MINUTE_US)
        self._all_sell()
        self._wait("I13", self._unsent, ONE_WAY_US)
        world.centre.failing = ()

    def _with_a_fact_that_chokes(self) -> None:
        """SYNC T15: what stands before a fact that the centre fails on gets there, and nothing comes down later."""
        world = self._world
        self._wait("liveness", self._unsettled)
        device = world.devices[0]
        world.network.cut_off[device.name] = BOTH
        before = [self._step(device, VirtualApp.open_drawer) for _ in range(3)]
        world.centre.choked.add(self._step(device, VirtualApp.open_drawer))
        self._step(device, VirtualApp.open_drawer)
        world.network.reconnect(device.name)
        world.head_office.set_price(ITEM_IDS[0], 779)

        self._wait("T15", lambda: _undecided(world, before))
        self._wait("I13", self._behind, ONE_WAY_US)
        world.centre.choked.clear()

    def _with_records_that_choke(self) -> None:
        """T11: facts do not wait for what lies beside them, and stay until the centre has that too."""
        world = self._world
        self._wait("liveness", self._unsettled)
        let_in = [self._step(device, VirtualApp.let_in) for device in world.devices]
        records = [world.oracle.made[fact_id].record for fact_id in let_in]
        world.centre.choked.update(record.commitment for record in records if record is not None)
        self._wait("T15", lambda: _undecided(world, let_in))
        if world.sizes.kept_us <= KEPT_SHORT_US:
            world.schedule.run_until(world.schedule.now_us + world.sizes.kept_us + 3 * MINUTE_US)
        world.centre.choked.clear()

    def _all_sell(self) -> None:
        for device in self._world.devices:
            device.step(VirtualApp.sell)

    def _step(self, device: Device, step: Callable[[VirtualApp], object]) -> str:
        device.step(step)
        return next(reversed(self._world.oracle.made))

    def _wait(self, promise: str, unmet: Callable[[], str], most_us: int = LIVENESS_US) -> None:
        """Let time go by until nothing is said to be unmet any more."""
        schedule = self._world.schedule
        end_us = schedule.now_us + most_us
        while self._said(unmet) and schedule.now_us < end_us:
            schedule.run_until(schedule.now_us + LOOK_US)
        still = self._said(unmet)
        hold(not still, promise, still)

    @staticmethod
    def _said(unmet: Callable[[], str]) -> str:
        """Also a page that cannot be read is something that has to come right by itself."""
        try:
            return unmet()
        except StorageBroken:
            return "a page is bad"

    def _unsettled(self) -> str:
        return self._unsent() or self._behind() or self._unseen() or self._uncounted()

    def _unsent(self) -> str:
        for device in self._world.devices:
            if device.app is None or device.agent is None:
                return f"{device.name} does not run"
            device.look()
            chains = device.agent.chains
            for life in incarnations(device.app.open.connection):
                forked_after = chains.forked_after(life.id)
                if forked_after is not None and life.moved_after is None:
                    return f"{device.name} has not re-chained {life.id}"
                end = chains.tail(life.id).sequence if forked_after is None else forked_after
                held = chains.acknowledged(life.id).sequence
                # Behind an old fork the centre may have got the same facts by another copy of the disk.
                if held < end or (forked_after is None and held > end):
                    return f"{device.name} chain {life.id}: {held} of {end} sent"
            waiting = device.app.open.sending.status().waiting_count
            if waiting:
                return f"{device.name} says that {waiting} facts wait"
            missing = never_decided(
                self._world.oracle, facts_on_disk(device.app.open.connection), device.identity[0]
            )
            if missing:
                return (
                    f"{device.name} has facts that the centre never decided: {sorted(missing)[:3]}"
                )
        return ""

    def _behind(self) -> str:
        for device in self._world.devices:
            if device.agent is None:
                return f"{device.name} has no agent"
            for feed in (CHAIN_FEED, ZONE_FEED, STORE_FEED):
                cursor = device.agent.replicas[feed].cursor()
                head = self._world.oracle.heads[feed]
                if cursor != head:
                    return f"{device.name} stands at {cursor} of {feed}, not at {head}"
        return ""

    def _unseen(self) -> str:
        """What the agents have, the screens show too."""
        for device in self._world.devices:
            if device.app is None:
                return f"{device.name} does not run"
            device.look()
            for feed in (CHAIN_FEED, ZONE_FEED, STORE_FEED):
                shown = device.app.open.connection.execute(
                    SHOWN.format(kind=feed.partition(":")[0])
                ).fetchall()
                head = self._world.oracle.heads[feed]
                if [Cursor(*row) for row in shown] != [head]:
                    return f"{device.name} shows {shown} of {feed}, not {head}"
        return ""

    def _still_named(self) -> str:
        """I11: the bytes of an erased person leave every device soon after its next contact, and no centre has them."""
        found = self._world.people.traces_at_centre()
        if found:
            return f"the centre names somebody who was erased: {found}"
        for device in self._world.devices:
            found = self._world.people.traces_in(device.disk.root)
            if found:
                return f"{device.name} names somebody who was erased: {found}"
        return ""

    def _uncounted(self) -> str:
        for device in self._world.devices:
            assert device.agent is not None
            connection = device.agent.store.connection
            assert connection is not None
            if len(connection.execute("SELECT number FROM operator").fetchall()) != 2:
                return f"{device.name} does not know the operators"
            customers = {
                row[0] for row in connection.execute("SELECT number FROM customer").fetchall()
            }
            if customers != self._world.people.known:
                return f"{device.name} knows the customers {sorted(customers)}"
        return ""

    def _check_side_records(self) -> None:
        """T11: what lies beside the facts is where they are, and of those who were erased nowhere."""
        world = self._world
        promises = SidePromises(world.oracle, world.people)

        def missing() -> str:
            return next(filter(None, map(promises.not_at_centre, world.devices)), "")

        self._wait("T11", missing)
        promises.check_centre()
        for device in world.devices:
            promises.check_device(device)
        world.seen.note("side record held", len(world.oracle.records.there))

    def _check_books(self) -> None:
        """I2, I3, I8 and I10 once more, over everything and by the real digest."""
        world = self._world
        books, expected = world.books.figures(), world.oracle.expected_books()
        hold(books == expected, "I8", f"the centre's books say {books}, the facts {expected}")
        for device in world.devices:
            assert device.agent is not None
            promises = world.promises[device.name]
            promises.files_replaced()
            promises.app_stepped()
            promises.agent_committed()
            for feed, replica in device.agent.replicas.items():
                assert replica.connection is not None
                found = digest_of(replica.connection, replica.kind)
                wanted = feed_digest(
                    feed_tables_of(world.oracle.states[feed, world.oracle.heads[feed]])
                )
                hold(found == wanted, "I10", f"{device.name}: another digest of {feed}")

    def _check_what_was_let_go(self) -> None:
        """T26: what a device has no more is at the centre, or a person was told that it is lost."""
        world = self._world
        lost = world.oracle.facts_said_to_be_lost()
        if lost:
            world.seen.note("facts lost")
        for device in world.devices:
            assert device.app is not None
            for life in incarnations(device.app.open.connection):
                held = world.oracle.held_now(device.identity[0], life.id)
                gone = set(range(1, life.start.sequence + 1)) - held
                untold = gone - lost.get((device.identity[0], life.id), set())
                hold(not untold, "T26", f"{device.name} {life.id}: nobody told of {sorted(untold)}")


def _check_what_was_asked(world: World) -> None:
    """T12: nobody is told of a copy where there is none."""
    world.seen.note("oversold", len(world.books.asked(OVERSOLD)))
    told = {detail.partition(" ")[0] for detail in world.books.asked(DEVICE_COPIED)}
    world.seen.note("copy told", len(told))
    lives = Counter(device.identity[0] for device in world.devices)
    untrue = {device_id for device_id in told if lives[device_id] == 1}
    hold(not untrue, "T12", f"nobody copied {sorted(untrue)}")


def _undecided(world: World, fact_ids: list[str]) -> str:
    missing = [fact_id for fact_id in fact_ids if fact_id not in world.oracle.decided]
    return f"{missing} wait behind what the centre fails on" if missing else ""
