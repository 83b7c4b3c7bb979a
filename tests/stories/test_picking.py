"""A cart of orders is fetched without head office, survives a pulled plug, and head office hears of it later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.operation import Operation
from pos_app.domain.operations.picking import (
    CHANGE_TOTE,
    CHECK_BIN,
    PACK_ORDER,
    PAUSE_PICK_LIST,
    PICK_ITEM,
    PUT_OFF_STOP,
    READ_PICK_LISTS,
    SHORT_PICK,
    STAGE_PIECE,
    TAKE_OVER_PICK_LIST,
    TAKE_PICK_LIST,
    UNDO_PICK,
)
from resources.demo.readers import DemoOrder, read_orders
from storeday.shop import CAKE_STAND, DEV, OAT_DRINK, Product, product
from tests.stories.robots import Cashier
from tests.stories.world import Shop

Doing = Callable[[Cashier], None]
# The first list of the demo's afternoon: two orders of one hour.
FIRST, SECOND = "4721", "4723"
TOTES = ("TOTE-A", "TOTE-B")
# An order that nobody else's hour goes with.
ALONE = "4730"


def _order(number: str) -> DemoOrder:
    return next(order for order in read_orders() if order.order_number == number)


def _goods() -> dict[str, Product]:
    """What the cart fetches, by how its item number ends."""
    lines = [*_order(FIRST).lines, *_order(SECOND).lines]
    numbers = {line.item_number for line in lines}
    return {number[-4:]: product(number) for number in numbers}


def picks_next(store: Shop, picker: Cashier) -> None:
    """Whatever the screen asks for, into the tote that it names."""
    before = len(store.facts(FactKind.ITEM_PICKED))
    ends = picker.hands.reads("Number ends in ")
    picker.scans_code(_goods()[ends].code)
    tote = picker.hands.reads("Scan tote ")
    picker.scans_code(f"TOTE-{tote}")
    store.waits_until(partial(_has_picked, store, before + 1), "one more pick")


def fetches_the_rest(store: Shop, picker: Cashier) -> None:
    while not picker.hands.sees("How many bags?"):
        picks_next(store, picker)
        picker.hands.waits_until(partial(_stands, picker), "the next stop, or the bags")


def _stands(picker: Cashier) -> bool:
    return picker.hands.sees("Scan the item") or picker.hands.sees("How many bags?")


def _has_picked(store: Shop, count: int) -> bool:
    return len(store.facts(FactKind.ITEM_PICKED)) >= count


def reads_lists(picker: Cashier) -> None:
    picker.is_told("Take 2 orders")


def takes_list(picker: Cashier) -> None:
    picker.touches("Take 2 orders")
    picker.is_told(f"Scan a tote for order {FIRST}")


def changes_tote(picker: Cashier) -> None:
    picker.touches("Full")
    picker.is_told("Scan an empty tote for order")
    picker.scans_code("TOTE-C")
    picker.is_told("Scan the item")


def starts(picker: Cashier) -> None:
    for tote in TOTES:
        picker.scans_code(tote)
    picker.touches("Start")
    picker.is_told("Scan the item")


def undoes(picker: Cashier) -> None:
    picker.touches("Undo")


def puts_off(picker: Cashier) -> None:
    picker.touches("Later")


def is_short(picker: Cashier) -> None:
    picker.touches("Not there")
    picker.is_told("Why is it missing?")
    picker.touches("Damaged")
    picker.is_told("Noted as short.")


def labels_bags(store: Shop, picker: Cashier) -> None:
    fetches_the_rest(store, picker)
    picker.touches("Print ")
    picker.is_told("labels printed.")


def puts_away(picker: Cashier) -> None:
    picker.scans_code(f"PC-{FIRST}/1/1/A")
    picker.is_told("Scan a bay for it")
    picker.scans_code("BAY-B4")
    picker.is_told(f"Bag 1 of 1, order {FIRST}: in B4.")


def takes_one_order(picker: Cashier) -> None:
    picker.touches("Waits, by 15:00: 1 order", "Take 1 order")
    picker.is_told("Scan the item")


def picks_without_tote(store: Shop, picker: Cashier) -> None:
    """One order alone needs none."""
    before = len(store.facts(FactKind.ITEM_PICKED))
    numbers = {line.item_number for line in _order(ALONE).lines}
    ends = picker.hands.reads("Number ends in ")
    number = next(number for number in numbers if number.endswith(ends))
    picker.scans_code(product(number).code)
    store.waits_until(partial(_has_picked, store, before + 1), "one more pick")


def finds_elsewhere(store: Shop, picker: Cashier) -> None:
    """Not where the books say; the label of the bin where it lay corrects them."""
    picker.touches("Not there")
    picker.is_told("Why is it missing?")
    picker.scans_code("BIN-Z98-01-A")
    picker.is_told("Z98 · 01 · A")
    picks_without_tote(store, picker)
    picker.is_told("Is it empty?")


def says_what_is_left(picker: Cashier) -> None:
    picker.touches("Some are left")
    picker.hands.keys_in("3")
    picker.touches("3 are left")
    picker.is_told("Scan the item")


def stands(picker: Cashier) -> None:
    picker.touches("Pause")
    picker.is_told("Paused")


def takes_over(picker: Cashier) -> None:
    picker.touches("Paused, by 15:00", "Go on")
    picker.is_told("Scan the item")


def prints_label(picker: Cashier) -> None:
    picker.touches("Print 1 label")
    picker.is_told("1 label printed.")


def puts_one_away(picker: Cashier) -> None:
    picker.scans_code(f"PC-{ALONE}/1/1/A")
    picker.is_told("Scan a bay for it")
    picker.scans_code("BAY-B4")
    picker.is_told(f"Bag 1 of 1, order {ALONE}: in B4.")


def steps_of_one(store: Shop) -> tuple[tuple[Operation, Doing], ...]:
    """Each verb of the first of two pickers, in the order of the work."""
    return (
        (READ_PICK_LISTS, reads_lists),
        (TAKE_PICK_LIST, takes_one_order),
        (PICK_ITEM, partial(picks_without_tote, store)),
        (UNDO_PICK, undoes),
        (PUT_OFF_STOP, puts_off),
        (PAUSE_PICK_LIST, stands),
    )


def goes_to_lists(picker: Cashier) -> None:
    picker.touches("Pick")
    takes_list(picker)


def steps_of_cluster() -> tuple[tuple[Operation, Doing], ...]:
    """What only a cart with several orders asks for."""
    return (
        (TAKE_PICK_LIST, goes_to_lists),
        (TAKE_PICK_LIST, starts),
        (CHANGE_TOTE, changes_tote),
        (PAUSE_PICK_LIST, stands),
    )


def steps_of_other(
    store: Shop,
) -> tuple[tuple[Operation | tuple[Operation, ...], Doing], ...]:
    """And of the second, who goes on with the cart."""
    return (
        (TAKE_OVER_PICK_LIST, takes_over),
        ((PICK_ITEM, CHECK_BIN), partial(finds_elsewhere, store)),
        (CHECK_BIN, says_what_is_left),
        (SHORT_PICK, is_short),
        (PACK_ORDER, prints_label),
        (STAGE_PIECE, puts_one_away),
    )


def signs_on(picker: Cashier) -> None:
    picker.hands.waits_for(DEV.tile)
    picker.shows_badge(DEV)
    reads_lists(picker)


def test_a_cart_is_fetched_in_a_dead_zone_and_head_office_hears_of_it(store: Shop) -> None:
    picker = store.opens_register()
    signs_on(picker)
    takes_list(picker)
    starts(picker)
    picker.scans_code(CAKE_STAND.code)
    picker.is_told(f"This is {CAKE_STAND.name}.")
    picker.scans_code(OAT_DRINK.code)
    assert store.facts(FactKind.ITEM_PICKED) == ()
    is_short(picker)
    labels_bags(store, picker)
    puts_away(picker)
    store.comes_back()
    store.waits_until(store.head_office_has_everything, "everything at head office")
    packed = [read_body(fact) for fact in store.facts(FactKind.ORDER_PICKED)]
    assert {str(body["order_number"]) for body in packed} == {FIRST, SECOND}
    picker.touches("Done")
    picker.is_told("Take 3 orders")


def test_a_pulled_plug_in_the_middle_of_a_list_loses_no_pick(store: Shop) -> None:
    first = store.opens_register_as_process()
    assert first.sees(DEV.tile) == DEV.tile
    first.does(f"scans {DEV.badge}")
    assert first.sees("Take 2 orders") == "Take 2 orders"
    first.does("touches Take 2 orders", f"sees Scan a tote for order {FIRST}")
    first.does(*(f"scans {tote}" for tote in TOTES), "touches Start")
    assert first.sees("Scan the item") == "Scan the item"
    first.kill()
    picker = store.opens_register()
    signs_on_again(picker)
    picks_next(store, picker)
    before = store.facts()
    store.closes_register()
    picker = store.opens_register()
    signs_on_again(picker)
    assert store.facts(FactKind.ITEM_PICKED) == tuple(
        fact for fact in before if fact.kind == FactKind.ITEM_PICKED
    )
    picks_next(store, picker)


def signs_on_again(picker: Cashier) -> None:
    picker.hands.waits_for(DEV.tile)
    picker.shows_badge(DEV)
    picker.touches("Go on")
    picker.is_told("Scan the item")
