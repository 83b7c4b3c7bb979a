"""Pick list knows what one cart fetches for which orders, and what was found; it is read back from facts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pos_app.domain.customer_order import CustomerOrder, OrderLine, OrderState
from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.domain.ids import ItemId, OperatorNumber, OrderNumber

# Nobody else takes the orders of a list for so long; whoever works on it renews that with every claim.
LEASE_US = 45 * 60 * 1_000_000


class ShortReason(StrEnum):
    """Why goods of an order could not be taken."""

    NOT_FOUND = "not_found"
    DAMAGED = "damaged"
    PAST_DATE = "past_date"
    IN_A_BASKET = "in_a_basket"


class PickWay(StrEnum):
    """How a store fetches its orders.

    wave: orders of one hour of promise on a cart with a tote each; order: each by itself; batch: orders of one and the
    same item together, the others by wave; zone: by wave, and the cart is passed on where another zone begins.
    """

    WAVE = "wave"
    ORDER = "order"
    BATCH = "batch"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class CartOrder:
    """An order on a cart and the tote that its goods go into; "" where there is one order alone, or none is scanned."""

    order_number: OrderNumber
    tote: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """Goods that were scanned for a line, in thousandths; another item than the line's took its place.

    lot: as its code said it, "" where that said none; is_whole: weighed, and near enough to all that was ordered.
    """

    fact_id: str
    order_number: OrderNumber
    line_number: int
    item_id: ItemId
    quantity_milli: int
    bin: str = ""
    lot: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Short:
    """What of a line could not be taken, in thousandths, and why."""

    fact_id: str
    order_number: OrderNumber
    line_number: int
    missing_milli: int
    reason: str


@dataclass(frozen=True, slots=True)
class BinCheck:
    """Somebody looked into a bin after this much was taken, and said what is left of an item there."""

    fact_id: str
    item_id: ItemId
    bin: str


@dataclass(frozen=True, slots=True)
class Need:
    """What is still to be taken for one line, in thousandths."""

    order_number: OrderNumber
    line_number: int
    item_id: ItemId
    left_milli: int
    tote: str
    substitutes: str
    price_minor: int


@dataclass(frozen=True, slots=True)
class PickList:
    """One way through the store of one person; what was picked stays picked whoever goes on with it."""

    list_id: str
    orders: tuple[CartOrder, ...]
    holder: OperatorNumber
    lease_until_us: int
    is_paused: bool = False
    picks: tuple[Pick, ...] = ()
    shorts: tuple[Short, ...] = ()
    packed: tuple[OrderNumber, ...] = ()
    checks: tuple[BinCheck, ...] = ()
    way: PickWay = PickWay.WAVE

    @property
    def is_cluster(self) -> bool:
        """Several orders on one cart, a tote each; of one item alone each piece is an order."""
        return len(self.orders) > 1 and self.way is not PickWay.BATCH

    @property
    def is_ended(self) -> bool:
        """Every order has been packed."""
        return {order.order_number for order in self.orders} <= set(self.packed)

    @property
    def lacks_totes(self) -> bool:
        """A tote has to be scanned for some order before its goods can be told apart."""
        return self.is_cluster and not all(order.tote for order in self.orders)

    def picked_milli(self, order_number: OrderNumber, line_number: int) -> int:
        """What was found for a line."""
        line = (order_number, line_number)
        return sum(p.quantity_milli for p in self.picks if (p.order_number, p.line_number) == line)

    def is_weighed_whole(self, order_number: OrderNumber, line_number: int) -> bool:
        """What was weighed for a line is near enough to what was ordered."""
        line = (order_number, line_number)
        return any(p.is_whole for p in self.picks if (p.order_number, p.line_number) == line)

    def instead_of(
        self, order_number: OrderNumber, line: OrderLine
    ) -> tuple[tuple[ItemId, int], ...]:
        """What was taken in the place of a line: other items, and how much of each."""
        found: dict[ItemId, int] = {}
        for pick in self.picks:
            of_line = (pick.order_number, pick.line_number) == (order_number, line.line_number)
            if of_line and pick.item_id != line.item_id:
                found[pick.item_id] = found.get(pick.item_id, 0) + pick.quantity_milli
        return tuple(sorted(found.items()))

    def short_of(self, order_number: OrderNumber, line_number: int) -> tuple[Short, ...]:
        """What could not be taken for a line."""
        line = (order_number, line_number)
        return tuple(s for s in self.shorts if (s.order_number, s.line_number) == line)

    def needs(self, orders: Mapping[OrderNumber, CustomerOrder]) -> tuple[Need, ...]:
        """What is left to be taken, in the order of orders and lines."""
        found = []
        for placed in self.orders:
            order = orders.get(placed.order_number)
            if order is None or placed.order_number in self.packed:
                continue
            for line in order.lines:
                number = line.line_number
                gone = sum(s.missing_milli for s in self.short_of(order.number, number))
                left = line.quantity_milli - gone - self.picked_milli(order.number, number)
                if left > 0 and not self.is_weighed_whole(order.number, number):
                    words = (placed.tote, line.substitutes, line.price_minor)
                    found.append(Need(order.number, number, line.item_id, left, *words))
        return tuple(found)


# Only orders that stand so are fetched; what is beyond was fetched by somebody else, or is wanted no more.
_TO_FETCH = frozenset({OrderState.ALLOCATED, OrderState.PICKING})


def still_wanted(orders: Mapping[OrderNumber, CustomerOrder]) -> dict[OrderNumber, CustomerOrder]:
    """The orders of a list whose goods are still to be fetched."""
    return {number: order for number, order in orders.items() if order.state in _TO_FETCH}


def to_put_back(
    picked: PickList, orders: Mapping[OrderNumber, CustomerOrder]
) -> OrderNumber | None:
    """An order of the cart that nobody waits for any more although goods were taken for it."""
    wanted = {*still_wanted(orders), *picked.packed}
    gone = (o.order_number for o in picked.orders if o.order_number not in wanted)
    return next((n for n in gone if any(pick.order_number == n for pick in picked.picks)), None)


def is_over(picked: PickList, orders: Mapping[OrderNumber, CustomerOrder]) -> bool:
    """Nothing is left to be done: all is packed, or wanted no more and back in its bins."""
    left = {order.order_number for order in picked.orders} - {*picked.packed}
    return not left & {*still_wanted(orders)} and to_put_back(picked, orders) is None


def read_lists(facts: Iterable[Fact]) -> dict[str, PickList]:
    """Every list that this device has taken, by its id, in the order in which they were taken."""
    lists: dict[str, PickList] = {}
    for fact in facts:
        effect = _EFFECTS.get(fact.kind)
        if effect is not None:
            body = read_body(fact)
            known = lists.get(str(body.get("list_id")))
            if known is not None or fact.kind in _BEGINNINGS:
                after = effect(known, fact, body)
                lists[after.list_id] = after
    return lists


def _claimed(known: PickList | None, fact: Fact, body: dict[str, Any]) -> PickList:
    orders = tuple(
        CartOrder(OrderNumber(order["order_number"]), order["tote"]) for order in body["orders"]
    )
    holder, until = fact.origin.operator, body["lease_until_us"]
    if known is None:
        way = str(body.get("way"))
        kept = PickWay(way) if way in _WAYS else PickWay.WAVE
        return PickList(body["list_id"], orders, holder, until, way=kept)
    return replace(known, orders=orders, holder=holder, lease_until_us=until, is_paused=False)


def _paused(known: PickList | None, _fact: Fact, _body: dict[str, Any]) -> PickList:
    assert known is not None, "a list that nobody took is not paused"
    return replace(known, is_paused=True)


def _picked(known: PickList | None, fact: Fact, body: dict[str, Any]) -> PickList:
    assert known is not None, "goods are picked for a list"
    pick = Pick(
        fact.fact_id.hex,
        OrderNumber(body["order_number"]),
        body["line_number"],
        ItemId(body["item_id"]),
        body["quantity_milli"],
        body["bin"],
        # facts of older programs say none
        body.get("lot", ""),
        body.get("is_whole", False),
    )
    return replace(known, picks=(*known.picks, pick))


def _short(known: PickList | None, fact: Fact, body: dict[str, Any]) -> PickList:
    assert known is not None, "goods are missing from a list"
    short = Short(
        fact.fact_id.hex,
        OrderNumber(body["order_number"]),
        body["line_number"],
        body["missing_milli"],
        body["reason"],
    )
    return replace(known, shorts=(*known.shorts, short))


def _checked(known: PickList | None, fact: Fact, body: dict[str, Any]) -> PickList:
    assert known is not None, "a bin is looked into on the way of a list"
    check = BinCheck(fact.fact_id.hex, ItemId(body["item_id"]), body["bin"])
    return replace(known, checks=(*known.checks, check))


def _undone(known: PickList | None, _fact: Fact, body: dict[str, Any]) -> PickList:
    assert known is not None, "what is undone belongs to a list"
    gone = body["fact_id"]
    picks = tuple(pick for pick in known.picks if pick.fact_id != gone)
    return replace(known, picks=picks, shorts=tuple(s for s in known.shorts if s.fact_id != gone))


def _packed(known: PickList | None, _fact: Fact, body: dict[str, Any]) -> PickList:
    assert known is not None, "an order is packed from a list"
    return replace(known, packed=(*known.packed, OrderNumber(body["order_number"])))


_EFFECTS: dict[str, Callable[[PickList | None, Fact, dict[str, Any]], PickList]] = {
    FactKind.PICK_LIST_CLAIMED: _claimed,
    FactKind.PICK_LIST_TAKEN_OVER: _claimed,
    FactKind.PICK_LIST_PAUSED: _paused,
    FactKind.ITEM_PICKED: _picked,
    FactKind.ITEM_SHORT: _short,
    FactKind.BIN_CHECKED: _checked,
    FactKind.PICK_UNDONE: _undone,
    FactKind.ORDER_PICKED: _packed,
}
_WAYS = frozenset(PickWay)
_BEGINNINGS = frozenset({FactKind.PICK_LIST_CLAIMED, FactKind.PICK_LIST_TAKEN_OVER})
LIST_FACTS = tuple(sorted(str(kind) for kind in _EFFECTS))
