"""What the cashier sees of promotions: the saving under the line, and what one more would bring."""

from dataclasses import replace

from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.ports.offers import OfferHint
from tests.pos_app.devices.receipts import sale_line
from ui.screens.checkout.rows import accepted_notice, line_row


def test_the_saving_stands_under_the_line_and_the_amount_is_what_is_paid() -> None:
    line = sale_line(1, "Sparkling water", 300)
    assert line_row(line).saving == ""
    row = line_row(replace(line, discounts=(LineDiscount("p", "Water week", 50),)))
    assert (row.saving, row.amount) == ("Water week −£0.50", "£2.50")


def test_an_accepted_scan_says_that_one_more_is_missing() -> None:
    line = sale_line(1, "Sparkling water", 300)
    assert accepted_notice(line, True).text == "Sparkling water"
    notice = accepted_notice(line, True, OfferHint("3 for 2", 1))
    assert notice.text == "Sparkling water · 1 more: 3 for 2"
