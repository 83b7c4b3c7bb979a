"""ZPL printer knows how a label reaches a label printer, and why that does not print just now.

`~HS` asks for its state and is answered with three lines, each between STX and ETX (ZPL II programming guide). In the
first the second figure says that its labels are out and the third that it is paused; in the second the third says that
its head is open and the fourth that its ribbon is out.
"""

from __future__ import annotations

from pos_app.devices.printer_lines import Deadline, PrinterLine, Wire
from pos_app.ports.faults import LabelPrinterRefused, LabelPrinterUnreachable

TIMEOUT_MS = 3_000
ASK = b"~HS"
_STX, _ETX = 0x02, 0x03
_LINES = 3
_LINE_BYTES_MAX = 256
_LABELS_OUT, _PAUSED = (0, 1), (0, 2)
_HEAD_OPEN, _RIBBON_OUT = (1, 2), (1, 3)
# What is under the head is told last.
_REASONS = (
    (_HEAD_OPEN, "head_open"),
    (_LABELS_OUT, "labels_out"),
    (_RIBBON_OUT, "ribbon_out"),
    (_PAUSED, "paused"),
)


def reason_of(lines: list[list[str]]) -> str | None:
    """Why it would not print, of its three lines cut at their commas; None when it would."""
    for (line, place), reason in _REASONS:
        if lines[line][place : place + 1] == ["1"]:
            return reason
    return None


def reason_on(wire: Wire, deadline: Deadline) -> str | None:
    """Ask: why it would not print now, or None. Errors: OSError."""
    wire.send(ASK, deadline)
    return reason_of([_line(wire, deadline) for _ in range(_LINES)])


class ZplPrinter:
    """Asks before and after each label; on a line that never answers, one counts as printed when it was taken."""

    def __init__(self, line: PrinterLine, timeout_ms: int = TIMEOUT_MS) -> None:
        self._line = line
        self._timeout_ms = timeout_ms

    def print_label(self, zpl: bytes) -> None:
        """Errors: LabelPrinterUnreachable, LabelPrinterRefused."""
        deadline = Deadline(self._timeout_ms)
        try:
            with self._line.open(self._timeout_ms) as wire:
                reason = self._reason(wire, deadline)
                if reason is not None:
                    raise LabelPrinterRefused(reason)
                deadline.renew()
                wire.send(zpl, deadline)
                # answered behind the label: it is in the printer, whole
                self._reason(wire, deadline)
        except OSError as error:
            raise LabelPrinterUnreachable(self._line.where) from error

    def _reason(self, wire: Wire, deadline: Deadline) -> str | None:
        return reason_on(wire, deadline) if self._line.answers else None


def _line(wire: Wire, deadline: Deadline) -> list[str]:
    while wire.receive(deadline) != _STX:
        pass
    text = bytearray()
    while (byte := wire.receive(deadline)) != _ETX:
        text.append(byte)
        if len(text) > _LINE_BYTES_MAX:
            raise ConnectionResetError("no answer of a label printer")
    return text.decode("ascii", errors="replace").split(",")
