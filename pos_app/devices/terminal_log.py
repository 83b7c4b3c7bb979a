"""Terminal log knows how a card terminal did when it was asked last, for whoever mends it."""

from __future__ import annotations

import threading
from collections.abc import Collection

from pos_app.ports.clock import Clock
from pos_app.ports.device_events import DeviceEvents, DeviceKind, DeviceStep
from pos_app.ports.terminal import TerminalReport, TerminalWord


class TerminalLog:
    """Tells of silence, not of money: a card that is declined is an answer like any other."""

    def __init__(self, place: str, currency: str, clock: Clock, events: DeviceEvents) -> None:
        self.place = place
        self.currency = currency
        self._clock = clock
        self._events = events
        self._lock = threading.Lock()
        self._report = TerminalReport()

    def note(self, word: TerminalWord, silence: Collection[TerminalWord]) -> None:
        """It was asked, and said this; silence: what stands for no answer to that. On the terminal's thread."""
        answers = word not in silence
        step = DeviceStep.WORKED if answers else DeviceStep.FAILED
        self._events.note(DeviceKind.TERMINAL, step, self.place)
        good_us = self._clock.read().wall_us if answers else self.report().last_good_us
        with self._lock:
            self._report = TerminalReport(answers, good_us)

    def report(self) -> TerminalReport:
        """How it did; may be asked on any thread."""
        with self._lock:
            return self._report
