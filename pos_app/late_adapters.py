"""Late adapters stand in for set-up and printer until these are first asked for something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from pos_app.domain.piece_code import PieceLabel
from pos_app.domain.receipt import DayReport, PrinterTest, ReceiptDocument, SlipDocument
from pos_app.files.layout import LABELS, DeviceFolder
from pos_app.ports.devices import LabelPrinter, Labels, SensedDrawer, SensedPrinter
from pos_app.ports.enrolment import CatalogueProgress, DeviceClass, Enrolment
from pos_app.ports.late import load
from pos_app.ports.training import TrainingRoom
from sync.first_catalogue import first_catalogue


class LateEnrolment:
    """Talks to the centre only on the day that a device is set up; HTTP is loaded then."""

    def __init__(
        self, folder: DeviceFolder, centre_url: str, secrets_kind: str, fingerprint: str
    ) -> None:
        self._folder = folder
        self._told = (folder, centre_url, secrets_kind, fingerprint)

    def enrol(self, code: str, device_class: DeviceClass, scale_percent: int) -> None:
        """Make this machine a device of the store."""
        self._enrolment.enrol(code, device_class, scale_percent)

    def recover(self, code: str) -> None:
        """Fetch the key of this device's journal."""
        self._enrolment.recover(code)

    def progress(self) -> CatalogueProgress:
        """How much of the first catalogue has arrived."""
        return first_catalogue(self._folder)

    @cached_property
    def _enrolment(self) -> Enrolment:
        made: Enrolment = load("enrolment")(*self._told)
        return made


class LateReceiptFiles:
    """Draws no page before somebody wants a receipt as a file."""

    def __init__(self, folder: DeviceFolder) -> None:
        self._folder = folder

    def keep(self, receipt: ReceiptDocument) -> str:
        """Where it is."""
        place: str = load("pdf_receipts")(self._folder.receipts).keep(receipt)
        return place


class LateTraining:
    """Starts nothing before somebody wants to practise."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self._arguments = arguments
        self._room: TrainingRoom | None = None

    def open(self) -> None:
        """Show the training."""
        if self._room is None:
            self._room = load("training_process")(self._arguments)
        self._room.open()

    def close(self) -> None:
        """End it with the register."""
        if self._room is not None:
            self._room.close()


class LateLabelPrinter:
    """The printer of labels, loaded at the first label with all that draws bars."""

    def __init__(
        self, folder: DeviceFolder, prefixes: Callable[[], str], labels: Labels, dots_per_inch: int
    ) -> None:
        self._folder = folder.root / LABELS
        self._prefixes = prefixes
        self._labels = labels
        self._dots_per_inch = dots_per_inch

    def print_pieces(self, labels: Sequence[PieceLabel]) -> None:
        """One label for each bag."""
        self._printer.print_pieces(labels)

    @cached_property
    def _printer(self) -> LabelPrinter:
        made: LabelPrinter
        if self._labels.name:
            made = load("spooled_labels")(self._labels, self._prefixes, self._dots_per_inch)
        else:
            made = load("label_printer")(self._folder, self._prefixes)
        return made


class LatePrinter:
    """Printer and drawer, loaded at the first print with all that draws bars; on the printer's own thread."""

    def __init__(self, folder: DeviceFolder, where: str, drawer_sensor: str) -> None:
        self._told = (folder.receipts, where, folder.logo, drawer_sensor)

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Print and cut."""
        self._printer.print_receipt(receipt)

    def print_report(self, report: DayReport) -> None:
        """Print the Z report and cut."""
        self._printer.print_report(report)

    def print_slip(self, slip: SlipDocument) -> None:
        """Print the slip of a held sale or of a store credit and cut."""
        self._printer.print_slip(slip)

    def print_test(self, page: PrinterTest) -> None:
        """Print the test page and cut."""
        self._printer.print_test(page)

    def paper_is_low(self) -> bool:
        """As it said when it printed last."""
        return self._printer.paper_is_low()

    def open(self) -> None:
        """Send the pulse."""
        self._drawer.open()

    def is_open(self) -> bool | None:
        """As the drawer's sensor says."""
        return self._drawer.is_open()

    @cached_property
    def _both(self) -> tuple[SensedPrinter, SensedDrawer]:
        both: tuple[SensedPrinter, SensedDrawer] = load("printers")(*self._told)
        return both

    @property
    def _printer(self) -> SensedPrinter:
        return self._both[0]

    @property
    def _drawer(self) -> SensedDrawer:
        return self._both[1]
