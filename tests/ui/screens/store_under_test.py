"""A store window over the real use cases and files, with fake devices and a stopped clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.files.recent_people import RecentPeople
from pos_app.ports.clock import Clock
from pos_app.ports.device_events import DeviceEvents
from pos_app.ports.devices import NO_LABELS, PrinterReport
from pos_app.ports.enrolment import CatalogueProgress, DeviceClass, Enrolment
from pos_app.ports.faults import Fault
from pos_app.usecases.register import Register
from pos_app.usecases.till.tell_scanners_apart import KnownScanners
from tests.pos_app.fakes import Bell
from tests.pos_app.till import Till
from ui.app import StoreWindow
from ui.application import Application, CopiedFacts, StoreFacts
from ui.sounds import Sound

PATIENCE_SECONDS = 60


class HeardSounds:
    """Records what the cashier heard."""

    def __init__(self) -> None:
        self.heard: list[Sound] = []

    def play(self, sound: Sound) -> None:
        self.heard.append(sound)


class QuietPrinter:
    """A printer that is waited for: there is nothing to tell of it later."""

    def __init__(self, report: PrinterReport | None = None) -> None:
        self.reported = report or PrinterReport()

    def report(self) -> PrinterReport:
        return self.reported

    def listen(self, heard: Callable[[], None]) -> None:
        return None


class FakeEnrolment:
    """Answers as head office would."""

    def __init__(self) -> None:
        self.enrolled: list[tuple[str, DeviceClass, int]] = []
        self.recovered: list[str] = []
        self.answer: Exception | None = None
        self.progressed = CatalogueProgress(312_400, 1_000_000, complete=False)

    def enrol(self, code: str, device_class: DeviceClass, scale_percent: int) -> None:
        if self.answer is not None:
            raise self.answer
        self.enrolled.append((code, device_class, scale_percent))

    def recover(self, code: str) -> None:
        if self.answer is not None:
            raise self.answer
        self.recovered.append(code)

    def progress(self) -> CatalogueProgress:
        return self.progressed


class FakeStartup:
    """Opens the till under test; may be a fresh machine, or fail."""

    def __init__(self, till: Till, *, is_enrolled: bool = True, fault: Fault | None = None) -> None:
        self.till = till
        self.clock: Clock = till.clock
        self.fake_enrolment = FakeEnrolment()
        self.enrolment: Enrolment = self.fake_enrolment
        self.fault = fault
        self._is_enrolled = is_enrolled
        if is_enrolled:
            self.fake_enrolment.progressed = CatalogueProgress(5, 5, complete=True)

    def is_enrolled(self) -> bool:
        return self._is_enrolled

    def open_application(self) -> Application:
        if self.fault is not None:
            raise self.fault
        return application_of(self.till)

    def keep_agent_running(self) -> None:
        return None

    def close(self) -> None:
        return None


def copied() -> CopiedFacts:
    """A stick is in, and one sale waits."""
    return CopiedFacts("store-12-till-2.facts", 3, 1)


def application_of(till: Till) -> Application:
    """The till under test as the screens see it."""
    settings, files = till.device.settings, till.files
    register: Register = till.register
    return Application(
        facts=StoreFacts(
            store_name=settings.store_name,
            business_unit=settings.business_unit,
            workstation=settings.workstation,
            currency=settings.currency,
            time_zone=settings.time_zone,
            secrets_in_file=True,
            printer=settings.printer,
            customer_display=settings.customer_display,
        ),
        register=register,
        places=till,
        catalogue=files.catalogue,
        operators=files.operators,
        customers=files.customers,
        configuration=files.configuration,
        sending=files.sending,
        news=files.news,
        doorbell=Bell(),
        printer=QuietPrinter(),
        cables=till.cables,
        labels=NO_LABELS,
        device_events=DeviceEvents(till.clock),
        clock=till.clock,
        last_sale=files.store.sales.last,
        mend_journal=files.resolve_forks,
        copy_to_usb=copied,
        recent=RecentPeople(till.device.folder.root),
        tell_scanners_apart=KnownScanners,
        close=till.close,
    )


def settle(window: StoreWindow) -> None:
    """Let the store's thread finish and the screens draw."""
    wait_until(lambda: window.runner.is_idle)


def wait_until(condition: Callable[[], bool]) -> None:
    """Process events until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        QApplication.processEvents()
        if condition():
            QApplication.processEvents()
            if condition():
                return
        # the store's thread gets on faster when nobody asks without a pause
        threading.Event().wait(1 / 2000)
    message = "it did not happen"
    raise AssertionError(message)


def pictures() -> Path:
    """Where pictures of the screens go."""
    return Path("var/tour/screens")
