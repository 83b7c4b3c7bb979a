"""Store map knows the aisles of a store, the ways across them, and where a bin lies; lengths are in centimetres."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum

# Aisle, bay and shelf as labels write them: A04-12-C, also with dots or spaces between.
_BIN = re.compile(r"^(?P<aisle>.*?)[-·.\s]+(?P<bay>\d+)(?:[-·.\s]+(?P<shelf>\w+))?$")


class OneWay(StrEnum):
    """In which direction people walk; towards larger or smaller centimetres, or both ways."""

    BOTH = ""
    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True)
class Aisle:
    """A way along shelves at one x; it meets the ways across from number `first` to number `last`.

    bay_cm: from one bay to the next; bay 1 begins at bays_from_cm. One way holds between ways across, while the blind
    end of an aisle is always left as it was entered.
    """

    name: str
    x_cm: int
    bays_from_cm: int
    bay_cm: int
    first: int
    last: int
    one_way: OneWay = OneWay.BOTH


@dataclass(frozen=True, slots=True)
class CrossAisle:
    """A way across the aisles at one y."""

    y_cm: int
    one_way: OneWay = OneWay.BOTH


@dataclass(frozen=True, slots=True)
class Door:
    """A place on a way across, where carts stand or are brought."""

    x_cm: int
    cross: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands to reach a bin: the number of the aisle, and how far along it."""

    aisle: int
    y_cm: int


@dataclass(frozen=True, slots=True)
class StoreMap:
    """The ways through one store: aisles from left to right, ways across from front to back."""

    aisles: tuple[Aisle, ...]
    crosses: tuple[CrossAisle, ...]
    start: Door
    drop: Door

    def place_of(self, bin_name: str) -> Place | None:
        """The middle of the bin's bay; None for a bin that stands in none of the aisles."""
        read = _BIN.match(bin_name.strip())
        name = read["aisle"] if read else bin_name.strip()
        for number, aisle in enumerate(self.aisles):
            if aisle.name.casefold() == name.casefold():
                bay = int(read["bay"]) if read else 1
                middle = (2 * bay - 1) * aisle.bay_cm // 2
                return Place(number, aisle.bays_from_cm + middle)
        return None


def shelf_of(bin_name: str) -> str:
    """The shelf that a bin names, "" when it names none."""
    read = _BIN.match(bin_name.strip())
    return (read["shelf"] or "") if read else ""


def parts_of(bin_name: str) -> tuple[str, ...]:
    """Aisle, bay and shelf as they are written large, or the name in one piece."""
    read = _BIN.match(bin_name.strip())
    if read is None:
        return (bin_name,)
    return tuple(part for part in read.groups() if part)


def read_store_map(document: str) -> StoreMap:
    """A map from its JSON document (docs/picking.md). Errors: ValueError."""
    try:
        read = json.loads(document)
        crosses = tuple(
            CrossAisle(_whole(cross["y_cm"]), OneWay(cross.get("one_way", "")))
            for cross in read["cross_aisles"]
        )
        aisles = tuple(_aisle(aisle, len(crosses) - 1) for aisle in read["aisles"])
        store_map = StoreMap(aisles, crosses, _door(read["start"]), _door(read["drop"]))
    except (KeyError, TypeError, AttributeError) as error:
        message = f"no map of a store: {error!r}"
        raise ValueError(message) from error
    problem = _problem_of(store_map)
    if problem:
        raise ValueError(problem)
    return store_map


def write_store_map(store_map: StoreMap) -> str:
    """The document of a map, as `read_store_map` reads it."""
    document = {
        "cross_aisles": [
            {"y_cm": cross.y_cm, "one_way": str(cross.one_way)} for cross in store_map.crosses
        ],
        "aisles": [
            {
                "name": aisle.name,
                "x_cm": aisle.x_cm,
                "bays_from_cm": aisle.bays_from_cm,
                "bay_cm": aisle.bay_cm,
                "first_cross": aisle.first,
                "last_cross": aisle.last,
                "one_way": str(aisle.one_way),
            }
            for aisle in store_map.aisles
        ],
        "start": {"x_cm": store_map.start.x_cm, "cross": store_map.start.cross},
        "drop": {"x_cm": store_map.drop.x_cm, "cross": store_map.drop.cross},
    }
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _aisle(read: dict[str, object], last: int) -> Aisle:
    return Aisle(
        str(read["name"]),
        _whole(read["x_cm"]),
        _whole(read.get("bays_from_cm", 0)),
        _whole(read["bay_cm"]),
        _whole(read.get("first_cross", 0)),
        _whole(read.get("last_cross", last)),
        OneWay(str(read.get("one_way", ""))),
    )


def _door(read: dict[str, object]) -> Door:
    return Door(_whole(read["x_cm"]), _whole(read.get("cross", 0)))


def _whole(value: object) -> int:
    if type(value) is not int:
        message = f"no whole number: {value!r}"
        raise ValueError(message)
    return value


def _problem_of(store_map: StoreMap) -> str:
    """What keeps the ways from being ways, "" when nothing does."""
    rows = [cross.y_cm for cross in store_map.crosses]
    columns = [aisle.x_cm for aisle in store_map.aisles]
    if not rows or not columns:
        return "no aisle or no way across"
    if sorted(set(rows)) != rows:
        return "ways across are not told from front to back"
    if sorted(columns) != columns:
        return "aisles are not told from left to right"
    for aisle in store_map.aisles:
        if not 0 <= aisle.first <= aisle.last < len(rows) or aisle.bay_cm < 0:
            return f"aisle {aisle.name} meets no way across"
    if any(not 0 <= door.cross < len(rows) for door in (store_map.start, store_map.drop)):
        return "start or drop lies on no way across"
    return ""
