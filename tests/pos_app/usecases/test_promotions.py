"""Promotions that the zone's feed brought, at the till: under the line, on the receipt, in the fact."""

import json

from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.ids import LineNumber
from pos_app.domain.quantity import Quantity
from pos_app.ports.offers import OfferHint
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, pounds

THREE_FOR_TWO = {
    "id": "bags",
    "name": "3 for 2 bags",
    "kind": "n_for_m",
    "take": 3,
    "pay": 2,
    "goods": {"departments": ["Bags"]},
}


def head_office_offers(
    till: Till, document: dict[str, object], begins_us: int = 0, ends_us: int | None = None
) -> None:
    """A promotion arrives with the zone's feed."""
    with agent(till.device, "zone") as zone:
        row = (str(document["id"]), begins_us, ends_us, json.dumps(document))
        zone.execute("INSERT INTO promotion VALUES (?, ?, ?, ?)", row)
    till.files.news.changed()


def test_the_third_bag_is_free_and_the_line_says_so(till: Till) -> None:
    head_office_offers(till, THREE_FOR_TWO)
    till.opens(ANNA)
    till.scans(BAG, OAT_DRINK, BAG)
    assert till.register.read_basket().basket.to_pay == pounds(195 * 2 + 210)
    third = till.register.scan_item(text=BAG)
    assert third.line.amount == pounds(390)
    assert [(d.name, d.amount_minor) for d in third.line.discounts] == [("3 for 2 bags", 195)]
    assert third.basket.to_pay == pounds(390 + 210)
    # of the 195 that are saved on bags the tax is less too: 390 / 6
    assert third.basket.tax_minor == 65


def test_a_line_taken_off_takes_its_promotion_along(till: Till) -> None:
    head_office_offers(till, THREE_FOR_TWO)
    till.opens(ANNA)
    till.scans(BAG, BAG, BAG, OAT_DRINK)
    changed = till.register.set_quantity(line=LineNumber(1), quantity=Quantity.pieces(2))
    assert changed.line.discounts == ()
    assert changed.basket.to_pay == pounds(600)
    till.register.set_quantity(line=LineNumber(1), quantity=Quantity.pieces(3))
    removed = till.register.remove_line(line=LineNumber(1))
    assert removed.line.discounts == ()
    assert removed.basket.to_pay == pounds(210)
    assert till.register.put_back_line(line=LineNumber(1)).basket.to_pay == pounds(600)


def test_what_is_shown_is_paid_printed_and_told(till: Till) -> None:
    head_office_offers(till, THREE_FOR_TWO)
    till.opens(ANNA)
    paid = till.sells(BAG, BAG, BAG, given=1000)
    assert paid.change == pounds(610)
    rows = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = 'sale_completed'"
    ).fetchall()
    body = json.loads(rows[-1][0])
    assert body["total_minor"] == 390
    assert body["lines"] == [
        {
            **body["lines"][0],
            "amount_minor": 390,
            "unit_price_minor_milli": 195_000,
            "discounts": [{"promotion": "bags", "name": "3 for 2 bags", "amount_minor": 195}],
        }
    ]
    read_back = till.files.store.sales.last()
    assert read_back is not None
    assert read_back.lines[0].discounts == paid.sale.lines[0].discounts
    assert read_back.lines[0].amount == pounds(390)
    paper = receipt_text(till.printer.receipts[-1])
    assert any("3 for 2 bags" in line and "1.95" in line for line in paper)
    assert any(line.startswith("You saved") and line.endswith("£1.95") for line in paper)


def test_after_a_restart_the_basket_costs_the_same(till: Till) -> None:
    head_office_offers(till, THREE_FOR_TWO)
    till.opens(ANNA)
    till.scans(BAG, BAG, BAG)
    till.restart()
    till.signs_on(ANNA)
    assert till.register.read_basket().basket.to_pay == pounds(390)


def test_a_promotion_begins_and_ends_at_its_moments(till: Till) -> None:
    now_us = till.clock.read().wall_us
    minute_us = 60_000_000
    half = {"id": "half", "kind": "percent_off", "percent": 50}
    head_office_offers(till, half, now_us + minute_us, now_us + 3 * minute_us)
    till.opens(ANNA)
    till.scans(CAKESTAND)
    costs = []
    for _ in range(3):
        till.clock.passes(60)
        changed = till.register.set_quantity(line=LineNumber(1), quantity=Quantity.pieces(1))
        costs.append(changed.basket.to_pay)
    assert costs == [pounds(637), pounds(637), pounds(1275)]


def test_a_document_of_a_newer_centre_is_left_out(till: Till) -> None:
    head_office_offers(till, {"id": "x", "kind": "lottery"})
    head_office_offers(till, THREE_FOR_TWO)
    till.opens(ANNA)
    till.scans(BAG, BAG, BAG)
    assert till.register.read_basket().basket.to_pay == pounds(390)


def test_one_more_is_said_when_one_more_is_missing(till: Till) -> None:
    head_office_offers(till, THREE_FOR_TWO)
    till.opens(ANNA)
    hints = [till.register.scan_item(text=BAG).hint for _ in range(5)]
    one_more = OfferHint("3 for 2 bags", 1)
    assert hints == [None, one_more, None, None, one_more]
    assert till.register.scan_item(text=OAT_DRINK).hint is None
