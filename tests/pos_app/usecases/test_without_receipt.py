"""Goods come back by a paper without prices, and without any paper: the lowest price, a credit, a second person."""

from __future__ import annotations

import json
import re
from functools import partial

import pytest

from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.card import CARD_SALT
from pos_app.domain.ids import ItemId, LineNumber
from pos_app.domain.money import Money
from pos_app.domain.price_change import PriceReason
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.domain.refusals.returns import NothingToReturn, RefundNotInDrawer
from pos_app.domain.return_terms import WITHOUT_RECEIPT
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.tender import TenderKind
from pos_app.usecases.returns.return_writing import TakenBack
from pos_app.usecases.returns.without_receipt import PricedGoods
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, pounds
from tests.pos_app.usecases.test_returns import allowed_by_carla, effects, sets
from tests.pos_app.usecases.test_value_cards import SALT, takes_back


@pytest.fixture
def shop(till: Till) -> Till:
    """A store that can give credits, and a cashier."""
    sets(till, CARD_SALT, SALT)
    with agent(till.device) as store:
        store.execute("INSERT INTO slip_key VALUES (?)", ("ab" * 32,))
    till.restart()
    till.opens(ANNA)
    return till


def brings(till: Till, *codes: str) -> PricedGoods:
    verbs = till.register.returns.without_receipt()
    priced = verbs.price(goods={})
    for code in codes:
        priced = verbs.add(goods=goods_of(priced), text=code)
    return priced


def goods_of(priced: PricedGoods) -> dict[ItemId, int]:
    lines = priced.opened.returnable.sale.lines
    return {line.item.item_id: line.quantity.milli for line in lines}


def worth(priced: PricedGoods) -> list[Money]:
    return [line.amount for line in priced.opened.returnable.sale.lines]


def bodies(till: Till) -> list[str]:
    rows = till.files.connection.execute("SELECT CAST(body AS TEXT) FROM main.fact").fetchall()
    return [row[0] for row in rows]


def gives(till: Till, priced: PricedGoods) -> TakenBack:
    return till.register.returns.without_receipt().take_back(
        goods=goods_of(priced),
        reason=ReturnReason.CHANGED_MIND,
        condition=ReturnCondition.SHELF,
    )


def test_a_gift_comes_back_as_a_credit_and_no_paper_says_a_price(shop: Till) -> None:
    sale = shop.sells(CAKESTAND, BAG).sale
    opened = shop.drawer.opened
    back = takes_back(shop, sale, RefundWay.GIFT)
    assert shop.kinds()[-2:] == ["sale_returned", "card_issued"]
    assert [(way.kind, way.amount) for way in back.returned.tenders] == [
        (TenderKind.STORE_CREDIT, pounds(1275))
    ]
    assert back.returned.is_gift
    assert shop.drawer.opened == opened
    paper = "\n".join(receipt_text(shop.printer.receipts[-1]))
    assert "cakestand" in paper.lower()
    assert not re.search(r"£|12\.75", paper)
    shop.restart()
    shop.signs_on(ANNA)
    [again] = shop.files.store.sales.returns_of(sale.sale_id)
    assert again.is_gift
    check_chain(shop)


def test_without_a_receipt_the_lowest_price_of_late_counts(shop: Till) -> None:
    assert worth(brings(shop, CAKESTAND)) == [pounds(1275)]
    shop.sells(CAKESTAND)
    # what a person set by hand is nobody else's price
    shop.scans(CAKESTAND)
    shop.register.override_price(line=LineNumber(1), price=pounds(1200), reason=PriceReason.DAMAGED)
    sold = shop.register.pay_cash(given=pounds(1200)).sale
    assert worth(brings(shop, CAKESTAND)) == [pounds(1275)]
    [line] = sold.lines
    goods = {"item_id": line.item.item_id, "item_number": "22423", "line": 1}
    told = {"lines": [{**goods, "quantity_milli": 2000, "amount_minor": 2001}]}
    document = json.dumps(told, separators=(",", ":"))
    with agent(shop.device) as store:
        row = ("cc" * 16, "2026-11-01", document)
        store.execute("INSERT INTO past_sale VALUES (?, 'X-1', ?, 5, ?)", row)
    assert worth(brings(shop, BAG, CAKESTAND, CAKESTAND)) == [pounds(195), pounds(2001)]


def test_who_may_not_needs_a_second_person_and_a_credit_is_given(shop: Till) -> None:
    priced, facts = brings(shop, BAG, BAG), shop.kinds()
    assert priced.way is RefundWay.CREDIT
    with pytest.raises(NeedsApproval) as asked:
        gives(shop, priced)
    assert shop.kinds() == facts
    back = allowed_by_carla(shop, asked.value, partial(gives, shop, priced))
    assert shop.kinds() == [*facts, "operation_approved", "sale_returned", "card_issued"]
    assert back.returned.refund.total == pounds(390)
    assert sum(effects(shop)) == 2000
    paper = "\n".join(receipt_text(shop.printer.receipts[-1]))
    assert "Without a receipt" in paper
    assert "For receipt" not in paper
    told = "".join(bodies(shop))
    assert '"without_receipt":true' in told
    assert '"allowed_by":"13"' in told
    figures = shop.register.read_figures().figures
    assert figures is not None
    assert (figures.return_count, figures.refunds) == (1, pounds(0))
    check_chain(shop)


def test_a_store_may_give_cash_as_far_as_the_drawer_has_it(shop: Till) -> None:
    sets(shop, WITHOUT_RECEIPT, "cash")
    shop.restart()
    shop.signs_on(CARLA)
    back = gives(shop, brings(shop, CAKESTAND))
    assert [way.kind for way in back.returned.tenders] == [TenderKind.CASH]
    assert back.drawer_opened
    with pytest.raises(RefundNotInDrawer):
        gives(shop, brings(shop, *[CAKESTAND] * 9))
    with pytest.raises(NothingToReturn):
        gives(shop, brings(shop))
