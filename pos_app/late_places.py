"""Late places put together where else than at the till somebody works, when the first person goes there."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.ports.devices import NO_LABELS, Labels
from pos_app.ports.late import load
from pos_app.storage.opening import OpenStore
from pos_app.usecases.register import Register, RegisterPorts

if TYPE_CHECKING:
    from pos_app.usecases.checkout.pay_account import Accounts
    from pos_app.usecases.checkout.pay_points import Loyalty
    from pos_app.usecases.checkout.value_cards import ValueCards
    from pos_app.usecases.pack_station import PackStation
    from pos_app.usecases.picking_cart import PickingCart
    from pos_app.usecases.pickup_desk import PickupDesk
    from pos_app.usecases.stock_room import StockRoom


@dataclass(frozen=True, slots=True)
class Connected:
    """What a place is put together from."""

    folder: DeviceFolder
    files: OpenStore
    ports: RegisterPorts
    register: Register
    settings: DeviceSettings
    labels: Labels = NO_LABELS


class LatePlaces:
    """Each place exists once, whichever thread asks for it first; a start loads none of them."""

    def __init__(self, connected: Connected) -> None:
        self._connected = connected
        self._lock = Lock()
        self._made: dict[str, Any] = {}

    @property
    def pickup(self) -> PickupDesk:
        """Where customers fetch their orders."""
        desk: PickupDesk = self._place("pickup")
        return desk

    @property
    def picking(self) -> PickingCart:
        """Where orders are fetched from the shelves."""
        cart: PickingCart = self._place("picking")
        return cart

    @property
    def packing(self) -> PackStation:
        """Where orders are packed for their carrier."""
        station: PackStation = self._place("packing")
        return station

    @property
    def value_cards(self) -> ValueCards:
        """Gift cards and store credits."""
        cards: ValueCards = self._place("value_cards")
        return cards

    @property
    def accounts(self) -> Accounts:
        """What customers owe."""
        accounts: Accounts = self._place("accounts")
        return accounts

    @property
    def loyalty(self) -> Loyalty:
        """Points of customers."""
        points: Loyalty = self._place("loyalty")
        return points

    @property
    def stock_room(self) -> StockRoom:
        """Where goods are received, counted and looked after."""
        room: StockRoom = self._place("stock_room")
        return room

    def _place(self, name: str) -> Any:
        with self._lock:
            if name not in self._made:
                self._made[name] = load(name)(self._connected)
            return self._made[name]
