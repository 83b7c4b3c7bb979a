"""Receipts tell of their sale: another store takes goods back by the square code, also without a line."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from pos_app.domain.catalogue import Item
from pos_app.domain.facts import FactKind
from pos_app.domain.ids import ItemId, SaleId
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.domain.refusals.returns import AllBroughtBack, MoreThanBought, ReceiptNotReadable
from pos_app.domain.sale import CompletedSale
from pos_app.domain.scan import SignedReceiptCode, parse_scan
from pos_app.domain.signed_receipt import (
    CODE_LENGTH_MAX,
    RECEIPT_CODE,
    SIGNED,
    read_signed,
    signed_receipt,
)
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, pounds
from tests.pos_app.usecases.test_points import comes, has_points
from tests.pos_app.usecases.test_promotions import head_office_offers
from tests.pos_app.usecases.test_returns import sets, takes_back

KEY = bytes(range(32))
ELSEWHERE = SaleId(UUID(int=77))


@pytest.fixture
def shop(till: Till) -> Till:
    with agent(till.device) as store:
        store.execute("INSERT INTO receipt_key VALUES (?)", (KEY.hex(),))
    sets(till, RECEIPT_CODE, SIGNED)
    return till


def no_item(_item_id: ItemId) -> Item | None:
    """An item that this store does not know."""
    return None


def elsewhere(shop: Till, sale: CompletedSale) -> str:
    """The code of the same sale, had another store sold it."""
    sold = replace(sale, sale_id=ELSEWHERE, receipt_number="07-1A-1121-0001")
    return signed_receipt(sold, "Hall & Hearth", KEY)


def test_a_receipt_tells_all_that_a_return_needs(shop: Till) -> None:
    has_points(shop)
    head_office_offers(shop, {"id": "ten", "kind": "percent_off", "percent": 10})
    shop.restart()
    shop.opens(CARLA)
    comes(shop, BAG, BAG, CAKESTAND)
    paid = shop.register.pay_cash(given=pounds(50_00)).sale
    printed = shop.printer.receipts[-1]
    assert parse_scan(printed.square) == SignedReceiptCode(printed.square)
    assert len(printed.square) <= CODE_LENGTH_MAX
    read = read_signed(printed.square, KEY, shop.files.catalogue.by_id)
    assert (read.to_pay, read.taxes, read.tenders) == (paid.to_pay, paid.taxes, paid.tenders)
    assert read.points == paid.points and read.store == shop.register.identity.store_name
    assert [(one.amount, one.quantity) for one in read.lines] == [
        (one.amount, one.quantity) for one in paid.lines
    ]
    for code in (printed.square[:-2] + "AA", "RC-" + "A" * 90, "RC-" + "1" * 90):
        with pytest.raises(ReceiptNotReadable):
            read_signed(code, KEY, shop.files.catalogue.by_id)
    with pytest.raises(ReceiptNotReadable):
        read_signed(printed.square, KEY, no_item)


def test_goods_of_another_store_come_back_once_and_only_with_a_second_person(shop: Till) -> None:
    shop.opens(ANNA)
    code = elsewhere(shop, shop.sells(BAG, BAG).sale)
    opened = shop.register.returns.open_signed(text=code)
    sale = opened.returnable.sale
    assert (sale.sale_id, sale.store) == (ELSEWHERE, "Hall & Hearth")
    with pytest.raises(NeedsApproval):
        takes_back(shop, sale, pieces=1)
    shop.signs_on(CARLA)
    taken = takes_back(shop, sale, pieces=1)
    assert taken.returned.refund.total == pounds(195)
    with pytest.raises(MoreThanBought):
        takes_back(shop, sale, pieces=2)
    takes_back(shop, sale, pieces=1)
    shop.restart()
    shop.signs_on(CARLA)
    with pytest.raises(AllBroughtBack):
        shop.register.returns.open_signed(text=code)
    assert shop.kinds().count(FactKind.SALE_RETURNED) == 2
    check_chain(shop)


def test_where_head_office_wants_none_receipts_tell_nothing(shop: Till) -> None:
    sets(shop, RECEIPT_CODE, "")
    shop.opens(ANNA)
    code = elsewhere(shop, shop.sells(BAG).sale)
    assert shop.printer.receipts[-1].square == ""
    with agent(shop.device) as store:
        store.execute("DELETE FROM receipt_key")
    shop.files.news.changed()
    with pytest.raises(ReceiptNotReadable):
        shop.register.returns.open_signed(text=code)
