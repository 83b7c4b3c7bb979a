"""A replica is always a state that the centre had, and comes to the head whatever happens on the way."""

import random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec import Raw
from msgspec.structs import replace

from sync.core.backoff import Backoff
from sync.core.booter import Booter
from sync.core.failures import Busy, Failure, NotTheCentre, Refused, Unreachable
from sync.core.ports import Cursor
from sync.core.puller import NEEDS_WAIT_US, PAGES_INSTEAD_OF_TAIL, TAIL_WAIT_S, Puller
from sync.core.steps import (
    Answered,
    AskBoot,
    AskPage,
    AskSnapshotPage,
    AskTail,
    Damaged,
    Event,
    Failed,
    FetchFile,
    FileFetched,
    Step,
    Woken,
)
from sync.wire.chain import TailBytes, chain_hash
from sync.wire.messages import BootReply, Group, SnapshotFile
from tests.sync.model_feed import FEED, ModelFeed, ModelReplica, group, raw


def _puller(replica: ModelReplica, *, takes_files: bool = False) -> Puller:
    booter = Booter(FEED, 1, replica, takes_files=takes_files)
    return Puller(FEED, replica, booter, Backoff(random.Random(1).randrange))


def _run(puller: Puller, feed: ModelFeed, step: Step) -> Step:
    """Until the puller waits at the head."""
    for _ in range(1_000):
        if step.call is None:
            return step
        if isinstance(step.call, AskTail) and step.call.wait_s and step.call.after == feed.head:
            return step
        step = puller.on(feed.answer(step), 0)
    message = "the puller does not come to rest"
    raise AssertionError(message)


def _at_head(feed: ModelFeed) -> tuple[Puller, ModelReplica, Step]:
    replica = ModelReplica()
    puller = _puller(replica)
    step = _run(puller, feed, puller.on(Woken(), 0))
    return puller, replica, step


def test_it_starts_from_a_snapshot_and_follows() -> None:
    feed = ModelFeed()
    for n in range(10):
        feed.publish(n, n)
    puller, replica, step = _at_head(feed)
    assert (replica.prices, replica.boots) == (feed.prices(10), 1)
    for n in range(10):
        feed.publish(n, n + 100)
    step = _run(puller, feed, step)
    assert replica.prices == feed.prices(20)
    assert step.call == AskTail(FEED, "e1", 20, TAIL_WAIT_S, feed.end)
    assert replica.boots == 1


def _tail(
    after: int, head: int, *groups: Group, feed: str = FEED, epoch: str = "e1", link: str = ""
) -> TailBytes:
    return TailBytes(feed, epoch, after, head, raw([*groups]), link)


@pytest.mark.parametrize(
    "reply",
    [
        _tail(2, 4, group(4, 1, 1)),
        _tail(2, 5, group(3, 1, 1), group(5, 1, 1)),
        _tail(1, 3, group(2, 1, 1), group(3, 1, 1)),
        _tail(2, 2, group(3, 1, 1)),
        _tail(2, 3, group(3, 1, 1), feed="zone:de"),
    ],
)
def test_what_does_not_continue_the_cursor_is_not_applied(reply: TailBytes) -> None:
    feed = ModelFeed()
    feed.publish(1, 5)
    feed.publish(2, 5)
    puller, replica, _ = _at_head(feed)
    # The hash is right for these very groups: it is their positions that are wrong.
    link = chain_hash(feed.end, [bytes(one) for one in reply.groups])
    step = puller.on(Answered(replace(reply, hash=link)), 0)
    assert step.call is None and step.wake_us is not None
    assert replica.state == feed.cursor()
    assert replica.prices == {1: 5, 2: 5}


def test_groups_of_another_history_and_altered_ones_are_not_applied() -> None:
    feed, other = ModelFeed(), ModelFeed()
    for one, price in ((feed, 5), (other, 6)):
        one.publish(1, price)
        one.publish(2, 5)
        one.publish(3, 5)
    puller, replica, _ = _at_head(feed)
    feed.publish(4, 7)
    other.publish(4, 7)
    altered = replace(feed.tail(3, 1), groups=raw([group(4, 4, 1)]))
    no_group = replace(feed.tail(3, 1), groups=[Raw(b'"a group"')])
    unsaid = replace(feed.tail(3, 1), hash="")
    for reply in (other.tail(3, 1), altered, no_group, unsaid):
        step = puller.on(Answered(reply), 0)
        assert step.call is None and step.wake_us is not None
        assert replica.prices == {1: 5, 2: 5, 3: 5}
        assert puller.on(Woken(at_once=True), 0).call is not None
    puller.on(Answered(feed.tail(3, 1)), 0)
    assert replica.state == feed.cursor()


def test_a_page_of_another_history_is_not_applied_and_the_tail_is_asked_again() -> None:
    feed, other = ModelFeed(), ModelFeed()
    other.publish(9, 9)
    feed.publish(1, 1)
    puller, replica, step = _at_head(feed)
    before = feed.cursor()
    for n in range(PAGES_INSTEAD_OF_TAIL + 50):
        feed.publish(n % 7, n)
        other.publish(n % 7, n)
    while not isinstance(step.call, AskPage):
        step = puller.on(feed.answer(step), 0)
    applied = replica.state
    step = puller.on(Answered(other.page(step.call.page.first, step.call.page.last)), 0)
    assert step.call is None
    assert replica.state == applied != before
    step = puller.on(Woken(at_once=True), 0)
    assert isinstance(step.call, AskTail)
    _run(puller, feed, step)
    assert replica.state == feed.cursor()


def test_an_older_centre_names_no_hashes_and_is_followed_all_the_same() -> None:
    feed = ModelFeed()
    feed.publish(1, 5)
    puller, replica, _ = _at_head(feed)
    replica.state = Cursor("e1", 1)
    puller.on(Answered(_tail(1, 2, group(2, 1, 9))), 0)
    assert replica.state == Cursor("e1", 2)


@pytest.mark.parametrize(
    "event",
    [
        Answered(_tail(2, 2, epoch="e2")),
        Answered(_tail(2, 1)),
        Failed(Refused(410, "boot_again")),
        Damaged(),
    ],
)
def test_another_epoch_a_lower_head_or_lost_history_mean_a_new_start(event: Event) -> None:
    feed = ModelFeed()
    feed.publish(1, 5)
    feed.publish(2, 5)
    puller, replica, _ = _at_head(feed)
    feed.epoch = "e2"
    feed.restore(0)
    feed.publish(9, 9)
    step = puller.on(event, 0)
    assert step.call == AskBoot(FEED)
    assert replica.prices == {1: 5, 2: 5}
    _run(puller, feed, step)
    assert (replica.prices, replica.state) == ({9: 9}, feed.cursor())


def test_a_start_goes_on_at_the_page_that_did_not_come() -> None:
    feed, replica = ModelFeed(), ModelReplica()
    feed.publish(1, 5)
    puller = _puller(replica)
    step = puller.on(Woken(), 0)
    step = puller.on(feed.answer(step), 0)
    step = puller.on(feed.answer(step), 0)
    wanted = AskSnapshotPage(FEED, "e1", 1, 1)
    assert step.call == wanted
    step = puller.on(Failed(Unreachable()), 0)
    assert step.call is None
    assert puller.on(Woken(at_once=True), 0).call == wanted


def test_a_snapshot_with_a_wrong_digest_is_never_read() -> None:
    feed, replica = ModelFeed(), ModelReplica()
    feed.publish(1, 5)
    replica.digest_is_right = False
    puller = _puller(replica)
    step = _run(puller, feed, puller.on(Woken(), 0))
    assert replica.state is None and step.wake_us is not None
    replica.digest_is_right = True
    _run(puller, feed, puller.on(Woken(at_once=True), 0))
    assert replica.prices == {1: 5}


def test_a_finished_file_is_taken_where_its_tables_are_ours() -> None:
    replica = ModelReplica()
    puller = _puller(replica, takes_files=True)
    puller.on(Woken(), 0)
    ours = SnapshotFile("/f", "00", 1, schema=1)
    boot = BootReply(FEED, "e1", "k", 7, 1, 0, "", 2, ours, [])
    assert puller.on(Answered(boot), 0).call == FetchFile(ours)
    step = puller.on(Answered(FileFetched()), 0)
    assert step.call == AskTail(FEED, "e1", 7, 0)
    other = _puller(ModelReplica(), takes_files=True)
    other.on(Woken(), 0)
    newer = BootReply(FEED, "e1", "k", 7, 2, 0, "", 2, SnapshotFile("/f", "00", 1, schema=2), [])
    assert other.on(Answered(newer), 0).call == AskSnapshotPage(FEED, "e1", 7, 0)


def test_far_behind_it_takes_sealed_pages() -> None:
    feed = ModelFeed()
    puller, replica, step = _at_head(feed)
    for n in range(PAGES_INSTEAD_OF_TAIL + 50):
        feed.publish(n % 7, n)
    feed.asked.clear()
    _run(puller, feed, step)
    assert replica.prices == feed.prices(feed.head)
    assert feed.asked.count("AskPage") == 50
    assert replica.boots == 1


def test_a_group_waits_for_the_feed_it_refers_to_but_not_for_ever() -> None:
    feed = ModelFeed()
    puller, replica, step = _at_head(feed)
    feed.publish(1, 5)
    feed.publish(2, 5, needs={"chain": 3})
    feed.publish(3, 5)
    step = puller.on(feed.answer(step), 0)
    assert replica.state == Cursor("e1", 1, feed.hashes[1])
    replica.others["chain"] = 2
    assert puller.on(Woken(), 1_000_000).call is None
    replica.others["chain"] = 3
    assert puller.on(Woken(), 2_000_000).call == AskTail(FEED, "e1", 3, TAIL_WAIT_S, feed.end)
    held = feed.cursor()
    feed.publish(4, 5, needs={"chain": 99})
    puller.on(feed.answer(Step(AskTail(FEED, "e1", 3, 0, held.hash))), 3_000_000)
    assert replica.state == held
    puller.on(Woken(), 3_000_000 + NEEDS_WAIT_US)
    assert replica.state == feed.cursor()


_FAILURES: tuple[Failure, ...] = (
    Unreachable(),
    Busy(10),
    Refused(500, ""),
    Refused(410, "boot_again"),
    NotTheCentre("portal"),
)


class FeedMachine(RuleBasedStateMachine):
    """Prices change while the line fails, the centre is restored and history is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.feed = ModelFeed()
        self.replica = ModelReplica()
        self.puller = _puller(self.replica)
        self.step = self.puller.on(Woken(), 0)
        self.states: dict[tuple[str, int], dict[int, int]] = {}
        self._remember()

    def _remember(self) -> None:
        self.states[(self.feed.epoch, self.feed.head)] = self.feed.prices(self.feed.head)

    @rule(item_id=st.integers(0, 5), price=st.integers(0, 99))
    def publish(self, item_id: int, price: int) -> None:
        self.feed.publish(item_id, price)
        self._remember()

    @rule(
        outcome=st.sampled_from(["works", "works", "works", "fails"]),
        why=st.sampled_from(_FAILURES),
    )
    def go_on(self, outcome: str, why: Failure) -> None:
        if self.step.call is None:
            self.step = self.puller.on(Woken(at_once=True), 0)
        elif outcome == "fails":
            self.step = self.puller.on(Failed(why), 0)
        else:
            self.step = self.puller.on(self.feed.answer(self.step), 0)

    @rule()
    def crash(self) -> None:
        self.puller = _puller(self.replica)
        self.step = self.puller.on(Woken(), 0)

    @rule()
    def damage(self) -> None:
        self.step = self.puller.on(Damaged(), 0)

    @rule(lost=st.integers(0, 4))
    def restore_the_centre(self, lost: int) -> None:
        self.feed.restore(max(0, self.feed.head - lost))
        self.feed.kept_from = 1
        self.feed.epoch = f"e{len(self.states) + 1}"
        self._remember()

    @rule()
    def forget_history(self) -> None:
        self.feed.kept_from = self.feed.head + 1

    @invariant()
    def a_state_that_the_centre_had(self) -> None:
        cursor = self.replica.state
        if cursor is not None:
            assert self.replica.prices == self.states[(cursor.epoch, cursor.position)]

    def teardown(self) -> None:
        for _ in range(5):
            _run(self.puller, self.feed, self.puller.on(Woken(at_once=True), 0))
        assert self.replica.state == self.feed.cursor()


TestFeed = FeedMachine.TestCase
TestFeed.settings = settings(max_examples=150, stateful_step_count=40)
