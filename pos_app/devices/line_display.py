"""Line display knows a customer display of two lines at a serial port: twenty letters each, told in ESC/POS.

Epson's command set for customer displays (DM-D, and what emulates it): ESC @ begins anew, ESC t chooses the code page,
US MD1 lets a line go on in the next, HOM goes to the first place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from pos_app.devices.code_page import CODE_PAGE, CODE_PAGE_NUMBER, printable
from pos_app.devices.serial_line import SerialLine, SerialSettings
from pos_app.ports.device_events import DeviceEvents, DeviceKind, DeviceStep
from pos_app.ports.device_lines import LINE_COLUMNS, LineState

BEGIN = b"\x1b@" + b"\x1bt" + bytes((CODE_PAGE_NUMBER,)) + b"\x1f\x01"
HOME = b"\x0b"


def display_bytes(upper: str, lower: str) -> bytes:
    """Both lines over what stands there: nothing is wiped first, so that nothing flickers."""
    lines = (printable(line)[:LINE_COLUMNS].ljust(LINE_COLUMNS) for line in (upper, lower))
    return HOME + "".join(lines).encode(CODE_PAGE)


class DisplayTalk:
    """What is shown last is what counts; after the cable was pulled it is shown again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shown = display_bytes("", "")
        self._waiting = b""

    def show(self, lines: bytes) -> bool:
        """From any thread; False when it stands there already."""
        with self._lock:
            if lines == self._shown:
                return False
            self._shown = self._waiting = lines
            return True

    def opened(self) -> bytes:
        """Begin anew."""
        with self._lock:
            self._waiting = b""
            return BEGIN + self._shown

    def took(self, received: bytes) -> bytes:
        """A display says nothing of use."""
        return self.quiet()

    def quiet(self) -> bytes:
        """What is new."""
        with self._lock:
            waiting, self._waiting = self._waiting, b""
            return waiting

    def patience_seconds(self) -> float | None:
        """Until it is woken."""
        return None


class SerialDisplay:
    """On a thread of its own; what it lacks holds nobody up."""

    def __init__(self, settings: SerialSettings, events: DeviceEvents) -> None:
        self.name = settings.port
        self._events = events
        self._turned: Callable[[], None] = _nobody
        self._talk = DisplayTalk()
        self._line = SerialLine(settings, self._talk, self._has_turned)

    @property
    def state(self) -> LineState:
        """How it is now."""
        return self._line.state

    def listen(self, turned: Callable[[], None]) -> None:
        """Begin; `turned` is called on the display's thread."""
        self._turned = turned
        self._line.start()

    def show(self, upper: str, lower: str) -> None:
        """Both lines, cut at twenty letters; never waits."""
        if self._talk.show(display_bytes(upper, lower)):
            self._line.wake()

    def close(self) -> None:
        """End its thread."""
        self._line.close()

    def _has_turned(self, state: LineState) -> None:
        step = DeviceStep.CAME if state is LineState.READY else DeviceStep.LEFT
        self._events.note(DeviceKind.CUSTOMER_DISPLAY, step, self.name)
        self._turned()


def _nobody() -> None:
    return None
