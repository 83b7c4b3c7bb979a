"""Routing knows which store can fulfil an order best: all of it, near, not busy, not its last piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt

from pos_app.domain.quantity import MILLI

MICRO = 1_000_000
# One degree of a great circle is 111.195 km.
MICROMETRES_PER_MICRODEGREE = 111_195
HALF_TURN_MICRO = 180 * MICRO
# A store of which nobody knows where it is, or an order that says no place, counts as this far.
UNKNOWN_DISTANCE_M = 100_000
# One waiting order, or taking the last piece of an item, weigh as much as so many metres.
OPEN_ORDER_M = 500
LAST_PIECE_M = 5_000
STORES_PER_ORDER_MAX = 3
# By kit: each part, and how many thousandths of it are in one.
PartsOfKits = Mapping[int, Sequence[tuple[int, int]]]
NO_KITS: PartsOfKits = {}


@dataclass(frozen=True, slots=True)
class Place:
    """A place on earth in millionths of a degree."""

    latitude_micro: int
    longitude_micro: int


@dataclass(frozen=True, slots=True)
class StoreOffer:
    """What a store could give to an order: available thousandths by item, and how busy it is."""

    business_unit: str
    place: Place | None
    open_orders: int
    available_milli: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one store is to give, in thousandths by item."""

    business_unit: str
    quantities: Mapping[int, int]


def route(
    wanted: Mapping[int, int],
    offers: Sequence[StoreOffer],
    to: Place | None,
    stores_max: int,
    kits: PartsOfKits = NO_KITS,
) -> list[Allocation]:
    """The stores that together give all of `wanted`, the fewest that are found, the best first; empty when none do.

    A kit comes whole from one store, which has as many as its scarcest part makes.
    """
    missing = {item: milli for item, milli in wanted.items() if milli > 0}
    rest = list(offers)
    found: list[Allocation] = []
    while missing and rest and len(found) < stores_max:
        best = min(rest, key=_Rank(missing, to, kits))
        given = given_by(missing, best, kits)
        if not given:
            return []
        found.append(Allocation(best.business_unit, given))
        rest.remove(best)
        missing = {
            item: milli - given.get(item, 0)
            for item, milli in missing.items()
            if milli > given.get(item, 0)
        }
    return [] if missing else found


def in_parts(quantities: Mapping[int, int], kits: PartsOfKits) -> dict[int, int]:
    """The same goods as they lie on shelves: thousandths by item, the parts of kits in their place."""
    found: dict[int, int] = {}
    for item, milli in quantities.items():
        for part, in_one in kits.get(item, ((item, MILLI),)):
            found[part] = found.get(part, 0) + milli * in_one // MILLI
    return dict(sorted(found.items()))


def distance_m(one: Place | None, other: Place | None) -> int:
    """Metres between two places, good to a percent for what a van drives; integers throughout."""
    if one is None or other is None:
        return UNKNOWN_DISTANCE_M
    north = abs(one.latitude_micro - other.latitude_micro)
    east = abs(one.longitude_micro - other.longitude_micro)
    east = min(east, 2 * HALF_TURN_MICRO - east)
    middle = (one.latitude_micro + other.latitude_micro) // 2
    # Bhaskara's cosine: (32400 - 4x²) / (32400 + x²) for x degrees.
    square = middle * middle
    turn = 32_400 * MICRO * MICRO
    east = east * max(0, turn - 4 * square) // (turn + square)
    return isqrt(north * north + east * east) * MICROMETRES_PER_MICRODEGREE // MICRO


class _Rank:
    """Orders stores: whole orders before parts, then by metres, then by number: always the same."""

    def __init__(self, wanted: Mapping[int, int], to: Place | None, kits: PartsOfKits) -> None:
        self._wanted = wanted
        self._to = to
        self._kits = kits

    def __call__(self, offer: StoreOffer) -> tuple[int, int, str]:
        given = given_by(self._wanted, offer, self._kits)
        lacking = sum(self._wanted.values()) - sum(given.values())
        taken = in_parts(given, self._kits)
        last = sum(milli >= offer.available_milli[item] for item, milli in taken.items())
        cost_m = (
            distance_m(offer.place, self._to)
            + offer.open_orders * OPEN_ORDER_M
            + last * LAST_PIECE_M
        )
        return lacking, cost_m, offer.business_unit


def given_by(wanted: Mapping[int, int], offer: StoreOffer, kits: PartsOfKits) -> dict[int, int]:
    """What of it a store has, in thousandths: of a kit as many as its scarcest part makes."""
    left = dict(offer.available_milli)
    given = {}
    for item, milli in sorted(wanted.items()):
        here = left.get(item, 0)
        if item in kits:
            here = min(left.get(part, 0) // in_one for part, in_one in kits[item]) * MILLI
        if min(milli, here) > 0:
            given[item] = min(milli, here)
            for part, taken in in_parts({item: given[item]}, kits).items():
                left[part] -= taken
    return given
