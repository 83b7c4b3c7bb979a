"""Device opens the real storage and use cases of a till on a bench folder, with a printer that only counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.bench_store import OPERATOR
from pos_app.devices.pin_check import Argon2PinCheck
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.receipt import DayReport, PrinterTest, ReceiptDocument, SlipDocument
from pos_app.domain.till import CashCount
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import database_key, open_secrets
from pos_app.storage.opening import OpenStore, open_store
from pos_app.storage.system_clock import SystemClock, SystemIds
from pos_app.usecases.register import Register, RegisterIdentity, RegisterPorts, make_register


class CountingDevices:
    """A printer and drawer that take no time, so that only the till is measured."""

    def __init__(self) -> None:
        self.count = 0

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Count it."""
        self.count += 1

    def print_report(self, report: DayReport) -> None:
        """Count it."""
        self.count += 1

    def print_slip(self, slip: SlipDocument) -> None:
        """Count it."""
        self.count += 1

    def print_test(self, page: PrinterTest) -> None:
        """Count it."""
        self.count += 1

    def open(self) -> None:
        """Count it."""
        self.count += 1


@dataclass(frozen=True, slots=True)
class BenchTill:
    """An opened till and its storage."""

    opened: OpenStore
    register: Register


@contextmanager
def open_bench_device(folder: DeviceFolder) -> Iterator[OpenStore]:
    """The storage of a till."""
    settings = DeviceSettings.load(folder)
    assert settings is not None
    key = database_key(open_secrets(settings, folder))
    opened = open_store(folder, settings, key, SystemClock(), SystemIds())
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def open_bench_till(folder: DeviceFolder) -> Iterator[BenchTill]:
    """A till with its day opened and an operator signed on."""
    settings = DeviceSettings.load(folder)
    assert settings is not None
    with open_bench_device(folder) as opened:
        devices = CountingDevices()
        register = make_register(
            RegisterPorts(
                store=opened.store,
                catalogue=opened.catalogue,
                operators=opened.operators,
                configuration=opened.configuration,
                offers=opened.offers,
                clock=SystemClock(),
                ids=SystemIds(),
                printer=devices,
                drawer=devices,
                pins=Argon2PinCheck(),
            ),
            RegisterIdentity(
                settings.store_name, settings.workstation, settings.currency, settings.time_zone
            ),
        )
        operator = opened.operators.by_number(OperatorNumber(OPERATOR))
        assert operator is not None
        register.session.sign_on(operator, None)
        register.open_till(count=CashCount(((5000, 2),), "GBP"))
        yield BenchTill(opened, register)
