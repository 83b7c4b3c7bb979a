"""Read lists knows what there is to fetch: lists of this device that wait, and orders put together for a cart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.customer_order import CustomerOrder, OrderState
from pos_app.domain.ids import ItemId, OperatorNumber, OrderNumber
from pos_app.domain.operations.picking import READ_PICK_LISTS
from pos_app.domain.picking.pick_list import CartOrder, PickList, PickWay
from pos_app.domain.picking.pick_zones import PickZone
from pos_app.ports.changes import Changes
from pos_app.ports.orders import OrderBook
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.picking.cart import Cart
from pos_app.usecases.picking.cart_zones import CartZones
from pos_app.usecases.picking.pick_facts import PickFacts

# So many totes stand on a cart.
CART_ORDERS_MAX = 4
# And of one item alone so many orders are fetched at once.
BATCH_ORDERS_MAX = 12
WAVE_US = 3600 * 1_000_000
WAY_SETTING = "pick_by"
_TO_PICK = frozenset({OrderState.ALLOCATED, OrderState.PICKING})


class ListKind(StrEnum):
    """Why a list is offered."""

    GOING_ON = "going_on"
    PAUSED = "paused"
    WAITING = "waiting"
    OTHERS = "others"
    UNFETCHED = "unfetched"


@dataclass(frozen=True, slots=True)
class OfferedList:
    """Orders that are fetched together; promised_us: the first of their times, None where none has one.

    key: the id of a list that was taken already, else the numbers of its orders; holder: who has it;
    zone: where a cart that is passed on goes next; bays: where the bags of an order lie that nobody came for.
    """

    key: str
    kind: ListKind
    orders: tuple[OrderNumber, ...]
    promised_us: int | None
    piece_count: int
    line_count: int
    seconds: int
    holder: OperatorNumber | None = None
    way: PickWay = PickWay.WAVE
    zone: PickZone | None = None
    bays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListsRead:
    """All lists, those that go on first, then by promised time; last what goes back to its shelves."""

    lists: tuple[OfferedList, ...]
    changes: Changes = Changes.NONE


class ReadLists:
    """What waits to be fetched; an order whose lease has ended waits again. Errors: NotAllowed."""

    def __init__(
        self,
        orders: OrderBook,
        cart: Cart,
        facts: PickFacts,
        configuration: StoreConfiguration,
        zones: CartZones,
    ) -> None:
        self._zones = zones
        self._orders = orders
        self._configuration = configuration
        self._cart = cart
        self._facts = facts

    def __call__(self) -> ListsRead:
        """The lists of this moment."""
        self._facts.check(READ_PICK_LISTS)
        here = self._cart.open_lists()
        taken = {order.order_number for each in here for order in each.orders}
        waiting = [o for o in self._orders.queue() if o.state in _TO_PICK and o.number not in taken]
        now_us = self._facts.now_us()
        theirs = [order for order in waiting if _is_leased(order, now_us)]
        free = [order for order in waiting if not _is_leased(order, now_us)]
        offered = [self._of_list(each) for each in reversed(here)]
        way = self._way()
        offered += [
            self._of_orders(each, ListKind.WAITING, as_fetched)
            for each, as_fetched in put_together(free, way)
        ]
        offered += [self._of_orders((order,), ListKind.OTHERS, PickWay.ORDER) for order in theirs]
        offered += [_unfetched(order) for order in self._orders.to_put_back() if order.is_collected]
        return ListsRead(tuple(offered))

    def _of_list(self, picked: PickList) -> OfferedList:
        needs = self._cart.needs(picked)
        orders = self._cart.orders_of(picked).values()
        return OfferedList(
            picked.list_id,
            ListKind.PAUSED if picked.is_paused else ListKind.GOING_ON,
            tuple(order.order_number for order in picked.orders),
            _first_time(tuple(orders)),
            sum(max(1, need.left_milli // 1000) for need in needs),
            len(needs),
            self._cart.way_length(needs, picked.way),
            picked.holder,
            picked.way,
            self._zones.next(picked) if picked.way is PickWay.ZONE else None,
        )

    def _way(self) -> PickWay:
        named = self._configuration.text(WAY_SETTING)
        return PickWay(named) if named in frozenset(PickWay) else PickWay.WAVE

    def _of_orders(
        self, orders: Sequence[CustomerOrder], kind: ListKind, way: PickWay
    ) -> OfferedList:
        numbers = tuple(order.number for order in orders)
        untaken = PickList("", tuple(map(CartOrder, numbers)), OperatorNumber(""), 0)
        needs = untaken.needs({order.number: order for order in orders})
        holder = orders[0].picking.operator if orders[0].picking else None
        return OfferedList(
            " ".join(numbers),
            kind,
            numbers,
            _first_time(orders),
            sum(order.piece_count for order in orders),
            len(needs),
            self._cart.way_length(needs, way),
            holder if kind is ListKind.OTHERS else None,
            way,
        )


def _unfetched(order: CustomerOrder) -> OfferedList:
    """Nobody comes for it any more: its bags are emptied onto their shelves."""
    bags = order.waiting_pieces
    bays = tuple(dict.fromkeys(bag.bay for bag in bags))
    figures = (order.promised_us, order.piece_count, len(order.lines), 0)
    return OfferedList(order.number, ListKind.UNFETCHED, (order.number,), *figures, bays=bays)


def put_together(
    orders: Sequence[CustomerOrder], way: PickWay
) -> list[tuple[tuple[CustomerOrder, ...], PickWay]]:
    """Orders that are fetched together, with the way in which; the earliest promise first."""
    lists: list[tuple[tuple[CustomerOrder, ...], PickWay]]
    if way is PickWay.ORDER:
        lists = [((order,), way) for order in sorted(orders, key=_by_promise)]
    elif way is PickWay.BATCH:
        batches = _batches(orders)
        gone = {order.number for batch in batches for order in batch}
        rest = [order for order in orders if order.number not in gone]
        lists = [(batch, way) for batch in batches]
        lists += [(wave, PickWay.WAVE) for wave in waves(rest)]
        lists.sort(key=_by_first_promise)
    else:
        lists = [(wave, way) for wave in waves(orders)]
    return lists


def _batches(orders: Sequence[CustomerOrder]) -> list[tuple[CustomerOrder, ...]]:
    """Orders of one line with the same item, two and more of them."""
    by_item: dict[ItemId, list[CustomerOrder]] = {}
    for order in sorted(orders, key=_by_promise):
        if len(order.lines) == 1:
            by_item.setdefault(order.lines[0].item_id, []).append(order)
    return [
        tuple(alike[first : first + BATCH_ORDERS_MAX])
        for alike in by_item.values()
        for first in range(0, len(alike), BATCH_ORDERS_MAX)
        if len(alike) - first > 1
    ]


def _by_promise(order: CustomerOrder) -> tuple[int, str]:
    return (order.promised_us or 0, order.number)


def _by_first_promise(together: tuple[tuple[CustomerOrder, ...], PickWay]) -> tuple[int, str]:
    return _by_promise(together[0][0])


def waves(orders: Sequence[CustomerOrder]) -> list[tuple[CustomerOrder, ...]]:
    """Orders of one hour of promise together, as many as a cart has totes; the earliest first."""
    found: list[list[CustomerOrder]] = []
    for order in sorted(orders, key=_by_promise):
        wave = (order.promised_us or 0) // WAVE_US
        last = found[-1] if found else []
        if last and len(last) < CART_ORDERS_MAX and (last[0].promised_us or 0) // WAVE_US == wave:
            last.append(order)
        else:
            found.append([order])
    return [tuple(wave) for wave in found]


def _is_leased(order: CustomerOrder, now_us: int) -> bool:
    return order.picking is not None and order.picking.at_us > now_us


def _first_time(orders: Sequence[CustomerOrder]) -> int | None:
    return min((order.promised_us for order in orders if order.promised_us), default=None)
