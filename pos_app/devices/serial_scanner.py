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
LONGEST_SCAN_BYTES = 4_096
_ENDS = re.compile(rb"[\r\n\t\x03]+")
_BEGINNINGS = b"\x02"


class CodeLines:
    """Cuts what a scanner sends into codes; a code whose end is lost is told as half."""

    def __init__(self, tell: Callable[[str, bool], None]) -> None:
        self._tell = tell
        self._waiting = b""

    def opened(self) -> bytes:
        """What was half read when the cable was pulled is gone."""
        self._waiting = b""
        return b""

    def took(self, received: bytes) -> bytes:
        """Whole codes go out, the rest waits for its end."""
        *whole, self._waiting = _ENDS.split(self._waiting + received)
        for code in whole:
            self._say(code, is_half=False)
        if len(self._waiting) > LONGEST_SCAN_BYTES:
            self._half()
        return b""

    def quiet(self) -> bytes:
        """The end did not come."""
        self._half()
        return b""

    def patience_seconds(self) -> float | None:
        """Between codes for ever."""
        return QUIET_SECONDS if self._waiting else None

    def _half(self) -> None:
        code, self._waiting = self._waiting, b""
        self._say(code, is_half=True)

    def _say(self, code: bytes, *, is_half: bool) -> None:
        text = _text(code.lstrip(_BEGINNINGS))
        if text:
            self._tell(text, is_half)


class SerialScanner:
    """A scanner that no focus, no keyboard layout and no field on the screen can get in the way of."""

    def __init__(self, settings: SerialSettings, events: DeviceEvents) -> None:
        self.name = settings.port
        self._events = events
        self._settings = settings
        self._line: SerialLine | None = None

    @property
    def state(self) -> LineState:
        """How it is now."""
        return LineState.LOOKING if self._line is None else self._line.state

    def listen(self, heard: Callable[[Reading], None], turned: Callable[[], None]) -> None:
        """Begin; both are called on the scanner's thread."""

        def tell(text: str, is_half: bool) -> None:
            heard(Reading(text, self.name, time.perf_counter_ns(), is_half))

        def has_turned(state: LineState) -> None:
            came = state is LineState.READY
            step = DeviceStep.CAME if came else DeviceStep.LEFT
            self._events.note(DeviceKind.SCANNER, step, self.name)
            turned()

        self._line = SerialLine(self._settings, CodeLines(tell), has_turned)
        self._line.start()

    def close(self) -> None:
        """End its thread."""
        if self._line is not None:
            self._line.close()


def _text(code: bytes) -> str:
    try:
        return code.decode()
    except UnicodeDecodeError:
        return code.decode("latin-1")
