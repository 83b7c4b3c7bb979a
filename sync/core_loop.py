"""Core loop knows how one core is run: it decides inside a transaction, and what it says is done between two."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, suppress

from pos_app.ports.faults import Fault, StorageBroken
from sync.core.failures import NotTheCentre, Unreachable
from sync.core.ports import Core
from sync.core.steps import Call, Damaged, Event, Failed, Step, Woken

DISK_WAIT_US = 30_000_000

_log = logging.getLogger(__name__)

# Makes a call and gives what came of it.
Perform = Callable[[Call], Awaitable[Event]]
OpenTransaction = Callable[[], AbstractContextManager[None]]


def monotonic_us() -> int:
    """Microseconds of a clock that does not jump."""
    return time.monotonic_ns() // 1_000


class CoreLoop:
    """Runs one core for ever: event in, step out, one call at a time; loops do not wait for each other."""

    def __init__(
        self,
        name: str,
        core: Core,
        transaction: OpenTransaction,
        perform: Perform,
        on_damage: Callable[[], None] | None = None,
    ) -> None:
        self.name = name
        self._core = core
        self._transaction = transaction
        self._perform = perform
        self._on_damage = on_damage
        self._rung = asyncio.Event()
        self._at_once = False
        self._is_damaged = False

    def report_damage(self) -> None:
        """Somebody else found that the replica is not what it should be: a new start, after the call in flight."""
        self._is_damaged = True
        self.ring(at_once=True)

    def ring(self, *, at_once: bool = False) -> None:
        """Look what there is to do; at_once: even when a failure asked for patience."""
        self._at_once = self._at_once or at_once
        self._rung.set()

    async def run(self) -> None:
        """Until cancelled."""
        event: Event = Woken()
        while True:
            step = self._decide(event)
            if step.call is not None:
                event = await self._performed(step.call)
            else:
                event = await self._rest(step.wake_us)
            if self._is_damaged and self._on_damage is not None:
                self._is_damaged = False
                self._on_damage()
                event = Damaged()

    async def _performed(self, call: Call) -> Event:
        """A file that cannot be written beside a call must not end the other loops: the call came to nothing."""
        try:
            return await self._perform(call)
        except Fault as fault:
            _log.exception("%s: the outcome of a call could not be written down", self.name)
            return Failed(Unreachable(type(fault).__name__))
        except Exception:
            # One answer that no rule foresaw must not end the program that sends the sales.
            _log.exception("%s: a bug, or an answer of a kind that nobody foresaw", self.name)
            return Failed(NotTheCentre("not understood"))

    def _decide(self, event: Event) -> Step:
        try:
            with self._transaction():
                return self._core.on(event, monotonic_us())
        except StorageBroken:
            _log.exception("%s: the replica is damaged", self.name)
            if self._on_damage is not None:
                self._on_damage()
                return self._core.on(Damaged(), monotonic_us())
        except Fault:
            _log.exception("%s: waits for the disk", self.name)
        except Exception:
            # A message that no rule foresaw must not end the other loops: it is a failure of this call.
            _log.exception("%s: a bug, or a centre that speaks otherwise", self.name)
            return self._core.on(Failed(NotTheCentre("not understood")), monotonic_us())
        return Step(wake_us=monotonic_us() + DISK_WAIT_US)

    async def _rest(self, wake_us: int | None) -> Event:
        wait_us = None if wake_us is None else max(0, wake_us - monotonic_us())
        with suppress(TimeoutError):
            # Not `wait_for`: it loses a cancellation that comes with the ring, and the program would never end.
            async with asyncio.timeout(None if wait_us is None else wait_us / 1_000_000):
                await self._rung.wait()
        self._rung.clear()
        at_once, self._at_once = self._at_once, False
        return Woken(at_once)
