"""People are found as an associate asks for them, from what the agent keeps, and not when they have left the list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.customer import Customer
from pos_app.domain.ids import CustomerNumber, OrderNumber
from pos_app.ports.customers import CustomerDirectory, CustomersHere
from sync.people_tables import drop_document, write_document
from sync.wire.messages import (
    CustomerDocument,
    CustomerEntry,
    OrderCustomerDocument,
    OrderCustomerEntry,
    PurchaseEntry,
)
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till

PART = "customers/7"


def _entry(number: int, name: str, phone: str, card: str = "") -> CustomerEntry:
    bought = [PurchaseEntry(f"B{number}", "2026-11-01", "store", 1275, "Cakestand")]
    return CustomerEntry(
        f"P{number}", name, "a@example.com", phone, card, 12, "shoe 38", "tweed", bought
    )


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    people = [
        _entry(1, "Ann Lee", "0161 496 0987", "LC1"),
        _entry(2, "Annette Bee", "0161 496 1987"),
        _entry(3, "Zoë Ann O’Brien", "+44 161 496 2345", "LC3"),
    ]
    order = OrderCustomerEntry(
        "O-1", "P9", "Basil Grün", "b@example.com", "1", "Ann", "red van", "", gift=True, paid=False
    )
    with agent(till.device) as store:
        list(write_document(store, PART, CustomerDocument(people)))
        list(write_document(store, "order-customers", OrderCustomerDocument([order])))
        store.execute("INSERT INTO contact VALUES ('customers_here', '3')")
        store.execute("INSERT INTO contact VALUES ('customers_known_us', '77')")
    till.files.news.changed()
    yield till
    till.close()


def _numbers(found: tuple[Customer, ...]) -> list[str]:
    return [person.number for person in found]


def test_by_card_and_number(till: Till) -> None:
    directory: CustomerDirectory = till.files.customers
    ann = directory.by_card("LC1")
    assert ann is not None and ann == directory.by_number(CustomerNumber("P1"))
    assert (ann.name, ann.points, ann.purchases[0].total_minor) == ("Ann Lee", 12, 1275)
    assert directory.by_card("") is None
    assert directory.by_card("LC") is None


def test_by_the_last_digits_of_the_telephone(till: Till) -> None:
    directory = till.files.customers
    assert _numbers(directory.by_phone_end("987", 9)) == ["P1", "P2"]
    assert _numbers(directory.by_phone_end("0 987", 9)) == ["P1"]
    assert _numbers(directory.by_phone_end("345", 9)) == ["P3"]
    assert directory.by_phone_end("87", 9) == ()
    assert len(directory.by_phone_end("987", 1)) == 1


def test_by_how_words_of_the_name_begin(till: Till) -> None:
    directory = till.files.customers
    assert _numbers(directory.by_name("ann", 9)) == ["P1", "P2", "P3"]
    assert _numbers(directory.by_name("ANN le", 9)) == ["P1"]
    assert _numbers(directory.by_name("l ann", 9)) == ["P1"]
    assert _numbers(directory.by_name("zoe", 9)) == ["P3"]
    assert directory.by_name("a", 9) == ()
    assert directory.by_name(" ", 9) == ()
    assert len(directory.by_name("ann", 2)) == 2


def test_who_waits_for_an_order(till: Till) -> None:
    directory = till.files.customers
    basil = directory.of_order(OrderNumber("O-1"))
    assert basil is not None
    assert (basil.name, basil.alternate_person, basil.is_gift) == ("Basil Grün", "Ann", True)
    assert directory.waiting() == (basil,)
    assert directory.of_order(OrderNumber("O-2")) is None


def test_how_many_are_here_and_that_they_leave(till: Till) -> None:
    assert till.files.customers.here() == CustomersHere(3, 77)
    assert till.files.sending.status().customers == CustomersHere(3, 77)
    with agent(till.device) as store:
        list(drop_document(store, PART))
    assert till.files.customers.by_name("ann", 9) == ()


def test_a_device_without_a_store_file_knows_nobody(tmp_path: Path) -> None:
    till = Till(tmp_path)
    for path in tmp_path.glob("store-*"):
        path.unlink()
    till.close()
    till.files = till.device.open()
    assert till.files.customers.here() == CustomersHere()
    assert till.files.customers.by_card("LC1") is None
    till.close()
