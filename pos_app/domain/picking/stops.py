"""Stops knows where a cart goes for what is left to be taken: one bin for each item, visited on the shortest way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pos_app.domain.ids import ItemId
from pos_app.domain.picking.pick_list import Need
from pos_app.domain.picking.route import best_order, length_of
from pos_app.domain.picking.store_map import StoreMap
from pos_app.domain.picking.walking import Walks

# A person with a cart, and the time to find, scan and put down one kind of goods.
CENTIMETRES_A_SECOND = 80
SECONDS_A_STOP = 20


@dataclass(frozen=True, slots=True)
class BinStock:
    """A bin of an item, and what the books say lies in it, in thousandths."""

    bin: str
    on_hand_milli: int


@dataclass(frozen=True, slots=True)
class Stop:
    """One bin at which one item is taken; elsewhere: its other bins, the fullest first."""

    bin: BinStock
    item_id: ItemId
    needs: tuple[Need, ...]
    elsewhere: tuple[BinStock, ...] = ()

    @property
    def left_milli(self) -> int:
        """All that is to be taken here."""
        return sum(need.left_milli for need in self.needs)


@dataclass(frozen=True, slots=True)
class Way:
    """The items of a list in the order in which they are fetched, and how long that takes."""

    items: tuple[ItemId, ...]
    seconds: int


NOWHERE = BinStock("", 0)


def stop_of(
    item_id: ItemId,
    needs: Sequence[Need],
    bins: Sequence[BinStock],
    looked: Collection[tuple[ItemId, str]] = (),
    found: str = "",
) -> Stop:
    """Where an item is taken: where somebody found it, or the fullest bin that nobody has looked into."""
    here = tuple(need for need in needs if need.item_id == item_id)
    fullest = sorted(bins, key=lambda each: (-each.on_hand_milli, each.bin))
    fresh = [each for each in fullest if (item_id, each.bin) not in looked]
    chosen = next(iter(fresh or fullest), NOWHERE)
    if found:
        known = [each for each in bins if each.bin.casefold() == found.casefold()]
        chosen = next(iter(known), BinStock(found, 0))
    return Stop(chosen, item_id, here, tuple(each for each in fresh if each != chosen))


def plan_way(
    stops: Sequence[Stop],
    ranks: Mapping[ItemId, tuple[int, ...]],
    store_map: StoreMap | None,
) -> Way:
    """The order of stops: by rank, inside a rank on the shortest way; bins that no map knows by their names."""
    places = [store_map.place_of(stop.bin.bin) if store_map else None for stop in stops]
    placed = [number for number, place in enumerate(places) if place is not None]
    order, length = [], 0
    if store_map is not None and placed:
        distances = Walks(store_map).distances([p for p in places if p is not None])
        found = best_order(distances, [ranks[stops[number].item_id] for number in placed])
        order, length = [placed[number] for number in found], length_of(distances, found)
    unplaced = [number for number, place in enumerate(places) if place is None]
    order += sorted(unplaced, key=lambda number: stops[number].bin.bin)
    items = [stops[number].item_id for number in order]
    # stable: the way stays as it is inside a rank
    items.sort(key=lambda item_id: ranks[item_id])
    seconds = length // CENTIMETRES_A_SECOND + SECONDS_A_STOP * len(stops)
    return Way(tuple(items), seconds)
