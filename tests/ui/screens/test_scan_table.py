"""What a code does where it is not sold: at the counter, while goods are fetched, at a return, with a basket open."""

from __future__ import annotations

from pos_app.domain.recall import recall_setting
from pos_app.domain.scan import receipt_code
from tests.pos_app.fakes import ANNA, PIA
from tests.pos_app.order_shelf import CAR, READY, UNPAID, code_of
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till
from tests.pos_app.usecases.test_scan_item import store_sets
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_pickup import at, rows, shows_code, touches
from tests.ui.screens.test_selling import store_of, strip, total
from ui.app import StoreWindow
from ui.routes import Route


def scans(window: StoreWindow, *codes: str) -> None:
    for code in codes:
        store_of(window).typed(code)
        settle(window)


def queue(window: StoreWindow) -> list[str]:
    return [row.key for row in rows(window, "pickupRows").rows]


def test_at_the_counter_goods_tell_their_price_and_labels_find_their_order(
    counter: StoreWindow,
) -> None:
    scans(counter, BAG)
    assert strip(counter).startswith("Jumbo bag red retrospot")
    scans(counter, "nothing like it")
    assert strip(counter).startswith("Not in our list")
    scans(counter, "BAY-B5")
    assert sorted(queue(counter)) == [READY, UNPAID]
    scans(counter, "LC1")
    assert strip(counter).startswith("Not in our list"), "a card has its own beginning"
    scans(counter, "LC-1", "TOTE-9")
    assert queue(counter) == []
    assert strip(counter) == "This code does nothing here. Scan an item."
    assert at(counter) is Route.PICKUP
    scans(counter, f"PC-{CAR}/1/2/A")
    assert at(counter) is Route.PICKUP_CHECK
    scans(counter, "BAY-B3")
    assert at(counter) is Route.PICKUP and queue(counter) == [CAR]


def test_at_a_handover_bags_and_goods_are_ticked_by_scan(counter: StoreWindow) -> None:
    shows_code(counter, READY)
    assert at(counter) is Route.HANDOVER
    scans(counter, f"PC-{CAR}/1/2/A")
    assert strip(counter) == "This bag is of order 4711. Put it back."
    scans(counter, f"PC-{READY}/1/1/A")
    assert strip(counter) == f"Bag 1 of order {READY}"
    scans(counter, BAG)
    assert strip(counter) == "In this order: Jumbo bag red retrospot"
    scans(counter, CAKESTAND)
    assert strip(counter).startswith("Regency cakestand 3 tier")
    assert at(counter) is Route.HANDOVER
    touches(counter, "handOver")
    assert store_of(counter).screens.later.counter.flow.number == CAR, "the same person's next one"


def test_an_order_waits_until_the_basket_is_held(counter: StoreWindow) -> None:
    window = counter
    window.go(Route.TILL)
    settle(window)
    scans(window, BAG)
    assert total(window) == "To pay £1.95"
    shows_code(window, READY)
    assert strip(window) == f"Order {READY}. This basket is open."
    assert at(window) is Route.TILL
    store_of(window).commands.notice_pressed("hold_and_open")
    settle(window)
    assert at(window) is Route.HANDOVER
    assert store_of(window).application.register.read_basket().held_count == 1


def test_a_picker_who_is_asked_on_the_way_tells_where_an_order_lies(
    counter: StoreWindow, till: Till
) -> None:
    till.signs_on(PIA)
    counter.go(Route.PICK_LISTS)
    settle(counter)
    shows_code(counter, CAR)
    assert strip(counter) == f"Order {CAR} lies in B3, F1."
    scans(counter, "PU-9999*12*AAAAAAAA")
    assert "9999" in strip(counter)
    scans(counter, "LC-1")
    assert strip(counter) == "This code does nothing here. Scan an item."
    assert at(counter) is Route.PICK_LISTS
    assert code_of(CAR) not in strip(counter)


def test_an_unknown_code_takes_nobody_away_from_what_they_do(counter: StoreWindow) -> None:
    counter.go(Route.TILL)
    settle(counter)
    scans(counter, BAG)
    counter.go(Route.TENDER)
    settle(counter)
    for code in ("nothing like it", "PU-4711*12*DEM04711", "BAY-B3", "4006381333932"):
        scans(counter, code)
        assert at(counter) is Route.TENDER, code
    scans(counter, OAT_DRINK)
    assert at(counter) is Route.TILL
    assert total(counter) == "To pay £4.05"


def test_what_may_not_be_sold_again_comes_back_and_goes_to_no_shelf(
    counter: StoreWindow, till: Till
) -> None:
    till.signs_on(ANNA)
    sale = till.sells(OAT_DRINK, BAG).sale
    gtin = OAT_DRINK.zfill(14)
    store_sets(till, recall_setting(gtin, "L2231"), "called back")
    scans(counter, receipt_code(sale.sale_id))
    counter.go(Route.TILL)
    scans(counter, receipt_code(sale.sale_id))
    assert at(counter) is Route.RETURNING
    scans(counter, f"]d201{gtin}10L2231")
    called_back = "Called back by the maker: lot L2231. Keep it behind the counter."
    assert strip(counter) == called_back
    returning = store_of(counter).screens.later.returns.returning
    returning.reason_touched("too_small")
    returning.condition_touched("shelf")
    assert strip(counter) == called_back
    returning.primary_touched()
    settle(counter)
    body = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = 'sale_returned'"
    ).fetchone()[0]
    assert b'"condition":"damaged"' in body
