"""Serial line knows a cable that may be pulled: it is opened again and again, and what comes in is handed on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import serial

from pos_app.ports.device_lines import LineState

FIRST_WAIT_SECONDS = 0.25
LONGEST_WAIT_SECONDS = 1.0
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """Which port, and how fast; eight bits, no parity, one stop bit, as scanners and scales are delivered."""

    port: str
    baud: int = 9600

    @staticmethod
    def of(text: str) -> SerialSettings:
        """From "PORT" or "PORT@BAUD". Errors: ValueError when the speed is no number."""
        port, _, baud = text.partition("@")
        return SerialSettings(port, int(baud)) if baud else SerialSettings(port)


class Talk(Protocol):
    """What is said over a line; every call is on the line's thread."""

    def opened(self) -> bytes:
        """What to send as soon as the line is open."""
        ...

    def took(self, received: bytes) -> bytes:
        """Bytes came; what to answer."""
        ...

    def quiet(self) -> bytes:
        """Nothing came for `patience_seconds`; what to send."""
        ...

    def patience_seconds(self) -> float | None:
        """How long to wait for the next byte; None for ever."""
        ...


class SerialLine:
    """One port on one thread; no trouble of it reaches anybody but as its state."""

    def __init__(
        self, settings: SerialSettings, talk: Talk, turned: Callable[[LineState], None]
    ) -> None:
        self._settings = settings
        self._talk = talk
        self._turned = turned
        self._state = LineState.LOOKING
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._port: serial.Serial | None = None
        self._thread = threading.Thread(target=self._work, name=f"serial {settings.port}")

    @property
    def state(self) -> LineState:
        """How the line is now."""
        return self._state

    def start(self) -> None:
        """Begin to look for the port."""
        self._thread.start()

    def wake(self) -> None:
        """There is something to send; may be called on any thread."""
        with self._lock:
            if self._port is not None:
                self._port.cancel_read()

    def close(self) -> None:
        """End the thread; does nothing a second time."""
        self._closed.set()
        with self._lock:
            if self._port is not None:
                self._port.cancel_read()
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        wait_seconds = FIRST_WAIT_SECONDS
        while not self._closed.is_set():
            try:
                self._listen()
            except (serial.SerialException, OSError) as error:
                was_ready = self._state is LineState.READY
                wait_seconds = FIRST_WAIT_SECONDS if was_ready else wait_seconds * 2
                if was_ready:
                    logger.warning("%s is gone: %s", self._settings.port, error)
                    self._turn(LineState.LOST)
            self._closed.wait(min(wait_seconds, LONGEST_WAIT_SECONDS))

    def _listen(self) -> None:
        # claimed: half of the codes would else go to another program that has it open
        with serial.Serial(self._settings.port, self._settings.baud, exclusive=True) as port:
            with self._lock:
                self._port = port
            try:
                self._turn(LineState.READY)
                port.write(self._talk.opened())
                while not self._closed.is_set():
                    port.timeout = self._talk.patience_seconds()
                    received = port.read(1)
                    if received:
                        # all that lies there, so that what comes next came later
                        received += port.read(port.in_waiting)
                    if not self._closed.is_set():
                        port.write(self._talk.took(received) if received else self._talk.quiet())
            finally:
                with self._lock:
                    self._port = None

    def _turn(self, state: LineState) -> None:
        if state is not self._state:
            self._state = state
            self._turned(state)
