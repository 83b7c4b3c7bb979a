"""What is to be done today: labels, dates, goods that came back, what no bin has; each is gone when it is done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.catalogue import Item
from pos_app.domain.day_tasks import TaskKind
from pos_app.domain.ids import ItemId, LineNumber
from pos_app.domain.picking.pick_list import ShortReason
from pos_app.domain.price_change import PriceReason
from pos_app.domain.refusals.people import NotAllowed
from pos_app.domain.stock_room import WasteReason
from tests.pos_app.fakes import ANNA, CARLA, PIA, START_US
from tests.pos_app.picking import Picker
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, FLOAT, pounds
from tests.pos_app.usecases.test_returns import takes_back


@pytest.fixture
def picker(tmp_path: Path) -> Iterator[Picker]:
    picker = Picker(tmp_path)
    picker.till.signs_on(PIA)
    yield picker
    picker.till.close()


def _tasks(picker: Picker) -> list[tuple[TaskKind, int]]:
    read = picker.till.stock_room.tasks()
    return [(task.kind, task.item_id) for task, _ in read.tasks]


def _item(picker: Picker, item_id: int) -> Item:
    return picker.till.stock_room.find.by_id(item_id=ItemId(item_id)).item


def test_a_changed_price_asks_for_its_label_until_it_is_printed(picker: Picker) -> None:
    room = picker.till.stock_room
    with agent(picker.till.device, "zone") as zone:
        zone.execute(
            "INSERT INTO price_list VALUES ('week', 0, 1, '', ?, NULL)", (START_US - 3_600_000_000,)
        )
        zone.execute("INSERT INTO listed_price VALUES (2, 'week', 995)")
    picker.till.files.news.changed()
    assert (TaskKind.LABEL, 2) in _tasks(picker)
    room.labels.of_item(item=_item(picker, 2))
    assert (TaskKind.LABEL, 2) not in _tasks(picker)
    with agent(picker.till.device, "zone") as zone:
        zone.execute("DELETE FROM listed_price")
    picker.till.files.news.changed()
    assert (TaskKind.LABEL, 2) in _tasks(picker), "the label on the shelf says another price"


def test_a_shelf_that_showed_another_price_asks_for_its_label(picker: Picker) -> None:
    till, room = picker.till, picker.till.stock_room
    till.signs_on(CARLA)
    till.register.open_till(count=FLOAT)
    till.scans(BAG, CAKESTAND)
    change = till.register.override_price
    change(line=LineNumber(1), price=pounds(185), reason=PriceReason.SHELF_PRICE)
    till.register.pay_cash(given=pounds(5000))
    assert [found for found in _tasks(picker) if found[0] is TaskKind.LABEL] == [
        (TaskKind.LABEL, 1)
    ]
    rows = till.files.connection.execute(
        "SELECT fact_id, body FROM main.fact WHERE kind = 'sale_completed'"
    ).fetchall()
    with agent(till.device) as store:
        store.execute("INSERT INTO receipt VALUES (?, 'applied')", (rows[0][0],))
        told = ("s", "n", "2026-11-21", START_US + 1, rows[0][1].decode())
        store.execute("INSERT INTO past_sale VALUES (?, ?, ?, ?, ?)", told)
    till.files.news.changed()
    assert (TaskKind.LABEL, 1) in _tasks(picker), "another register of the store has sold it"
    till.clock.passes(60)
    room.labels.of_item(item=_item(picker, 1))
    assert (TaskKind.LABEL, 1) not in _tasks(picker)


def test_dates_of_cold_goods_are_looked_at_or_what_is_past_them_thrown_away(picker: Picker) -> None:
    with agent(picker.till.device, "chain") as chain:
        chain.execute("INSERT INTO item_storage VALUES (6, 'frozen', 0, 0, 0, 0, 0)")
    picker.till.files.news.changed()
    room = picker.till.stock_room
    assert _tasks(picker) == [(TaskKind.DATES, 3), (TaskKind.DATES, 6)]
    told = room.tasks.dates_are_fine(item=_item(picker, 3))
    assert told.is_cold and _tasks(picker) == [(TaskKind.DATES, 6)]
    room.change.waste(item=_item(picker, 6), milli=1_000, reason=WasteReason.PAST_DATE)
    picker.restart()
    assert _tasks(picker) == []


def test_what_came_back_anywhere_in_the_store_is_put_back_by_whoever_moves_it(
    picker: Picker,
) -> None:
    till, room = picker.till, picker.till.stock_room
    till.opens(ANNA)
    sale = till.sells(CAKESTAND, BAG).sale
    takes_back(till, sale, 1)
    till.signs_on(PIA)
    asked = [task for task, _ in room.tasks().tasks if task.kind is TaskKind.PUT_BACK]
    assert [(task.item_id, task.milli) for task in asked] == [(2, 1_000)], "the own one"
    picker.writes(to_put_back=[(1, 3_000, START_US), (3, 0, START_US)])
    assert [task for task in _tasks(picker) if task[0] is TaskKind.PUT_BACK] == [
        (TaskKind.PUT_BACK, 1),
        (TaskKind.PUT_BACK, 2),
    ]
    room.change.move(item=_item(picker, 1), milli=3_000, from_bin="", to_bin="A01-03-B")
    room.change.move(item=_item(picker, 2), milli=1_000, from_bin="", to_bin="A02-10-C")
    assert TaskKind.PUT_BACK not in {kind for kind, _ in _tasks(picker)}


def test_what_no_bin_has_is_counted(picker: Picker) -> None:
    room = picker.till.stock_room
    room.tasks.dates_are_fine(item=_item(picker, 3))
    picker.takes(picker.order("4711", (2, 1)))
    picker.cart.short_pick(reason=ShortReason.NOT_FOUND)
    assert _tasks(picker) == [(TaskKind.COUNT, 2)]
    item = _item(picker, 2)
    room.count(item=item, milli=0, bin_name="", is_second=True)
    assert _tasks(picker) == []


def test_a_cashier_has_no_such_list(picker: Picker) -> None:
    picker.till.signs_on(ANNA)
    with pytest.raises(NotAllowed):
        picker.till.stock_room.tasks()
