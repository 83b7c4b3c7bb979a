"""The pickup counter on the screen: from the queue to the customer's hands, and how few touches that takes."""

from __future__ import annotations

import json
from typing import cast

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.ids import OrderNumber
from pos_app.ports.changes import Changes
from tests.pos_app.fakes import ANNA, PIA
from tests.pos_app.order_shelf import (
    CAR,
    LATE,
    READY,
    SHORT,
    UNFETCHED,
    UNPAID,
    code_of,
    goes_together,
)
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle, wait_until
from tests.ui.screens.test_selling import store_of, strip
from tests.ui.screens.test_why import sheet_of
from ui.app import StoreWindow
from ui.arrivals import REPEAT_SECONDS
from ui.keys import Command
from ui.refusal_notice import NoticeAction
from ui.routes import Route
from ui.sounds import Sound
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.rail import RailKey


def at(window: StoreWindow) -> Route:
    return window.route


def rows(window: StoreWindow, name: str) -> ChoiceList:
    found = window.shell.findChild(ChoiceList, name)
    assert isinstance(found, ChoiceList)
    return found


def touches(window: StoreWindow, name: str) -> None:
    found = window.shell.findChild(Key, name)
    assert isinstance(found, Key) and found.isEnabled(), name
    found.click()
    settle(window)


def touches_row(window: StoreWindow, name: str, key: str) -> None:
    rows(window, name).row_touched.emit(key)
    settle(window)


def primary(window: StoreWindow, name: str) -> PrimaryKey:
    found = window.shell.findChild(PrimaryKey, name)
    assert isinstance(found, PrimaryKey)
    return found


def shows_code(window: StoreWindow, number: OrderNumber) -> None:
    store_of(window).typed(f"PU-{number}*12*{code_of(number)}")
    settle(window)


def test_the_list_says_who_waits_without_their_names(counter: StoreWindow) -> None:
    shown = {row.key: row.spoken for row in rows(counter, "pickupRows").rows}
    assert list(shown)[:2] == [CAR, LATE]
    assert "Here" in shown[CAR] and "Grey VW" in shown[CAR] and "B3 F1" in shown[CAR]
    assert "A. M." in shown[CAR] and "Marlowe" not in " ".join(shown.values())
    assert "1 item short" in shown[SHORT]
    key = counter.shell.findChild(RailKey, "rail-pickup")
    assert isinstance(key, RailKey)
    store_of(counter).changes_heard(Changes.ORDERS)
    settle(counter)
    assert key.accessibleName() == "Pickup, 2 waiting"


def test_with_a_scanner_one_touch_hands_over(counter: StoreWindow) -> None:
    shows_code(counter, READY)
    assert at(counter) is Route.HANDOVER
    assert primary(counter, "handOver").text() == "1 more bag: B5"
    store_of(counter).typed("BAY-B5")
    settle(counter)
    assert primary(counter, "handOver").text() == "Hand over 1 bag"
    touches(counter, "handOver")
    assert strip(counter).startswith("Handed over: order 4709, 1 bag")
    assert at(counter) is Route.HANDOVER, "she came for another order too"
    for bay in ("B3", "F1"):
        store_of(counter).typed(f"BAY-{bay}")
        settle(counter)
    touches(counter, "handOver")
    assert at(counter) is Route.PICKUP
    left = rows(counter, "pickupRows").rows[-1]
    assert left.key == CAR and "Ella Wood handed it over" in left.spoken
    touches_row(counter, "pickupRows", CAR)
    assert strip(counter) == "Order 4711 was handed over before. Ask Ella Wood."


def test_bags_say_by_their_labels_that_an_order_is_here_though_nothing_was_heard_of_it(
    counter: StoreWindow, shelf: Till
) -> None:
    shows_code(counter, LATE)
    assert at(counter) is Route.HANDOVER
    scans(counter, f"PC-{LATE}/2/2/C")
    assert strip(counter) == "Bag seen. Scan 1 more."
    scans(counter, f"PC-{LATE}/1/2/A")
    assert at(counter) is Route.HANDOVER
    assert primary(counter, "handOver").text() == "Hand over 2 bags"
    touches(counter, "handOver")
    assert strip(counter).startswith(f"Handed over: order {LATE}, 2 bags")
    [fact] = [f for f in shelf.files.unsent.all() if f.kind == FactKind.ORDER_HANDED_OVER]
    body = read_body(fact)
    lines = cast(list[dict[str, object]], body["lines"])
    assert body["pieces"] == [1, 2]
    assert [line["quantity_milli"] for line in lines] == [2_000, 1_000]


def scans(window: StoreWindow, text: str) -> None:
    store_of(window).typed(text)
    settle(window)


def test_without_a_scanner_a_touch_a_bag_and_a_code_typed(counter: StoreWindow) -> None:
    touches_row(counter, "pickupRows", UNPAID)
    assert at(counter) is Route.PICKUP_CHECK
    check = store_of(counter).screens.later.counter.pickup_check
    for letter in "demo4715":
        check.typed(letter)
    settle(counter)
    assert at(counter) is Route.HANDOVER
    touches_row(counter, "handoverRows", "1")
    assert primary(counter, "handOver").text() == "Took £6.00 in cash"
    touches(counter, "handOver")
    assert at(counter) is Route.PICKUP


def test_a_wrong_code_counts_down_to_the_manager(counter: StoreWindow) -> None:
    touches_row(counter, "pickupRows", UNPAID)
    check = store_of(counter).screens.later.counter.pickup_check
    for _ in range(3):
        for letter in "AAAAAAAA":
            check.typed(letter)
        settle(counter)
    assert strip(counter).startswith("That is not right. Fetch a manager.")
    check.approved("13", "1313")
    settle(counter)
    assert at(counter) is Route.HANDOVER


def test_another_person_sees_nothing_of_the_buyer(counter: StoreWindow) -> None:
    touches_row(counter, "pickupRows", READY)
    touches(counter, "otherPerson")
    shows_code(counter, READY)
    card = store_of(counter).screens.later.counter.flow.card
    assert card is not None and card.check is not None and card.known is None
    assert card.check.name == "Otto Marlowe"


def test_a_part_and_a_refused_item(counter: StoreWindow) -> None:
    shows_code(counter, READY)
    touches(counter, "handoverTurn")
    touches_row(counter, "handoverRows", "1")
    assert rows(counter, "handoverRows").rows[0].spoken.startswith("Stays")
    touches_row(counter, "handoverRows", "1")
    assert rows(counter, "handoverRows").rows[0].spoken.startswith("Refused")
    touches(counter, "handoverTurn")
    store_of(counter).typed("BAY-B5")
    settle(counter)
    touches(counter, "handOver")
    assert "£3.90 goes back to how they paid." in strip(counter)


def test_a_bay_of_another_order_is_told(counter: StoreWindow) -> None:
    shows_code(counter, READY)
    store_of(counter).typed("BAY-B9")
    settle(counter)
    assert strip(counter).startswith("Nothing of this order lies in B9.")


def test_short_is_decided_after_a_check(counter: StoreWindow) -> None:
    touches_row(counter, "pickupRows", SHORT)
    assert at(counter) is Route.HANDOVER
    touches(counter, "way-part_now")
    assert at(counter) is Route.PICKUP_CHECK
    shows_code(counter, SHORT)
    touches(counter, "way-part_now")
    touches(counter, "handOver")
    assert at(counter) is Route.PICKUP
    assert "Handed over" in rows(counter, "pickupRows").rows[-1].spoken


def said(window: StoreWindow) -> list[str]:
    cards = [window.shell.findChild(QLabel, f"mentionName-{at}") for at in range(3)]
    return [card.text() for card in cards if isinstance(card, QLabel) and card.isVisible()]


def test_what_is_mentioned_is_added_paid_and_the_goods_follow(
    counter: StoreWindow, shelf: Till
) -> None:
    goes_together(shelf)
    shows_code(counter, READY)
    assert said(counter) == ["Regency cakestand 3 tier", "Lunch bag red spotty", "Cake cases 72"]
    store_of(counter).typed("BAY-B5")
    settle(counter)
    touches(counter, "mentionAdd-0")
    assert said(counter) == ["Lunch bag red spotty", "Cake cases 72"]
    touches(counter, "mentionAway-1")
    assert said(counter) == ["Lunch bag red spotty"]
    touches(counter, "handOver")
    assert at(counter) is Route.TILL
    store_of(counter).screens.checkout.offer_touched("2000")
    settle(counter)
    assert at(counter) is Route.DONE
    touches(counter, "nextCustomer")
    assert at(counter) is Route.HANDOVER
    assert primary(counter, "handOver").text() == "Hand over 1 bag"
    touches(counter, "handOver")
    assert shelf.kinds()[-3:] == ["sale_completed", "order_handed_over", "suggestion"]
    assert {said["item_id"]: said["what"] for said in mentioned(shelf)} == {
        2: "accepted",
        7: "shown",
        8: "dismissed",
    }


def mentioned(till: Till) -> list[dict[str, object]]:
    """What the last fact of suggestions says."""
    rows = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = 'suggestion' ORDER BY sequence DESC LIMIT 1"
    ).fetchall()
    found: list[dict[str, object]] = json.loads(rows[0][0])["suggestions"]
    return found


def test_what_was_added_is_paid_in_the_same_go(counter: StoreWindow) -> None:
    shows_code(counter, UNPAID)
    store_of(counter).screens.later.counter.handover.ticking.bay("B5")
    register = store_of(counter).application.register
    counter.runner.run(lambda: register.scan_item(text=BAG), lambda result: None)
    settle(counter)
    touches(counter, "handOver")
    assert at(counter) is Route.TILL


def test_found_by_a_name_with_a_wrong_letter(counter: StoreWindow) -> None:
    store_of(counter).search_edited("malrowe")
    settle(counter)
    assert [row.key for row in rows(counter, "pickupRows").rows] == [CAR, READY]
    store_of(counter).search_submitted("malrowe")
    settle(counter)
    assert at(counter) is Route.PICKUP_CHECK


def test_a_code_is_typed_where_orders_are_searched(counter: StoreWindow) -> None:
    store_of(counter).search_edited("demo 4709")
    store_of(counter).search_submitted("demo 4709")
    settle(counter)
    assert at(counter) is Route.HANDOVER


def test_i_go_and_put_back(counter: StoreWindow) -> None:
    go = counter.shell.findChild(Key, "iGo")
    assert isinstance(go, Key)
    go.click()
    # a key that is struck as soon as it is told counts at the check
    wait_until(lambda: strip(counter).startswith("You go to order 4711."))
    assert at(counter) is Route.PICKUP_CHECK
    settle(counter)
    counter.go(Route.PICKUP)
    settle(counter)
    assert "Ella Wood goes" in rows(counter, "pickupRows").rows[0].spoken
    touches_row(counter, "pickupRows", UNFETCHED)
    assert UNFETCHED not in [row.key for row in rows(counter, "pickupRows").rows]


def test_who_waits_outside_is_heard_until_somebody_goes(qtbot: QtBot, shelf: Till) -> None:
    sounds = HeardSounds()
    window = StoreWindow(FakeStartup(shelf), sounds)
    window.show(1280, 800)
    window.go(Route.TILL)
    store = store_of(window)
    store.changes_heard(Changes.ORDERS)
    settle(window)
    assert strip(window) == "Outside: order 4711, Grey VW."
    for _ in range(REPEAT_SECONDS):
        store.arrivals.second_passed()
    assert sounds.heard.count(Sound.ARRIVAL) == 2
    store.commands.notice_pressed(NoticeAction.PICKUP)
    settle(window)
    touches(window, "iGo")
    store.arrivals.changes_heard(Changes.ORDERS)
    settle(window)
    for _ in range(REPEAT_SECONDS):
        store.arrivals.second_passed()
    assert sounds.heard.count(Sound.ARRIVAL) == 2
    window.close_all()


def test_a_cashier_is_left_in_peace(qtbot: QtBot, shelf: Till) -> None:
    shelf.register.lock_register()
    shelf.signs_on(ANNA)
    sounds = HeardSounds()
    window = StoreWindow(FakeStartup(shelf), sounds)
    window.show(1280, 800)
    store_of(window).changes_heard(Changes.ORDERS)
    store_of(window).commands.commanded(Command.PICKUP)
    settle(window)
    assert Sound.ARRIVAL not in sounds.heard and at(window) is not Route.PICKUP
    shows_code(window, READY)
    assert at(window) is not Route.HANDOVER
    window.close_all()


def test_what_took_the_place_of_something_is_asked_about(counter: StoreWindow, shelf: Till) -> None:
    with agent(shelf.device) as store:
        store.execute("INSERT INTO order_substitute VALUES (?, 1, 2, 1000)", (READY,))
    shelf.files.news.changed()
    shows_code(counter, READY)
    row = rows(counter, "handoverRows").rows[0]
    assert row.spoken.startswith("Instead, Regency cakestand 3 tier, Instead of Jumbo bag")
    assert "less" not in row.spoken, "the stand is dearer, and costs what the bag costs"
    touches_row(counter, "handoverRows", row.key)
    assert rows(counter, "handoverRows").rows[0].spoken.startswith("Refused, Regency")
    store_of(counter).typed("BAY-B5")
    settle(counter)
    touches(counter, "handOver")
    assert "£1.95 goes back to how they paid." in strip(counter)


def test_a_note_is_written_and_read(counter: StoreWindow) -> None:
    shows_code(counter, READY)
    touches(counter, "addNote")
    field = counter.shell.findChild(QLineEdit, "noteWords")
    assert isinstance(field, QLineEdit)
    field.setText("Likes paper bags")
    touches(counter, "noteKeep")
    assert strip(counter).startswith("Noted. Colleagues read it from now on.")
    card = store_of(counter).screens.later.counter.flow.card
    assert card is not None and card.known is not None
    lines = [counter.shell.findChild(QLabel, f"known-{at}") for at in range(6)]
    texts = [line.text() for line in lines if isinstance(line, QLabel) and line.isVisible()]
    assert texts[-1] == "Note by Ella Wood: Likes paper bags"


def test_an_order_that_was_left_asks_nobody_else_for_anything(
    counter: StoreWindow, shelf: Till
) -> None:
    shows_code(counter, READY)
    counter.go(Route.TILL)
    store_of(counter).application.register.session.operator = PIA
    counter.show(720, 1280)
    settle(counter)
    assert sheet_of(counter) is None, "a picker may not see orders, and has not asked to"
