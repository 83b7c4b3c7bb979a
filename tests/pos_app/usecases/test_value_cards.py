"""Gift cards and store credits at a till: worth something once they are paid, spent offline up to a limit."""

from __future__ import annotations

import json

import pytest

from pos_app.domain.card import CARD_SALT, OFFLINE_LIMIT, CardKind, card_hash, with_check_digit
from pos_app.domain.facts import FactKind
from pos_app.domain.ids import LineNumber
from pos_app.domain.price_change import PriceReason
from pos_app.domain.quantity import Quantity
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.refusals.basket import QuantityOutOfRange
from pos_app.domain.refusals.payment import (
    AmountTooLarge,
    CardKeepsItsPrice,
    CardNotKnown,
    CardSpent,
    CardStopped,
    NoCardsHere,
)
from pos_app.domain.refusals.returns import MoreThanBought
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.sale_void import VoidReason
from pos_app.domain.scan import ValueCardCode, parse_scan
from pos_app.domain.tender import TenderKind
from pos_app.usecases.checkout.change_price import TakeOff
from pos_app.usecases.returns.return_writing import TakenBack
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, counted, pounds

SALT = "pepper"
NUMBER = with_check_digit("712345678901234567")
OTHER = with_check_digit("798765432109876543")
BAG_MINOR, CAKESTAND_MINOR = 195, 1275


@pytest.fixture
def shop(till: Till) -> Till:
    """Head office has told the store how cards are named, and what its slips are signed with."""
    with agent(till.device) as store:
        store.execute("INSERT INTO configuration VALUES (?, ?)", (CARD_SALT, SALT))
        store.execute("INSERT INTO slip_key VALUES (?)", ("ab" * 32,))
    till.restart()
    till.opens(ANNA)
    return till


def goes_offline(till: Till) -> None:
    with agent(till.device) as store:
        store.execute("INSERT INTO contact VALUES ('offline_since_us', '1763719200000000')")


def has_card(
    till: Till, number: str, minor: int, state: str = "active", kind: str = "gift_card"
) -> None:
    """Head office has told of a card, that was sold in another store."""
    row = (card_hash(number, SALT), kind, "GBP", state, minor)
    with agent(till.device, "chain") as chain:
        chain.execute("INSERT INTO gift_card VALUES (?, ?, ?, ?, ?)", row)


def worth(till: Till, number: str) -> int | None:
    return till.value_cards.read(number=number).known.balance_minor


def takes_back(till: Till, sale: CompletedSale, way: RefundWay = RefundWay.SAME) -> TakenBack:
    return till.register.returns.take_back(
        sale_id=sale.sale_id,
        parts={LineNumber(1): 1000},
        reason=ReturnReason.TOO_SMALL,
        condition=ReturnCondition.SHELF,
        way=way,
    )


def test_a_scanner_tells_a_card_from_goods() -> None:
    assert parse_scan(NUMBER) == ValueCardCode(NUMBER)
    assert not isinstance(parse_scan(NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)), ValueCardCode)


def test_it_is_worth_something_once_its_sale_is_paid(shop: Till) -> None:
    shop.scans(BAG)
    shop.value_cards.sell(number=NUMBER, amount=pounds(2500))
    assert shop.register.read_basket().basket.to_pay == pounds(2500 + BAG_MINOR)
    assert worth(shop, NUMBER) is None
    shop.register.pay_cash(given=pounds(5000))
    assert shop.kinds()[-2:] == [FactKind.SALE_COMPLETED, FactKind.CARD_ISSUED]
    assert worth(shop, NUMBER) == 2500
    shop.value_cards.sell(number=NUMBER, amount=pounds(500))
    shop.register.pay_cash(given=pounds(500))
    assert shop.kinds()[-1] == FactKind.CARD_LOADED
    assert worth(shop, NUMBER) == 3000
    bodies = shop.files.connection.execute("SELECT body FROM main.fact").fetchall()
    assert not any(NUMBER.encode() in body[0] for body in bodies), "no number in any fact"
    check_chain(shop)


def test_it_stops_when_its_sale_is_undone(shop: Till) -> None:
    shop.scans(BAG)
    shop.value_cards.sell(number=NUMBER, amount=pounds(2500))
    sale = shop.register.pay_cash(given=pounds(2500 + BAG_MINOR)).sale
    with pytest.raises(MoreThanBought):
        shop.register.returns.take_back(
            sale_id=sale.sale_id,
            parts={LineNumber(2): 1000},
            reason=ReturnReason.OTHER,
            condition=ReturnCondition.SHELF,
        )
    shop.register.lock_register()
    shop.signs_on(CARLA)
    shop.register.finished().void_sale(sale_id=sale.sale_id, reason=VoidReason.NOT_TAKEN)
    assert shop.kinds()[-2:] == [FactKind.SALE_VOIDED, FactKind.CARD_REVERSED]
    assert worth(shop, NUMBER) is None
    check_chain(shop)


def test_nothing_is_taken_off_a_card(shop: Till) -> None:
    shop.scans(CAKESTAND)
    line = shop.value_cards.sell(number=NUMBER, amount=pounds(1000)).line.number
    half = TakeOff(share_bp=1000)
    with pytest.raises(CardKeepsItsPrice):
        shop.register.discount_line(line=line, take_off=half, reason=PriceReason.DAMAGED)
    with pytest.raises(QuantityOutOfRange):
        shop.register.set_quantity(line=line, quantity=Quantity.pieces(2))
    basket = shop.register.discount_sale(take_off=half, reason=PriceReason.DAMAGED).basket
    assert basket.lines[1].amount == pounds(1000)
    assert basket.to_pay == pounds(1000 + CAKESTAND_MINOR - 128)
    with pytest.raises(AmountTooLarge):
        shop.value_cards.sell(number=OTHER, amount=pounds(50_001))


def test_a_card_of_another_store_pays_a_part_and_then_the_rest_of_it(shop: Till) -> None:
    has_card(shop, NUMBER, 1000)
    shop.scans(CAKESTAND)
    part = shop.value_cards.pay(number=NUMBER)
    assert (part.taken, part.left, part.paid) == (pounds(1000), pounds(275), None)
    assert worth(shop, NUMBER) == 0, "what was taken counts before the sale is paid"
    with pytest.raises(CardSpent):
        shop.value_cards.pay(number=NUMBER)
    sale = shop.register.pay_cash(given=pounds(275)).sale
    assert [tender.kind for tender in sale.tenders] == [TenderKind.GIFT_CARD, TenderKind.CASH]
    assert worth(shop, NUMBER) == 0
    # what it gave goes back to it, without the card at hand
    back = takes_back(shop, sale)
    assert back.drawer_opened and worth(shop, NUMBER) == 1000
    figures = shop.register.read_figures().figures
    assert figures is not None and figures.refund_tenders == ((TenderKind.GIFT_CARD, pounds(1000)),)
    assert shop.register.close_day(count=counted((10_000, 1))).settlement.difference == pounds(0)


def test_offline_no_more_than_the_limit_by_this_device(shop: Till) -> None:
    has_card(shop, NUMBER, 9_000)
    with agent(shop.device) as store:
        store.execute("INSERT INTO configuration VALUES (?, '1000')", (OFFLINE_LIMIT,))
    goes_offline(shop)
    shop.scans(CAKESTAND)
    assert shop.value_cards.pay(number=NUMBER).taken == pounds(1000)
    shop.register.pay_cash(given=pounds(275))
    shop.scans(BAG)
    with pytest.raises(CardSpent) as refused:
        shop.value_cards.pay(number=NUMBER)
    assert refused.value.is_offline
    # one that nobody here has heard of may be used up to the limit too
    assert shop.value_cards.pay(number=OTHER).taken == pounds(BAG_MINOR)


def test_what_cannot_pay(shop: Till, till: Till) -> None:
    has_card(shop, NUMBER, 500, state="blocked")
    shop.scans(BAG)
    with pytest.raises(CardStopped):
        shop.value_cards.pay(number=NUMBER)
    with pytest.raises(CardNotKnown):
        shop.value_cards.pay(number=OTHER)
    with pytest.raises(CardNotKnown):
        shop.value_cards.read(number="12")
    with agent(till.device) as store:
        store.execute("DELETE FROM configuration WHERE name = ?", (CARD_SALT,))
    with pytest.raises(NoCardsHere):
        shop.value_cards.read(number=NUMBER)


def test_a_credit_for_goods_pays_the_next_sale(shop: Till) -> None:
    sale = shop.sells(CAKESTAND).sale
    opened = shop.drawer.opened
    shop.printer.is_plugged_in = False
    back = takes_back(shop, sale, RefundWay.CREDIT)
    assert shop.drawer.opened == opened and back.printer_fault is not None
    assert shop.kinds()[-2:] == [FactKind.SALE_RETURNED, FactKind.CARD_ISSUED]
    # the slip comes out after a crash too, though its number was written nowhere
    shop.restart()
    shop.printer.is_plugged_in = True
    shop.signs_on(ANNA)
    shop.register.print_waiting()
    (slip,) = shop.printer.credits
    assert slip.amount == pounds(CAKESTAND_MINOR)
    assert isinstance(parse_scan(slip.number), ValueCardCode)
    facts = shop.files.connection.execute("SELECT body FROM main.fact").fetchall()
    assert not any(slip.number.encode() in row[0] for row in facts)
    assert json.loads(facts[-2][0])["kind"] == CardKind.STORE_CREDIT
    shop.scans(BAG)
    paid = shop.value_cards.pay(number=slip.number).paid
    assert paid is not None and paid.sale.tenders[0].kind is TenderKind.STORE_CREDIT
    assert worth(shop, slip.number) == CAKESTAND_MINOR - BAG_MINOR


def test_a_receipt_that_was_counted_counts_once(shop: Till) -> None:
    shop.value_cards.sell(number=NUMBER, amount=pounds(2500))
    shop.register.pay_cash(given=pounds(2500))
    rows = shop.files.connection.execute(
        "SELECT fact_id FROM main.fact WHERE kind = 'card_issued'"
    ).fetchall()
    with agent(shop.device) as store:
        row = (card_hash(NUMBER, SALT), "gift_card", "GBP", "active", 2500)
        store.execute("INSERT INTO card VALUES (?, ?, ?, ?, ?)", row)
        store.execute("INSERT INTO receipt VALUES (?, 'applied')", rows[0])
    assert worth(shop, NUMBER) == 2500
