"""A day at the till through the real use cases, with devices that write down what they did on the disk's record."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.money import Money
from pos_app.domain.receipt import DayReport, PrinterTest, ReceiptDocument, SlipDocument
from pos_app.domain.sale_return import CompletedReturn, ReturnCondition, ReturnReason
from pos_app.domain.sale_void import VoidedSale
from pos_app.domain.till import CashCount
from pos_app.files.database import Durability, open_writer, transaction
from pos_app.ports.faults import Fault
from pos_app.ports.terminal import NO_TERMINAL, CardTerminal
from pos_app.storage.opening import OpenStore, open_store
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.register import Register, RegisterIdentity, RegisterPorts, make_register
from tests.crash_states.disk import Image
from tests.crash_states.machine import ROOT, DiskPath, OfOpenBasket, disk_now, insert
from tests.pos_app.storage.device import KEY, Device, new_device, write_catalogue

BADGE = "OP-7f3a"
SECOND_IS_FREE = {
    "id": "oats",
    "name": "2 for 1 oat drink",
    "kind": "n_for_m",
    "take": 2,
    "pay": 1,
    "goods": {"items": ["OAT1"]},
}
INSERT_PROMOTION = "INSERT INTO promotion VALUES ('oats', 0, NULL, ?)"
INSERT_OPERATOR = "INSERT INTO operator VALUES ('7', 'Anna Marlow', 'cashier', '', ?, 0, 0)"


@dataclass(frozen=True, slots=True)
class LineShown(OfOpenBasket):
    """The screen showed a line with its quantity."""

    sale_id: UUID
    line: int
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class DrawerOpened:
    """The drawer sprang open."""


@dataclass(frozen=True, slots=True)
class ReceiptPrinted:
    """A receipt came out."""

    sale_id: UUID
    receipt_number: str
    total_minor: int


@dataclass(frozen=True, slots=True)
class SalePaid:
    """The screen said that the sale is done."""

    sale_id: UUID
    receipt_number: str
    total_minor: int


@dataclass(frozen=True, slots=True)
class RefundPrinted:
    """The receipt of a return came out."""

    receipt_number: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The screen said how much to give back."""

    sale_id: UUID
    receipt_number: str
    total_minor: int


@dataclass(frozen=True, slots=True)
class TillOpened:
    """The screen said that the drawer has its float."""

    business_date: str


@dataclass(frozen=True, slots=True)
class SettlementPrinted:
    """The report of a day came out."""

    business_date: str


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The screen said that the day is closed."""

    business_date: str


class CountedIds:
    """Ids in a row, the same in every run."""

    def __init__(self, start: int = 1) -> None:
        self._next = start

    def uuid7(self) -> UUID:
        self._next += 1
        return UUID(int=(0x0197A3C57B007 << 76) | (0x8 << 60) | self._next)

    def random_hex(self, byte_count: int) -> str:
        self._next += 1
        return hashlib.sha256(str(self._next).encode()).hexdigest()[: 2 * byte_count]


class WitnessedPrinter:
    """Paper, as the customer sees it."""

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        sale = receipt.sale
        if isinstance(sale, CompletedReturn | VoidedSale):
            disk_now().mark(RefundPrinted(sale.receipt_number))
            return
        total_minor = sale.to_pay.amount_minor
        disk_now().mark(ReceiptPrinted(sale.sale_id, sale.receipt_number, total_minor))

    def print_report(self, report: DayReport) -> None:
        disk_now().mark(SettlementPrinted(report.figures.business_date))

    def print_slip(self, slip: SlipDocument) -> None:
        """Nobody looks at it on this day."""

    def print_test(self, page: PrinterTest) -> None:
        """Nobody asks for one on this day."""


class WitnessedDrawer:
    """The drawer, as everybody hears it."""

    def open(self) -> None:
        disk_now().mark(DrawerOpened())


class BadgesOnly:
    """Nobody types a PIN on this day."""

    def hash_pin(self, pin: str) -> str:
        return f"hash of {pin}"

    def matches(self, secret: str, hashed: str) -> bool:
        return hashed == self.hash_pin(secret)

    def badge_matches(self, badge: str, hashed: str) -> bool:
        return hashed == self.hash_pin(badge)


def device() -> Device:
    """The device whose folder is on the disk in memory."""
    return new_device(DiskPath(ROOT))


def start(ids: CountedIds) -> OpenStore:
    """The app's own start."""
    here = device()
    return open_store(here.folder, here.settings, KEY, here.clock, ids)


def enrolled() -> Image:
    """A disk with a catalogue, a promotion and one operator, before the app's first start."""
    disk = insert()
    write_catalogue(device())
    zone = open_writer(device().folder.replica("zone", 1), "", Durability.NORMAL)
    with transaction(zone):
        zone.execute(INSERT_PROMOTION, (json.dumps(SECOND_IS_FREE),))
    zone.close()
    writer = open_writer(device().folder.replica("store", 1), KEY, Durability.NORMAL)
    with transaction(writer):
        writer.execute(INSERT_OPERATOR, (BadgesOnly().hash_pin(BADGE),))
    writer.close()
    return disk.image()


class Cashier:
    """Serves at the register; what the screen then shows is written down."""

    def __init__(
        self, open_now: OpenStore, ids: CountedIds, terminal: CardTerminal = NO_TERMINAL
    ) -> None:
        here = device()
        settings = here.settings
        ports = RegisterPorts(
            store=open_now.store,
            catalogue=open_now.catalogue,
            operators=open_now.operators,
            configuration=open_now.configuration,
            offers=open_now.offers,
            clock=here.clock,
            ids=ids,
            printer=WitnessedPrinter(),
            drawer=WitnessedDrawer(),
            pins=BadgesOnly(),
            terminal=terminal,
        )
        identity = RegisterIdentity(
            settings.store_name, settings.workstation, settings.currency, settings.time_zone
        )
        self.register: Register = make_register(ports, identity)
        self._store = open_now.store

    def signs_on(self) -> None:
        self.register.sign_on_with_badge(badge=BADGE)

    def opens_till(self) -> None:
        opened = self.register.open_till(count=CashCount(((1000, 10),), "GBP"))
        disk_now().mark(TillOpened(opened.till.business_date))

    def scans(self, text: str) -> None:
        line = self.register.scan_item(text=text).line
        sale = self._store.baskets.load()
        assert sale is not None
        disk_now().mark(LineShown(sale.sale_id, line.number, line.quantity.milli))

    def takes_cash(self) -> None:
        basket = self.register.read_basket().basket
        paid = self.register.pay_cash(given=basket.left + Money(5, "GBP"))
        assert paid.sale.to_pay == basket.to_pay
        self._shows(paid)

    def takes_card(self, amount_minor: int | None = None) -> None:
        """The terminal is asked for all or a part, and what it said is heard."""
        amount = None if amount_minor is None else Money(amount_minor, "GBP")
        self.register.cards.pay_card(amount=amount)
        self.hears_terminal()

    def hears_terminal(self) -> None:
        """What becomes of a payment that was asked for, now or before the program ended."""
        for heard in self.register.cards.hear_terminal().payments:
            if heard.paid is not None:
                self._shows(heard.paid)

    def asks_terminal(self) -> bool:
        """What is not known is asked; false when nothing is in doubt any more."""
        asked = self.register.cards.ask_terminal()
        if asked.paid is not None:
            self._shows(asked.paid)
        return bool(asked.in_doubt)

    def _shows(self, paid: PaidSale) -> None:
        sale = paid.sale
        disk_now().mark(SalePaid(sale.sale_id, sale.receipt_number, sale.to_pay.amount_minor))
        _tell(paid.printer_fault)

    def takes_back(self) -> None:
        """One piece of the first line of the newest sale, fit to be sold again."""
        sale = self._store.sales.last()
        assert sale is not None
        taken = self.register.returns.take_back(
            sale_id=sale.sale_id,
            parts={sale.lines[0].number: 1000},
            reason=ReturnReason.OTHER,
            condition=ReturnCondition.SHELF,
        )
        back = taken.returned
        total_minor = back.refund.total.amount_minor
        disk_now().mark(TakenBack(sale.sale_id, back.receipt_number, total_minor))
        _tell(taken.printer_fault)

    def closes_day(self) -> None:
        till = self._store.tills.current()
        assert till is not None
        counted = CashCount(((1, till.expected.amount_minor),), "GBP")
        closed = self.register.close_day(count=counted)
        disk_now().mark(DayClosed(closed.settlement.business_date))
        _tell(closed.printer_fault)


def _tell(fault: Fault | None) -> None:
    """The printer does as it should here: a fault is one of the disk, found while a job left the queue."""
    if fault is not None:
        raise fault
