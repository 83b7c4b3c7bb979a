"""Demo knows how the demo store of resources/demo becomes the data of a centre; it is loaded once."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher
from sqlalchemy import Connection, Table, func, insert, select

from central import demo_deliveries, demo_goods, demo_orders, demo_shelves, demo_shipping
from central.core.feed import store_feed, zone_feed
from central.storage.purchase_rows import GOODS_NAMED, PURCHASES_SHOWN, items_text
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import (
    CONFIGURATION,
    CUSTOMER,
    CUSTOMER_ORDER,
    CUSTOMER_ORDER_LINE,
    FAVOURITE,
    ITEM,
    ITEM_BIN,
    ITEM_CODE,
    OPERATOR,
    OPERATOR_ROLE,
    PRICE,
    STOCK,
    STOCK_MOVEMENT,
    STORE,
    TAX_RATE,
)
from central.storage.sister_rows import begin_sisters
from central.storage.sql_feeds import SqlFeeds
from pos_app.domain import in_store_codes
from pos_app.domain.loyalty import EARN_MINOR, POINT_MINOR
from pos_app.domain.quantity import MILLI
from pos_app.domain.receipt import ADDRESS, TAX_NUMBER
from pos_app.domain.signed_receipt import RECEIPT_CODE, SIGNED
from resources.demo.readers import (
    DemoHistoryLine,
    DemoItem,
    DemoOrder,
    DemoStore,
    read_customers,
    read_history,
    read_items,
    read_operators,
    read_orders,
    read_stock,
    read_stores,
)

# VAT Act 1994: standard, reduced (schedule 7A) and zero rate (schedule 8).
RATES = (("S", "20 %", 2000), ("R", "5 %", 500), ("Z", "0 %", 0))
INVENTED_TAX_NUMBER = "GB 000 0000 00"
SOURCE = "demo"
# OWASP's second set of parameters for argon2id; about 30 ms on a register.
PIN_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
NOT_WAITING = frozenset({"handed_over", "cancelled", "expired"})

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DemoMoment:
    """When the demo is loaded, and where its new epochs and keys come from."""

    now_us: int
    new_id: Callable[[], str]
    say: Callable[[str], object]

    def midnight(self, time_zone: str) -> datetime:
        """Local midnight of today in a store."""
        zone = ZoneInfo(time_zone)
        today = datetime.fromtimestamp(self.now_us // 1_000_000, zone).date()
        return datetime.combine(today, time.min, zone)


def load_demo(connection: Connection, moment: DemoMoment) -> bool:
    """Write the demo store and begin its feeds anew; False when it is there already."""
    if connection.scalar(select(func.count()).select_from(STORE)):
        return False
    stores = [*read_stores()]
    items = [*read_items()]
    moment.say(f"{len(items)} items")
    _goods(connection, stores, items)
    moment.say(f"{len(stores)} stores with their operators")
    _stores(connection, stores, items)
    ids = {item.item_number: item.item_id for item in items}
    moment.say("customers and their orders")
    reserved = _orders(connection, stores, ids, moment)
    moment.say("stock")
    _stock(connection, ids, reserved, moment.now_us)
    today = moment.midnight(stores[0].time_zone).date().isoformat()
    demo_deliveries.add_deliveries(connection, stores, ids, today)
    units = [store.business_unit for store in stores]
    for unit in units:
        begin_sisters(connection, unit, [one for one in units if one != unit], moment.now_us)
    feeds = SqlFeeds(connection)
    zones = {zone_feed(store.zone) for store in stores}
    own = {store_feed(store.business_unit) for store in stores}
    for feed in sorted({"chain", *zones, *own}):
        feeds.start_epoch(feed, moment.new_id(), moment.new_id())
    return True


def badge_hash(badge: str) -> str:
    """What is kept of a badge."""
    return hashlib.sha256(f"badge:{badge}".encode()).hexdigest()


def _add(connection: Connection, table: Table, rows: Rows) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _goods(connection: Connection, stores: list[DemoStore], items: list[DemoItem]) -> None:
    rates: Rows = [
        {"code": code, "name": name, "basis_points": points} for code, name, points in RATES
    ]
    _add(connection, TAX_RATE, rates)
    _add(
        connection,
        ITEM,
        [
            {
                "item_id": item.item_id,
                "number": item.item_number,
                "name": item.name,
                "department": item.department,
                "unit": item.unit,
                "tax_code": item.vat_code,
                "age_limit": item.age_limit,
                "popularity": item.popularity,
            }
            for item in items
        ],
    )
    _add(connection, ITEM_CODE, [{"gtin": i.gtin, "item_id": i.item_id} for i in items])
    demo_shelves.add_storage(connection, stores, items)
    zones = sorted({store.zone for store in stores})
    demo_goods.add_packs(connection, zones, items)
    demo_goods.add_styles(connection, items)
    _add(
        connection,
        PRICE,
        [
            {"zone": zone, "item_id": item.item_id, "price_minor": item.price_minor}
            for zone in zones
            for item in items
        ],
    )


def _stores(connection: Connection, stores: list[DemoStore], items: list[DemoItem]) -> None:
    _add(
        connection,
        STORE,
        [
            {
                "business_unit": store.business_unit,
                "name": store.name,
                "currency": store.currency,
                "time_zone": store.time_zone,
                "zone": store.zone,
                "latitude_micro": store.latitude_microdegrees,
                "longitude_micro": store.longitude_microdegrees,
            }
            for store in stores
        ],
    )
    favourites = [item for item in items if item.favourite]
    favourites.sort(key=lambda item: (-item.popularity, item.item_id))
    operators = [*read_operators()]
    for store in stores:
        unit = store.business_unit
        staff = [operator for operator in operators if unit in operator.business_units]
        pins = {operator.number: operator.pin for operator in staff}
        values = {
            "store_name": store.name,
            ADDRESS: "\n".join((*store.address, store.postcode)),
            "phone": store.phone,
            TAX_NUMBER: INVENTED_TAX_NUMBER,
            "currency": store.currency,
            "time_zone": store.time_zone,
            # A point for each pound, each of them a penny.
            EARN_MINOR: "100",
            POINT_MINOR: "1",
            # Each store takes back what the other one sold.
            RECEIPT_CODE: SIGNED,
            # What its scales print: prices as in Britain, and weights.
            in_store_codes.SETTING: "GB 28IIIICWWwwwK",
            # Only a demo says its PINs: the sign-on screen shows them.
            "demo_pins": json.dumps(pins),
            **demo_shelves.shelf_settings(store),
            **demo_shipping.shipping_settings(store),
            **demo_deliveries.delivery_settings(store, stores),
        }
        settings: Rows = [
            {"business_unit": unit, "name": name, "value": value} for name, value in values.items()
        ]
        _add(connection, CONFIGURATION, settings)
        tiles: Rows = [
            {"business_unit": unit, "place": place, "item_id": i.item_id, "name": i.tile_name}
            for place, i in enumerate(favourites, start=1)
        ]
        _add(connection, FAVOURITE, tiles)
    _operators(connection)


def _operators(connection: Connection) -> None:
    people, roles = [], []
    for operator in read_operators():
        people.append(
            {
                "number": operator.number,
                "name": operator.name,
                "pin_hash": PIN_HASHER.hash(operator.pin),
                "badge_hash": badge_hash(operator.badge),
                "under_18": operator.under_18,
            }
        )
        roles += [
            {"number": operator.number, "business_unit": unit, "role": operator.role}
            for unit in operator.business_units
        ]
    _add(connection, OPERATOR, people)
    _add(connection, OPERATOR_ROLE, roles)


def _orders(
    connection: Connection, stores: list[DemoStore], ids: dict[str, int], moment: DemoMoment
) -> dict[tuple[str, int], int]:
    """Write customers and orders; gives what waiting orders hold back, by store and item, in thousandths."""
    _add(
        connection,
        CUSTOMER,
        [
            {
                "number": customer.customer_number,
                "name": customer.name,
                "email": customer.email,
                "phone": customer.phone,
                "country": customer.country,
                "loyalty_card": customer.loyalty_card,
                "points": customer.points,
                "consent_marketing": customer.consent_marketing,
                "consent_history": customer.consent_history,
            }
            for customer in read_customers()
        ],
    )
    _history(connection, stores)
    midnights = {store.business_unit: moment.midnight(store.time_zone) for store in stores}
    orders = [*read_orders()]
    _add(connection, CUSTOMER_ORDER, [_order(order, midnights) for order in orders])
    lines: Rows = [
        {
            "order_number": order.order_number,
            "line": number,
            "item_id": ids[line.item_number],
            "quantity_milli": line.quantity * MILLI,
            "price_minor": line.price_minor,
            "picked_milli": line.picked * MILLI,
            "substitutes": "same_or_cheaper" if number % 2 else "",
            "handed_milli": line.picked * MILLI if order.state == "handed_over" else 0,
        }
        for order in orders
        for number, line in enumerate(order.lines, start=1)
    ]
    _add(connection, CUSTOMER_ORDER_LINE, lines)
    demo_orders.add_bags(connection, orders, midnights)
    demo_orders.add_codes(connection, orders, bytes.fromhex(moment.new_id()))
    demo_orders.add_sold(connection, orders, midnights, ids)
    reserved: dict[tuple[str, int], int] = {}
    for order in orders:
        for line in order.lines if order.state not in NOT_WAITING else ():
            key = (order.business_unit, ids[line.item_number])
            reserved[key] = reserved.get(key, 0) + line.quantity * MILLI
    return reserved


def _history(connection: Connection, stores: list[DemoStore]) -> None:
    """The last purchases of customers who agreed that stores know them."""
    agreed = {customer.customer_number for customer in read_customers() if customer.consent_history}
    items = {item.item_number: item for item in read_items()}
    rows: Rows = []
    for number, lines in groupby(read_history(), _customer_of):
        if number not in agreed:
            continue
        orders = [[*found] for _, found in groupby(lines, _number_of)]
        # Everybody has a store of their own, where the centre cannot know better.
        home = stores[int(number) % len(stores)].business_unit
        rows += [_purchase(order, home, items) for order in orders[-PURCHASES_SHOWN:]]
    _add(connection, PURCHASE, rows)


def _customer_of(line: DemoHistoryLine) -> str:
    return line.customer_number


def _number_of(line: DemoHistoryLine) -> str:
    return line.order_number


def _purchase(
    lines: list[DemoHistoryLine], home: str, items: dict[str, DemoItem]
) -> dict[str, Any]:
    first = lines[0]
    pieces: Counter[int] = Counter()
    for line in lines:
        pieces[items[line.item_number].item_id] += line.quantity
    return {
        "customer_number": first.customer_number,
        "order_number": first.order_number,
        "ordered_on": first.ordered_on.isoformat(),
        "channel": first.channel,
        "business_unit": home,
        "total_minor": sum(line.quantity * line.price_minor for line in lines),
        "goods": ", ".join(items[line.item_number].name for line in lines[:GOODS_NAMED]),
        "items": items_text(pieces.items()),
        "returned_minor": 0,
    }


def _order(order: DemoOrder, midnights: dict[str, datetime]) -> dict[str, Any]:
    promised = midnights[order.business_unit] + timedelta(minutes=order.promise_offset_minutes)
    return {
        "order_number": order.order_number,
        "business_unit": order.business_unit,
        "customer_number": order.customer_number,
        "channel": order.channel,
        "fulfilment": order.fulfilment,
        "state": order.state,
        "promised_us": int(promised.timestamp()) * 1_000_000,
        "paid": order.paid,
        "staging": " ".join(order.staging),
        "alternate_person": order.alternate_person,
        "gift": order.gift,
        "vehicle": order.vehicle,
        "address": demo_shipping.address_of(order),
    }


def _stock(
    connection: Connection,
    ids: dict[str, int],
    reserved: dict[tuple[str, int], int],
    now_us: int,
) -> None:
    figures, bins, movements = [], [], []
    for row in read_stock():
        unit, item_id = row.business_unit, ids[row.item_number]
        place = {"business_unit": unit, "item_id": item_id}
        on_hand = row.on_hand * MILLI
        figures.append(
            {
                **place,
                "on_hand_milli": on_hand,
                "reserved_milli": reserved.get((unit, item_id), 0),
                "safety_milli": row.safety_stock * MILLI,
            }
        )
        bins.append({**place, "bin": row.location, "on_hand_milli": on_hand})
        movements.append(
            {**place, "source": SOURCE, "difference_milli": on_hand, "recorded_us": now_us}
        )
    _add(connection, STOCK, figures)
    _add(connection, ITEM_BIN, bins)
    _add(connection, STOCK_MOVEMENT, movements)
