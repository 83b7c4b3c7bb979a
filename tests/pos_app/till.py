"""A till under test: the real use cases over the real files, with fake devices and a stopped clock."""

from pathlib import Path

from pos_app.devices.own_carrier import OwnCarrier
from pos_app.domain.facts import first_break
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.money import Money
from pos_app.domain.operator import Operator
from pos_app.domain.till import CashCount
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.ports.device_lines import CableDevices
from pos_app.ports.devices import NO_RECEIPT_FILES, ReceiptFiles
from pos_app.ports.terminal import NO_TERMINAL, CardTerminal
from pos_app.storage.sqlite_cards import SqliteCards
from pos_app.storage.sqlite_day_work import SqliteDayWork
from pos_app.storage.sqlite_packing import SqlitePackJournal
from pos_app.storage.sqlite_points import SqlitePoints
from pos_app.storage.sqlite_stock_room import SqliteStockBook
from pos_app.storage.sqlite_work import SqliteWorkFacts
from pos_app.storage.system_clock import SystemIds
from pos_app.usecases.checkout.completing import PaidSale, loyalty_terms
from pos_app.usecases.checkout.pay_account import Accounts, make_accounts
from pos_app.usecases.checkout.pay_points import make_loyalty
from pos_app.usecases.checkout.value_cards import ValueCards, make_value_cards
from pos_app.usecases.pack_station import PackingPorts, make_pack_station
from pos_app.usecases.picking_cart import PickingPorts, make_picking_cart
from pos_app.usecases.pickup_desk import PickupDesk, PickupPorts, make_pickup_desk
from pos_app.usecases.register import Register, RegisterIdentity, RegisterPorts, make_register
from pos_app.usecases.stock_room import StockPorts, make_stock_room
from pos_app.usecases.till.signing_on import SignedOn
from tests.pos_app.fakes import (
    CARLA,
    FakeCodes,
    FakeDocuments,
    FakeDrawer,
    FakeLabelPrinter,
    FakePins,
    FakePrinter,
    FakeScale,
    FakeScanner,
    FakeTerminal,
)
from tests.pos_app.storage.device import Device, copy_catalogue, new_device

BAG, CAKESTAND, OAT_DRINK, WINE = (
    "2000000000015",
    "2000000000022",
    "2000000000039",
    "2000000000046",
)


def pounds(minor: int) -> Money:
    """An amount in pence."""
    return Money(minor, "GBP")


def counted(*pieces: tuple[int, int]) -> CashCount:
    """A drawer as counted."""
    return CashCount(pieces, "GBP")


FLOAT = counted((1000, 5), (100, 50))  # £100.00


class Till:
    """One register; `restart` is the end of the program and its next start."""

    def __init__(
        self, root: Path, device: Device | None = None, terminal: CardTerminal = NO_TERMINAL
    ) -> None:
        self.device = device or new_device(root)
        if device is None:
            copy_catalogue(self.device)
        self.clock = self.device.clock
        self.printer = FakePrinter()
        self.drawer = FakeDrawer()
        self.pins = FakePins()
        self.labels = FakeLabelPrinter()
        self.documents = FakeDocuments()
        self.scale = FakeScale()
        self.scanner = FakeScanner()
        self.terminal = terminal
        self.receipt_files: ReceiptFiles = NO_RECEIPT_FILES
        self.start()

    def start(self) -> None:
        self.files = self.device.open()
        settings = self.device.settings
        ports = RegisterPorts(
            store=self.files.store,
            catalogue=self.files.catalogue,
            operators=self.files.operators,
            configuration=self.files.configuration,
            offers=self.files.offers,
            suggestions=self.files.suggestions,
            slip_keys=self.files.slip_keys,
            customers=self.files.customers,
            clock=self.files.clock,
            ids=SystemIds(),
            printer=self.printer,
            drawer=self.drawer,
            pins=self.pins,
            scale=self.scale,
            terminal=self.terminal,
            receipt_files=self.receipt_files,
        )
        identity = RegisterIdentity(
            settings.store_name, settings.workstation, settings.currency, settings.time_zone
        )
        self.register: Register = make_register(ports, identity)
        counter = PickupPorts(
            self.files.orders,
            self.files.customers,
            self.files.sending,
            FakeCodes(),
            settings.business_unit,
            SqliteCards(self.files.connection, self.files.store.payments),
        )
        self.pickup: PickupDesk = make_pickup_desk(counter, ports, self.register)
        files = self.files
        cards = SqliteCards(files.connection, files.store.payments)
        self.value_cards: ValueCards = make_value_cards(cards, ports, self.register)
        self.accounts: Accounts = make_accounts(cards, ports, self.register)
        points = SqlitePoints(
            files.connection,
            files.store.payments,
            lambda: loyalty_terms(files.configuration).point_minor,
        )
        self.loyalty = make_loyalty(points, ports, self.register)
        picking = PickingPorts(files.orders, files.pick_lists, files.shelves, self.labels)
        self.picking = make_picking_cart(picking, ports, self.register)
        packing = PackingPorts(
            orders=files.orders,
            lists=files.pick_lists,
            shelves=files.shelves,
            customers=files.customers,
            journal=SqlitePackJournal(files.connection, settings.workstation),
            work=SqliteWorkFacts(files.connection),
            printer=self.documents,
            carrier=OwnCarrier(),
        )
        self.packing = make_pack_station(packing, ports, self.register)
        stock = StockPorts(
            SqliteStockBook(files.connection),
            files.sending,
            self.documents,
            SqliteDayWork(files.connection),
        )
        self.stock_room = make_stock_room(stock, ports, self.register)

    @property
    def cables(self) -> CableDevices:
        return CableDevices((self.scanner,), self.scale)

    def close(self) -> None:
        self.files.close()

    def restart(self) -> None:
        self.close()
        self.start()

    def gets_terminal(self) -> FakeTerminal:
        """A card terminal is connected, and the register starts again."""
        self.terminal = terminal = FakeTerminal()
        self.restart()
        return terminal

    def signs_on(self, operator: Operator, pin: str | None = None) -> SignedOn:
        pin = operator.number * 2 if pin is None else pin
        return self.register.sign_on_with_pin(operator=OperatorNumber(operator.number), pin=pin)

    def opens(self, operator: Operator) -> None:
        """Sign on and open the till with its float."""
        self.signs_on(operator)
        self.register.open_till(count=FLOAT)

    def scans(self, *codes: str) -> None:
        for code in codes:
            self.register.scan_item(text=code)

    def sells(self, *codes: str, given: int = 5000) -> PaidSale:
        self.scans(*codes)
        return self.register.pay_cash(given=pounds(given))

    def kinds(self) -> list[str]:
        """The kinds of all facts in their order."""
        rows = self.files.connection.execute(
            "SELECT kind FROM main.fact ORDER BY incarnation, sequence"
        ).fetchall()
        return [row[0] for row in rows]


def let_in(till: Till, number: str, name: str) -> None:
    """Carla lets somebody in for the day."""
    till.register.let_operator_in(
        manager_number=OperatorNumber(CARLA.number),
        manager_pin=CARLA.number * 2,
        newcomer_number=OperatorNumber(number),
        name=name,
    )


def check_chain(till: Till) -> None:
    """Every link of every incarnation holds."""
    connection = till.files.connection
    for life in incarnations(connection):
        assert first_break(facts_after(connection, life.id, 0, 100_000)) is None
