"""Reads the built files of the demo store as typed rows."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One item of the catalogue; gtin has 14 digits and price_minor is pence with tax included."""

    item_id: int
    item_number: str
    name: str
    department: str
    gtin: str
    unit: str
    vat_code: str
    price_minor: int
    price_is_invented: bool
    age_limit: int
    popularity: int
    favourite: bool
    tile_name: str


@dataclass(frozen=True, slots=True)
class DemoStaging:
    """One place where picked orders wait, in the temperature zone that it keeps."""

    location: str
    temperature_zone: str


@dataclass(frozen=True, slots=True)
class DemoAisle:
    """One aisle: its bays are numbered from 1, its shelves lettered from the floor up."""

    aisle: str
    temperature_zone: str
    bays: int
    shelves: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoStore:
    """One store with an invented address, its tills, staging places and aisles."""

    business_unit: str
    name: str
    address: tuple[str, ...]
    postcode: str
    phone: str
    currency: str
    time_zone: str
    zone: str
    workstations: tuple[str, ...]
    latitude_microdegrees: int
    longitude_microdegrees: int
    safety_stock: int
    staging: tuple[DemoStaging, ...]
    aisles: tuple[DemoAisle, ...]


@dataclass(frozen=True, slots=True)
class DemoStockRow:
    """What one store has of one item, and where; quantities are pieces, or kilograms for kg items."""

    business_unit: str
    item_number: str
    location: str
    on_hand: int
    safety_stock: int


@dataclass(frozen=True, slots=True)
class DemoOperator:
    """One invented member of staff; pin is for the demo only and shown at sign-on."""

    number: str
    name: str
    role: str
    pin: str
    badge: str
    business_units: tuple[str, ...]
    under_18: bool


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """One real customer number with an invented name and contact data that reaches nobody."""

    customer_number: str
    name: str
    email: str
    phone: str
    consent_marketing: bool
    consent_history: bool
    points: int
    loyalty_card: str
    country: str


@dataclass(frozen=True, slots=True)
class DemoHistoryLine:
    """One line of an earlier order; price_minor is pence for one piece."""

    customer_number: str
    order_number: str
    ordered_on: date
    channel: str
    item_number: str
    quantity: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class DemoOrderLine:
    """One line of an open order and how many of its pieces are picked."""

    item_number: str
    quantity: int
    price_minor: int
    picked: int


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """One customer order; promise_offset_minutes counts from local midnight of the demo's day."""

    order_number: str
    customer_number: str
    business_unit: str
    channel: str
    fulfilment: str
    state: str
    promise_offset_minutes: int
    paid: bool
    staging: tuple[str, ...]
    alternate_person: str
    gift: bool
    vehicle: str
    lines: tuple[DemoOrderLine, ...]


def read_items(folder: Path = FOLDER) -> Iterator[DemoItem]:
    """Read the catalogue by rising item_id."""
    for row in _rows(folder / "items.csv.gz"):
        number, item, name, department, gtin, unit, vat, price, invented, age, lines, star, tile = (
            row
        )
        yield DemoItem(
            int(number),
            item,
            name,
            department,
            gtin,
            unit,
            vat,
            int(price),
            invented == "1",
            int(age),
            int(lines),
            star == "1",
            tile,
        )


def read_stores(folder: Path = FOLDER) -> Iterator[DemoStore]:
    """Read the stores."""
    for entry in _document(folder / "stores.json"):
        staging = tuple(DemoStaging(**place) for place in entry.pop("staging"))
        aisles = tuple(
            DemoAisle(**{**aisle, "departments": tuple(aisle["departments"])})
            for aisle in entry.pop("aisles")
        )
        address, workstations = tuple(entry.pop("address")), tuple(entry.pop("workstations"))
        yield DemoStore(
            **entry, address=address, workstations=workstations, staging=staging, aisles=aisles
        )


def read_stock(folder: Path = FOLDER) -> Iterator[DemoStockRow]:
    """Read the stock of every store, one row for an item in a store."""
    for unit, item, location, on_hand, safety in _rows(folder / "stock.csv.gz"):
        yield DemoStockRow(unit, item, location, int(on_hand), int(safety))


def read_operators(folder: Path = FOLDER) -> Iterator[DemoOperator]:
    """Read the staff."""
    for entry in _document(folder / "operators.json"):
        yield DemoOperator(**{**entry, "business_units": tuple(entry["business_units"])})


def read_customers(folder: Path = FOLDER) -> Iterator[DemoCustomer]:
    """Read the customers by rising number."""
    for row in _rows(folder / "customers.csv.gz"):
        number, name, email, phone, marketing, history, points, card, country = row
        yield DemoCustomer(
            number, name, email, phone, marketing == "1", history == "1", int(points), card, country
        )


def read_history(folder: Path = FOLDER) -> Iterator[DemoHistoryLine]:
    """Read earlier orders, all lines of a customer together and the oldest order first."""
    days: dict[str, date] = {}
    for customer, order, text, channel, item, quantity, price in _rows(folder / "history.csv.gz"):
        day = days.get(text)
        if day is None:
            day = days[text] = date.fromisoformat(text)
        yield DemoHistoryLine(customer, order, day, channel, item, int(quantity), int(price))


def read_orders(folder: Path = FOLDER) -> Iterator[DemoOrder]:
    """Read the open customer orders."""
    for entry in _document(folder / "orders.json"):
        lines = tuple(DemoOrderLine(**line) for line in entry.pop("lines"))
        staging = tuple(entry.pop("staging"))
        yield DemoOrder(**entry, lines=lines, staging=staging)


def _rows(path: Path) -> Iterator[list[str]]:
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    reader = csv.reader(io.StringIO(text, newline=""))
    next(reader)
    return reader


def _document(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return entries
