"""Network printer knows how a job reaches a printer at host:port, and how to tell that it did."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator

from PIL import Image

from pos_app.devices.escpos_receipt import (
    DRAWER_PULSE,
    DRAWER_PULSE_AT_ONCE,
    day_report_bytes,
    held_slip_bytes,
    printer_test_bytes,
    receipt_bytes,
)
from pos_app.devices.printer_status import (
    ASK_OFFLINE_CAUSE,
    ASK_PAPER,
    is_status,
    refusal_reason,
)
from pos_app.domain.receipt import DayReport, HeldSlipDocument, PrinterTest, ReceiptDocument
from pos_app.ports.faults import PrinterRefused, PrinterUnreachable

TIMEOUT_MS = 3_000
_CHUNK_BYTES = 4_096
_NS_PER_MS = 1_000_000


class NetworkPrinter:
    """Asks before it prints and after it has sent, so that no receipt counts as printed that the printer lacks.

    Reaching the printer and handing over a job each end within the timeout, whatever the printer does or omits.
    """

    def __init__(
        self,
        host: str,
        port: int,
        timeout_ms: int = TIMEOUT_MS,
        logo: Image.Image | None = None,
    ) -> None:
        self._host = host
        self._port = port
        self._timeout_ms = timeout_ms
        self._logo = logo

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Print and cut; errors: PrinterUnreachable, PrinterRefused."""
        self._print(receipt_bytes(receipt, self._logo))

    def print_report(self, report: DayReport) -> None:
        """Print the Z report and cut; errors: PrinterUnreachable, PrinterRefused."""
        self._print(day_report_bytes(report))

    def print_slip(self, slip: HeldSlipDocument) -> None:
        """Print the slip of a held sale and cut; errors: PrinterUnreachable, PrinterRefused."""
        self._print(held_slip_bytes(slip))

    def print_test(self, page: PrinterTest) -> None:
        """Print the test page and cut; errors: PrinterUnreachable, PrinterRefused."""
        self._print(printer_test_bytes(page, self._logo))

    def pulse_drawer(self) -> None:
        """Open the drawer that hangs on this printer; errors: PrinterUnreachable.

        A printer that is out of paper or open keeps what it is sent for later, so then the pulse is the one that is
        obeyed at once: no drawer may spring open long after its sale.
        """
        with self._reached() as call:
            prints = call.refusal_reason() is None
            call.hand_over(DRAWER_PULSE if prints else DRAWER_PULSE_AT_ONCE)

    def _print(self, job: bytes) -> None:
        with self._reached() as call:
            reason = call.refusal_reason()
            if reason is not None:
                raise PrinterRefused(reason)
            call.hand_over(job)

    @contextlib.contextmanager
    def _reached(self) -> Iterator[_Call]:
        where = f"{self._host}:{self._port}"
        deadline_ns = time.monotonic_ns() + self._timeout_ms * _NS_PER_MS
        try:
            address = (self._host, self._port)
            with socket.create_connection(address, self._timeout_ms / 1000) as connection:
                yield _Call(connection, deadline_ns, self._timeout_ms)
        except OSError as error:
            raise PrinterUnreachable(where) from error


class _Call:
    """One connection to the printer; each step raises OSError when its time is over."""

    def __init__(self, connection: socket.socket, deadline_ns: int, timeout_ms: int) -> None:
        self._connection = connection
        self._deadline_ns = deadline_ns
        self._timeout_ms = timeout_ms

    def refusal_reason(self) -> str | None:
        """Why it would not print now, or None."""
        return refusal_reason(self._ask(ASK_OFFLINE_CAUSE), self._ask(ASK_PAPER))

    def hand_over(self, job: bytes) -> None:
        """Send it all and wait for the answer to a last question, which the printer reads after the job."""
        self._deadline_ns = time.monotonic_ns() + self._timeout_ms * _NS_PER_MS
        for start in range(0, len(job), _CHUNK_BYTES):
            self._send(job[start : start + _CHUNK_BYTES])
        self._ask(ASK_PAPER)

    def _ask(self, query: bytes) -> int:
        self._send(query)
        while True:
            self._set_time_left()
            received = self._connection.recv(1)
            if not received:
                raise ConnectionResetError("the printer hung up")
            if is_status(received[0]):
                return received[0]

    def _send(self, data: bytes) -> None:
        self._set_time_left()
        self._connection.sendall(data)

    def _set_time_left(self) -> None:
        left_ns = self._deadline_ns - time.monotonic_ns()
        if left_ns <= 0:
            raise TimeoutError("the printer took too long")
        self._connection.settimeout(left_ns / (1000 * _NS_PER_MS))
