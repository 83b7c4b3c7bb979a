"""Counting knows how somebody counts an item at a device while others sell it: a fact that means a difference."""

from __future__ import annotations

from functools import partial

from pos_app.domain.ids import ItemId
from pos_app.domain.stock_bodies import stock_counted
from pos_app.domain.stock_effects import effects_of
from pos_app.domain.stock_room import FeedPlace
from tests.simulation.device import Device
from tests.simulation.goods import ITEM_IDS, STOCK_AT_START_MILLI
from tests.simulation.virtual_app import VirtualApp, meant
from tests.simulation.world import World

BIN = "R1"


def count_something(world: World) -> None:
    """One device, one item, and whatever lies there: people take things, and the books do not know."""
    stream = world.chance.stream("counts")
    device: Device = stream.choice(world.devices)
    item_id = stream.choice(ITEM_IDS)
    counted_milli = 1000 * stream.randrange(STOCK_AT_START_MILLI // 1000)
    world.schedule.note(device.name, "count")
    device.step(partial(_count, item_id=ItemId(item_id), counted_milli=counted_milli))


def _count(app: VirtualApp, *, item_id: ItemId, counted_milli: int) -> None:
    expected = app.open.stock.on_hand_milli(item_id)
    if expected is None:
        return
    draft = stock_counted(item_id, counted_milli, expected, FeedPlace("", 0), BIN)
    with app.open.store.write():
        app._append(draft, app._till(), meant(effects_of(draft.kind, draft.body)))
        app._may_crash()
