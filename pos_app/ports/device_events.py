"""Device events knows what the devices of this register did lately, for whoever mends them."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from pos_app.ports.clock import Clock

KEPT = 200


class DeviceKind(StrEnum):
    """What a device is."""

    RECEIPT_PRINTER = "receipt_printer"
    CASH_DRAWER = "cash_drawer"
    SCANNER = "scanner"
    SCALE = "scale"
    TERMINAL = "terminal"
    LABEL_PRINTER = "label_printer"
    CUSTOMER_DISPLAY = "customer_display"
    CAMERA = "camera"


class DeviceStep(StrEnum):
    """What happened to it."""

    CAME = "came"
    LEFT = "left"
    WORKED = "worked"
    FAILED = "failed"
    OPENED = "opened"
    SHUT = "shut"
    STAYS_OPEN = "stays_open"
    RUNS_LOW = "runs_low"


@dataclass(frozen=True, slots=True)
class DeviceEvent:
    """One thing that happened; place: which of several, error: why it failed."""

    at_us: int
    kind: DeviceKind
    step: DeviceStep
    place: str = ""
    error: Exception | None = None


class DeviceEvents:
    """The last events of all devices, the newest first; written on any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._events: deque[DeviceEvent] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def note(
        self, kind: DeviceKind, step: DeviceStep, place: str = "", error: Exception | None = None
    ) -> None:
        """Something happened now."""
        event = DeviceEvent(self._clock.read().wall_us, kind, step, place, error)
        with self._lock:
            self._events.appendleft(event)

    def latest(self) -> tuple[DeviceEvent, ...]:
        """At most 200."""
        with self._lock:
            return tuple(self._events)
