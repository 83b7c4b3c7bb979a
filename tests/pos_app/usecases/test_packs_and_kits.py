"""A case is its pieces in limits, promotions and returns; a kit moves its parts; both outlive a restart and a slip."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from pos_app.domain.ids import ItemId, LineNumber
from pos_app.domain.money import Money
from pos_app.domain.packs import price_of_one
from pos_app.domain.price_change import PriceReason
from pos_app.domain.quantity import Quantity
from pos_app.domain.recall import recall_setting
from pos_app.domain.refusals.basket import LimitReached, NotInBasket
from pos_app.domain.refusals.scans import ItemRecalled, PartRecalled
from pos_app.domain.sale import SaleLine
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.selling_rules import SALE_LIMITS
from pos_app.files.database import Durability, open_writer
from tests.pos_app.fakes import ANNA
from tests.pos_app.till import BAG, OAT_DRINK, Till, check_chain
from tests.pos_app.usecases.test_promotions import head_office_offers
from tests.pos_app.usecases.test_returns import sets
from tests.pos_app.usecases.test_slips import has_key

CASE, DOZEN = "10000000000014", "10000000000021"
THREE_FOR_TWO = {
    "id": "oats",
    "name": "3 for 2",
    "kind": "n_for_m",
    "take": 3,
    "pay": 2,
    "goods": {"items": ["OAT1"]},
}


@pytest.fixture
def shop(till: Till) -> Iterator[Till]:
    """Oat drink by the case of 6 at a price of its own and by the dozen; the cake stand is a kit of two bags."""
    folder = till.device.folder
    chain = open_writer(folder.replica("chain", 1), "", Durability.NORMAL)
    oat = chain.execute("SELECT item_id FROM item WHERE number = 'OAT1'").fetchone()[0]
    packs = ((CASE, oat, "case", 6000), (DOZEN, oat, "dozen", 12_000))
    chain.executemany("INSERT INTO item_pack VALUES (?, ?, ?, ?)", packs)
    chain.execute("INSERT INTO item_part VALUES (2, 1, 2000), (2, ?, 0)", (oat,))
    chain.close()
    zone = open_writer(folder.replica("zone", 1), "", Durability.NORMAL)
    zone.execute("INSERT INTO pack_price VALUES (?, 1000)", (CASE,))
    zone.close()
    till.restart()
    till.opens(ANNA)
    yield till
    check_chain(till)


def lines(till: Till) -> tuple[SaleLine, ...]:
    return till.register.read_basket().basket.lines


def here(till: Till, number: str) -> int | None:
    [found] = till.register.search_items(words=number).found
    return found.on_hand_milli


def test_a_case_costs_its_price_and_a_dozen_what_is_in_it(shop: Till) -> None:
    shop.scans(CASE, OAT_DRINK, CASE, DOZEN)
    case, piece, dozen = lines(shop)
    each = piece.item.unit_price
    assert [line.quantity.milli for line in lines(shop)] == [12_000, 1000, 12_000]
    assert (case.amount, price_of_one(case.item.unit_price, case.marks)) == (
        Money(2000, "GBP"),
        Money(1000, "GBP"),
    )
    assert dozen.amount.amount_minor == 12 * piece.amount.amount_minor
    assert dozen.item.unit_price == each
    shop.restart()
    shop.signs_on(ANNA)
    assert lines(shop) == (case, piece, dozen)
    off = shop.register.remove_scanned
    assert off(text=CASE).line.quantity.milli == 6000
    assert off(text=CASE).line.voided
    with pytest.raises(NotInBasket):
        off(text=CASE)
    assert off(text=OAT_DRINK).line.number == piece.number


def test_limits_count_pieces_and_promotions_those_of_a_case_at_the_price_of_pieces(
    shop: Till,
) -> None:
    head_office_offers(shop, THREE_FOR_TWO)
    shop.scans(CASE, DOZEN)
    case, dozen = lines(shop)
    assert case.discount_minor == 0
    assert dozen.discount_minor == 4 * dozen.item.unit_price.price_minor
    sets(shop, SALE_LIMITS, "OAT1=20")
    shop.restart()
    shop.signs_on(ANNA)
    with pytest.raises(LimitReached):
        shop.scans(CASE)


def test_another_price_is_that_of_the_case_and_the_slip_knows_it(shop: Till) -> None:
    has_key(shop)
    shop.scans(CASE)
    change = partial(
        shop.register.override_price, line=LineNumber(1), reason=PriceReason.PRICE_MATCH
    )
    assert change(price=Money(990, "GBP")).basket.to_pay == Money(990, "GBP")
    assert change(price=None).basket.to_pay == Money(1000, "GBP")
    [before] = lines(shop)
    shop.register.held.suspend()
    [slip] = shop.printer.slips
    back = shop.register.held.retrieve_by_slip(code=slip.code)
    assert back.basket.lines == (before,)


def test_a_piece_of_a_case_comes_back_at_its_share_and_a_case_by_its_code(shop: Till) -> None:
    sold = shop.sells(CASE).sale
    opened = shop.register.returns.open_return(sale_id=sold.sale_id)
    one, all_of_it = opened.returnable.refund({LineNumber(1): 1000}), {LineNumber(1): 6000}
    assert one.total == Money(167, "GBP")
    assert opened.returnable.refund(all_of_it).total == Money(1000, "GBP")
    checked = shop.register.check_price(text=CASE)
    assert checked.packed is not None
    assert (checked.packed.price, checked.item.number) == (Money(1000, "GBP"), "OAT1")
    read = shop.register.returns.read_goods(text=CASE)
    assert (read.item.number, read.marks.pack_milli) == ("OAT1", 6000)
    loose = shop.register.returns.without_receipt().add(goods={}, text=CASE)
    assert [line.quantity.milli for line in loose.opened.returnable.sale.lines] == [6000]


def test_a_kit_is_not_sold_while_a_part_of_it_is_called_back(shop: Till) -> None:
    kit = shop.files.catalogue.by_id(ItemId(2))
    assert kit is not None
    for lot in ("", "L1"):
        sets(shop, recall_setting(OAT_DRINK.zfill(14), lot), "called back")
        shop.scans(kit.number)  # a part that was taken out of it
        sets(shop, recall_setting(BAG.zfill(14), lot), "called back")
        with pytest.raises(PartRecalled) as refused:
            shop.scans(kit.number)
        assert refused.value.part_name == "Jumbo bag red retrospot"
        with pytest.raises(PartRecalled):
            shop.register.add_item(item_id=kit.item_id)
        sets(shop, recall_setting(BAG.zfill(14), lot), "")


def test_what_is_called_back_is_sold_by_no_tile_and_no_number(shop: Till) -> None:
    bag = shop.files.catalogue.by_gtin(BAG.zfill(14))
    assert bag is not None
    sets(shop, recall_setting(BAG.zfill(14), "L1"), "called back")
    shop.register.add_item(item_id=bag.item_id)
    shop.scans(bag.number)
    sets(shop, recall_setting(BAG.zfill(14)), "called back")
    with pytest.raises(ItemRecalled):
        shop.register.add_item(item_id=bag.item_id)
    for code in (BAG, bag.number):
        with pytest.raises(ItemRecalled):
            shop.scans(code)


def test_a_kit_moves_its_parts_at_sale_and_return(shop: Till) -> None:
    kit = shop.files.catalogue.by_id(ItemId(2))
    assert kit is not None
    assert [(part.item_id, part.quantity_milli) for part in kit.parts] == [(1, 2000)]
    assert (here(shop, kit.number), here(shop, "85099B")) == (10_000, 20_000)
    shop.scans(kit.number)
    shop.restart()
    shop.signs_on(ANNA)
    assert lines(shop)[0].item.parts == kit.parts
    sold = shop.register.pay_cash(given=Money(5000, "GBP")).sale
    assert (here(shop, kit.number), here(shop, "85099B")) == (9000, 18_000)
    shop.scans(BAG)
    shop.register.pay_cash(given=Money(5000, "GBP"))
    figure = shop.stock_room.find.by_id(item_id=ItemId(2)).figure
    assert (figure is not None and figure.on_hand_milli) == 8000
    shop.register.returns.take_back(
        sale_id=sold.sale_id,
        parts={LineNumber(1): 1000},
        reason=ReturnReason.OTHER,
        condition=ReturnCondition.SHELF,
    )
    assert (here(shop, kit.number), here(shop, "85099B")) == (9000, 19_000)
    assert sold.lines[0].quantity == Quantity.pieces(1)
