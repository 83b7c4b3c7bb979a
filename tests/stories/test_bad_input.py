"""What goes wrong at the scanner and at the keys: each has its answer, changes nothing, and the next scan works."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from storeday.shop import (
    ANNA,
    CAKE_STAND,
    LUNCH_BAG,
    MISREAD_CODE,
    OAT_DRINK,
    UNKNOWN_CODE,
)
from tests.stories.robots import Cashier
from tests.stories.world import Shop

SEARCH_FIELD = "Scan, or type a name or number"


def sells_on(cashier: Cashier) -> None:
    """The next scan works, on the basket as it was."""
    cashier.scans(OAT_DRINK)
    cashier.owes("£3.60")


def with_a_bag_in_the_basket(store: Shop) -> Cashier:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.scans(LUNCH_BAG)
    cashier.owes("£1.65")
    return cashier


def test_an_unknown_barcode_is_said_and_sells_nothing(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_code(UNKNOWN_CODE)
    cashier.is_told("Not in our list: 5 012345 678900. Type its name.")
    cashier.owes("£1.65")
    sells_on(cashier)


def test_a_misread_barcode_is_said_and_sells_nothing(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_code(MISREAD_CODE)
    cashier.is_told("Misread code. Scan it again, or type the number under the bars.")
    cashier.owes("£1.65")
    sells_on(cashier)


def test_half_a_code_is_said_and_sells_nothing(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_half_of(CAKE_STAND)
    cashier.is_told("Half a code was read. Scan it again.")
    cashier.owes("£1.65")
    sells_on(cashier)


def test_scans_faster_than_any_person_are_all_in_the_basket(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_at_once(*(OAT_DRINK, CAKE_STAND, LUNCH_BAG) * 20)
    cashier.is_told("61 items")
    # 21 × 1.65 + 20 × 1.95 + 20 × 12.75
    cashier.owes("£328.65")
    cashier.is_told("20 × £12.75")


def test_a_scan_never_types_into_the_search(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.types("cake")
    cashier.is_told(CAKE_STAND.name)
    cashier.scans(OAT_DRINK)
    cashier.owes("£3.60")
    cashier.is_not_told("cake")
    cashier.is_not_told(OAT_DRINK.code)


def test_caps_lock_does_not_spoil_a_badge(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    cashier.scans_with_caps_lock(ANNA.badge)
    cashier.is_told("Open till")


def test_an_amount_that_is_too_small_pays_for_nothing_yet(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.touches("Cash £1.65")
    cashier.is_told("Cash given")
    cashier.types("abc")
    cashier.hands.keys_in("100")
    cashier.is_told("Still to pay")
    assert store.facts(FactKind.SALE_COMPLETED) == ()
    sells_on(cashier)
    cashier.pays("£5")


def test_a_line_of_no_piece_or_of_a_million_is_refused(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.touches("Qty")
    cashier.is_told("How many?")
    cashier.types("0")
    cashier.presses_enter()
    cashier.is_told("Type the quantity again")
    cashier.owes("£1.65")
