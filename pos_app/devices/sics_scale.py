"""SICS scale knows a scale that answers to MT-SICS level 0 at a serial port: asked for its weight, it says it.

`SI` asks for the weight at once. The answers, each a line: `S S 0.482 kg` stable, `S D 0.480 kg` still moving,
`S +` too heavy, `S -` below zero, `S I` busy, and `ES`, `ET`, `EL` for a question that was not understood.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

from pos_app.devices.serial_line import SerialLine, SerialSettings
from pos_app.domain.quantity import KILOGRAM, Quantity
from pos_app.ports.device_events import DeviceEvents, DeviceKind, DeviceStep
from pos_app.ports.device_lines import LineState, ScaleReading, ScaleState

ASK = b"SI\r\n"
ASK_EVERY_SECONDS = 0.2
# So many questions without an answer, and nobody is there: the cable holds, but the scale is off.
UNANSWERED_MAX = 10
_LINE_BYTES_MAX = 256
_WEIGHT = re.compile(r"S\s+(?P<state>[SD])\s+(?P<weight>-?\d{1,6}(?:\.\d{1,6})?)\s*(?P<unit>kg|g)")
_STATES = {"+": ScaleState.TOO_HEAVY, "-": ScaleState.BELOW_ZERO}
_GRAMS = {"g": 0, "kg": 3}


def reading_of(line: str) -> ScaleReading | None:
    """What one line says; None when it says nothing of a weight. Weights are cut to whole grams."""
    found = _WEIGHT.fullmatch(line.strip())
    if found is None:
        state = _STATES.get(line.strip().removeprefix("S").strip())
        return None if state is None else ScaleReading(state)
    if found["weight"].startswith("-"):
        return ScaleReading(ScaleState.BELOW_ZERO)
    grams = _grams(found["weight"], _GRAMS[found["unit"]])
    if found["state"] == "D":
        return ScaleReading(ScaleState.MOVES)
    if grams == 0:
        return ScaleReading(ScaleState.EMPTY)
    return ScaleReading(ScaleState.STABLE, Quantity(grams, KILOGRAM))


class SicsTalk:
    """Asks, and hears the answers; what is no answer is passed over."""

    def __init__(self, tell: Callable[[ScaleReading], None]) -> None:
        self._tell = tell
        self._waiting = b""
        self._unanswered = 0

    def opened(self) -> bytes:
        """Ask at once."""
        self._waiting, self._unanswered = b"", 0
        return ASK

    def took(self, received: bytes) -> bytes:
        """Lines that are whole are answers."""
        *lines, self._waiting = (self._waiting + received).split(b"\n")
        self._waiting = self._waiting[-_LINE_BYTES_MAX:]
        for line in lines:
            reading = reading_of(line.decode("ascii", errors="replace"))
            if reading is not None:
                self._unanswered = 0
                self._tell(reading)
        return b""

    def quiet(self) -> bytes:
        """Ask again."""
        self._unanswered += 1
        if self._unanswered == UNANSWERED_MAX:
            self._tell(ScaleReading(ScaleState.GONE))
        return ASK

    def patience_seconds(self) -> float | None:
        """Between an answer and the next question."""
        return ASK_EVERY_SECONDS


class SicsScale:
    """Holds the last reading; a weight is given out once, so that one bag of apples is never sold twice."""

    def __init__(self, settings: SerialSettings, events: DeviceEvents) -> None:
        self.name = settings.port
        self._events = events
        self._lock = threading.Lock()
        self._reading = ScaleReading(ScaleState.GONE)
        self._taken = False
        self._changed: Callable[[], None] = _nobody
        self._line = SerialLine(settings, SicsTalk(self._told), self._turned)

    def reading(self) -> ScaleReading:
        """What it said last."""
        return self._reading

    def take(self) -> Quantity | None:
        """The stable weight, once."""
        with self._lock:
            if self._taken or self._reading.state is not ScaleState.STABLE:
                return None
            self._taken = True
            return self._reading.weight

    def listen(self, changed: Callable[[], None]) -> None:
        """Begin to ask."""
        self._changed = changed
        self._line.start()

    def close(self) -> None:
        """End its thread."""
        self._line.close()

    def _told(self, reading: ScaleReading) -> None:
        with self._lock:
            before, self._reading = self._reading, reading
            if before == reading:
                return
            if reading.state is not ScaleState.STABLE:
                self._taken = False
        self._note(before.state, reading.state)
        self._changed()

    def _turned(self, state: LineState) -> None:
        if state is not LineState.READY:
            self._told(ScaleReading(ScaleState.GONE))

    def _note(self, before: ScaleState, after: ScaleState) -> None:
        if before is ScaleState.GONE:
            self._events.note(DeviceKind.SCALE, DeviceStep.CAME, self.name)
        elif after is ScaleState.GONE:
            self._events.note(DeviceKind.SCALE, DeviceStep.LEFT, self.name)


def _grams(weight: str, shift: int) -> int:
    whole, _, part = weight.partition(".")
    return int(whole + part.ljust(shift, "0")[:shift])


def _nobody() -> None:
    return None
