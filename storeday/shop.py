"""Shop knows the codes, names and amounts that the demo store's day is told with."""

from __future__ import annotations

from dataclasses import dataclass

from resources.demo.readers import read_items, read_operators


@dataclass(frozen=True, slots=True)
class Product:
    """Something on the shelf of the demo store."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in the demo store."""

    name: str
    number: str
    pin: str
    badge: str

    @property
    def tile(self) -> str:
        """The accessible name of the tile at sign-on."""
        return f"Sign on as {self.name}"


_BY_NUMBER = {item.item_number: item for item in read_items()}
_STAFF = {person.name.split()[0]: person for person in read_operators()}


def product(item_number: str) -> Product:
    """An item of the demo store by its number; scanned as the 13 digits under its bars."""
    item = _BY_NUMBER[item_number]
    return Product(item.name, item.gtin[1:])


def person(first_name: str) -> Person:
    """Somebody of the demo store by first name."""
    found = _STAFF[first_name]
    return Person(found.name, found.number, found.pin, found.badge)


LUNCH_BAG = product("20725")
CAKE_STAND = product("22423")
HEART_LIGHT = product("85123A")
JUMBO_BAG = product("85099B")
OAT_DRINK = product("EV005")
WINE = product("EV008")
BREAD_ROLL = product("EV002")
FIRELOGS = product("EV011")
UNKNOWN_CODE = "5012345678900"
MISREAD_CODE = "5012345678901"
ANNA, BEN, CARLA = person("Anna"), person("Ben"), person("Carla")
DEV, ELLA = person("Dev"), person("Ella")
