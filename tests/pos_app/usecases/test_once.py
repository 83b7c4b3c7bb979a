"""The label of a reduced piece sells it once, and the slip of a machine for empties lowers one sale."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from pos_app.devices.label_picture import label_picture
from pos_app.devices.picture_codes import codes_of
from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.deposit_voucher import DEPOSIT_VOUCHERS
from pos_app.domain.gs1 import check_digit
from pos_app.domain.price_change import PriceReason
from pos_app.domain.refusals.finished_sales import PaidOtherwise
from pos_app.domain.refusals.payment import AmountTooLarge, CardKeepsItsPrice
from pos_app.domain.refusals.returns import RefundNotInDrawer
from pos_app.domain.refusals.scans import (
    LabelNotReadable,
    SamePieceTwice,
    SlipAmountNeeded,
    SoldBefore,
    UnknownItem,
    WrongCodeHere,
)
from pos_app.domain.refusals.stock import NothingCounted, NotReduced
from pos_app.domain.sale_void import VoidReason
from tests.pos_app.fakes import CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, pounds
from tests.pos_app.usecases.test_returns import sets
from tests.pos_app.usecases.test_slips import KEY, has_key


def slip(amount: str, serial: str = "12345") -> str:
    body = f"98{serial}{amount}"
    return body + check_digit(body)


@pytest.fixture
def shop(till: Till) -> Till:
    """Carla, who may do anything, with a machine for empties and the store's key."""
    sets(till, DEPOSIT_VOUCHERS, "98SSSSSPPPppK")
    has_key(till)
    till.restart()
    till.opens(CARLA)
    return till


def labels_of(till: Till, minor: int, pieces: int = 1) -> list[str]:
    """What is under the bars of labels with this price, on paper."""
    item = till.register.scan_item.item_of(BAG)
    before = {*till.documents.printed}
    till.stock_room.labels.reduced(item=item, price=pounds(minor), pieces=pieces)
    new = [label for name, label in till.documents.printed.items() if name not in before]
    return [code.text for label in new for code in codes_of(label_picture(label))]


def last_sale(till: Till) -> dict[str, Any]:
    row = till.files.connection.execute(
        "SELECT CAST(body AS TEXT) FROM main.fact WHERE kind = 'sale_completed' ORDER BY sequence DESC"
    ).fetchone()
    body: dict[str, Any] = json.loads(row[0])
    return body


def test_each_label_sells_one_piece_at_its_price_once(shop: Till) -> None:
    first, second = labels_of(shop, 99, pieces=2)
    shop.scans(first, second, BAG)
    with pytest.raises(SamePieceTwice):
        shop.scans(first)
    basket = shop.register.read_basket().basket
    assert [line.amount.amount_minor for line in basket.lines] == [99, 99, 195]
    shop.register.pay_cash(given=pounds(1000))
    once = [line.get("once", "") for line in last_sale(shop)["lines"]]
    assert len(set(once[:2])) == 2 and once[0].startswith("reduced:") and once[2] == ""
    with pytest.raises(SoldBefore):
        shop.scans(first)
    shop.restart()
    shop.signs_on(CARLA)
    with pytest.raises(SoldBefore):
        shop.scans(second)
    check_chain(shop)


def test_a_label_counts_again_when_its_sale_was_undone(shop: Till) -> None:
    [label] = labels_of(shop, 99)
    sale = shop.sells(label).sale
    shop.register.finished().void_sale(sale_id=sale.sale_id, reason=VoidReason.NOT_TAKEN)
    assert shop.sells(label).sale.to_pay == pounds(99)


def test_a_label_that_was_taken_off_again_is_not_sold(shop: Till) -> None:
    [label] = labels_of(shop, 99)
    shop.scans(BAG, label)
    shop.register.remove_scanned(text=label)
    shop.register.pay_cash(given=pounds(1000))
    assert shop.sells(label).sale.to_pay == pounds(99)


def test_what_another_register_sold_is_refused_here(shop: Till) -> None:
    [label] = labels_of(shop, 99)
    shop.scans(label)
    once = shop.register.read_basket().basket.lines[0].once
    shop.register.cancel_sale()
    with agent(shop.device) as store:
        store.execute("INSERT INTO spent_once VALUES (?, 'spent')", (once,))
    with pytest.raises(SoldBefore):
        shop.scans(label)
    with agent(shop.device) as store:
        store.execute("UPDATE spent_once SET state = 'free'")
    shop.scans(label)


def test_a_label_costs_no_more_than_the_list_and_none_is_dearer_or_unsigned(shop: Till) -> None:
    [label] = labels_of(shop, 99)
    item = shop.register.scan_item.item_of(BAG)
    for price in (0, 195, 500):
        with pytest.raises(NotReduced):
            shop.stock_room.labels.reduced(item=item, price=pounds(price), pieces=1)
    with pytest.raises(NothingCounted):
        shop.stock_room.labels.reduced(item=item, price=pounds(99), pieces=0)
    with pytest.raises(LabelNotReadable):
        shop.scans("6" + "1" * 49)
    assert shop.register.check_price(text=label).item.unit_price.price_minor == 99
    assert KEY not in label


def test_a_slip_lowers_what_is_to_pay_once(shop: Till) -> None:
    shop.scans(BAG, slip("00050"))
    with pytest.raises(SamePieceTwice):
        shop.scans(slip("00050"))
    line = shop.register.read_basket().basket.lines[1]
    with pytest.raises(CardKeepsItsPrice):
        shop.register.override_price(
            line=line.number, price=pounds(-100), reason=PriceReason.SHELF_PRICE
        )
    paid = shop.register.pay_cash(given=pounds(145))
    assert (paid.sale.to_pay, paid.change) == (pounds(145), pounds(0))
    paper = "\n".join(receipt_text(shop.printer.receipts[-1]))
    assert "Deposit return                    −£0.50" in paper
    with pytest.raises(SoldBefore) as refused:
        shop.scans(slip("00050"))
    assert refused.value.is_voucher
    assert last_sale(shop)["lines"][1]["once"] == f"deposit_voucher:{slip('00050')}"


def test_slips_alone_are_paid_out_of_the_drawer_and_no_more_than_is_in_it(shop: Till) -> None:
    shop.scans(slip("00240"), slip("00100", "54321"))
    paid = shop.register.pay_cash(given=pounds(0))
    assert (paid.sale.to_pay, paid.change) == (pounds(-340), pounds(340))
    till = shop.register.read_till().till
    assert till is not None and till.expected == pounds(10_000 - 340)
    with pytest.raises(PaidOtherwise):
        shop.register.finished().void_sale(sale_id=paid.sale.sale_id, reason=VoidReason.NOT_TAKEN)
    shop.scans(slip("99999"))
    with pytest.raises(RefundNotInDrawer):
        shop.register.pay_cash(given=pounds(0))


def test_a_sale_with_a_slip_is_undone_whole_and_the_slip_counts_again(shop: Till) -> None:
    sale = shop.sells(CAKESTAND, slip("00240")).sale
    undone = shop.register.finished().void_sale(sale_id=sale.sale_id, reason=VoidReason.NOT_TAKEN)
    assert undone.voided.refund.total == sale.to_pay
    shop.scans(CAKESTAND, slip("00240"))


def test_goods_that_a_slip_has_paid_of_come_back_at_their_price(shop: Till) -> None:
    sale = shop.sells(CAKESTAND, slip("00240")).sale
    opened = shop.register.returns.open_return(sale_id=sale.sale_id)
    assert [opened.returnable.left_milli(line) for line in sale.lines] == [1000, 0]
    refund = opened.returnable.refund({sale.lines[0].number: 1000})
    assert refund.total == sale.lines[0].amount
    ways = opened.returnable.ways_back(refund.total)
    assert [(way.kind.value, way.amount) for way in ways] == [("cash", refund.total)]


def test_a_slip_is_nothing_where_goods_are_asked_for_or_no_machine_is(shop: Till) -> None:
    with pytest.raises(WrongCodeHere):
        shop.stock_room.find.scanned(text=slip("00240"))
    sets(shop, DEPOSIT_VOUCHERS, "")
    shop.restart()
    shop.signs_on(CARLA)
    with pytest.raises(UnknownItem):
        shop.scans(slip("00240"))


def test_a_slip_whose_bars_say_no_amount_takes_what_a_person_reads_once(shop: Till) -> None:
    sets(shop, DEPOSIT_VOUCHERS, "98SSSSSPPPppK 97SSSSSSSSSSK")
    shop.restart()
    shop.signs_on(CARLA)
    number = "971234567890" + check_digit("971234567890")
    shop.scans(CAKESTAND)
    with pytest.raises(SlipAmountNeeded) as asked:
        shop.scans(number)
    read = partial(shop.register.scan_item, text=asked.value.number)
    with pytest.raises(AmountTooLarge):
        read(amount=pounds(5001))
    with pytest.raises(SlipAmountNeeded):
        read(amount=pounds(0))
    assert read(amount=pounds(125)).basket.to_pay == pounds(1150)
    with pytest.raises(SamePieceTwice):
        read(amount=pounds(125))
    assert shop.register.remove_scanned(text=number).basket.to_pay == pounds(1275)
    read(amount=pounds(125))
    shop.register.pay_cash(given=pounds(1150))
    assert last_sale(shop)["lines"][-1]["once"] == f"deposit_voucher:{number}"
    with pytest.raises(SoldBefore):
        shop.scans(number)
