"""Points of a known customer: earned, spent, taken off and given back by returns, offline within a limit."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.card import CARD_SALT
from pos_app.domain.facts import FactKind
from pos_app.domain.ids import CustomerNumber, LineNumber, SaleId
from pos_app.domain.loyalty import EARN_MINOR, OFFLINE_POINTS, POINT_MINOR, points_of_return
from pos_app.domain.money import Money
from pos_app.domain.promotion_buyer import buyer_name
from pos_app.domain.refund_tenders import RefundTender, refund_tenders
from pos_app.domain.refusals.loyalty import NobodysPoints, PointsTooFew
from pos_app.domain.sale import CompletedSale, SalePoints
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.sale_void import VoidReason
from pos_app.domain.tender import TenderKind, TenderLine
from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry
from tests.pos_app.devices.receipts import sale_line
from tests.pos_app.fakes import CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, pounds
from tests.pos_app.usecases.test_returns import sets

LOYALTY_CARD = "LC-9"
MAYA, OTHER = CustomerNumber("C1"), CustomerNumber("C2")
ONE = LineNumber(1)


@pytest.fixture
def shop(till: Till) -> Till:
    has_points(till)
    till.restart()
    till.opens(CARLA)
    return till


def has_points(till: Till) -> None:
    """A point for each pound, a point pays five pence; Maya has 100 of them."""
    entry = CustomerEntry(MAYA, "Maya", "", "", LOYALTY_CARD, 100, "", "", [])
    with agent(till.device) as store:
        list(write_document(store, "customers/7", CustomerDocument([entry])))
    for name, value in ((EARN_MINOR, "100"), (POINT_MINOR, "5"), (OFFLINE_POINTS, "80")):
        sets(till, name, value)


def comes(shop: Till, *codes: str) -> None:
    shop.scans(*codes)
    shop.register.attach_customer(number=MAYA)


def points(shop: Till) -> int:
    shop.register.attach_customer(number=MAYA)
    known = shop.loyalty.read().known
    assert known is not None
    return known.points


def last(shop: Till, kind: FactKind) -> dict[str, Any]:
    rows = shop.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = ? ORDER BY sequence", (kind,)
    ).fetchall()
    body: dict[str, Any] = json.loads(rows[-1][0])
    return body


def test_a_sale_earns_and_points_pay_a_part(shop: Till) -> None:
    comes(shop, CAKESTAND)
    assert shop.loyalty.read().pays == pounds(500)
    part = shop.loyalty.pay()
    assert (part.taken, part.left, part.paid) == (pounds(500), pounds(775), None)
    assert shop.loyalty.read().pays == pounds(0)
    paid = shop.register.pay_cash(given=pounds(775)).sale
    assert paid.points == SalePoints(7, 100, 5)
    assert last(shop, FactKind.SALE_COMPLETED)["points"] == {
        "earned": 7,
        "spent": 100,
        "worth_minor": 5,
    }
    printed = "\n".join(receipt_text(shop.printer.receipts[-1]))
    assert "Points earned" in printed and "Points used" in printed
    assert points(shop) == 7
    check_chain(shop)


def test_points_alone_pay_a_sale_and_earn_nothing(shop: Till) -> None:
    comes(shop, BAG)
    paid = shop.loyalty.pay().paid
    assert paid is not None and not paid.drawer_opened
    assert paid.sale.points == SalePoints(0, 39, 5)
    undone = shop.register.finished().void_sale(sale_id=paid.sale.sale_id, reason=VoidReason.OTHER)
    assert undone.voided.given_back(TenderKind.CASH) == pounds(0)
    assert points(shop) == 100


def test_what_comes_back_takes_off_what_it_earned_and_gives_back_what_it_cost(shop: Till) -> None:
    comes(shop, BAG, BAG, BAG)
    shop.loyalty.pay(amount=pounds(200))
    sale = shop.register.pay_cash(given=pounds(385)).sale
    assert sale.points == SalePoints(3, 40, 5)
    told: list[dict[str, int]] = []
    for _ in range(3):
        shop.register.returns.take_back(
            sale_id=sale.sale_id,
            parts={ONE: 1000},
            reason=ReturnReason.OTHER,
            condition=ReturnCondition.SHELF,
        )
        told.append(last(shop, FactKind.SALE_RETURNED)["points"])
    assert sum(one["earned"] for one in told) == 3
    assert sum(one["spent"] for one in told) == 40
    assert points(shop) == 100


@pytest.mark.parametrize("is_own", [True, False])
def test_a_return_turns_points_round_at_once_though_the_centre_has_counted_the_sale(
    shop: Till, is_own: bool
) -> None:
    comes(shop, BAG, BAG, BAG)
    sale = shop.register.pay_cash(given=pounds(5000)).sale
    told, sale_id = last(shop, FactKind.SALE_COMPLETED), sale.sale_id
    if not is_own:
        sets(shop, CARD_SALT, "s")
        sale_id = SaleId(UUID(int=9))
        told |= {"sale_id": sale_id.hex, "buyer": buyer_name(MAYA, sale_id.hex, "s")}
    counted = shop.files.connection.execute(
        "SELECT fact_id FROM main.fact WHERE kind = ?", (FactKind.SALE_COMPLETED,)
    ).fetchone()
    with agent(shop.device) as store:
        store.execute("INSERT INTO receipt VALUES (?, 'applied')", counted)
        row = (sale_id.hex, json.dumps(told))
        store.execute("INSERT INTO past_sale VALUES (?, 'X-1', '2026-11-21', 5, ?)", row)
    assert points(shop) == 100, "as the centre says"
    for left in (99, 97):
        shop.register.returns.take_back(
            sale_id=sale_id,
            parts={ONE: 1000},
            reason=ReturnReason.OTHER,
            condition=ReturnCondition.SHELF,
        )
        assert points(shop) == left
    with agent(shop.device) as store:
        entry = CustomerEntry(OTHER, "Ada", "", "", "LC-8", 7, "", "", [])
        list(write_document(store, "customers/7", CustomerDocument([entry])))
    shop.files.news.changed()
    shop.register.attach_customer(number=OTHER)
    read = shop.loyalty.read().known
    assert read is not None and read.points == 7, "it was not theirs"


def test_offline_a_device_takes_no_more_than_the_limit(shop: Till) -> None:
    with agent(shop.device) as store:
        store.execute("INSERT OR REPLACE INTO contact VALUES ('offline_since_us', '1')")
    comes(shop, CAKESTAND)
    assert shop.loyalty.read().pays == pounds(400)
    with pytest.raises(PointsTooFew) as refused:
        shop.loyalty.pay(amount=pounds(405))
    assert refused.value.is_offline
    shop.loyalty.pay(amount=pounds(300))
    assert shop.loyalty.read().pays == pounds(100)


def test_nobodys_sale_has_no_points(shop: Till) -> None:
    shop.scans(BAG)
    with pytest.raises(NobodysPoints):
        shop.loyalty.pay()
    assert shop.register.pay_cash(given=pounds(195)).sale.points is None
    assert "points" not in last(shop, FactKind.SALE_COMPLETED)
    sets(shop, POINT_MINOR, "0")
    shop.restart()
    shop.signs_on(CARLA)
    comes(shop, BAG)
    assert shop.loyalty.read().known is None


@given(
    price=st.integers(1, 5_000),
    by_points=st.integers(0, 5_000),
    earned=st.integers(0, 500),
    parts=st.lists(st.integers(1, 2_000), max_size=4),
    worth=st.integers(1, 9),
)
def test_parts_take_and_give_as_much_as_the_whole(
    price: int, by_points: int, earned: int, parts: list[int], worth: int
) -> None:
    paid = min(price, by_points)
    spent = -(-paid // worth)
    tenders = (
        TenderLine(TenderKind.POINTS, Money(paid, "GBP"), Money(0, "GBP")),
        TenderLine(TenderKind.CASH, Money(price - paid, "GBP"), Money(0, "GBP")),
    )
    line = sale_line(1, "Bag", price)
    whole = SalePoints(earned, spent, worth)
    sale = CompletedSale(
        SaleId(UUID(int=1)), "1", "", "", 0, (line,), (), tenders, Money(price, "GBP"), points=whole
    )
    before: tuple[RefundTender, ...] = ()
    left, took, gave = price, 0, 0
    for part in [*parts, price]:
        back = min(part, left)
        ways = refund_tenders(tenders, before, Money(back, "GBP"))
        told = points_of_return(sale, before, ways) or SalePoints(0, 0, worth)
        assert told.earned >= 0 and told.spent >= 0
        took, gave = took + told.earned, gave + told.spent
        before, left = (*before, *ways), left - back
    assert (took, gave) == (earned, spent)
