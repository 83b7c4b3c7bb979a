"""Cart zones knows in which part of the store a cart was last, and where it goes next."""

from __future__ import annotations

from pos_app.domain.picking.pick_list import Pick, PickList, Short
from pos_app.domain.picking.pick_zones import ZONES_SETTING, PickZone, PickZones
from pos_app.domain.picking.stops import Stop
from pos_app.ports.picking import Shelves
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.picking.cart import Cart


class CartZones:
    """Reads the list of a cart; changes nothing."""

    def __init__(self, cart: Cart, shelves: Shelves, configuration: StoreConfiguration) -> None:
        self._cart = cart
        self._shelves = shelves
        self._configuration = configuration

    def of_stop(self, stop: Stop) -> PickZone:
        """In which part of the store goods are taken."""
        warmth = self._shelves.storage(stop.item_id).zone
        return self._zones().zone(stop.bin.bin, warmth)

    def next(self, picked: PickList) -> PickZone | None:
        """Where goods are fetched next, None when nothing is left."""
        left = {self.of_stop(stop) for stop in self._cart.stops(self._cart.needs(picked))}
        return min(left, key=self._zones().place, default=None)

    def last(self, picked: PickList) -> PickZone | None:
        """Where goods were fetched last, or were missing; None before the first."""
        lines = {
            (order.number, line.line_number): line.item_id
            for order in self._cart.orders_of(picked).values()
            for line in order.lines
        }
        deeds: list[Pick | Short] = [*picked.picks, *picked.shorts]
        done = max(deeds, key=_id_of, default=None)
        item_id = None if done is None else lines.get((done.order_number, done.line_number))
        if item_id is None:
            return None
        # where a swap lay, or what was missing, nobody has said: the item's own place counts
        taken = done.bin if isinstance(done, Pick) else ""
        name = taken or self._cart.stop_for(item_id, ()).bin.bin
        return self._zones().zone(name, self._shelves.storage(item_id).zone)

    def _zones(self) -> PickZones:
        return PickZones.of(self._configuration.text(ZONES_SETTING))


def _id_of(deed: Pick | Short) -> str:
    # ids of version 7 sort by time
    return deed.fact_id
