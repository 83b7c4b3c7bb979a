"""ESC/POS printer knows how a job reaches a receipt printer, and how to tell that it did."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PIL import Image

from pos_app.devices.escpos_receipt import (
    DRAWER_PULSE,
    DRAWER_PULSE_AT_ONCE,
    credit_slip_bytes,
    day_report_bytes,
    held_slip_bytes,
    printer_test_bytes,
    receipt_bytes,
)
from pos_app.devices.printer_lines import Deadline, PrinterLine, Wire
from pos_app.devices.printer_status import (
    ASK_PAPER,
    ASK_PRINTER,
    drawer_pin_is_high,
    is_low,
    is_status,
    state_of,
)
from pos_app.domain.receipt import (
    CreditSlipDocument,
    DayReport,
    PrinterTest,
    ReceiptDocument,
    SlipDocument,
)
from pos_app.ports.faults import PrinterRefused, PrinterUnreachable

TIMEOUT_MS = 3_000


class EscposPrinter:
    """Asks before it prints and after it has sent, so that no receipt counts as printed that the printer lacks.

    Reaching the printer and handing over a job each end within the timeout, whatever the printer does or omits. On a
    line that never answers a job counts as printed when the line has taken it.
    """

    def __init__(
        self,
        line: PrinterLine,
        timeout_ms: int = TIMEOUT_MS,
        logo: Image.Image | None = None,
    ) -> None:
        self._line = line
        self._timeout_ms = timeout_ms
        self._logo = logo
        self._paper_is_low = False

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Print and cut; errors: PrinterUnreachable, PrinterRefused."""
        self._print(receipt_bytes(receipt, self._logo))

    def print_report(self, report: DayReport) -> None:
        """Print the Z report and cut; errors: PrinterUnreachable, PrinterRefused."""
        self._print(day_report_bytes(report))

    def print_slip(self, slip: SlipDocument) -> None:
        """Print the slip of a held sale or of a store credit and cut; errors: PrinterUnreachable, PrinterRefused."""
        if isinstance(slip, CreditSlipDocument):
            self._print(credit_slip_bytes(slip))
        else:
            self._print(held_slip_bytes(slip))

    def print_test(self, page: PrinterTest) -> None:
        """Print the test page and cut; errors: PrinterUnreachable, PrinterRefused."""
        self._print(printer_test_bytes(page, self._logo))

    def paper_is_low(self) -> bool:
        """Whether it said so when it was asked last."""
        return self._paper_is_low

    def pulse_drawer(self) -> None:
        """Open the drawer that hangs on this printer; errors: PrinterUnreachable.

        A printer that is out of paper or open keeps what it is sent for later, so then the pulse is the one that is
        obeyed at once: no drawer may spring open long after its sale.
        """
        with self._reached() as call:
            prints = call.refusal_reason() is None
            call.hand_over(DRAWER_PULSE if prints else DRAWER_PULSE_AT_ONCE)

    def drawer_pin_is_high(self) -> bool | None:
        """The level of the drawer's sensor, None on a line that never answers; errors: PrinterUnreachable."""
        with self._reached() as call:
            return call.drawer_pin_is_high()

    def _print(self, job: bytes) -> None:
        with self._reached() as call:
            reason = call.refusal_reason()
            if reason is not None:
                raise PrinterRefused(reason)
            call.hand_over(job)
            self._paper_is_low = call.paper_is_low

    @contextlib.contextmanager
    def _reached(self) -> Iterator[_Call]:
        line, deadline = self._line, Deadline(self._timeout_ms)
        try:
            with line.open(self._timeout_ms) as wire:
                yield _Call(wire, deadline, line.answers)
        except OSError as error:
            raise PrinterUnreachable(line.where) from error


class _Call:
    """One conversation with the printer; each step raises OSError when its time is over."""

    def __init__(self, wire: Wire, deadline: Deadline, answers: bool) -> None:
        self._wire = wire
        self._deadline = deadline
        self._answers = answers
        self.paper_is_low = False

    def refusal_reason(self) -> str | None:
        """Why it would not print now, or None."""
        if not self._answers:
            return None
        state = state_of(self._ask)
        self.paper_is_low = state.paper_is_low
        return state.reason

    def drawer_pin_is_high(self) -> bool | None:
        """What the sensor says, where anything is said."""
        return drawer_pin_is_high(self._ask(ASK_PRINTER)) if self._answers else None

    def hand_over(self, job: bytes) -> None:
        """Send it all and wait for the answer to a last question, which the printer reads after the job.

        A roll that ends in the middle of a job is no fault of it: printers keep the rest and print it on the next roll.
        """
        self._deadline.renew()
        self._wire.send(job, self._deadline)
        if self._answers:
            self.paper_is_low = is_low(self._ask(ASK_PAPER))

    def _ask(self, query: bytes) -> int:
        self._wire.send(query, self._deadline)
        while True:
            received = self._wire.receive(self._deadline)
            if is_status(received):
                return received
