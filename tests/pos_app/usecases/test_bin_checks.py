"""What a picker sees of a bin corrects the books: a bin that should be empty, goods that lay in another one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.facts import read_body
from pos_app.domain.ids import ItemId
from pos_app.domain.picking.pick_list import ShortReason
from pos_app.domain.picking.refusals import BinNotLookedInto, NotThatMuch, WrongBin
from pos_app.usecases.picking.cart import Wanted
from tests.pos_app.fakes import CARLA
from tests.pos_app.picking import Picker
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK


@pytest.fixture
def picker(tmp_path: Path) -> Iterator[Picker]:
    picker = Picker(tmp_path)
    picker.till.signs_on(CARLA)
    yield picker
    picker.till.close()


def _bodies(picker: Picker, kind: str) -> list[dict[str, object]]:
    return [read_body(fact) for fact in picker.till.files.unsent.all() if fact.kind == kind]


def _bins(picker: Picker, item_id: int) -> dict[str, int]:
    shelves = picker.till.files.shelves
    return {each.bin: each.on_hand_milli for each in shelves.bins(ItemId(item_id))}


def test_a_bin_that_should_be_empty_is_looked_into_before_the_next_scan(picker: Picker) -> None:
    picker.writes(item_bin=[(2, "A02-10-C", 1_000)], stock=[(2, 1_000, 0, 0)])
    picker.takes(picker.order("4711", (2, 1), (3, 1)))
    asked = picker.scans(CAKESTAND)
    assert (asked.wanted, asked.check and asked.check.bin) == (Wanted.CHECK, "A02-10-C")
    with pytest.raises(BinNotLookedInto):
        picker.scans(OAT_DRINK)
    picker.restart(CARLA)
    assert picker.cart.cart.view().wanted is Wanted.CHECK, "the question outlives a restart"
    with pytest.raises(NotThatMuch):
        picker.cart.check_bin(left_milli=-1)
    assert picker.cart.check_bin(left_milli=3_000).wanted is Wanted.ITEM
    [body] = _bodies(picker, "bin_checked")
    # one is in the tote and three are on the shelf: three more than the books say
    assert (body["left_milli"], body["difference_milli"]) == (3_000, 3_000)
    assert _bins(picker, 2) == {"A02-10-C": 3_000}
    assert picker.till.files.stock.on_hand_milli(ItemId(2)) == 4_000
    assert picker.scans(OAT_DRINK).wanted is Wanted.END


def test_an_empty_bin_lowers_no_figure_and_an_undone_pick_asks_nothing(picker: Picker) -> None:
    picker.writes(item_bin=[(2, "A02-10-C", 1_000)], stock=[(2, 9_000, 0, 0)])
    picker.takes(picker.order("4711", (2, 1)))
    picker.scans(CAKESTAND)
    assert picker.cart.undo_pick().wanted is Wanted.ITEM
    assert _bins(picker, 2) == {"A02-10-C": 1_000}
    picker.scans(CAKESTAND)
    assert picker.cart.check_bin(left_milli=0).wanted is Wanted.END
    assert picker.cart.check_bin(left_milli=5_000).wanted is Wanted.END, "asked once"
    assert _bins(picker, 2) == {"A02-10-C": 0}
    assert picker.till.files.stock.on_hand_milli(ItemId(2)) == 9_000


def test_a_store_may_set_that_nobody_is_asked(picker: Picker) -> None:
    picker.writes(item_bin=[(2, "A02-10-C", 1_000)], configuration=[("zero_check", "no")])
    picker.takes(picker.order("4711", (2, 1)))
    assert picker.scans(CAKESTAND).wanted is Wanted.END


def test_goods_found_elsewhere_correct_the_bins(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 1)))
    with pytest.raises(WrongBin):
        picker.scans("BIN-B09-01-A")
    picker.cart.short_pick.look()
    view = picker.scans("BIN-B09-01-A")
    assert view.stop is not None and view.stop.stop.bin.bin == "B09-01-A"
    assert picker.scans(BAG).wanted is Wanted.CHECK, "no book knew of the goods there"
    picker.cart.check_bin(left_milli=6_000)
    assert [body["bin"] for body in _bodies(picker, "item_picked")] == ["B09-01-A"]
    assert _bins(picker, 1) == {"A01-03-B": 0, "A03-02-A": 4_000, "B09-01-A": 6_000}


def test_what_nobody_found_lies_in_none_of_its_bins(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 1), (2, 1)))
    picker.cart.short_pick.look()
    picker.cart.short_pick(reason=ShortReason.NOT_FOUND)
    assert _bins(picker, 1) == {"A01-03-B": 0, "A03-02-A": 0}
    picker.cart.short_pick(reason=ShortReason.DAMAGED)
    assert _bins(picker, 2) == {"A02-10-C": 9_000}, "the damaged one lies there"
