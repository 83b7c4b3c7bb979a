"""What a code says of one piece counts at the till: until when it is sold, how much it is, what it costs."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.digital_link import write_link
from pos_app.domain.element_string import FNC1, Element, write_elements
from pos_app.domain.ids import ItemId
from pos_app.domain.in_store_codes import InStoreRule
from pos_app.domain.measure import Measure, MeasureKind
from pos_app.domain.money import Money, UnitPrice, extend
from pos_app.domain.quantity import EACH, KILOGRAM, Quantity
from pos_app.domain.recall import recall_setting
from pos_app.domain.refusals.basket import QuantityOutOfRange
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.scans import (
    BankCardRead,
    ItemExpired,
    ItemRecalled,
    LinkCompressed,
    MisreadScan,
    UnknownItem,
    WeightNeeded,
    WrongCodeHere,
)
from pos_app.domain.sale import SaleLine
from pos_app.domain.tax import TaxRate
from pos_app.files.database import Durability, open_writer
from pos_app.usecases.checkout.measured_item import measured
from tests.pos_app.domain.elements import ELEMENT_STRINGS
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import KEY
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, pounds

# the till's clock stands at 21 November 2025
BANANAS = "02000000000060"
KILOS = "28IIIICWWwwwK"
POUNDS = "20IIIIICPPppK"


def last_line(till: Till) -> SaleLine:
    """The line at the end of the basket."""
    return till.register.read_basket().basket.lines[-1]


def store_sets(till: Till, name: str, value: str) -> None:
    """Head office sets something for the store."""
    writer = open_writer(till.device.folder.replica("store", 1), KEY, Durability.NORMAL)
    writer.execute("INSERT OR REPLACE INTO configuration VALUES (?, ?)", (name, value))
    writer.close()


@pytest.mark.parametrize("past", ["17251120", "16251120", "70032511201200"])
def test_what_is_past_its_date_is_not_sold_and_the_next_scan_works(till: Till, past: str) -> None:
    till.signs_on(ANNA)
    till.scans(BAG)
    gtin = OAT_DRINK.zfill(14)
    link = write_link((Element("01", gtin), Element("17", "251120")))
    for text in (f"]d201{gtin}{past}", link):
        with pytest.raises(ItemExpired) as refused:
            till.register.scan_item(text=text)
        assert refused.value.last_day == "2025-11-20"
    till.scans(OAT_DRINK)
    assert [line.item.number for line in till.register.read_basket().basket.lines] == [
        "85099B",
        "OAT1",
    ]


@pytest.mark.parametrize("day", ["251121", "251122", "251100"])
def test_the_last_day_itself_is_sold(till: Till, day: str) -> None:
    till.signs_on(ANNA)
    till.scans(f"]d201{OAT_DRINK.zfill(14)}17{day}")
    assert last_line(till).quantity == Quantity.pieces(1)


def test_what_is_called_back_is_not_sold_until_that_is_lifted(till: Till) -> None:
    gtin = OAT_DRINK.zfill(14)
    till.signs_on(ANNA)
    store_sets(till, recall_setting(gtin, "L2231"), "called back")
    for text in (f"]d201{gtin}10L2231", write_link((Element("01", gtin), Element("10", "L2231")))):
        with pytest.raises(ItemRecalled) as refused:
            till.register.scan_item(text=text)
        assert refused.value.lot == "L2231"
    till.scans(f"]d201{gtin}10L2232", OAT_DRINK, BAG)
    store_sets(till, recall_setting(gtin), "called back")
    with pytest.raises(ItemRecalled):
        till.scans(OAT_DRINK)
    store_sets(till, recall_setting(gtin), "")
    till.scans(OAT_DRINK)


def test_best_before_stops_nothing(till: Till) -> None:
    till.signs_on(ANNA)
    till.scans(f"(01){OAT_DRINK.zfill(14)}(15)240101")
    assert last_line(till).amount == pounds(210)


def test_weight_price_and_count_of_gs1_data_make_the_line(till: Till) -> None:
    till.signs_on(ANNA)
    till.scans(f"]e001{BANANAS}3103001250")
    assert (last_line(till).quantity, last_line(till).amount) == (
        Quantity(1250, KILOGRAM),
        pounds(111),
    )
    till.scans(f"]e001{BANANAS}31030012503922110")
    assert (last_line(till).quantity, last_line(till).amount) == (
        Quantity(1250, KILOGRAM),
        pounds(110),
    )
    till.scans(f"]d201{OAT_DRINK.zfill(14)}306")
    assert last_line(till).quantity == Quantity.pieces(6)
    with pytest.raises(WeightNeeded):
        till.scans(f"]d201{BANANAS}10A")
    with pytest.raises(QuantityOutOfRange):
        till.scans(f"]e001{BANANAS}3100999999")


def test_in_store_numbers_mean_nothing_before_a_store_sets_its_rules(till: Till) -> None:
    weighed = InStoreRule.of(KILOS).write("4011", 1250)
    till.signs_on(ANNA)
    with pytest.raises(UnknownItem):
        till.scans(weighed)
    store_sets(till, "in_store_codes", f"DE {POUNDS}")
    till.scans(weighed)
    assert (last_line(till).item.number, last_line(till).amount) == ("4011", pounds(111))
    priced = InStoreRule.of(POUNDS).write("04011", 250)
    till.scans(priced)
    assert last_line(till).amount == pounds(250)
    assert last_line(till).quantity == Quantity(2809, KILOGRAM)
    till.scans(BAG)  # it begins like a price code, but an item carries just this number
    assert (last_line(till).item.number, last_line(till).amount) == ("85099B", pounds(195))


def test_the_fact_says_that_a_label_set_the_price_and_is_read_back_so(till: Till) -> None:
    till.opens(ANNA)
    store_sets(till, "in_store_codes", f"DE {POUNDS}")
    weighed, priced = (InStoreRule.of(rule) for rule in (KILOS, POUNDS))
    till.scans(weighed.write("4011", 1250), priced.write("04011", 250), BAG, BAG)
    # a unit price of its own, which no quantity of the list's price comes to
    till.scans(f"]e001{BANANAS}31030012503922110")
    till.restart()
    till.signs_on(ANNA)
    till.register.pay_cash(given=pounds(5000))
    sale = till.files.store.sales.last()
    assert sale is not None
    *others, labelled = [line.item.price_from for line in sale.lines]
    assert (set(others), labelled) == ({PriceFrom.LIST}, PriceFrom.LABEL)
    body = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = 'sale_completed'"
    ).fetchone()[0]
    assert body.count(b'"price_from":"label"') == body.count(b'"price_from"') == 1


def test_a_piece_with_a_price_on_its_label_has_a_line_of_its_own(till: Till) -> None:
    till.signs_on(ANNA)
    store_sets(till, "in_store_codes", POUNDS)
    label, cheaper = (InStoreRule.of(POUNDS).write("22423", price) for price in (199, 150))
    till.scans(CAKESTAND)
    with pytest.raises(UnknownItem):
        # sold by the piece, and none of its own codes says that it has labels: anybody can print one
        till.scans(cheaper)
    carries(till, CAKESTAND, InStoreRule.of(POUNDS).write("22423", 0))
    till.scans(label, label, cheaper, CAKESTAND)
    lines = till.register.read_basket().basket.lines
    assert [(line.quantity.milli, line.amount.amount_minor) for line in lines] == [
        (2000, 2 * 1275),
        (2000, 398),
        (1000, 150),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "]d201{gtin}3922000001",
        "(01){gtin}(3922)000001",
        "(01){gtin}(3932)826000001",
        "https://id.example.com/01/{gtin}?3922=1",
    ],
)
def test_a_price_that_a_buyer_prints_on_a_piece_is_no_price(till: Till, printed: str) -> None:
    till.signs_on(ANNA)
    till.scans(printed.format(gtin=OAT_DRINK.zfill(14)))
    line = last_line(till)
    assert (line.amount, line.item.price_from) == (pounds(210), PriceFrom.LIST)


@pytest.mark.parametrize(
    "read",
    ["4111111111111111", "%B4111111111111111^DOE/JOHN^2612101?;4111111111111111=2612101?"],
)
def test_a_bank_card_is_no_item_and_its_number_goes_nowhere(till: Till, read: str) -> None:
    till.opens(ANNA)
    with pytest.raises(BankCardRead) as refused:
        till.scans(read)
    assert "4111" not in repr(refused.value)
    till.register.sell_unlisted(department="Kitchen", price=pounds(250), code=read)
    till.register.pay_cash(given=pounds(5000))
    bodies = till.files.connection.execute("SELECT body FROM main.fact").fetchall()
    assert not any(b"4111" in body for (body,) in bodies)


def test_a_figure_that_is_wrong_is_no_price(till: Till) -> None:
    till.signs_on(ANNA)
    store_sets(till, "in_store_codes", POUNDS)
    right = InStoreRule.of(POUNDS)
    unchecked = InStoreRule.of("20IIIIIXPPppK")
    assert right.write("04011", 250) != unchecked.write("04011", 250)
    with pytest.raises(MisreadScan):
        till.scans(unchecked.write("04011", 250))
    with pytest.raises(UnknownItem):
        till.scans(right.write("99999", 250))
    assert till.register.read_basket().basket.lines == ()


def test_other_codes_are_told_by_the_beginnings_of_the_store(till: Till) -> None:
    till.signs_on(ANNA)
    with pytest.raises(UnknownItem):
        till.scans("T7")
    store_sets(till, "code_prefixes", "tote=T")
    for text in ("T7", "LC-12347-1", "00395011015300000011", "]C181110005"):
        with pytest.raises(WrongCodeHere):
            till.scans(text)
    with pytest.raises(LinkCompressed):
        till.scans("https://id.gs1.org/AQnYUc1gmg")
    till.scans(BAG)


def test_eight_digits_that_are_two_numbers_find_the_item_that_there_is(till: Till) -> None:
    till.signs_on(ANNA)
    writer = open_writer(till.device.folder.replica("chain", 1), "", Durability.NORMAL)
    writer.execute("INSERT INTO item_code VALUES ('00012345000065', 3)")
    till.scans("01234565")
    assert last_line(till).item.number == "OAT1"
    writer.execute("INSERT INTO item_code VALUES ('00000001234565', 1)")
    writer.close()
    till.scans("01234565")
    assert last_line(till).item.number == "85099B"


def test_an_item_number_may_begin_like_a_label_of_the_store(till: Till) -> None:
    till.signs_on(ANNA)
    writer = open_writer(till.device.folder.replica("chain", 1), "", Durability.NORMAL)
    writer.execute("UPDATE item SET number = 'BIN-30L' WHERE item_id = 2")
    writer.close()
    till.scans("BIN-30L")
    assert last_line(till).item.item_id == 2


def carries(till: Till, number: str, code: str) -> None:
    """Head office gives an item one code more."""
    writer = open_writer(till.device.folder.replica("chain", 1), "", Durability.NORMAL)
    writer.execute(
        "INSERT INTO item_code SELECT ?, item_id FROM item_code WHERE gtin = ?",
        (code.zfill(14), number.zfill(14)),
    )
    writer.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text() | st.text("]Cde10132(){}/:-.AZ" + FNC1) | ELEMENT_STRINGS.map(write_elements))
def test_whatever_is_scanned_is_refused_in_words_or_sold(till: Till, text: str) -> None:
    if till.register.session.operator is None:
        till.signs_on(ANNA)
        store_sets(till, "in_store_codes", "GB DE SE")
    for sent in (text, "]d2" + text, f"https://a.example/01/{OAT_DRINK.zfill(14)}/{text}"):
        with suppress(Refusal):
            till.register.scan_item(text=sent)


def _item(unit: str, price_minor: int) -> Item:
    price = UnitPrice.of_minor(price_minor, "GBP")
    return Item(ItemId(1), "1", "Cheese", "Food", unit, price, TaxRate("Z", "Zero", 0))


@given(st.integers(0, 100_000), st.integers(1, 9999), st.sampled_from([EACH, KILOGRAM]))
def test_a_label_costs_what_it_says(list_price: int, price: int, unit: str) -> None:
    sold, quantity = measured(_item(unit, list_price), (Measure(MeasureKind.PRICE, price, 2),))
    assert quantity is not None
    assert extend(sold.unit_price, quantity) == Money(price, "GBP")
    assert quantity.unit == unit


@given(st.integers(1, 99_999), st.integers(1, 999_999))
def test_a_label_with_weight_and_price_keeps_both(price: int, grams: int) -> None:
    label = (Measure(MeasureKind.WEIGHT, grams, 3), Measure(MeasureKind.PRICE, price, 2))
    sold, quantity = measured(_item(KILOGRAM, 1299), label)
    assert quantity == Quantity(grams, KILOGRAM)
    assert extend(sold.unit_price, quantity) == Money(price, "GBP")


def test_a_figure_that_does_not_fit_the_item_is_left_away() -> None:
    weight = Measure(MeasureKind.WEIGHT, 1250, 3)
    euros = Measure(MeasureKind.PRICE, 499, 2, "EUR")
    assert measured(_item(EACH, 499), (weight, euros)) == (_item(EACH, 499), None)
