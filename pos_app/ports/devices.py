"""The device ports: printer, drawer and PIN check, each small enough for a fake with state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.piece_code import PieceLabel
from pos_app.domain.receipt import DayReport, PrinterTest, ReceiptDocument, SlipDocument
from pos_app.ports.faults import LabelPrinterUnreachable, PrinterUnreachable


class ReceiptPrinter(Protocol):
    """Prints documents; errors: PrinterUnreachable, PrinterRefused, PrinterBusy where nobody waits for it."""

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Print and cut; returns when the printer has taken it all."""
        ...

    def print_report(self, report: DayReport) -> None:
        """Print an X or Z report and cut."""
        ...

    def print_slip(self, slip: SlipDocument) -> None:
        """Print the slip of a held sale or of a store credit and cut."""
        ...

    def print_test(self, page: PrinterTest) -> None:
        """Print a page that shows that the printer works, and cut."""
        ...


class SensedPrinter(ReceiptPrinter, Protocol):
    """A receipt printer that tells of its paper before it is out."""

    def paper_is_low(self) -> bool:
        """Whether it said so when it printed last."""
        ...


class LabelPrinter(Protocol):
    """Prints the labels of bags; errors: PrinterUnreachable, DiskFull."""

    def print_pieces(self, labels: Sequence[PieceLabel]) -> None:
        """One label for each bag."""
        ...


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """How printer and drawer did at their last try; when one last obeyed, microseconds UTC.

    drawer_open: as its sensor says, None without one; drawer_opened_ns: since when it is open, by the monotonic clock.
    """

    error: Exception | None = None
    drawer_error: Exception | None = None
    last_good_us: int | None = None
    is_busy: bool = False
    paper_is_low: bool = False
    drawer_open: bool | None = None
    drawer_opened_ns: int | None = None


class PrinterWatch(Protocol):
    """Tells of a printer at which nobody waits."""

    def report(self) -> PrinterReport:
        """How it did at the last try."""
        ...

    def listen(self, heard: Callable[[], None]) -> None:
        """`heard` is called on the printer's own thread when a try has ended that nobody waited for."""
        ...


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """How a printer is reached, as a printer of receipts is, and how fine its head is."""

    line: str
    dots_per_inch: int


@dataclass(frozen=True, slots=True)
class LabelReport:
    """How the label printer did at its last try, when it last printed (microseconds UTC), how many labels wait."""

    error: Exception | None = None
    last_good_us: int | None = None
    waiting_count: int = 0


class Labels(Protocol):
    """The label printer of this device, for whom nobody waits; errors: DiskFull, LabelPrinterUnreachable."""

    name: str

    def take(self, name: str, zpl: bytes) -> None:
        """One label, in ZPL; it is kept until it is printed or dropped by a person."""
        ...

    def print_test(self) -> None:
        """A label that shows that the printer works."""
        ...

    def drop(self) -> int:
        """Nobody needs what waits any more; gives how many there were."""
        ...

    def report(self) -> LabelReport:
        """How it did at the last try."""
        ...

    def listen(self, heard: Callable[[], None]) -> None:
        """`heard` is called on the printer's own thread when something has changed."""
        ...

    def close(self) -> None:
        """End its thread."""
        ...


class NoLabels:
    """A device without a label printer: bag labels are kept as pictures."""

    name = ""

    def take(self, name: str, zpl: bytes) -> None:
        """Nowhere to go."""
        raise LabelPrinterUnreachable(self.name)

    def print_test(self) -> None:
        """Nowhere to go."""
        raise LabelPrinterUnreachable(self.name)

    def drop(self) -> int:
        """Nothing waits."""
        return 0

    def report(self) -> LabelReport:
        """Nothing ever happens."""
        return LabelReport()

    def listen(self, heard: Callable[[], None]) -> None:
        """Nothing ever changes."""

    def close(self) -> None:
        """Nothing runs."""


NO_LABELS = NoLabels()


class ReceiptFiles(Protocol):
    """Keeps receipts as files that can be sent on."""

    def keep(self, receipt: ReceiptDocument) -> str:
        """Where it is. Errors: DiskFull, PrinterUnreachable."""
        ...


class NoReceiptFiles:
    """A register that keeps none."""

    def keep(self, receipt: ReceiptDocument) -> str:
        """Errors: PrinterUnreachable."""
        raise PrinterUnreachable(receipt.sale.receipt_number)


NO_RECEIPT_FILES: ReceiptFiles = NoReceiptFiles()


class CashDrawer(Protocol):
    """Opens the drawer; errors: DrawerDidNotOpen, PrinterBusy where nobody waits for it."""

    def open(self) -> None:
        """Send the pulse."""
        ...


class SensedDrawer(CashDrawer, Protocol):
    """A drawer that may have a sensor."""

    def is_open(self) -> bool | None:
        """As its sensor says now; None where nothing can be seen."""
        ...


class PinCheck(Protocol):
    """Compares a PIN or badge with its stored hash; costs about 50 ms for a PIN."""

    def hash_pin(self, pin: str) -> str:
        """The hash to keep of a PIN."""
        ...

    def matches(self, secret: str, hashed: str) -> bool:
        """True when the secret made this hash."""
        ...

    def badge_matches(self, badge: str, hashed: str) -> bool:
        """True when the badge made this hash; cheap, because a badge is long and random."""
        ...


class CodeCheck(Protocol):
    """Makes what the centre made of a pickup code; costs about 50 ms."""

    def hash_code(self, code: str, salt: str) -> str:
        """The hash of a code under a salt, both in hexadecimal."""
        ...


class Doorbell(Protocol):
    """Wakes the sync agent; a hint that may be lost."""

    def ring(self, *, at_once: bool = False) -> None:
        """There is something to send; at_once: a person asks for it, even when a failure asked for patience."""
        ...
