"""Herd knows what becomes of a centre to which all devices come back at the same moment (SYNC T18), in virtual time.

python -m tests.simulation.herd --devices 200000
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from central.core.refused import Refused
from central.limits import Starts
from sync.core.backoff import Backoff
from sync.core.failures import Busy
from sync.core.steps import Answered, AskHeads, Failed, SendBatch, Step, Woken
from sync.core.uploader import Uploader
from tests.simulation.schedule import MINUTE_US, SECOND_US, Schedule
from tests.sync.model_sides import ModelCentre, ModelDevice

DRAINED_US = 30 * MINUTE_US
# Nobody may come so often for one thing that the coming itself is the load.
TRIES_MAX = 60
# One in so many lost its replica meanwhile, and starts from a snapshot.
BOOTS_ONE_IN = 10
SNAPSHOT_US = 800_000


@dataclass(frozen=True, slots=True)
class Size:
    """A herd, and a centre that works on so many calls at once, each for so long."""

    devices: int
    calls_at_once: int
    call_us: int = 20_000
    starts_at_once: int = 32

    @staticmethod
    def for_devices(devices: int) -> Size:
        """As large as a centre has to be for so many: it could take one call of each within three minutes."""
        return Size(devices, max(4, devices // 9_000))


@dataclass(slots=True)
class Outcome:
    """What was seen."""

    drained_us: int = 0
    started_us: int = 0
    peak_at_work: int = 0
    peak_starts: int = 0
    refused: int = 0
    most_tries: int = 0
    still_waiting: int = 0

    @property
    def wrong(self) -> list[str]:
        """Which of the promises were not kept."""
        found = []
        if self.still_waiting:
            found.append(f"{self.still_waiting} devices starve")
        if max(self.drained_us, self.started_us) > DRAINED_US:
            found.append(f"drained after {max(self.drained_us, self.started_us) // SECOND_US} s")
        if self.most_tries > TRIES_MAX:
            found.append(f"a device came {self.most_tries} times")
        return found


@dataclass(slots=True)
class Door:
    """The centre as a device meets it: it works on so many calls, and turns away the others."""

    schedule: Schedule
    size: Size
    outcome: Outcome
    starts: Starts = field(init=False)
    at_work: int = 0
    starting: int = 0

    def __post_init__(self) -> None:
        self.starts = Starts(self.size.starts_at_once)

    def call(self, done: Callable[[], None], busy: Callable[[Busy], None]) -> None:
        """One small call: facts, or heads."""
        if self.at_work >= self.size.calls_at_once:
            self.outcome.refused += 1
            busy(Busy(None))
            return
        self.at_work += 1
        self.outcome.peak_at_work = max(self.outcome.peak_at_work, self.at_work)

        def finish() -> None:
            self.at_work -= 1
            done()

        self.schedule.after(self.size.call_us, finish)

    def start(self, done: Callable[[], None], busy: Callable[[Busy], None]) -> None:
        """A snapshot, by the rule of the real centre."""
        try:
            self.starts.enter()
        except Refused as refused:
            self.outcome.refused += 1
            seconds = refused.retry_after_s
            busy(Busy(None if seconds is None else seconds * 1_000))
            return
        self.starting += 1
        self.outcome.peak_starts = max(self.outcome.peak_starts, self.starting)

        def finish() -> None:
            self.starting -= 1
            self.starts.leave()
            done()

        self.schedule.after(SNAPSHOT_US, finish)


class Sender:
    """One device with a fact to send, by its real uploader."""

    def __init__(self, door: Door, number: int) -> None:
        self._door = door
        self._device = ModelDevice()
        self._device.sell(number + 1)
        self._centre = ModelCentre()
        stream = random.Random(f"herd {number}")
        self._core = Uploader(self._device, Backoff(stream.randrange))
        self.tries = 0
        self.is_done = False

    def wake(self) -> None:
        """The line is back, or the wait is over."""
        if not self.is_done:
            self._do(self._core.on(Woken(), self._door.schedule.now_us))

    def _do(self, step: Step) -> None:
        now_us = self._door.schedule.now_us
        if step.call is not None:
            self.tries += 1
            self._door.call(lambda: self._answered(step), self._refused)
            return
        device = self._device
        self.is_done = device.acknowledged(device.newest) == device.tail(device.newest)
        if self.is_done:
            self._door.outcome.drained_us = max(self._door.outcome.drained_us, now_us)
        else:
            assert step.wake_us is not None
            self._door.schedule.after(step.wake_us - now_us, self.wake)

    def _answered(self, step: Step) -> None:
        if isinstance(step.call, AskHeads):
            reply = Answered(self._centre.heads())
        else:
            assert isinstance(step.call, SendBatch)
            reply = Answered(self._centre.take(step.call.incarnation, step.call.batch))
        self._do(self._core.on(reply, self._door.schedule.now_us))

    def _refused(self, busy: Busy) -> None:
        self._do(self._core.on(Failed(busy), self._door.schedule.now_us))


class Starter:
    """One device that starts from a snapshot, with the real patience."""

    def __init__(self, door: Door, number: int) -> None:
        self._door = door
        self._backoff = Backoff(random.Random(f"start {number}").randrange)
        self.tries = 0
        self.is_done = False

    def wake(self) -> None:
        """Ask for it."""
        self.tries += 1
        self._door.start(self._started, self._refused)

    def _started(self) -> None:
        self.is_done = True
        self._door.outcome.started_us = self._door.schedule.now_us

    def _refused(self, busy: Busy) -> None:
        now_us = self._door.schedule.now_us
        self._door.schedule.after(
            self._backoff.failed(now_us, busy.retry_after_ms) - now_us, self.wake
        )


def come_back(size: Size) -> Outcome:
    """All at once; until everybody is served, or an hour is over."""
    schedule, outcome = Schedule(), Outcome()
    door = Door(schedule, size, outcome)
    herd: list[Sender | Starter] = [Sender(door, number) for number in range(size.devices)]
    herd += [Starter(door, number) for number in range(size.devices // BOOTS_ONE_IN)]
    for device in herd:
        schedule.after(0, device.wake)
    schedule.run_until(2 * DRAINED_US)
    outcome.most_tries = max(device.tries for device in herd)
    outcome.still_waiting = sum(not device.is_done for device in herd)
    return outcome


def main() -> int:
    """Exit code 1 when a promise was not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.herd", description=__doc__)
    parser.add_argument("--devices", type=int, default=200_000)
    size = Size.for_devices(parser.parse_args().devices)
    outcome = come_back(size)
    sys.stdout.write(f"{size}\n{outcome}\n")
    sys.stdout.writelines(f"wrong: {found}\n" for found in outcome.wrong)
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
