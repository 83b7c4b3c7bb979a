"""Cart knows the list that is worked on at this device: where the next stop is, and what it is waiting for."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum

from pos_app.domain.catalogue import Item
from pos_app.domain.customer_order import CustomerOrder, OrderState
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.picking.bin_check import (
    ZERO_CHECK_SETTING,
    pick_to_check,
    should_be_empty,
)
from pos_app.domain.picking.pick_list import (
    Need,
    PickList,
    PickWay,
    is_over,
    still_wanted,
    to_put_back,
)
from pos_app.domain.picking.pick_zones import ZONES_SETTING, PickZones
from pos_app.domain.picking.stop_order import OrderRules, Storage
from pos_app.domain.picking.stops import BinStock, Stop, plan_way, stop_of
from pos_app.domain.picking.store_map import StoreMap, read_store_map
from pos_app.domain.picking.way_map import WayMap, way_map
from pos_app.domain.quantity import EACH
from pos_app.ports.changes import Changes
from pos_app.ports.orders import OrderBook
from pos_app.ports.picking import PickLists, Shelves
from pos_app.ports.replica import Catalogue, StoreConfiguration
from pos_app.usecases.checkout.scan_item import ScannedGoods

MAP_SETTING = "store_map"
DEPARTMENTS_SETTING = "pick_departments"


class Wanted(StrEnum):
    """What the next scan is to be."""

    TOTES = "totes"
    ITEM = "item"
    TOTE = "tote"
    CHECK = "check"
    BACK = "back"
    END = "end"
    LIST = "list"


@dataclass(slots=True)
class BinsSeen:
    """Bins that somebody looked into and found empty, and those in which items lay that no book knew of."""

    looked: set[tuple[ItemId, str]] = field(default_factory=set)
    found: dict[ItemId, str] = field(default_factory=dict)


@dataclass(slots=True)
class PickRound:
    """What is known of the work only while the program runs; all that counts is in facts.

    way: the items of the list in their order; in_hand: scanned, no tote yet;
    caught: wrong scans since the last right one.
    """

    list_id: str = ""
    way: list[ItemId] = field(default_factory=list)
    seconds: int = 0
    bins: BinsSeen = field(default_factory=BinsSeen)
    totes: dict[OrderNumber, str] = field(default_factory=dict)
    in_hand: ScannedGoods | None = None
    caught: int = 0

    def begin(self, list_id: str) -> None:
        """Another list is worked on."""
        self.list_id, self.way, self.seconds = list_id, [], 0
        self.bins, self.totes, self.in_hand, self.caught = BinsSeen(), {}, None, 0


@dataclass(frozen=True, slots=True)
class StopView:
    """One stop as a picker sees it; picked_milli: of all that the list needs of the item.

    kits: the names of kits that some of it is a part of.
    """

    stop: Stop
    item: Item
    storage: Storage
    wanted_milli: int
    picked_milli: int
    tote: Need
    kits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EmptyBin:
    """A bin from which the last of an item was taken, as the books say."""

    item: Item
    bin: str


@dataclass(frozen=True, slots=True)
class GoneOrder:
    """An order that nobody waits for any more, and its goods on the cart: each with how much, and its bin."""

    order_number: OrderNumber
    is_cancelled: bool
    tote: str
    goods: tuple[tuple[Item, int, str], ...]


@dataclass(frozen=True, slots=True)
class CartView:
    """The list, the stop in front, and what is scanned next; stops_left counts the one in front."""

    wanted: Wanted
    list: PickList | None = None
    stop: StopView | None = None
    following: StopView | None = None
    stops_left: int = 0
    stop_count: int = 0
    seconds_left: int = 0
    totes: tuple[tuple[OrderNumber, str], ...] = ()
    way: WayMap | None = None
    check: EmptyBin | None = None
    gone: GoneOrder | None = None
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class CartPorts:
    """What a cart reads."""

    orders: OrderBook
    lists: PickLists
    shelves: Shelves
    catalogue: Catalogue
    configuration: StoreConfiguration


class Cart:
    """Reads the open list of this device; decides nothing that is not a fact, but the way."""

    def __init__(self, ports: CartPorts, at: PickRound) -> None:
        self._ports = ports
        self.round = at

    def open_lists(self) -> tuple[PickList, ...]:
        """Lists of this device that have not ended, the newest last."""
        begun = (each for each in self._ports.lists.all() if not each.is_ended)
        return tuple(each for each in begun if not is_over(each, self.orders_of(each)))

    def current(self) -> PickList | None:
        """The list that somebody works on here."""
        going = [each for each in self.open_lists() if not each.is_paused]
        found = going[-1] if going else None
        if found is not None and found.list_id != self.round.list_id:
            self.round.begin(found.list_id)
        return found

    def orders_of(self, picked: PickList) -> dict[OrderNumber, CustomerOrder]:
        """The orders of a list as this device knows them."""
        found = (self._ports.orders.order(order.order_number) for order in picked.orders)
        return {order.number: order for order in found if order is not None}

    def needs(self, picked: PickList) -> tuple[Need, ...]:
        """What is left to be taken."""
        return picked.needs(still_wanted(self.orders_of(picked)))

    def stop_for(self, item_id: ItemId, needs: tuple[Need, ...]) -> Stop:
        """Where an item is taken now."""
        found = self.round.bins.found.get(item_id, "")
        return stop_of(
            item_id, needs, self._ports.shelves.bins(item_id), self.round.bins.looked, found
        )

    def stops(self, needs: tuple[Need, ...]) -> list[Stop]:
        """One for each item, in the order of needs."""
        items = dict.fromkeys(need.item_id for need in needs)
        return [self.stop_for(item_id, needs) for item_id in items]

    def view(self, changes: Changes = Changes.NONE) -> CartView:
        """How the work stands."""
        picked = self.current()
        if picked is None:
            return CartView(Wanted.LIST, changes=changes)
        if picked.lacks_totes:
            named = tuple(
                (order.order_number, self.round.totes.get(order.order_number, order.tote))
                for order in picked.orders
            )
            return CartView(Wanted.TOTES, picked, totes=named, changes=changes)
        gone = self._gone(picked)
        if gone is not None:
            return CartView(Wanted.BACK, picked, gone=gone, changes=changes)
        needs = self.needs(picked)
        way = self._way(picked, needs)
        waiting = [item_id for item_id in way if any(need.item_id == item_id for need in needs)]
        asked = self._empty_bin(picked, needs)
        if asked is not None:
            return CartView(
                Wanted.CHECK,
                picked,
                stops_left=len(waiting),
                stop_count=len(way),
                check=asked,
                changes=changes,
            )
        if not waiting:
            return CartView(Wanted.END, picked, stop_count=len(way), changes=changes)
        in_front = self._stop_view(picked, waiting[0], needs)
        following = self._stop_view(picked, waiting[1], needs) if len(waiting) > 1 else None
        return CartView(
            wanted=Wanted.TOTE if self.round.in_hand is not None else Wanted.ITEM,
            list=picked,
            stop=in_front,
            following=following,
            stops_left=len(waiting),
            stop_count=len(way),
            seconds_left=self.round.seconds * len(waiting) // max(1, len(way)),
            way=self._way_map(picked, waiting, needs),
            changes=changes,
        )

    def emptied(self, item_id: ItemId, but: str = "") -> tuple[BinStock, ...]:
        """Bins in which the item should lie and was not found, as somebody who looked there says."""
        bins = self._ports.shelves.bins(item_id)
        return tuple(
            each
            for each in bins
            if each.on_hand_milli > 0
            and each.bin != but
            and (item_id, each.bin) in self.round.bins.looked
        )

    def way_length(self, needs: tuple[Need, ...], way: PickWay) -> int:
        """About how many seconds all of this takes."""
        stops = self.stops(needs)
        return plan_way(stops, self._ranks(stops, way), self._map()).seconds

    def put_off(self, item_id: ItemId) -> None:
        """Come back to this stop at the end."""
        self.round.way.remove(item_id)
        self.round.way.append(item_id)

    def _gone(self, picked: PickList) -> GoneOrder | None:
        orders = self.orders_of(picked)
        number = to_put_back(picked, orders)
        if number is None:
            return None
        order = orders.get(number)
        tote = next(o.tote for o in picked.orders if o.order_number == number)
        goods = []
        for pick in picked.picks:
            item = self._ports.catalogue.by_id(pick.item_id)
            if pick.order_number == number and item is not None:
                goods.append((item, pick.quantity_milli, pick.bin))
        was_fetched = order is not None and order.state not in (
            OrderState.CANCELLED,
            OrderState.EXPIRED,
        )
        return GoneOrder(number, not was_fetched, tote, tuple(goods))

    def _way(self, picked: PickList, needs: tuple[Need, ...]) -> list[ItemId]:
        """Planned once a list; what is done stays in it, so that stops can be counted."""
        if not self.round.way:
            everything = picked_anew(picked).needs(self.orders_of(picked))
            stops = self.stops(everything)
            way = plan_way(stops, self._ranks(stops, picked.way), self._map())
            self.round.way, self.round.seconds = list(way.items), way.seconds
        fresh = dict.fromkeys(need.item_id for need in needs)
        self.round.way += [item_id for item_id in fresh if item_id not in self.round.way]
        return self.round.way

    def _way_map(
        self, picked: PickList, waiting: list[ItemId], needs: tuple[Need, ...]
    ) -> WayMap | None:
        """From where the last goods were taken to all that is left, as far as the map has their bins."""
        store_map = self._map()
        if store_map is None:
            return None
        bins = [self.stop_for(item_id, needs).bin.bin for item_id in waiting]
        places = [store_map.place_of(name) for name in bins]
        if not places or places[0] is None:
            return None
        taken = picked.picks[-1].bin if picked.picks else ""
        here = store_map.place_of(taken) if taken else None
        return way_map(store_map, here, [place for place in places if place is not None])

    def _empty_bin(self, picked: PickList, needs: tuple[Need, ...]) -> EmptyBin | None:
        if self._ports.configuration.text(ZERO_CHECK_SETTING) == "no":
            return None
        last = pick_to_check(picked, needs)
        item = None if last is None else self._ports.catalogue.by_id(last.item_id)
        if last is None or item is None or item.unit != EACH:
            return None
        bins = self._ports.shelves.bins(last.item_id)
        return EmptyBin(item, last.bin) if should_be_empty(bins, last.bin) else None

    def _ranks(self, stops: list[Stop], way: PickWay) -> dict[ItemId, tuple[int, ...]]:
        """By zone a cart goes through each of them once, and the other rules hold inside it."""
        rules = _rules_of(self._ports.configuration)
        zones = PickZones.of(self._ports.configuration.text(ZONES_SETTING))
        ranks: dict[ItemId, tuple[int, ...]] = {}
        for stop in stops:
            item = self._ports.catalogue.by_id(stop.item_id)
            storage = self._ports.shelves.storage(stop.item_id)
            rank = rules.rank(storage, item.department if item else "")
            place = zones.place(zones.zone(stop.bin.bin, storage.zone))
            ranks[stop.item_id] = (*place, *rank) if way is PickWay.ZONE else rank
        return ranks

    def _map(self) -> StoreMap | None:
        document = self._ports.configuration.text(MAP_SETTING)
        try:
            return read_store_map(document) if document else None
        except ValueError:
            # A map that nobody can read is as good as none; stops go by the names of their bins.
            return None

    def _stop_view(
        self, picked: PickList, item_id: ItemId, needs: tuple[Need, ...]
    ) -> StopView | None:
        item = self._ports.catalogue.by_id(item_id)
        if item is None:
            return None
        stop = self.stop_for(item_id, needs)
        everything = picked_anew(picked).needs(self.orders_of(picked))
        lines = [(n.order_number, n.line_number) for n in everything if n.item_id == item_id]
        taken = sum(picked.picked_milli(*line) for line in lines)
        storage = self._ports.shelves.storage(item_id)
        whole, kits = stop.left_milli + taken, self._kits(picked, stop)
        return StopView(stop, item, storage, whole, taken, stop.needs[0], kits)

    def _kits(self, picked: PickList, stop: Stop) -> tuple[str, ...]:
        lines = {(need.order_number, need.line_number) for need in stop.needs}
        ids = {
            line.kit_id
            for order in self.orders_of(picked).values()
            for line in order.lines
            if line.kit_id is not None and (order.number, line.line_number) in lines
        }
        found = (self._ports.catalogue.by_id(kit_id) for kit_id in sorted(ids))
        return tuple(kit.name for kit in found if kit is not None)


def _rules_of(configuration: StoreConfiguration) -> OrderRules:
    named = configuration.text(DEPARTMENTS_SETTING)
    return OrderRules(departments=tuple(json.loads(named)) if named else ())


def picked_anew(picked: PickList) -> PickList:
    """The list as if nothing had been taken yet."""
    return PickList(
        picked.list_id, picked.orders, picked.holder, picked.lease_until_us, way=picked.way
    )
