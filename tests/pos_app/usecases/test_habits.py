"""What follows from a buyer's orders: the departments that they come back to, and the size that they take there."""

from __future__ import annotations

import pytest

from pos_app.domain.customer import Customer, Purchase
from pos_app.domain.ids import CustomerNumber, ItemId, OrderNumber
from pos_app.files.database import Durability, open_writer
from pos_app.usecases.pickup.habits import Habit, Habits
from tests.pos_app.till import Till

# One style in two sizes and two colours; by item: size and colour.
SHIRTS = {61: ("S", "red"), 62: ("M", "red"), 63: ("M", "blue")}


@pytest.fixture
def habits(till: Till) -> Habits:
    """The habits of a store with a shirt."""
    folder = till.device.folder
    chain = open_writer(folder.replica("chain", 1), "", Durability.NORMAL)
    columns = [row[1] for row in chain.execute("PRAGMA table_info(item)").fetchall()]
    for item_id, kind in SHIRTS.items():
        values = {"item_id": str(item_id), "number": f"'SHIRT{item_id}'", "department": "'Shirts'"}
        copied = ", ".join(values.get(column, column) for column in columns)
        chain.execute(f"INSERT INTO item SELECT {copied} FROM item WHERE number = 'OAT1'")
        chain.execute("INSERT INTO item_variant VALUES (?, 'shirt', ?, ?)", (item_id, *kind))
    chain.close()
    zone = open_writer(folder.replica("zone", 1), "", Durability.NORMAL)
    zone.executemany("INSERT INTO price VALUES (?, 1000)", [(item_id,) for item_id in SHIRTS])
    zone.close()
    till.restart()
    return Habits(till.files.catalogue)


def who_bought(*orders: tuple[int, ...]) -> Customer:
    bought = [
        Purchase(OrderNumber(str(place)), "2026-11-01", "store", 100, "", tuple(map(ItemId, items)))
        for place, items in enumerate(orders)
    ]
    return Customer(CustomerNumber("C1"), "Grace", "", "", "", 0, "", "", tuple(bought))


def test_a_size_taken_twice_is_theirs(habits: Habits) -> None:
    assert habits.of(who_bought((62,), (63, 61))) == (Habit("Shirts", "M"),)


@pytest.mark.parametrize("orders", [((61,), (62,)), ((61, 62), (61, 63))])
def test_no_size_follows_from_sizes_that_differ(
    habits: Habits, orders: tuple[tuple[int, ...], ...]
) -> None:
    assert habits.of(who_bought(*orders)) == (Habit("Shirts", ""),)


def test_once_is_no_habit(habits: Habits) -> None:
    assert habits.of(who_bought((62, 63))) == ()
