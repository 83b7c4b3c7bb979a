"""Somebody forgot the purse: their basket waits while the queue goes on, whatever happens to line and power."""

from __future__ import annotations

from pos_app.devices.picture_codes import codes_in
from pos_app.domain.facts import FactKind
from storeday.shop import ANNA, BEN, CAKE_STAND, LUNCH_BAG, OAT_DRINK
from tests.stories.world import Shop, differences


def test_a_customer_runs_to_the_car_and_another_cashier_goes_on_with_the_basket(
    store: Shop,
) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    store.goes_offline()
    cashier.scans(LUNCH_BAG)
    cashier.touches("Hold")
    cashier.is_told("Held: 1 item, £1.65.")
    cashier.scans(CAKE_STAND, LUNCH_BAG)
    cashier.touches("Hold")
    cashier.is_told("Held: 2 items, £14.40.")
    cashier.sells(OAT_DRINK)
    cashier.locks()
    cashier.shows_badge(BEN)
    cashier.touches("Held sales (2)")
    cashier.is_told("1 item, £1.65")
    cashier.touches("Bring back")
    cashier.owes("£14.40")
    cashier.pays()
    # 100.00 float, 1.95 and 14.40 sold; the lunch bag goes back to the shelf
    cashier.touches("More", "Close the day")
    cashier.is_told("1 sale is still held, £1.65. Closing cancels it.")
    cashier.counts_drawer(116_35)
    cashier.touches("Close the day")
    cashier.is_told("Difference £0.00")
    assert len(store.facts(FactKind.SALE_CANCELLED)) == 1
    store.comes_back()
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert differences(store.books()) == {}


def test_the_plug_is_pulled_and_the_held_sale_is_still_held(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    store.closes_register()
    till = store.opens_register_as_process()
    till.does(f"sees {ANNA.tile}", f"scans {ANNA.badge}", "sees Scan to start")
    till.does(f"scans {CAKE_STAND.code}", "sees To pay £12.75", "touches Hold")
    assert till.sees("Held: 1 item, £12.75.") == "Held: 1 item, £12.75."
    till.kill()
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    cashier.signs_on(ANNA)
    cashier.touches("Held sales (1)", "Bring back")
    cashier.owes("£12.75")
    cashier.pays()
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert differences(store.books()) == {}


def test_the_slip_brings_the_sale_back_with_one_scan_and_without_a_line(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    store.goes_offline()
    cashier.scans(CAKE_STAND)
    cashier.touches("Hold")
    cashier.is_told("Held: 1 item, £12.75. The slip prints.")
    cashier.sells(OAT_DRINK)
    store.waits_until(lambda: any(store.register.receipts.glob("held-*.bin")), "the slip")
    [slip] = store.register.receipts.glob("held-*.png")
    [code] = codes_in(slip)
    cashier.scans_code(code.text)
    cashier.is_told("Back: 1 item, £12.75.")
    cashier.owes("£12.75")
    cashier.pays()
    cashier.scans_code(code.text)
    cashier.is_told("That sale is not held any more.")
    store.comes_back()
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert differences(store.books()) == {}
