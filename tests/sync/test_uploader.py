"""Whatever happens to the line, the device or the centre: every fact gets there, none is applied twice."""

import random
from collections.abc import Callable
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sync.core.backoff import Backoff
from sync.core.failures import Busy, Failure, Refused, Unreachable
from sync.core.ports import Chains
from sync.core.steps import Answered, AskHeads, Event, Failed, SendBatch, Step, Woken
from sync.core.uploader import PROOF_INTERVAL_US, Uploader
from sync.wire.messages import BATCH_FACTS_MAX, JournalBatch, JournalReply
from tests.sync.model_sides import ModelCentre, ModelDevice

Take = Callable[[str, JournalBatch], JournalReply]


def _uploader(device: ModelDevice) -> Uploader:
    return _uploader_of(device)


def _uploader_of(chains: Chains) -> Uploader:
    return Uploader(chains, Backoff(random.Random(1).randrange))


def _answer(centre: ModelCentre, step: Step) -> Event:
    if isinstance(step.call, AskHeads):
        return Answered(centre.heads())
    assert isinstance(step.call, SendBatch)
    return Answered(centre.take(step.call.incarnation, step.call.batch))


def _run(uploader: Uploader, centre: ModelCentre, now_us: int = 0, steps: int = 2_000) -> Step:
    """Until the uploader rests for longer than a failure makes it."""
    step = uploader.on(Woken(at_once=True), now_us)
    for _ in range(steps):
        if step.call is None:
            return step
        step = uploader.on(_answer(centre, step), now_us)
    message = "the uploader does not come to rest"
    raise AssertionError(message)


def test_facts_go_up_in_batches_and_once() -> None:
    device, centre = ModelDevice(), ModelCentre()
    for number in range(450):
        device.sell(number)
    uploader = _uploader(device)
    _run(uploader, centre)
    assert centre.batches == [BATCH_FACTS_MAX, BATCH_FACTS_MAX, 50]
    assert device.acknowledged(device.newest) == device.tail(device.newest)
    _run(uploader, centre, PROOF_INTERVAL_US)
    assert len(centre.batches) == 3


def test_a_batch_is_small_in_bytes_too() -> None:
    device, centre = ModelDevice(), ModelCentre()
    for number in range(10):
        device.sell(number, body_bytes=200_000)
    _run(_uploader(device), centre)
    assert max(centre.batches) == 3
    assert len(centre.applied) == 10


def test_nothing_is_asked_before_the_wait_is_over_and_then_the_heads_first() -> None:
    device, centre = ModelDevice(), ModelCentre()
    device.sell(1)
    uploader = _uploader(device)
    uploader.on(Woken(), 0)
    step = uploader.on(Failed(Busy(7_000)), 0)
    assert step.wake_us is not None and step.wake_us >= 7_000_000
    assert uploader.on(Woken(), 6_999_999).call is None
    assert uploader.on(Woken(), step.wake_us).call == AskHeads()
    _run(uploader, centre, step.wake_us)
    assert len(centre.applied) == 1


def test_one_fact_that_the_centre_chokes_on_does_not_hold_back_those_before_it() -> None:
    device, centre = ModelDevice(), ModelCentre()
    for number in range(200):
        device.sell(number)
    uploader = _uploader(device)
    poison = UUID(int=77).hex
    step = uploader.on(Woken(), 0)
    for _ in range(400):
        call = step.call
        if isinstance(call, SendBatch) and any(f.fact_id == poison for f in call.batch.facts):
            step = uploader.on(Failed(Refused(500, "")), 0)
        elif call is not None:
            step = uploader.on(_answer(centre, step), 0)
        else:
            step = uploader.on(Woken(at_once=True), 0)
    assert len(centre.applied) == 77


def test_a_restored_centre_gets_again_what_it_lost_of_all_chains() -> None:
    device, centre = ModelDevice(), ModelCentre()
    uploader = _uploader(device)
    device.sell(1)
    _run(uploader, centre)
    backup = centre.image()
    device.sell(2)
    device.begin_life()
    device.sell(3)
    _run(uploader, centre)
    _run(uploader, backup, PROOF_INTERVAL_US)
    assert backup.applied == [UUID(int=n).hex for n in (1, 2, 3)]


def test_a_quiet_device_asks_a_restored_centre_long_before_its_next_proof() -> None:
    device, centre = ModelDevice(), ModelCentre()
    uploader = _uploader(device)
    device.sell(1)
    _run(uploader, centre)
    backup = centre.image()
    device.sell(2)
    _run(uploader, centre)
    assert uploader.on(Woken(), 1).call is None
    uploader.doubt()
    step = uploader.on(Woken(), 1)
    while step.call is not None:
        step = uploader.on(_answer(backup, step), 1)
    assert backup.applied == [UUID(int=n).hex for n in (1, 2)]


def test_a_restored_device_is_asked_to_go_on_in_a_new_life_from_where_the_chains_part() -> None:
    device, centre = ModelDevice(), ModelCentre()
    for number in range(300):
        device.sell(number)
    _run(_uploader(device), centre)
    image = device.image()
    first = image.newest
    device.sell(300)
    _run(_uploader(device), centre)
    image.heads.clear()
    image.sell(301)
    _run(_uploader(image), centre)
    assert image.forked_after(first) == 300
    image.resolve_forks()
    _run(_uploader(image), centre)
    assert len(centre.applied) == 302
    assert image.acknowledged(image.newest).sequence == 1


def test_a_restored_device_without_a_new_sale_goes_on_in_a_new_life_too() -> None:
    device, centre = ModelDevice(), ModelCentre()
    for number in range(5):
        device.sell(number)
    image = device.image()
    device.sell(5)
    _run(_uploader(device), centre)
    _run(_uploader(image), centre)
    assert image.forked_after(image.newest) == 5


def test_a_fork_behind_what_was_acknowledged_is_found_where_it_is() -> None:
    device, centre = ModelDevice(), ModelCentre()
    for number in range(300):
        device.sell(number)
    _run(_uploader(device), centre)
    backup, clone = centre.image(), device.image()
    for number in range(300, 302):
        device.sell(number)
    _run(_uploader(device), centre)
    for number in range(400, 405):
        clone.sell(number)
    _run(_uploader(clone), backup)
    _run(_uploader(device), backup)
    assert device.forked_after(device.newest) == 300


def test_an_answer_that_changes_nothing_is_not_asked_for_at_once_again() -> None:
    device = ModelDevice()
    device.sell(1)
    uploader = _uploader(device)
    step = uploader.on(Woken(), 0)
    step = uploader.on(Answered(ModelCentre().heads()), 0)
    assert isinstance(step.call, SendBatch)
    step = uploader.on(Answered(JournalReply("gap", step.call.batch.tail)), 0)
    assert step.call is None and step.wake_us is not None


_FAILURES: tuple[Failure, ...] = (Unreachable(), Busy(100), Refused(500, ""), Refused(401, "x"))


class UploadMachine(RuleBasedStateMachine):
    """Sales, a bad line, restored disks, restored centres, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.device = ModelDevice()
        self.centre = ModelCentre()
        self.images = [self.device.image()]
        self.backups = [self.centre.image()]
        self.uploader = _uploader(self.device)
        self.step = self.uploader.on(Woken(), 0)
        self.sold = 0
        self.restores = 0

    @rule(count=st.integers(1, 5))
    def sell(self, count: int) -> None:
        for _ in range(count):
            self.sold += 1
            self.device.sell(self.sold)

    @rule(
        outcome=st.sampled_from(["works", "works", "works", "request lost", "answer lost"]),
        failure=st.sampled_from(_FAILURES),
    )
    def go_on(self, outcome: str, failure: Failure) -> None:
        if self.step.call is None:
            self.step = self.uploader.on(Woken(at_once=True), 0)
        elif outcome == "works":
            self.step = self.uploader.on(_answer(self.centre, self.step), 0)
        else:
            if outcome == "answer lost":
                _answer(self.centre, self.step)
            self.step = self.uploader.on(Failed(failure), 0)

    @rule()
    def crash_of_the_agent(self) -> None:
        self.uploader = _uploader(self.device)
        self.step = self.uploader.on(Woken(), 0)

    @rule()
    def app_looks_at_forks(self) -> None:
        self.device.resolve_forks()

    @rule()
    def take_backups(self) -> None:
        self.images.append(self.device.image())
        self.backups.append(self.centre.image())

    @rule(which=st.integers(0, 9))
    def restore_the_centre(self, which: int) -> None:
        self.centre = self.backups[which % len(self.backups)].image()

    @rule(which=st.integers(0, 9))
    def restore_the_device(self, which: int) -> None:
        # What only the lost disk had is gone; ids of lives that begin from now on are new.
        self.restores += 1
        self.device = self.images[which % len(self.images)].image()
        self.device.lives += 100 * self.restores
        self.crash_of_the_agent()

    @invariant()
    def nothing_twice(self) -> None:
        assert len(set(self.centre.applied)) == len(self.centre.applied)

    def teardown(self) -> None:
        for _ in range(8):
            _run(_uploader(self.device), self.centre)
            self.device.resolve_forks()
        _run(_uploader(self.device), self.centre)
        held = {fact.fact_id.hex for facts in self.device.chains.values() for fact in facts}
        assert held <= set(self.centre.applied)


TestUpload = UploadMachine.TestCase
TestUpload.settings = settings(max_examples=150, stateful_step_count=40)
