"""The stock room without head office: goods are found, moved, thrown away and counted, and the figures agree later."""

from __future__ import annotations

from functools import partial

from central.demo_deliveries import pallet_code
from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.operation import Operation
from pos_app.domain.operations.people import APPROVE
from pos_app.domain.operations.stock import (
    ADJUST_STOCK,
    CHECK_DATES,
    COUNT_STOCK,
    FIND_STOCK,
    FINISH_DELIVERY,
    MOVE_STOCK,
    PRINT_BIN_LABEL,
    PRINT_SHELF_LABEL,
    READ_TASKS,
    RECEIVE_GOODS,
    REDUCE_GOODS,
    SEND_TRANSFER,
    UNDO_RECEIVED,
    UNDO_STOCK,
    WASTE_STOCK,
)
from storeday.shop import CARLA, DEV, LUNCH_BAG, OAT_DRINK
from tests.stories.robots import Cashier
from tests.stories.test_picking import Doing
from tests.stories.world import Shop, differences

BIN = "BIN-Z99-01-A"


def finds(keeper: Cashier) -> None:
    keeper.touches("Stock")
    keeper.scans_code(LUNCH_BAG.code)
    keeper.is_told("Head office’s figures of")


def corrects_with_manager(keeper: Cashier) -> None:
    keeper.touches("Correct", "Not there")
    keeper.hands.keys_in("2")
    keeper.touches("Correct by 2")
    keeper.is_told("Needs a second person")
    keeper.shows_badge(CARLA)
    keeper.is_told("Corrected: ")


def throws_away(keeper: Cashier) -> None:
    keeper.touches("Throw away", "Damaged")
    keeper.hands.keys_in("1")
    keeper.touches("Throw 1 away")
    keeper.is_told("Thrown away: ")


def undoes(keeper: Cashier) -> None:
    keeper.touches("Undo")
    keeper.is_told("Undone: ")


def moves(keeper: Cashier) -> None:
    keeper.touches("Move", "From no bin")
    keeper.hands.keys_in("3")
    keeper.scans_code(BIN)
    keeper.touches("Move 3")
    keeper.is_told("Z99 · 01 · A")


def counts(keeper: Cashier) -> None:
    """Far from the books it is asked for twice."""
    keeper.touches("Count it")
    keeper.hands.keys_in("7")
    keeper.touches("7 are there")
    keeper.is_told("Far from the books.")
    keeper.hands.keys_in("7")
    keeper.touches("7 are there")
    keeper.is_told("7 counted, ")


def receives(keeper: Cashier) -> None:
    keeper.presses_escape()
    keeper.touches("Receive")
    keeper.is_told("What is on its way")
    keeper.scans_code(f"]C100{pallet_code(1)}")
    keeper.is_told("0 of 24")
    keeper.scans_code(OAT_DRINK.code)
    keeper.is_told("1 are here")
    keeper.types("22")
    keeper.touches("22 are here")
    keeper.is_told("22 of 24")


def undoes_received(keeper: Cashier) -> None:
    keeper.touches("Undo")
    keeper.is_told("0 of 24")


def receives_again(keeper: Cashier) -> None:
    keeper.scans_code(OAT_DRINK.code)
    keeper.is_told("1 are here")
    keeper.types("23")
    keeper.touches("23 are here")
    keeper.is_told("23 of 24")


def finishes(keeper: Cashier) -> None:
    keeper.touches("Finish: 1 short")
    keeper.is_told("How cold are the goods?")
    keeper.hands.keys_in("4")
    keeper.touches("Finish at 4")
    keeper.is_told("Delivery is here: 1 short.")


def sends(keeper: Cashier) -> None:
    keeper.touches("Send to a store", "York")
    keeper.scans_code(OAT_DRINK.code)
    keeper.is_told("1 go")
    keeper.hands.keys_in("6")
    keeper.touches("6 go", "Send 1 item to ")
    keeper.is_told("1 item is on its way to ")


def prints_labels(keeper: Cashier) -> None:
    keeper.touches("Stock")
    keeper.scans_code(LUNCH_BAG.code)
    keeper.touches("Shelf label")
    keeper.is_told("Label printed: Lunch bag")


def prints_bin_label(keeper: Cashier) -> None:
    keeper.touches("Stock")
    keeper.scans_code(BIN)
    keeper.touches("Bin label")
    keeper.is_told("Label printed: Z99 · 01 · A")


def sees_tasks(keeper: Cashier) -> None:
    keeper.touches("Stock", "Today")
    keeper.is_told("To do today")


def looks_at_dates(keeper: Cashier) -> None:
    keeper.scans_code(OAT_DRINK.code)
    keeper.touches("Dates are fine")
    keeper.is_told("Dates are fine: Oat drink")


def reduces(keeper: Cashier) -> None:
    keeper.touches("Stock")
    keeper.scans_code(LUNCH_BAG.code)
    keeper.touches("Reduced label", "50 % off")
    keeper.is_told("Print 1 label at £0.83")
    keeper.scans_code(LUNCH_BAG.code)
    keeper.touches("Print 2 labels at £0.83")
    keeper.is_told("2 labels print: Lunch bag")


STEPS: tuple[tuple[Operation | tuple[Operation, ...], Doing], ...] = (
    (FIND_STOCK, finds),
    ((APPROVE, ADJUST_STOCK), corrects_with_manager),
    (WASTE_STOCK, throws_away),
    (UNDO_STOCK, undoes),
    (MOVE_STOCK, moves),
    (COUNT_STOCK, counts),
    (RECEIVE_GOODS, receives),
    (UNDO_RECEIVED, undoes_received),
    (RECEIVE_GOODS, receives_again),
    (FINISH_DELIVERY, finishes),
    (SEND_TRANSFER, sends),
    (PRINT_SHELF_LABEL, prints_labels),
    (REDUCE_GOODS, reduces),
    (PRINT_BIN_LABEL, prints_bin_label),
    (READ_TASKS, sees_tasks),
    (CHECK_DATES, looks_at_dates),
)


def signs_on(keeper: Cashier) -> None:
    keeper.hands.waits_for(DEV.tile)
    keeper.shows_badge(DEV)
    keeper.is_told("Put bags away")


def test_a_count_in_a_dead_zone_stands_though_goods_were_sold_meanwhile(store: Shop) -> None:
    keeper = store.opens_register()
    signs_on(keeper)
    for _, step in STEPS:
        step(keeper)
    store.closes_register()
    before = store.facts(FactKind.STOCK_COUNTED)
    assert [read_body(fact)["counted_milli"] for fact in before] == [7000]
    store.comes_back()
    keeper = store.opens_register()
    signs_on(keeper)
    store.waits_until(store.head_office_has_everything, "everything at head office")
    keeper.touches("Stock")
    keeper.scans_code(LUNCH_BAG.code)
    keeper.is_told("7 here")
    seen = partial(keeper.hands.sees, "Z99 · 01 · A")
    keeper.hands.waits_until(seen, "the bin")
    assert differences(store.books()) == {}


def test_a_pulled_plug_among_counts_and_deliveries_loses_nothing_that_was_said(store: Shop) -> None:
    first = store.opens_register_as_process()
    assert first.sees(DEV.tile) == DEV.tile
    first.does(f"scans {DEV.badge}")
    assert first.sees("Put bags away") == "Put bags away"
    first.does("touches Stock", f"scans {LUNCH_BAG.code}", "touches Count it")
    for _ in range(2):
        first.does("touches 7", "touches 7 are there")
        assert first.sees("Far from the books.", "7 counted") != "nothing"
    assert first.sees("7 counted") == "7 counted"
    first.does("touches Stock", "touches Receive", f"scans ]C100{pallet_code(1)}")
    assert first.sees("0 of 24") == "0 of 24"
    first.does(f"scans {OAT_DRINK.code}", "types 22", "touches 22 are here")
    assert first.sees("22 of 24") == "22 of 24"
    first.does(f"scans {OAT_DRINK.code}")
    assert first.sees("1 are here") == "1 are here"
    first.kill()
    keeper = store.opens_register()
    signs_on(keeper)
    assert len(store.facts(FactKind.STOCK_COUNTED)) == 1
    keeper.touches("Stock")
    keeper.scans_code(LUNCH_BAG.code)
    keeper.is_told("7 here")
    keeper.touches("Stock", "Receive")
    keeper.scans_code(f"]C100{pallet_code(1)}")
    keeper.is_told("22 of 24")
    keeper.scans_code(OAT_DRINK.code)
    keeper.is_told("1 are here")
    keeper.types("2")
    keeper.touches("2 are here")
    keeper.is_told("24 of 24")
    keeper.touches("Finish")
    keeper.is_told("How cold are the goods?")
    keeper.hands.keys_in("4")
    keeper.touches("Finish at 4")
    keeper.is_told("Delivery is here")
    store.comes_back()
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert differences(store.books()) == {}
