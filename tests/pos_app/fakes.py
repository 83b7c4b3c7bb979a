"""Fakes with state of what a register is connected to."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pos_app.domain.clock import TimeReading
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.label_document import LabelDocument
from pos_app.domain.money import Money
from pos_app.domain.operator import Operator, Role
from pos_app.domain.piece_code import PieceLabel
from pos_app.domain.quantity import KILOGRAM, Quantity
from pos_app.domain.receipt import (
    CreditSlipDocument,
    DayReport,
    HeldSlipDocument,
    PrinterTest,
    ReceiptDocument,
    SlipDocument,
)
from pos_app.domain.tender import NO_PROOF, TenderProof
from pos_app.ports.device_lines import LineState, Reading, ScaleReading, ScaleState
from pos_app.ports.faults import DrawerDidNotOpen, Fault, PrinterUnreachable
from pos_app.ports.terminal import TerminalAnswer, TerminalAsk, TerminalWord

START_US = 1_763_719_200_000_000  # 2025-11-21 10:00 UTC
SECONDS_OF_A_DAY = 86_400


class StoppedClock:
    """Stands still until somebody moves it."""

    def __init__(self) -> None:
        self.wall_us = START_US
        self.monotonic_ns = 1_000_000_000
        self.boot_id = "boot-1"

    def read(self) -> TimeReading:
        return TimeReading(self.wall_us, self.monotonic_ns, self.boot_id, None)

    def passes(self, seconds: int) -> None:
        self.wall_us += seconds * 1_000_000
        self.monotonic_ns += seconds * 1_000_000_000

    def is_set(self, seconds: int) -> None:
        """Somebody sets the wall clock forward or back."""
        self.wall_us += seconds * 1_000_000

    def machine_restarts(self) -> None:
        self.boot_id += "+"
        self.monotonic_ns = 1_000_000_000


class Bell:
    """Counts how often it rang, and how often somebody would not wait."""

    def __init__(self) -> None:
        self.rung = 0
        self.rung_at_once = 0

    def ring(self, *, at_once: bool = False) -> None:
        self.rung += 1
        self.rung_at_once += at_once


class FakeCodes:
    """Makes a hash that a test can write down."""

    def __init__(self) -> None:
        self.made = 0

    def hash_code(self, code: str, salt: str) -> str:
        self.made += 1
        return f"{salt}:{code}"


class FakePrinter:
    """Keeps what it printed; while it is unplugged it says so."""

    def __init__(self) -> None:
        self.is_plugged_in = True
        self.receipts: list[ReceiptDocument] = []
        self.reports: list[DayReport] = []
        self.tests: list[PrinterTest] = []
        self.slips: list[HeldSlipDocument] = []
        self.credits: list[CreditSlipDocument] = []
        self.is_low = False

    def paper_is_low(self) -> bool:
        return self.is_low

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        self._check()
        self.receipts.append(receipt)

    def print_report(self, report: DayReport) -> None:
        self._check()
        self.reports.append(report)

    def print_slip(self, slip: SlipDocument) -> None:
        self._check()
        if isinstance(slip, CreditSlipDocument):
            self.credits.append(slip)
        else:
            self.slips.append(slip)

    def print_test(self, page: PrinterTest) -> None:
        self._check()
        self.tests.append(page)

    def _check(self) -> None:
        if not self.is_plugged_in:
            fault: Fault = PrinterUnreachable("till 2")
            raise fault


class FakeLabelPrinter:
    """Keeps what it printed; while it is unplugged it says so."""

    def __init__(self) -> None:
        self.is_plugged_in = True
        self.labels: list[PieceLabel] = []

    def print_pieces(self, labels: Sequence[PieceLabel]) -> None:
        if not self.is_plugged_in:
            raise PrinterUnreachable("labels")
        self.labels += labels


class FakeDocuments:
    """Keeps the documents of parcels by name; while it is unplugged it says so."""

    def __init__(self) -> None:
        self.is_plugged_in = True
        self.printed: dict[str, LabelDocument] = {}

    def print_documents(self, documents: Sequence[LabelDocument]) -> None:
        if not self.is_plugged_in:
            raise PrinterUnreachable("parcels")
        self.printed.update({document.name: document for document in documents})


class FakeDrawer:
    """Counts how often it opened; a stuck one says so."""

    def __init__(self) -> None:
        self.is_stuck = False
        self.opened = 0
        self.sensed: bool | None = None

    def is_open(self) -> bool | None:
        return self.sensed

    def open(self) -> None:
        if self.is_stuck:
            raise DrawerDidNotOpen
        self.opened += 1


class FakeScale:
    """Shows what lies on it; each weight is given out once."""

    name = "ttyS1"

    def __init__(self) -> None:
        self._reading = ScaleReading(ScaleState.EMPTY)
        self._taken = False
        self._changed: Callable[[], None] = _nobody

    def reading(self) -> ScaleReading:
        return self._reading

    def take(self) -> Quantity | None:
        if self._taken:
            return None
        self._taken = self._reading.weight is not None
        return self._reading.weight

    def listen(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def close(self) -> None:
        self._changed = _nobody

    def holds(self, grams: int) -> None:
        """Something lies still on it."""
        self._is(ScaleReading(ScaleState.STABLE, Quantity(grams, KILOGRAM)))

    def turns(self, state: ScaleState) -> None:
        """It moves, is empty, is pulled out."""
        self._taken = False
        self._is(ScaleReading(state))

    def _is(self, reading: ScaleReading) -> None:
        self._reading = reading
        self._changed()


class FakeScanner:
    """A scanner at a cable; reads at the moment that the test says."""

    def __init__(self, name: str = "ttyACM0") -> None:
        self.name = name
        self.state = LineState.READY
        self._heard: Callable[[Reading], None] = _not_heard
        self._turned: Callable[[], None] = _nobody

    def listen(self, heard: Callable[[Reading], None], turned: Callable[[], None]) -> None:
        self._heard, self._turned = heard, turned

    def close(self) -> None:
        self._heard, self._turned = _not_heard, _nobody

    def reads(self, text: str, at_ms: int, *, is_half: bool = False) -> None:
        self._heard(Reading(text, self.name, at_ms * 1_000_000, is_half))

    def turns(self, state: LineState) -> None:
        self.state = state
        self._turned()


class FakeTerminal:
    """Keeps what it was asked, and says what it is told to say."""

    is_there = True

    def __init__(self) -> None:
        self.asked: list[TerminalAsk] = []
        self.questions: list[TerminalAsk] = []
        self.stops: list[TerminalAsk] = []
        self.given_back: list[tuple[TerminalAsk, str]] = []
        self.heard: Callable[[], None] = _nobody
        self._answers: list[TerminalAnswer] = []

    def pay(self, ask: TerminalAsk) -> None:
        self.asked.append(ask)

    def give_back(self, ask: TerminalAsk, taken_as: str) -> None:
        self.given_back.append((ask, taken_as))

    def ask_status(self, ask: TerminalAsk) -> None:
        self.questions.append(ask)

    def cancel(self, ask: TerminalAsk) -> None:
        self.stops.append(ask)

    def answers(self) -> tuple[TerminalAnswer, ...]:
        said, self._answers = tuple(self._answers), []
        return said

    def listen(self, heard: Callable[[], None]) -> None:
        self.heard = heard

    def says(self, word: TerminalWord, taken_minor: int = 0, service: str = "") -> None:
        """An answer about a payment, the last one that it was asked for unless another is named."""
        last = (self.asked + [ask for ask, _ in self.given_back])[-1]
        proof = TenderProof("", "visa", "4411", "A1B2C3", reference=f"V400.{last.service}")
        taken = Money(taken_minor, last.amount.currency)
        answer = TerminalAnswer(service or last.service, word, taken, proof)
        self._answers.append(answer if taken_minor else replace(answer, proof=NO_PROOF))
        self.heard()


class FakePins:
    """A hash is the secret behind a mark; counts what was tried."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    def hash_pin(self, pin: str) -> str:
        return f"hash of {pin}"

    def matches(self, secret: str, hashed: str) -> bool:
        self.tried.append(hashed)
        return hashed == f"hash of {secret}"

    def badge_matches(self, badge: str, hashed: str) -> bool:
        return hashed == f"hash of {badge}"


def _nobody() -> None:
    return None


def _not_heard(_reading: Reading) -> None:
    return None


def _operator(number: str, name: str, role: Role, *, under_18: bool = False) -> Operator:
    pin_hash, badge_hash = f"hash of {number * 2}", f"hash of OP-{number}"
    return Operator(OperatorNumber(number), name, role, pin_hash, badge_hash, under_18)


# The PIN of each is the number written twice.
ANNA = _operator("11", "Anna Meyer", Role.CASHIER)
BEN = _operator("12", "Ben Okafor", Role.CASHIER)
CARLA = _operator("13", "Carla Sanchez", Role.MANAGER)
DEV = _operator("14", "Dev Patel", Role.CASHIER, under_18=True)
PIA = _operator("15", "Pia Lund", Role.PICKER)
ELLA = _operator("16", "Ella Wood", Role.ASSOCIATE)
OPERATORS = (ANNA, BEN, CARLA, DEV, PIA, ELLA)
