"""What a code says besides its number counts at the till: nothing past its date is sold, and squares scan like bars."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from pos_app.domain.digital_link import write_link
from pos_app.domain.element_string import Element, write_elements
from pos_app.domain.facts import FactKind
from pos_app.domain.gs1_dates import date_digits
from pos_app.domain.in_store_codes import InStoreRule
from pos_app.files.database import Durability, open_writer, transaction
from storeday.shop import ANNA, DEV, LUNCH_BAG, OAT_DRINK
from tests.stories.receipts import first_receipt, papers_say
from tests.stories.robots import Cashier
from tests.stories.test_returns import head_office_has_set
from tests.stories.world import Shop

OAT = Element("01", OAT_DRINK.code.zfill(14))
LOT = Element("10", "L2231")
LAST_DAYS = {
    "id": "last",
    "name": "Last days",
    "kind": "percent_off",
    "percent": 50,
    "goods": {"days_left": 2},
}
PAST, FUTURE = Element("17", "240229"), Element("17", "491231")


def with_a_bag_in_the_basket(store: Shop) -> Cashier:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.scans(LUNCH_BAG)
    cashier.owes("£1.65")
    return cashier


def test_nothing_past_its_date_is_sold_and_the_next_scan_works(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_code("]d2" + write_elements((OAT, LOT, PAST)))
    cashier.is_told("Past its date (29 Feb). Do not sell it.")
    cashier.owes("£1.65")
    cashier.scans_code("]d2" + write_elements((OAT, LOT, FUTURE)))
    cashier.owes("£3.60")


def test_only_the_lot_that_was_bought_comes_back(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_code("]d2" + write_elements((OAT, LOT, FUTURE)))
    cashier.is_told("lot L2231")
    cashier.pays()
    cashier.is_told("Receipt printed")
    cashier.scans_code(first_receipt(store))
    cashier.is_told("Scan what comes back")
    cashier.is_told("0 of 1 · lot L2231")
    cashier.scans_code("]d2" + write_elements((OAT, Element("10", "L9"), FUTURE)))
    cashier.is_told("It is L9, not L2231.")
    cashier.scans_code("]d2" + write_elements((OAT, LOT, FUTURE)))
    cashier.touches("Changed mind", "Give back £1.95")
    cashier.is_told("Drawer opens.")


def test_the_receipt_names_each_serial_and_the_return_finds_its_piece(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    first, second, other = (
        "]d2" + write_elements((OAT, Element("21", f"SN-{n}"))) for n in (1, 2, 3)
    )
    cashier.scans_code(first)
    cashier.scans_code(second)
    cashier.scans_code(second)
    cashier.is_told("SN-2")
    cashier.owes("£5.55")
    cashier.pays()
    cashier.is_told("Receipt printed")
    assert papers_say(store, "Serial") == ["Serial SN-1", "Serial SN-2"]
    cashier.touches("Next customer", "More for this sale", "Take goods back")
    cashier.scans_code(other)
    cashier.is_told("That piece was not sold here. Scan the receipt.")
    cashier.scans_code(first)
    cashier.is_told("Scan what comes back")
    cashier.scans_code(other)
    cashier.is_told("It is SN-3, not SN-1")
    cashier.scans_code(second)
    cashier.is_told("1 of 1 · serial SN-2")
    cashier.touches("Changed mind", "Give back £1.95")
    cashier.is_told("Drawer opens.")
    told = ["Serial SN-1", "Serial SN-2", "Serial SN-2"]
    store.waits_until(lambda: papers_say(store, "Serial") == told, "the paper of the refund")
    [back] = store.facts(FactKind.SALE_RETURNED)
    assert '"piece":{"serial":"SN-2"}' in back.body.decode()


def test_what_is_near_its_day_costs_less_and_the_till_says_why(store: Shop) -> None:
    [newest, *_] = store.register.generations("zone")
    writer = open_writer(store.register.replica("zone", newest), "", Durability.NORMAL)
    with transaction(writer):
        row = ("last", 0, None, json.dumps(LAST_DAYS))
        writer.execute("INSERT INTO promotion VALUES (?, ?, ?, ?)", row)
    writer.close()
    cashier = with_a_bag_in_the_basket(store)
    tomorrow = Element("15", date_digits(datetime.now(UTC).date() + timedelta(days=1)))
    cashier.scans_code("]d2" + write_elements((OAT, tomorrow)))
    cashier.is_told("Last days −£0.98")
    cashier.scans(OAT_DRINK)
    cashier.owes("£4.57")
    cashier.touches("More for this sale", "Why this price")
    cashier.is_told("Last days")


def test_a_square_code_with_a_web_address_is_sold_like_bars(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_code(write_link((OAT, LOT, FUTURE), "shop.example"))
    cashier.owes("£3.60")
    cashier.scans_code("https://id.gs1.org/AQnYUc1gmg")
    cashier.is_told("This square code needs the internet. Scan the bars instead.")
    cashier.scans(OAT_DRINK)
    cashier.owes("£5.55")


def test_a_label_of_a_place_says_what_lies_there_and_leaves_the_basket(store: Shop) -> None:
    head_office_has_set(store, "code_prefixes", "tote=T:")
    cashier = with_a_bag_in_the_basket(store)
    for nothing in ("T:99", "BAY-B3"):
        cashier.scans_code(nothing)
        cashier.is_told("This code does nothing here. Scan an item.")
        cashier.scans(OAT_DRINK)
    cashier.owes("£5.55")
    cashier.scans_code("BIN-Z99-01-A")
    cashier.is_told("Bin Z99 · 01 · A")
    cashier.touches("Sell")
    cashier.owes("£5.55")


def test_who_does_not_sell_sees_the_stock_of_what_is_scanned_anywhere(store: Shop) -> None:
    picker = store.opens_register()
    picker.hands.waits_for(DEV.tile)
    picker.shows_badge(DEV)
    picker.is_told("Put bags away")
    picker.touches("More", "Devices")
    picker.is_told("Test the printer")
    picker.scans_code(LUNCH_BAG.code)
    picker.is_told("Head office’s figures of")


def test_a_label_of_the_scale_costs_what_it_says(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    # £1.07 of loose bananas at 89p a kilogram, then 1.250 kg of them
    cashier.scans_code(InStoreRule.of("20IIIIICPPppK").write("04011", 107))
    cashier.owes("£2.72")
    cashier.is_told("1.202 kg")
    cashier.scans_code(InStoreRule.of("28IIIICWWwwwK").write("4011", 1250))
    cashier.owes("£3.83")
    cashier.is_told("1.250 kg")
