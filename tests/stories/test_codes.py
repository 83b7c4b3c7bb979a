"""What a code says besides its number counts at the till: nothing past its date is sold, and squares scan like bars."""

from __future__ import annotations

from pos_app.domain.digital_link import write_link
from pos_app.domain.element_string import Element, write_elements
from pos_app.domain.in_store_codes import InStoreRule
from storeday.shop import ANNA, LUNCH_BAG, OAT_DRINK
from tests.stories.robots import Cashier
from tests.stories.world import Shop

OAT = Element("01", OAT_DRINK.code.zfill(14))
LOT = Element("10", "L2231")
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


def test_a_square_code_with_a_web_address_is_sold_like_bars(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_code(write_link((OAT, LOT, FUTURE), "shop.example"))
    cashier.owes("£3.60")
    cashier.scans_code("https://id.gs1.org/AQnYUc1gmg")
    cashier.is_told("This square code needs the internet. Scan the bars instead.")
    cashier.scans(OAT_DRINK)
    cashier.owes("£5.55")


def test_a_label_of_a_place_does_nothing_in_a_basket(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    cashier.scans_code("TOTE-9")
    cashier.is_told("This code does nothing here. Scan an item.")
    cashier.scans(OAT_DRINK)
    cashier.owes("£3.60")


def test_a_label_of_the_scale_costs_what_it_says(store: Shop) -> None:
    cashier = with_a_bag_in_the_basket(store)
    # £1.07 of loose bananas at 89p a kilogram, then 1.250 kg of them
    cashier.scans_code(InStoreRule.of("20IIIIICPPppK").write("04011", 107))
    cashier.owes("£2.72")
    cashier.is_told("1.202 kg")
    cashier.scans_code(InStoreRule.of("28IIIICWWwwwK").write("4011", 1250))
    cashier.owes("£3.83")
    cashier.is_told("1.250 kg")
