"""Day tasks knows what is to be done in the store today, from what this device has heard and done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.facts import Fact, FactDraft, FactKind, read_body
from pos_app.domain.ids import BusinessDate, ItemId


class TaskKind(StrEnum):
    """What is to be done with an item; in the order in which a person goes through it."""

    LABEL = "label"
    DATES = "dates"
    PUT_BACK = "put_back"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class DayTask:
    """Something to do with an item; milli: how much came back, in thousandths."""

    kind: TaskKind
    item_id: ItemId
    milli: int = 0


# Who did one of these with an item has looked at its dates today, or has thrown away what was past them.
_LOOKED = frozenset({FactKind.DATES_CHECKED, FactKind.STOCK_WASTED})


def shelf_labelled(item_id: ItemId, price_minor: int) -> FactDraft:
    """The shelf of an item has a label with this price."""
    return FactDraft(FactKind.SHELF_LABELLED, {"item_id": item_id, "price_minor": price_minor})


def dates_checked(item_id: ItemId) -> FactDraft:
    """Somebody looked at the dates of all pieces of an item, and they are fine."""
    return FactDraft(FactKind.DATES_CHECKED, {"item_id": item_id})


def label_tasks(
    changed: Iterable[ItemId],
    wrong_us: Mapping[ItemId, int],
    deeds: Sequence[Fact],
    price_of: Callable[[ItemId], int | None],
) -> list[DayTask]:
    """Items whose price is another one than on their last label, and those whose shelf showed another one.

    changed: by a price list that began or ended; wrong_us: when somebody at a till last sold at what the shelf showed.
    """
    labelled: dict[ItemId, object] = {}
    mended_us: dict[ItemId, int] = {}
    for fact in deeds:
        if fact.kind == FactKind.SHELF_LABELLED:
            body = read_body(fact)
            labelled[_item(body)] = body["price_minor"]
            mended_us[_item(body)] = fact.time.wall_us
    wanted = dict.fromkeys([*wrong_us, *changed, *labelled])
    found = []
    for item_id in wanted:
        price = price_of(item_id)
        is_wrong = wrong_us.get(item_id, 0) > mended_us.get(item_id, 0)
        if price is not None and (is_wrong or labelled.get(item_id) != price):
            found.append(DayTask(TaskKind.LABEL, item_id))
    return found


def date_tasks(cold: Iterable[ItemId], deeds: Sequence[Fact], today: BusinessDate) -> list[DayTask]:
    """Cold goods whose dates nobody looked at today."""
    seen = {
        _item(read_body(fact))
        for fact in deeds
        if fact.kind in _LOOKED and fact.origin.business_date == today
    }
    return [DayTask(TaskKind.DATES, item_id) for item_id in cold if item_id not in seen]


# What brings goods back, and what puts them into a bin or has had them in the hand.
_BRINGS = frozenset({FactKind.SALE_RETURNED, FactKind.SALE_VOIDED})
_PLACES = frozenset({FactKind.STOCK_MOVED, FactKind.STOCK_COUNTED})
PUT_BACK_FACTS = tuple(sorted(str(kind) for kind in (*_BRINGS, *_PLACES)))


def left_to_put_back(
    told: Mapping[ItemId, int],
    own: Iterable[Fact],
    came_back: Callable[[Fact], Iterable[tuple[ItemId, int]]],
) -> dict[ItemId, int]:
    """What came back to the store and was not moved to a bin or counted since, in thousandths by item.

    told: as head office says; own: what it has not counted yet, in its order; came_back: what of it is stock again.
    """
    left = dict(told)
    for fact in own:
        if fact.kind in _PLACES:
            left.pop(_item(read_body(fact)), None)
        elif fact.kind in _BRINGS:
            for item_id, milli in came_back(fact):
                left[item_id] = left.get(item_id, 0) + milli
    return {item_id: milli for item_id, milli in left.items() if milli > 0}


def put_back_tasks(left: Iterable[tuple[ItemId, int]]) -> list[DayTask]:
    """Goods that came back, until they are moved to a bin or counted."""
    return [DayTask(TaskKind.PUT_BACK, item_id, milli) for item_id, milli in left]


def count_tasks(deeds: Sequence[Fact], is_in_no_bin: Callable[[ItemId], bool]) -> list[DayTask]:
    """Items of which the books have some and no bin has any: somebody looked, and nobody has counted since."""
    open_items: dict[ItemId, None] = {}
    for fact in deeds:
        if fact.kind == FactKind.BIN_CHECKED:
            open_items[_item(read_body(fact))] = None
        elif fact.kind == FactKind.STOCK_COUNTED:
            open_items.pop(_item(read_body(fact)), None)
    return [DayTask(TaskKind.COUNT, item_id) for item_id in open_items if is_in_no_bin(item_id)]


def _item(body: dict[str, object]) -> ItemId:
    item_id = body["item_id"]
    assert isinstance(item_id, int), "an item is a number"
    return ItemId(item_id)
