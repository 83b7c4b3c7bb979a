"""Serial scanner knows how a scanner at a serial port sends codes: one a line, with or without symbology identifier."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from pos_app.devices.serial_line import SerialLine, SerialSettings
from pos_app.ports.device_events import DeviceEvents, DeviceKind, DeviceStep
from pos_app.ports.device_lines import LineState, Reading

# What stops in the middle of a code for so long has lost its end; at 9600 baud a character takes one millisecond.
QUIET_SECONDS = 0.1
# So often a scanner that says nothing is looked at: if codes lie there together, they came since the last look.
LOOK_SECONDS = 0.05
LONGEST_SCAN_BYTES = 4_096
_ENDS = re.compile(rb"[\r\n\t\x03]+")
_BEGINNINGS = b"\x02"


class CodeLines:
    """Cuts what a scanner sends into codes; a code whose end is lost is told as half.

    Each code bears when it came. On a machine that stood still several are read at once; they are told as evenly
    apart since the last look, so that two pulls of the trigger stay two and a held one stays one.
    """

    def __init__(self, tell: Callable[[str, bool, int], None], clock_ns: Callable[[], int]) -> None:
        """tell: the code, whether it is half of one, and when it came by `clock_ns`."""
        self._tell = tell
        self._clock_ns = clock_ns
        self._waiting = b""
        self._looked_ns = 0

    def opened(self) -> bytes:
        """What was half read when the cable was pulled is gone."""
        self._waiting = b""
        self._looked_ns = self._clock_ns()
        return b""

    def took(self, received: bytes) -> bytes:
        """Whole codes go out, the rest waits for its end."""
        before_ns, self._looked_ns = self._looked_ns, self._clock_ns()
        *whole, self._waiting = _ENDS.split(self._waiting + received)
        codes = [text for text in map(_text, whole) if text]
        for number, text in enumerate(codes, 1):
            since_ns = self._looked_ns - before_ns
            self._tell(text, False, before_ns + since_ns * number // len(codes))
        if len(self._waiting) > LONGEST_SCAN_BYTES:
            self._half()
        return b""

    def quiet(self) -> bytes:
        """The end did not come, or nothing did."""
        self._looked_ns = self._clock_ns()
        self._half()
        return b""

    def patience_seconds(self) -> float | None:
        """A code that has begun has its end soon."""
        return QUIET_SECONDS if self._waiting else LOOK_SECONDS

    def _half(self) -> None:
        code, self._waiting = self._waiting, b""
        text = _text(code)
        if text:
            self._tell(text, True, self._looked_ns)


class SerialScanner:
    """A scanner that no focus, no keyboard layout and no field on the screen can get in the way of."""

    def __init__(
        self,
        settings: SerialSettings,
        events: DeviceEvents,
        clock_ns: Callable[[], int] = time.perf_counter_ns,
    ) -> None:
        self.name = settings.port
        self._clock_ns = clock_ns
        self._events = events
        self._settings = settings
        self._line: SerialLine | None = None

    @property
    def state(self) -> LineState:
        """How it is now."""
        return LineState.LOOKING if self._line is None else self._line.state

    def listen(self, heard: Callable[[Reading], None], turned: Callable[[], None]) -> None:
        """Begin; both are called on the scanner's thread."""

        def tell(text: str, is_half: bool, made_ns: int) -> None:
            heard(Reading(text, self.name, time.perf_counter_ns(), is_half, made_ns))

        def has_turned(state: LineState) -> None:
            came = state is LineState.READY
            step = DeviceStep.CAME if came else DeviceStep.LEFT
            self._events.note(DeviceKind.SCANNER, step, self.name)
            turned()

        self._line = SerialLine(self._settings, CodeLines(tell, self._clock_ns), has_turned)
        self._line.start()

    def close(self) -> None:
        """End its thread."""
        if self._line is not None:
            self._line.close()


def _text(line: bytes) -> str:
    code = line.lstrip(_BEGINNINGS)
    try:
        return code.decode()
    except UnicodeDecodeError:
        return code.decode("latin-1")
