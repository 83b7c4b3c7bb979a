"""A register without a screen, as a program of its own: it sells as it is told to, over the real files.

`python -m tests.real_processes.selling FOLDER` reads commands, and says what a buyer would see. Its promise is
`receipt SALE_ID NUMBER TOTAL_MINOR`: from that line on, the sale may not be lost.
"""

import random
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pos_app.devices.doorbell import SocketDoorbell
from pos_app.devices.pin_check import Argon2PinCheck
from pos_app.domain.clock import TimeReading
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.money import Money
from pos_app.domain.receipt import ReceiptDocument
from pos_app.domain.refusals.till import CountAgain
from pos_app.domain.sale import CompletedSale
from pos_app.domain.till import CashCount
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.lock import SingleInstance
from pos_app.files.secrets import KeyFileSecrets, database_key
from pos_app.ports.faults import AlreadyRunning
from pos_app.storage.opening import open_store
from pos_app.storage.system_clock import SystemClock, SystemIds
from pos_app.usecases.register import Register, RegisterIdentity, RegisterPorts, make_register
from storeday.shop import (
    ANNA,
    BREAD_ROLL,
    CAKE_STAND,
    CARLA,
    HEART_LIGHT,
    JUMBO_BAG,
    LUNCH_BAG,
    OAT_DRINK,
    Person,
)
from tests.pos_app.fakes import FakeDrawer, FakePrinter

ALREADY_RUNNING = 4
OPEN, DONE = "open", "done"
GOODS = (LUNCH_BAG, CAKE_STAND, HEART_LIGHT, JUMBO_BAG, OAT_DRINK, BREAD_ROLL)


def say(text: str) -> None:
    """One line, on its way before this returns."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class WrongClock(SystemClock):
    """The clock of this machine, as somebody set it."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds_off = 0

    def read(self) -> TimeReading:
        reading = super().read()
        return replace(reading, wall_us=reading.wall_us + self.seconds_off * 1_000_000)


class Paper(FakePrinter):
    """What comes out of this printer is what a buyer holds in the hand."""

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        sale = receipt.sale
        assert isinstance(sale, CompletedSale)
        say(f"receipt {sale.sale_id.hex} {sale.receipt_number} {sale.to_pay.amount_minor}")


class Counter:
    """One register with one cashier and a manager at call."""

    def __init__(self, folder: DeviceFolder) -> None:
        settings = DeviceSettings.load(folder)
        assert settings is not None
        self._currency = settings.currency
        self._chance = random.Random(f"{settings.device_id} {settings.workstation}")
        self.clock = WrongClock()
        key = database_key(KeyFileSecrets(folder.key_file))
        ids, bell = SystemIds(), SocketDoorbell(folder.doorbell)
        self._files = open_store(folder, settings, key, self.clock, ids, bell)
        self._register = self._made(settings, ids)

    def _made(self, settings: DeviceSettings, ids: SystemIds) -> Register:
        ports = RegisterPorts(
            store=self._files.store,
            catalogue=self._files.catalogue,
            operators=self._files.operators,
            configuration=self._files.configuration,
            offers=self._files.offers,
            clock=self.clock,
            ids=ids,
            printer=Paper(),
            drawer=FakeDrawer(),
            pins=Argon2PinCheck(),
        )
        return make_register(
            ports,
            RegisterIdentity(
                settings.store_name, settings.workstation, settings.currency, settings.time_zone
            ),
        )

    def opens(self) -> None:
        """Sign on, close a day that should have ended, open the till unless it is."""
        self._register.print_waiting()
        if self._sign_on(ANNA):
            self._sign_on(CARLA)
            with suppress(CountAgain):
                self._register.close_day(count=self._count(0))
            self._register.close_day(count=self._count(0))
            self._sign_on(ANNA)
        till = self._register.read_till().till
        if till is None or not till.is_open:
            self._register.open_till(count=self._count(10))

    def sells(self, count: int) -> None:
        """So many sales; between two of them the app looks at what its agent wrote."""
        for _ in range(count):
            self.looks_at_news()
            self.scans()
            self.is_paid()

    def scans(self) -> None:
        """Something goes into the basket."""
        for product in self._chance.sample(GOODS, self._chance.randint(1, 3)):
            self._register.scan_item(text=product.code)

    def is_paid(self) -> None:
        """Cash for whatever is in the basket."""
        to_pay = self._register.read_basket().basket.to_pay
        if to_pay.amount_minor:
            self._register.pay_cash(given=Money(to_pay.amount_minor + 123, self._currency))

    def looks_at_news(self) -> None:
        """As the app does between two steps."""
        if self._files.news.changed():
            self._files.resolve_forks()

    def close(self) -> None:
        """The end of the program."""
        self._files.close()

    def _sign_on(self, person: Person) -> bool:
        signed = self._register.sign_on_with_pin(
            operator=OperatorNumber(person.number), pin=person.pin
        )
        return signed.unclosed_day is not None

    def _count(self, notes: int) -> CashCount:
        return CashCount(((1000, notes),) if notes else (), self._currency)


def obey(counter: Counter, command: str) -> None:
    """One command of the test."""
    match command.split():
        case ["sell", count]:
            counter.sells(int(count))
        case ["clock", seconds]:
            counter.clock.seconds_off = int(seconds)
        case ["scan"]:
            counter.scans()
        case ["pay"]:
            counter.is_paid()
        case ["look"]:
            counter.looks_at_news()
        case ["open"]:
            counter.opens()
        case _:
            message = f"{command!r} is no command"
            raise ValueError(message)


def main(root: str) -> int:
    """Obey until the commands end; gives the exit code."""
    folder = DeviceFolder(Path(root))
    try:
        with SingleInstance(folder.app_lock):
            counter = Counter(folder)
            say(OPEN)
            for line in sys.stdin:
                obey(counter, line)
                say(DONE)
            counter.close()
    except AlreadyRunning:
        return ALREADY_RUNNING
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
