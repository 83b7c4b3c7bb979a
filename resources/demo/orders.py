"""What customers ordered: the last orders of each, and the open orders of the demo's day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from resources.demo.chance import draw
from resources.demo.lines import RetailLine
from resources.demo.readers import DemoItem
from resources.demo.stores import LARGE, SMALL, temperature_zone

HISTORY_COLUMNS = (
    "customer_number",
    "order_number",
    "ordered_on",
    "channel",
    "item_number",
    "quantity",
    "price_minor",
)
ORDERS_KEPT = 12
_PIECES_OF_A_LINE, _PIECES_IN_A_LARGE_BASKET, _LARGE_BASKET = 6, 12, 16
Basket = list[RetailLine]


@dataclass(frozen=True, slots=True)
class _Plan:
    """One open order to be made; extra items are added to the real basket."""

    number: str
    fulfilment: str
    state: str
    promise: int
    sizes: tuple[int, int] = (2, 6)
    store: str = LARGE
    extra: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


# promise: minutes after local midnight of the demo's day; below 0 it lies on a day before.
_PLANS = (
    _Plan("4701", "pickup", "handed_over", 560),
    _Plan("4702", "curbside", "handed_over", 575, more={"vehicle": "Red Fiat, AB12 CDE"}),
    _Plan("4703", "ship_from_store", "handed_over", 600),
    _Plan("4704", "delivery", "handed_over", 630),
    _Plan("4705", "pickup", "expired", -3 * 1440 + 900),
    _Plan("4706", "pickup", "expired", -5 * 1440 + 1020, (7, 12)),
    _Plan("4707", "pickup", "cancelled", 780),
    _Plan("4708", "delivery", "cancelled", 840),
    _Plan("4709", "pickup", "ready", 660, more={"alternate_person": "Otto Marlowe"}),
    _Plan("4710", "pickup", "ready", 690, more={"gift": True}),
    _Plan(
        "4711",
        "curbside",
        "arrived",
        720,
        (3, 3),
        extra=("chilled", "frozen"),
        more={"vehicle": "Grey VW Golf, bay 3"},
    ),
    _Plan("4712", "curbside", "customer_on_the_way", 735, more={"vehicle": "Blue Mini"}),
    _Plan("4713", "pickup", "arrived", 725),
    _Plan("4714", "pickup", "customer_on_the_way", 750, (7, 12)),
    _Plan("4715", "pickup", "ready", 705, (3, 5), extra=("chilled",), more={"paid": False}),
    _Plan("4716", "curbside", "staged", 765, more={"vehicle": "White van, Marshfield"}),
    _Plan("4717", "pickup", "staged", 780, (24, 30)),
    _Plan("4718", "pickup", "short", 750, (4, 8)),
    _Plan("4719", "delivery", "short", 900, (5, 9)),
    _Plan("4720", "ship_from_store", "staged", 960, (4, 6)),
    _Plan("4721", "pickup", "picking", 810, (8, 14)),
    _Plan("4722", "ship_from_store", "picking", 960),
    _Plan("4723", "curbside", "picking", 825, more={"vehicle": "Green Skoda"}),
    _Plan("4724", "pickup", "allocated", 840, (3, 6), extra=("frozen",)),
    _Plan("4725", "pickup", "allocated", 855, (20, 30)),
    _Plan("4726", "curbside", "allocated", 870, more={"vehicle": "Black Volvo"}),
    _Plan("4727", "ship_from_store", "allocated", 960),
    _Plan("4728", "ship_from_store", "allocated", 960, (1, 2)),
    _Plan("4729", "delivery", "allocated", 1020, (5, 10), extra=("chilled", "frozen")),
    _Plan("4730", "pickup", "allocated", 900, more={"paid": False}),
    _Plan("4731", "ship_from_store", "ready", 960),
    _Plan("4732", "delivery", "ready", 990, (5, 9), extra=("chilled",)),
    _Plan("4801", "pickup", "ready", 690, store=SMALL),
    _Plan("4802", "pickup", "allocated", 780, store=SMALL),
    _Plan("4803", "curbside", "arrived", 725, store=SMALL, more={"vehicle": "Silver Kia"}),
    _Plan("4804", "ship_from_store", "picking", 960, store=SMALL),
    _Plan("4805", "delivery", "staged", 930, store=SMALL),
    _Plan("4806", "pickup", "expired", -2 * 1440 + 960, store=SMALL),
)
_PICKED = frozenset({"staged", "ready", "customer_on_the_way", "arrived", "handed_over", "expired"})
_WAITING = _PICKED - {"handed_over"}


def baskets(lines: Iterable[RetailLine]) -> dict[str, list[Basket]]:
    """Return the sales of each known customer, the oldest first, one line for an item and price."""
    sales: dict[tuple[str, str], Basket] = defaultdict(list)
    for line in lines:
        if line.customer_number and line.quantity > 0:
            sales[line.customer_number, line.invoice].append(line)
    found: dict[str, list[Basket]] = defaultdict(list)
    for customer, invoice in sorted(sales):
        basket = sales[customer, invoice]
        found[customer].append(basket)
    for own in found.values():
        own.sort(key=lambda basket: (basket[0].sold_on, basket[0].minute_of_day, basket[0].invoice))
    return found


def history_rows(found: dict[str, list[Basket]]) -> Iterator[tuple[object, ...]]:
    """Return the lines of the last orders of each customer."""
    for customer in sorted(found):
        for basket in found[customer][-ORDERS_KEPT:]:
            invoice = basket[0].invoice
            channel = "store" if draw(100, invoice, "channel") < 35 else "web"
            day = basket[0].sold_on.isoformat()
            for line in basket:
                yield (
                    customer,
                    invoice,
                    day,
                    channel,
                    line.item_number,
                    line.quantity,
                    line.price_minor,
                )


def order_documents(
    found: dict[str, list[Basket]], items: Sequence[DemoItem], on_hand: dict[tuple[str, str], int]
) -> list[dict[str, Any]]:
    """Make one open order for each plan out of a real basket that the store can fill."""
    zones = {item.item_number: temperature_zone(item.department) for item in items}
    prices = {item.item_number: item.price_minor for item in items}
    retail = [
        basket
        for customer in sorted(found)
        for basket in found[customer][-1:]
        if basket[0].country == "United Kingdom" and _is_retail(basket)
    ]
    retail.sort(key=lambda basket: draw(1 << 30, basket[0].invoice, "order"))
    documents = []
    for plan in _PLANS:
        chosen = next((basket for basket in retail if _fits(basket, plan, on_hand)), None)
        if chosen is None:
            raise LookupError(f"no real basket fits order {plan.number}")
        retail.remove(chosen)
        wanted = [(line.item_number, line.quantity, line.price_minor) for line in chosen]
        for zone in plan.extra:
            number = _popular(items, zone, plan.number, on_hand)
            wanted.append((number, 1, prices[number]))
        documents.append(_document(plan, chosen[0].customer_number, wanted, zones))
    return documents


def _document(
    plan: _Plan, customer: str, wanted: Sequence[tuple[str, int, int]], zones: dict[str, str]
) -> dict[str, Any]:
    lines = [
        {
            "item_number": number,
            "quantity": quantity,
            "price_minor": price,
            "picked": _picked(plan.state, index, quantity),
        }
        for index, (number, quantity, price) in enumerate(wanted)
    ]
    document = {
        "order_number": plan.number,
        "customer_number": customer,
        "business_unit": plan.store,
        "channel": "web" if draw(4, plan.number, "channel") else "app",
        "fulfilment": plan.fulfilment,
        "state": plan.state,
        "promise_offset_minutes": plan.promise,
        "paid": True,
        "staging": _staging(plan, {zones[number] for number, _, _ in wanted}),
        "alternate_person": "",
        "gift": False,
        "vehicle": "",
        "lines": lines,
    }
    return document | plan.more


def _picked(state: str, index: int, quantity: int) -> int:
    """A short order lacks pieces of its second line; a pick in progress has its first lines done."""
    if state in _PICKED:
        return quantity
    if state == "short":
        return quantity if index != 1 else quantity // 2
    return quantity if state == "picking" and index < 2 else 0


def _staging(plan: _Plan, zones: set[str]) -> list[str]:
    if plan.state not in _WAITING:
        return []
    bay = f"B{1 + draw(6, plan.number, 'bay')}" if plan.number != "4711" else "B3"
    cold = {"ambient": bay, "chilled": "F1", "frozen": "Z1"}
    return [place for zone, place in cold.items() if zone in zones]


def _is_retail(basket: Basket) -> bool:
    """Tell whether a household could have bought it: few pieces, nothing dear, no item twice."""
    most = _PIECES_IN_A_LARGE_BASKET if len(basket) >= _LARGE_BASKET else _PIECES_OF_A_LINE
    numbers = {line.item_number for line in basket}
    modest = all(line.quantity <= most and line.price_minor < 3_000 for line in basket)
    return modest and len(numbers) == len(basket) <= 30


def _fits(basket: Basket, plan: _Plan, on_hand: dict[tuple[str, str], int]) -> bool:
    lowest, highest = plan.sizes
    if not lowest <= len(basket) <= highest:
        return False
    if plan.state == "short" and basket[1].quantity < 2:
        return False
    have = [on_hand.get((plan.store, line.item_number), 0) - line.quantity for line in basket]
    return min(have) >= 0


def _popular(
    items: Sequence[DemoItem], zone: str, order: str, on_hand: dict[tuple[str, str], int]
) -> str:
    ranked = sorted(
        (
            item
            for item in items
            if temperature_zone(item.department) == zone and on_hand[LARGE, item.item_number] > 5
        ),
        key=lambda item: (-item.popularity, item.item_number),
    )
    return ranked[draw(8, order, zone)].item_number
