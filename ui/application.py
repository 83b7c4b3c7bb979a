"""Application knows what the screens need of an open store: its register, and the few things they read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operator import Operator
from pos_app.domain.sale import CompletedSale
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Clock
from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.device_events import DeviceEvents
from pos_app.ports.device_lines import CableDevices
from pos_app.ports.devices import Doorbell, Labels, PrinterWatch
from pos_app.ports.replica import (
    Catalogue,
    OperatorDirectory,
    ReplicaNews,
    Sending,
    StoreConfiguration,
)
from pos_app.ports.terminal import NO_TERMINAL, TerminalWatch
from pos_app.usecases.register import Register

if TYPE_CHECKING:
    from pos_app.usecases.checkout.pay_account import Accounts
    from pos_app.usecases.checkout.pay_points import Loyalty
    from pos_app.usecases.checkout.value_cards import ValueCards
    from pos_app.usecases.pack_station import PackStation
    from pos_app.usecases.picking_cart import PickingCart
    from pos_app.usecases.pickup_desk import PickupDesk
    from pos_app.usecases.stock_room import StockRoom
    from pos_app.usecases.till.tell_scanners_apart import KnownScanners


@dataclass(frozen=True, slots=True)
class CopiedFacts:
    """What was put on a USB stick, and in which file."""

    file_name: str
    fact_count: int
    sale_count: int
    changes: Changes = Changes.NONE


class RecentPeople(Protocol):
    """Who used this device last."""

    def latest_first(self) -> tuple[OperatorNumber, ...]:
        """Numbers of people, the last one first."""
        ...

    def used_by(self, number: OperatorNumber) -> None:
        """Somebody works here now."""
        ...


class Places(Protocol):
    """Where else than at the till somebody works, in the same session; each is loaded when somebody goes there."""

    @property
    def pickup(self) -> PickupDesk:
        """Where customers fetch their orders."""
        ...

    @property
    def picking(self) -> PickingCart:
        """Where orders are fetched from the shelves."""
        ...

    @property
    def packing(self) -> PackStation:
        """Where orders are packed for their carrier."""
        ...

    @property
    def value_cards(self) -> ValueCards:
        """Gift cards and store credits."""
        ...

    @property
    def accounts(self) -> Accounts:
        """What customers owe."""
        ...

    @property
    def loyalty(self) -> Loyalty:
        """Points of customers."""
        ...

    @property
    def stock_room(self) -> StockRoom:
        """Where goods are received, counted and looked after."""
        ...


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What this device is, for the words on its screens; `secrets_in_file` where there is no keyring."""

    store_name: str
    business_unit: str
    workstation: str
    currency: str
    time_zone: str
    secrets_in_file: bool
    printer: str
    customer_display: str = ""
    is_training: bool = False
    camera: str = ""
    keyboard_scanner: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """All of an enrolled store that the screens may touch; every call of it belongs on the store's thread."""

    facts: StoreFacts
    register: Register
    places: Places
    catalogue: Catalogue
    operators: OperatorDirectory
    customers: CustomerDirectory
    configuration: StoreConfiguration
    sending: Sending
    news: ReplicaNews
    doorbell: Doorbell
    printer: PrinterWatch
    cables: CableDevices
    labels: Labels
    device_events: DeviceEvents
    clock: Clock
    last_sale: Callable[[], CompletedSale | None]
    mend_journal: Callable[[], bool]
    recent: RecentPeople
    copy_to_usb: Callable[[], CopiedFacts]
    tell_scanners_apart: Callable[[str], KnownScanners]
    close: Callable[[], None]
    terminal: TerminalWatch = NO_TERMINAL

    def signed_on(self) -> Operator | None:
        """Who works here now."""
        return self.register.session.operator
