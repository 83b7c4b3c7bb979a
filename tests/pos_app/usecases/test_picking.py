"""Picking: lists with a lease, the right item into the right tote, short with a reason, bags and their bays."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from pos_app.domain.customer_order import OrderState
from pos_app.domain.facts import read_body
from pos_app.domain.ids import OrderNumber
from pos_app.domain.picking.pick_list import LEASE_US, ShortReason
from pos_app.domain.picking.refusals import (
    BayUnknown,
    ItemFirst,
    LookElsewhere,
    NoSuchPiece,
    NotAllFetched,
    NothingToUndo,
    NotThatLittle,
    NotThatMuch,
    OneTooMany,
    OrderNotHere,
    OrdersTaken,
    SwapDearer,
    SwapNotAgreed,
    TotesNeeded,
    ToteTaken,
    WrongBayWarmth,
    WrongBin,
    WrongItem,
    WrongTote,
)
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.refusals.people import NotAllowed
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.usecases.picking.cart import Wanted
from pos_app.usecases.picking.read_lists import ListKind
from tests.pos_app.fakes import ANNA, CARLA, START_US
from tests.pos_app.picking import Picker
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, WINE

A, B = "TOTE-A", "TOTE-B"
CODES = {"85099B": BAG, "22423": CAKESTAND, "OAT1": OAT_DRINK, "WINE": WINE}


@pytest.fixture
def picker(tmp_path: Path) -> Iterator[Picker]:
    picker = Picker(tmp_path)
    picker.till.signs_on(CARLA)
    yield picker
    picker.till.close()


def _bodies(picker: Picker, kind: str) -> list[dict[str, object]]:
    return [read_body(fact) for fact in picker.till.files.unsent.all() if fact.kind == kind]


def _refused(picker: Picker, text: str, refusal: type[Refusal]) -> None:
    """Nothing changes, neither what is written nor what is wanted next."""
    before, kinds = picker.cart.cart.view(), picker.till.kinds()
    with pytest.raises(refusal):
        picker.cart.pick_item.scanned(text=text)
    assert picker.till.kinds() == kinds
    after = picker.cart.cart.view()
    assert (after.wanted, after.stop) == (before.wanted, before.stop)


def test_orders_of_one_hour_are_put_together_for_a_cart(picker: Picker) -> None:
    for number in range(4711, 4716):
        picker.order(str(number), (1, 1), (2, 2))
    picker.writes(
        customer_order=[("4720", "pickup", "allocated", START_US + 9_000_000_000, 1, "")],
        order_line=[("4720", 1, 3, 1000, 0, 200, "", 0)],
    )
    lists = picker.cart.read_lists().lists
    assert [each.orders for each in lists] == [
        ("4711", "4712", "4713", "4714"),
        ("4715",),
        ("4720",),
    ]
    assert [(each.piece_count, each.line_count) for each in lists] == [(12, 8), (3, 2), (1, 1)]
    assert all(each.kind is ListKind.WAITING and each.seconds > 0 for each in lists)


def test_a_lease_keeps_others_away_until_it_ends(picker: Picker) -> None:
    number = picker.order("4711", (1, 1))
    until = START_US + 60_000_000
    picker.writes(order_deed=[("4711", "picking", "15", "3", until)])
    [offered] = picker.cart.read_lists().lists
    assert (offered.kind, offered.holder) == (ListKind.OTHERS, "15")
    with pytest.raises(OrdersTaken):
        picker.cart.take_list(orders=[number])
    picker.till.clock.passes(61)
    assert picker.cart.read_lists().lists[0].kind is ListKind.WAITING
    picker.takes(number)
    [claim] = _bodies(picker, "pick_list_claimed")
    assert claim["lease_until_us"] == START_US + 61_000_000 + LEASE_US
    order = picker.till.files.orders.order(number)
    assert order is not None and order.state is OrderState.PICKING


def test_orders_that_are_taken_twice_are_gone_on_with_and_fetched_once(picker: Picker) -> None:
    number, other = picker.order("4711", (1, 2)), picker.order("4712", (2, 1))
    picker.takes(number)
    picker.scans(BAG)
    # a second touch on a list that was drawn before the first one counted
    for orders in ((number,), (number, other)):
        view = picker.takes(*orders)
        assert view.list is not None and [o.order_number for o in view.list.orders] == [number]
        assert view.stop is not None and view.stop.picked_milli == 1000
    picker.restart(CARLA)
    picker.takes(number)
    picker.scans(BAG)
    assert picker.cart.cart.view().wanted is Wanted.END
    assert picker.takes(number).wanted is Wanted.END
    assert len(_bodies(picker, "item_picked")) == 2
    assert len(picker.cart.cart.open_lists()) == 1


def test_who_has_the_cart_takes_over_before_the_lease_ends(picker: Picker) -> None:
    number = picker.order("4711", (1, 1))
    picker.writes(order_deed=[("4711", "picking", "15", "3", START_US + 60_000_000)])
    view = picker.cart.take_list(orders=[number], by_force=True)
    assert view.wanted is Wanted.ITEM
    assert _bodies(picker, "pick_list_taken_over")[0]["from"] == "15"


def test_the_way_keeps_the_rules_and_ends_when_all_is_fetched(picker: Picker) -> None:
    picker.takes(picker.order("4711", (3, 1), (2, 1), (1, 1), (4, 1)))
    seen = []
    for _ in range(4):
        view = picker.cart.cart.view()
        assert view.stop is not None
        seen.append(view.stop.item.number)
        picker.scans(CODES[view.stop.item.number])
    # heavy wine, then bags, the fragile cakestand, and what is chilled
    assert seen == ["WINE", "85099B", "22423", "OAT1"]
    assert picker.cart.cart.view().wanted is Wanted.END


def test_what_is_wrong_is_refused_and_changes_nothing(picker: Picker) -> None:
    picker.takes(
        picker.order("4711", (1, 1)), picker.order("4712", (1, 2), (2, 1)), totes=("A", "B")
    )
    _refused(picker, CAKESTAND, WrongItem)
    _refused(picker, OAT_DRINK, WrongItem)
    _refused(picker, "BIN-A03-02-A", WrongBin)
    _refused(picker, A, ItemFirst)
    assert picker.scans("BIN-A01-03-B").wanted is Wanted.ITEM
    assert picker.scans(BAG).wanted is Wanted.TOTE
    _refused(picker, "TOTE-C", WrongTote)
    _refused(picker, BAG, WrongTote)
    picker.scans(A)
    picker.scans(BAG)
    _refused(picker, A, WrongTote)
    picker.scans(B)
    picker.scans(BAG, B)
    assert [(body["order_number"], body["tote"]) for body in _bodies(picker, "item_picked")] == [
        ("4711", "A"),
        ("4712", "B"),
        ("4712", "B"),
    ]
    _refused(picker, BAG, WrongItem)


def test_one_too_many_a_lot_past_its_date_and_a_recalled_one(picker: Picker) -> None:
    picker.writes(configuration=[("recall 02000000000015 L9", "yes")])
    picker.takes(picker.order("4711", (1, 2)))
    _refused(picker, "(01)02000000000015(17)200101", Refusal)
    _refused(picker, "(01)02000000000015(30)3", OneTooMany)
    picker.scans("(01)02000000000015(10)L2(21)S7")
    [body] = _bodies(picker, "item_picked")
    assert (body["lot"], body["serial"], body["bin"]) == ("L2", "S7", "A01-03-B")


def test_each_tote_belongs_to_one_order(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 1)), picker.order("4712", (1, 2)))
    assert picker.cart.cart.view().wanted is Wanted.TOTES
    with pytest.raises(TotesNeeded):
        picker.cart.place_totes.start()
    picker.cart.place_totes.scanned("A")
    with pytest.raises(ToteTaken):
        picker.cart.place_totes.scanned("a")
    view = picker.cart.place_totes.scanned("B")
    assert view.totes == (("4711", "A"), ("4712", "B"))
    assert picker.cart.place_totes.start().wanted is Wanted.ITEM


def test_loose_goods_are_counted_after_one_scan(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 8)))
    with pytest.raises(ItemFirst):
        picker.cart.pick_item.counted(milli=8000)
    picker.scans(BAG)
    with pytest.raises(NotThatMuch):
        picker.cart.pick_item.counted(milli=9000)
    assert picker.cart.pick_item.counted(milli=7000).wanted is Wanted.END


def test_weighed_goods_are_taken_as_their_label_says_within_a_fifth(picker: Picker) -> None:
    picker.writes(
        customer_order=[("4711", "pickup", "allocated", None, 1, "")],
        order_line=[("4711", 1, 6, 1000, 0, 89, "", 0)],
    )
    picker.takes("4711")
    _refused(picker, "(01)02000000000060(3103)001300", NotThatMuch)
    _refused(picker, "(01)02000000000060(3103)000790", NotThatLittle)
    picker.scans("(01)02000000000060(3103)000800")
    assert _bodies(picker, "item_picked")[0]["quantity_milli"] == 800
    picker.restart()
    assert picker.cart.cart.view().wanted is Wanted.END, "nearly all of it is all of it"
    picker.cart.undo_pick()
    picker.scans("(01)02000000000060(3103)000950")
    picker.cart.pack_orders(bags={OrderNumber("4711"): {TemperatureZone.AMBIENT: 1}})
    [packed] = _bodies(picker, "order_picked")
    assert [line["is_whole"] for line in cast(list[dict[str, object]], packed["lines"])] == [True]
    order = picker.till.files.orders.order(OrderNumber("4711"))
    assert order is not None and order.state is OrderState.STAGED, "nothing is short"


def test_less_is_taken_where_there_is_no_more(picker: Picker) -> None:
    picker.writes(
        customer_order=[("4711", "pickup", "allocated", None, 1, "")],
        order_line=[("4711", 1, 6, 1000, 0, 89, "", 0)],
    )
    picker.takes("4711")
    picker.cart.short_pick.look()
    assert picker.scans("(01)02000000000060(3103)000500").wanted is Wanted.ITEM
    assert picker.cart.short_pick(reason=ShortReason.NOT_FOUND).wanted is Wanted.END
    assert _bodies(picker, "item_short")[0]["missing_milli"] == 500


def test_short_only_after_the_other_bins_were_looked_at(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 3)))
    picker.scans(BAG)
    with pytest.raises(LookElsewhere):
        picker.cart.short_pick(reason=ShortReason.NOT_FOUND)
    view = picker.cart.cart.view()
    assert view.stop is not None and view.stop.stop.bin.bin == "A03-02-A"
    picker.scans(BAG)
    assert picker.cart.short_pick(reason=ShortReason.NOT_FOUND).wanted is Wanted.END
    [short] = _bodies(picker, "item_short")
    assert (short["missing_milli"], short["reason"]) == (1000, "not_found")
    assert [body["bin"] for body in _bodies(picker, "item_picked")] == ["A01-03-B", "A03-02-A"]


def test_a_swap_is_agreed_looked_for_and_never_dearer(picker: Picker) -> None:
    picker.takes(picker.order("4711", (3, 1), substitutes="same_or_cheaper"))
    _refused(picker, BAG, WrongItem)
    picker.cart.short_pick.look()
    _refused(picker, CAKESTAND, SwapDearer)
    assert picker.scans(BAG).wanted is Wanted.END, "a bag costs less than what was ordered"
    [body] = _bodies(picker, "item_picked")
    assert (body["item_id"], body["line_number"]) == (1, 1)


def test_who_wants_no_other_item_gets_none(picker: Picker) -> None:
    picker.takes(picker.order("4711", (3, 1)))
    picker.cart.short_pick.look()
    _refused(picker, BAG, SwapNotAgreed)


def test_the_last_deed_is_undone(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 2)))
    with pytest.raises(NothingToUndo):
        picker.cart.undo_pick()
    picker.scans(BAG)
    picker.cart.short_pick.look()
    picker.cart.short_pick(reason=ShortReason.DAMAGED)
    assert picker.cart.undo_pick().wanted is Wanted.ITEM
    view = picker.cart.undo_pick()
    assert view.stop is not None and view.stop.picked_milli == 0
    assert len(_bodies(picker, "pick_undone")) == 2


def test_a_stop_can_wait_until_the_end(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 1), (2, 1)))
    view = picker.cart.put_off_stop()
    assert view.stop is not None and view.stop.item.number == "22423"
    assert (view.stops_left, view.stop_count) == (2, 2)


def test_a_list_goes_on_after_a_restart_where_it_was(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 1)), picker.order("4712", (1, 2)), totes=("A", "B"))
    picker.scans(BAG, A, BAG)
    before = picker.cart.cart.current()
    picker.restart(CARLA)
    view = picker.cart.cart.view()
    assert view.list == before
    assert view.stop is not None
    assert (view.wanted, view.stop.picked_milli) == (Wanted.ITEM, 1000)


def test_a_paused_list_is_gone_on_with_by_anybody(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 2)))
    picker.scans(BAG)
    picker.cart.pause_list()
    assert picker.cart.cart.view().wanted is Wanted.LIST
    [offered] = picker.cart.read_lists().lists
    assert (offered.kind, offered.piece_count) == (ListKind.PAUSED, 1)
    picker.restart()
    view = picker.cart.resume_list(list_id=offered.key)
    assert view.stop is not None and view.stop.picked_milli == 1000
    assert _bodies(picker, "pick_list_taken_over")[0]["from"] == CARLA.number
    with pytest.raises(OrderNotHere):
        picker.cart.resume_list(list_id="none")


def _packed(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 1), (3, 1)))
    with pytest.raises(NotAllFetched):
        picker.cart.pack_orders(bags={OrderNumber("4711"): {TemperatureZone.AMBIENT: 1}})
    picker.scans(BAG, OAT_DRINK)
    [proposed] = picker.cart.pack_orders.proposal()
    assert proposed.bags == {TemperatureZone.AMBIENT: 1, TemperatureZone.CHILLED: 1}
    bags = {TemperatureZone.AMBIENT: 2, TemperatureZone.CHILLED: 1}
    done = picker.cart.pack_orders(bags={proposed.order_number: bags})
    assert [label.name for label in done.labels] == ["4711/1/3/A", "4711/2/3/A", "4711/3/3/C"]


def test_bags_are_counted_labelled_and_staged_in_any_order(picker: Picker) -> None:
    _packed(picker)
    assert picker.till.labels.labels[0].of_count == 3
    stage = picker.cart.stage_piece
    assert stage.scanned(text="PC-4711/1/3/A").piece is not None
    assert stage.scanned(text="BAY-B1").placed_in == "B1"
    assert stage.scanned(text="BAY-b2").bay == "B2"
    assert stage.scanned(text="PC-4711/2/3/A").placed_in == "B2"
    order = picker.till.files.orders.order(OrderNumber("4711"))
    assert order is not None and order.state is OrderState.STAGED
    stage.scanned(text="PC-4711/3/3/C")
    with pytest.raises(WrongBayWarmth) as refused:
        stage.scanned(text="BAY-Z1")
    assert refused.value.right_bay == "F1"
    stage.scanned(text="BAY-F1")
    order = picker.till.files.orders.order(OrderNumber("4711"))
    assert order is not None and order.state is OrderState.READY
    assert [piece.bay for piece in order.pieces] == ["B1", "B2", "F1"]


def test_what_is_no_bag_and_no_bay_is_refused(picker: Picker) -> None:
    _packed(picker)
    stage = picker.cart.stage_piece
    for text, refusal in (
        ("PC-9999/1/1/A", NoSuchPiece),
        ("PC-4711/4/3/A", NoSuchPiece),
        ("BAY-X9", BayUnknown),
        (BAG, WrongCodeHere),
        (A, WrongCodeHere),
    ):
        with pytest.raises(refusal):
            stage.scanned(text=text)


def test_labels_that_do_not_come_out_keep_nobody_from_packing(picker: Picker) -> None:
    picker.till.labels.is_plugged_in = False
    picker.takes(picker.order("4711", (1, 1)))
    picker.scans(BAG)
    done = picker.cart.pack_orders(bags={OrderNumber("4711"): {TemperatureZone.AMBIENT: 1}})
    assert done.printer_fault is not None
    assert "order_picked" in picker.till.kinds()


def test_a_cashier_does_not_pick(picker: Picker) -> None:
    picker.till.signs_on(ANNA)
    with pytest.raises(NotAllowed):
        picker.cart.read_lists()


def test_a_store_without_a_map_goes_by_the_names_of_its_bins(picker: Picker) -> None:
    with agent(picker.till.device) as store:
        store.execute("UPDATE configuration SET value = 'torn' WHERE name = 'store_map'")
    picker.till.files.news.changed()
    view = picker.takes(picker.order("4711", (6, 1), (1, 1)))
    assert view.stop is not None and view.stop.item.number == "85099B"


def test_a_full_tote_opens_another(picker: Picker) -> None:
    picker.order("4711", (1, 3))
    picker.order("4712", (1, 1))
    picker.takes("4711", "4712", totes=("A", "B"))
    picker.scans(BAG, A)
    for taken in (BAG, "BIN-A01-03-B"):
        with pytest.raises(WrongCodeHere):
            picker.cart.change_tote.scanned(text=taken)
    with pytest.raises(ToteTaken):
        picker.cart.change_tote.scanned(text=B)
    view = picker.cart.change_tote.scanned(text="TOTE-D")
    assert view.stop is not None and view.stop.tote.tote == "D"
    with pytest.raises(WrongTote):
        picker.scans(BAG, A)
    picker.scans("TOTE-D")
    picker.restart(CARLA)
    view = picker.cart.cart.view()
    assert view.list is not None
    assert [order.tote for order in view.list.orders] == ["D", "B"]
