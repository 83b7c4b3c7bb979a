"""A loop goes on after whatever its core, its disk or its line does."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from pos_app.ports.faults import DiskFull, StorageBroken
from sync.core.failures import Failure, NotTheCentre, Unreachable
from sync.core.steps import (
    Answered,
    AskPrivateList,
    Call,
    Damaged,
    Event,
    Failed,
    FileFetched,
    Step,
    Woken,
)
from sync.core_loop import CoreLoop, monotonic_us

ASK = AskPrivateList()


class ScriptedCore:
    """Does what is written down for it, one thing an event, then rests; ends the test at the last one."""

    def __init__(self, *script: Callable[[], Step]) -> None:
        self.script = list(script)
        self.events: list[Event] = []
        self.done = asyncio.Event()

    def on(self, event: Event, now_us: int) -> Step:
        self.events.append(event)
        if not self.script:
            self.done.set()
            return Step()
        return self.script.pop(0)()


def _raises(error: Exception) -> Callable[[], Step]:
    def do() -> Step:
        raise error

    return do


def _step(call: Call | None = None, wake_us: int | None = None) -> Callable[[], Step]:
    return lambda: Step(call, wake_us)


class Transactions:
    """Counts what was committed and what was undone."""

    def __init__(self) -> None:
        self.committed = 0
        self.undone = 0

    def open(self) -> AbstractContextManager[None]:
        return self._one()

    @contextmanager
    def _one(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.undone += 1
            raise
        self.committed += 1


async def _perform(_call: Call) -> Event:
    return Answered(FileFetched())


async def _run(
    core: ScriptedCore,
    transactions: Transactions,
    damage: Callable[[], None] | None = None,
    *,
    ring: bool = False,
) -> None:
    loop = CoreLoop("test", core, transactions.open, _perform, damage)
    task = asyncio.create_task(loop.run())
    if ring:
        loop.ring(at_once=True)
    await asyncio.wait_for(core.done.wait(), 60)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_a_call_is_answered_by_an_event_and_an_alarm_wakes() -> None:
    async def scenario() -> None:
        core = ScriptedCore(_step(ASK), _step(wake_us=monotonic_us()))
        transactions = Transactions()
        await _run(core, transactions)
        assert core.events == [Woken(), Answered(FileFetched()), Woken()]
        assert (transactions.committed, transactions.undone) == (3, 0)

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (DiskFull(), Unreachable("DiskFull")),
        (OverflowError("a figure that nobody foresaw"), NotTheCentre("not understood")),
    ],
)
def test_an_outcome_that_nobody_can_take_is_a_call_that_came_to_nothing(
    error: Exception, failure: Failure
) -> None:
    async def full(_call: Call) -> Event:
        raise error

    async def scenario() -> None:
        core = ScriptedCore(_step(ASK))
        loop = CoreLoop("test", core, Transactions().open, full)
        task = asyncio.create_task(loop.run())
        await asyncio.wait_for(core.done.wait(), 60)
        assert not task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert core.events == [Woken(), Failed(failure)]

    asyncio.run(scenario())


def test_a_ring_wakes_a_loop_that_has_no_alarm() -> None:
    async def scenario() -> None:
        core = ScriptedCore(_step())
        await _run(core, Transactions(), ring=True)
        assert core.events == [Woken(), Woken(at_once=True)]

    asyncio.run(scenario())


def test_damage_that_somebody_else_found_starts_the_feed_again() -> None:
    async def scenario() -> None:
        core = ScriptedCore(_step())
        damaged: list[int] = []
        loop = CoreLoop("test", core, Transactions().open, _perform, lambda: damaged.append(1))
        task = asyncio.create_task(loop.run())
        loop.report_damage()
        await asyncio.wait_for(core.done.wait(), 60)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert core.events == [Woken(), Damaged()]
        assert damaged == [1]

    asyncio.run(scenario())


def test_a_bug_is_a_failure_of_this_call_and_undoes_its_step() -> None:
    async def scenario() -> None:
        core = ScriptedCore(_step(ASK), _raises(ValueError("odd message")), _step(wake_us=0))
        transactions = Transactions()
        await _run(core, transactions)
        assert core.events[2] == Failed(NotTheCentre("not understood"))
        assert transactions.undone == 1

    asyncio.run(scenario())


def test_a_damaged_file_is_given_up_and_the_core_told() -> None:
    async def scenario() -> None:
        damaged: list[bool] = []
        core = ScriptedCore(_raises(StorageBroken()), _step(wake_us=0))
        await _run(core, Transactions(), lambda: damaged.append(True))
        assert (core.events[1], damaged) == (Damaged(), [True])

    asyncio.run(scenario())


def test_a_full_disk_is_waited_for() -> None:
    async def scenario() -> None:
        core = ScriptedCore(_raises(DiskFull()))
        await _run(core, Transactions(), ring=True)
        assert core.events == [Woken(), Woken(at_once=True)]

    asyncio.run(scenario())


@pytest.mark.parametrize("ticks", range(5))
def test_it_ends_when_it_is_told_to_while_somebody_rings(ticks: int) -> None:
    async def end() -> bool:
        core = ScriptedCore(*[_step(wake_us=monotonic_us() + 60_000_000) for _ in range(9)])
        loop = CoreLoop("test", core, Transactions().open, _nothing_to_do)
        running = asyncio.create_task(loop.run())
        await _turns(2)
        loop.ring()
        await _turns(ticks)
        running.cancel()
        done, _ = await asyncio.wait([running], timeout=20)
        running.cancel()
        return running in done

    assert asyncio.run(end())


async def _turns(count: int) -> None:
    """Let everything that is ready go one step, so many times."""
    for _ in range(count):
        turned = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(turned.set_result, None)
        await turned


async def _nothing_to_do(call: Call) -> Event:
    message = f"no call is wanted: {call}"
    raise AssertionError(message)
