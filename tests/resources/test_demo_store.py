"""Stores, people, orders and history of the demo agree with each other and reach nobody."""

import re
from collections import Counter
from datetime import date

from resources.demo.lines import read_lines
from resources.demo.readers import (
    FOLDER,
    read_customers,
    read_history,
    read_items,
    read_operators,
    read_orders,
    read_stock,
    read_stores,
)

NUMBERS = {item.item_number for item in read_items()}
STORES = {store.business_unit: store for store in read_stores()}
STOCK = list(read_stock())
CUSTOMERS = {customer.customer_number: customer for customer in read_customers()}
ORDERS = list(read_orders())
STATES = {
    "allocated",
    "picking",
    "short",
    "staged",
    "ready",
    "customer_on_the_way",
    "arrived",
    "handed_over",
    "expired",
    "cancelled",
}


def test_all_files_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) <= 8_000_000


def test_the_large_store_carries_everything_and_the_small_one_most() -> None:
    carried = Counter(row.business_unit for row in STOCK)
    assert carried["12"] == len(NUMBERS)
    assert len(NUMBERS) * 7 // 10 < carried["07"] < len(NUMBERS)
    assert {row.item_number for row in STOCK} == NUMBERS
    assert len({(row.business_unit, row.item_number) for row in STOCK}) == len(STOCK)


def test_every_bin_lies_in_the_layout_and_some_are_empty() -> None:
    for row in STOCK:
        aisle, bay, shelf = row.location.split("-")
        layout = {place.aisle: place for place in STORES[row.business_unit].aisles}[aisle]
        assert 1 <= int(bay) <= layout.bays
        assert shelf in layout.shelves
        assert row.on_hand >= 0 and row.safety_stock >= 0
    empty = sum(row.on_hand == 0 for row in STOCK)
    assert len(STOCK) // 50 < empty < len(STOCK) // 10


def test_customers_can_be_reached_by_nobody() -> None:
    for customer in CUSTOMERS.values():
        assert customer.email.endswith("@example.com")
        assert re.fullmatch(r"07700 900\d{3}|0113 496 0\d{3}", customer.phone)
        assert customer.points >= 0
    assert len({customer.name for customer in CUSTOMERS.values()}) == len(CUSTOMERS)
    assert len({customer.loyalty_card for customer in CUSTOMERS.values()}) == len(CUSTOMERS)


def test_history_is_of_known_customers_and_items_and_ends_on_the_moved_last_day() -> None:
    last = date.min
    orders: dict[str, set[str]] = {}
    for line in read_history():
        assert line.item_number in NUMBERS
        assert line.quantity > 0 and line.price_minor > 0
        orders.setdefault(line.customer_number, set()).add(line.order_number)
        last = max(last, line.ordered_on)
    assert last == date(2026, 11, 20)
    assert orders.keys() <= CUSTOMERS.keys()
    assert len(orders) > 4_300
    assert max(map(len, orders.values())) == 12


def test_lines_of_the_whole_set_are_of_known_items_and_customers() -> None:
    count = returned = 0
    items: set[str] = set()
    customers: set[str] = set()
    for line in read_lines():
        count += 1
        returned += line.quantity < 0
        items.add(line.item_number)
        customers.add(line.customer_number)
        assert line.price_minor > 0 and line.quantity != 0 and 0 <= line.minute_of_day < 1440
    assert count == 531_184
    assert 0 < returned < 10_000
    assert items <= NUMBERS
    assert customers - {""} == CUSTOMERS.keys()


def test_four_roles_work_in_the_stores_with_their_own_badges() -> None:
    operators = list(read_operators())
    assert len(operators) >= 6
    assert {person.role for person in operators} == {"cashier", "associate", "picker", "manager"}
    assert all(re.fullmatch(r"\d{4}", person.pin) for person in operators)
    assert len({person.badge for person in operators}) == len(operators)
    assert any(person.under_18 and person.role == "cashier" for person in operators)
    for store in STORES:
        assert {"cashier", "manager", "picker", "associate"} == {
            person.role for person in operators if store in person.business_units
        }


def test_orders_stand_in_every_state_and_every_way_of_fulfilment() -> None:
    assert {order.state for order in ORDERS} == STATES
    fulfilments = {"pickup", "curbside", "ship_from_store", "delivery"}
    assert {order.fulfilment for order in ORDERS} == fulfilments
    assert len({order.order_number for order in ORDERS}) == len(ORDERS)
    assert any(order.alternate_person for order in ORDERS)
    assert any(order.gift for order in ORDERS)
    assert any(not order.paid for order in ORDERS)
    assert all(bool(order.vehicle) == (order.fulfilment == "curbside") for order in ORDERS)


def test_every_order_is_of_a_known_customer_and_fits_its_store() -> None:
    stock = {(row.business_unit, row.item_number): row.on_hand for row in STOCK}
    for order in ORDERS:
        assert order.customer_number in CUSTOMERS
        assert 1 <= len(order.lines) <= 30
        places = {place.location for place in STORES[order.business_unit].staging}
        assert set(order.staging) <= places
        for line in order.lines:
            assert 0 <= line.picked <= line.quantity
            assert line.quantity <= stock[order.business_unit, line.item_number]
            assert line.price_minor > 0


def test_what_is_staged_is_picked_and_what_is_short_lacks_pieces() -> None:
    for order in ORDERS:
        wanted = sum(line.quantity for line in order.lines)
        picked = sum(line.picked for line in order.lines)
        if order.staging:
            assert picked == wanted
        if order.state == "short":
            assert 0 < picked < wanted
        if order.state == "allocated":
            assert picked == 0
