"""Printer lines knows the ways that lead to a printer: the network, a device file of the machine, a serial port."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import serial

from pos_app.devices.serial_line import SerialSettings
from pos_app.files.device_settings import SILENT

_CHUNK_BYTES = 4_096
_SECONDS_PER_NS = 1e-9
_NS_PER_MS = 1_000_000


class Deadline:
    """The moment by which a call has to be over; whoever comes later gets a TimeoutError."""

    def __init__(self, timeout_ms: int) -> None:
        self._timeout_ms = timeout_ms
        self._end_ns = 0
        self.renew()

    def renew(self) -> None:
        """The whole time once more."""
        self._end_ns = time.monotonic_ns() + self._timeout_ms * _NS_PER_MS

    def seconds_left(self) -> float:
        """More than 0. Errors: TimeoutError."""
        left_ns = self._end_ns - time.monotonic_ns()
        if left_ns <= 0:
            raise TimeoutError("the printer took too long")
        return left_ns * _SECONDS_PER_NS


class Wire(Protocol):
    """A line that is open; every step raises OSError when its time is over."""

    def send(self, data: bytes, deadline: Deadline) -> None:
        """All of it."""
        ...

    def receive(self, deadline: Deadline) -> int:
        """The next byte that comes back."""
        ...


class PrinterLine(Protocol):
    """A way to a printer; `answers` is False for one on which nothing ever comes back."""

    where: str
    answers: bool

    def open(self, timeout_ms: int) -> AbstractContextManager[Wire]:
        """Reach it. Errors: OSError."""
        ...


class NetworkLine:
    """host:port, a connection for each job."""

    answers = True

    def __init__(self, host: str, port: int) -> None:
        self.where = f"{host}:{port}"
        self._address = (host, port)

    @contextlib.contextmanager
    def open(self, timeout_ms: int) -> Iterator[Wire]:
        """Connect. Errors: OSError."""
        with socket.create_connection(self._address, timeout_ms / 1000) as connection:
            yield _SocketWire(connection)


class DeviceFileLine:
    """What the machine shows a USB printer as, /dev/usb/lp0; answers: the file can be read too."""

    def __init__(self, path: Path, *, answers: bool = True) -> None:
        self.where = str(path)
        self.answers = answers
        self._path = path

    @contextlib.contextmanager
    def open(self, timeout_ms: int) -> Iterator[Wire]:
        """Open the file, never make one. Errors: OSError."""
        mode = os.O_RDWR if self.answers else os.O_WRONLY
        descriptor = os.open(self._path, mode | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            yield _FileWire(descriptor)
        finally:
            os.close(descriptor)


class SerialPrinterLine:
    """A serial port, eight bits, no parity; the printer holds us up by its line DSR, as they are delivered."""

    answers = True

    def __init__(self, settings: SerialSettings) -> None:
        self.where = settings.port
        self._settings = settings

    @contextlib.contextmanager
    def open(self, timeout_ms: int) -> Iterator[Wire]:
        """Open the port. Errors: OSError."""
        with serial.Serial(self._settings.port, self._settings.baud, exclusive=True) as port:
            yield _SerialWire(port)


class _SocketWire:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, data: bytes, deadline: Deadline) -> None:
        for start in range(0, len(data), _CHUNK_BYTES):
            self._connection.settimeout(deadline.seconds_left())
            self._connection.sendall(data[start : start + _CHUNK_BYTES])

    def receive(self, deadline: Deadline) -> int:
        self._connection.settimeout(deadline.seconds_left())
        return _one(self._connection.recv(1))


class _FileWire:
    """Never waits in the file itself: a printer that takes nothing would hold the thread for ever."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, data: bytes, deadline: Deadline) -> None:
        left = memoryview(data)
        while left:
            _, ready, _ = select.select([], [self._descriptor], [], deadline.seconds_left())
            if ready:
                left = left[os.write(self._descriptor, left[:_CHUNK_BYTES]) :]

    def receive(self, deadline: Deadline) -> int:
        while True:
            ready, _, _ = select.select([self._descriptor], [], [], deadline.seconds_left())
            if ready:
                return _one(os.read(self._descriptor, 1))


class _SerialWire:
    def __init__(self, port: serial.Serial) -> None:
        self._port = port

    def send(self, data: bytes, deadline: Deadline) -> None:
        for start in range(0, len(data), _CHUNK_BYTES):
            self._port.write_timeout = deadline.seconds_left()
            self._port.write(data[start : start + _CHUNK_BYTES])

    def receive(self, deadline: Deadline) -> int:
        while True:
            self._port.timeout = deadline.seconds_left()
            received: bytes = self._port.read(1)
            if received:
                return received[0]


def _one(received: bytes) -> int:
    if not received:
        raise ConnectionResetError("the printer hung up")
    return received[0]


def line_to(where: str) -> PrinterLine:
    """Of a setting: "host:port", "/dev/usb/lp0", that with ",silent", "PORT@BAUD". Errors: ValueError."""
    port, at_speed, _ = where.partition("@")
    if at_speed:
        return SerialPrinterLine(SerialSettings.of(where))
    if port.startswith("/"):
        path, silent, _ = port.partition(SILENT)
        return DeviceFileLine(Path(path), answers=not silent)
    host, _, number = port.rpartition(":")
    return NetworkLine(host, int(number))
