"""The pickup counter in every size, theme, language and direction."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from pos_app.domain.ids import CustomerNumber, OrderNumber
from pos_app.domain.pickup_code import qr_text
from pos_app.ports.changes import Changes
from tests.pos_app.fakes import CARLA, ELLA, PIA, START_US
from tests.pos_app.order_shelf import CAR as STAGED
from tests.pos_app.order_shelf import GIFT, READY, SHORT, UNPAID, code_of, fill_shelf, goes_together
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, WINE, Till
from tests.pos_app.usecases.test_accounts import has_account
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_screen_walk import Walk, walks
from ui.app import StoreWindow
from ui.card_board import CardPhase
from ui.routes import Route

NOTES = (
    '[{"commitment": "00", "note": "Likes paper bags, and a chair while she waits",'
    ' "operator": "16", "noted_us": 1763700000000000}]'
)


def _pickup(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    counter = store.screens.later.counter
    walk.goes(Route.PICKUP)
    walk.looks_at("30-pickup")
    store.search_edited("zzzz")
    settle(walk.window)
    walk.looks_at("30-pickup-nobody")
    store.search_edited("")
    settle(walk.window)
    counter.pickup.row_touched(READY)
    settle(walk.window)
    counter.pickup_check.typed("D")
    walk.looks_at("31-check-code")
    for letter in "EMO4709":
        counter.pickup_check.typed(letter)
    settle(walk.window)
    walk.looks_at("32-handover")
    counter.handover.ticking.bay("B5")
    counter.handover.mentions.explained("7")
    settle(walk.window)
    walk.looks_at("32-handover-whole")
    counter.handover.turn_touched()
    counter.handover.row_touched("1")
    walk.looks_at("32-handover-part")
    counter.noting.touched()
    settle(walk.window)
    walk.looks_at("32-note")
    counter.flow.open(UNPAID)
    settle(walk.window)
    for letter in "DEMO4715":
        counter.pickup_check.typed(letter)
    settle(walk.window)
    counter.handover.ticking.bay("B5")
    walk.looks_at("32-handover-to-pay")
    counter.handover.primary_touched()
    settle(walk.window)
    walk.looks_at("32-handover-card")
    store.screens.pay.card.board.show(CardPhase.NONE)
    counter.flow.open(SHORT)
    settle(walk.window)
    walk.looks_at("33-short")
    counter.flow.open(STAGED)
    settle(walk.window)
    walk.looks_at("33-in-no-bay")
    store.application.register.session.operator = PIA
    walk.goes(Route.PICK_LISTS)
    store.changes_heard(Changes.ORDERS)
    settle(walk.window)
    walk.looks_at("33-ring")


def test_the_pickup_counter(look: str, qtbot: QtBot, till: Till) -> None:
    fill_shelf(till)
    goes_together(till)
    till.gets_terminal()
    with agent(till.device) as store:
        store.execute("INSERT INTO order_substitute VALUES (?, 1, 2, 1000)", (READY,))
        store.executemany(
            "INSERT INTO order_deed VALUES (?, ?, ?, '2', ?)",
            [(SHORT, "picking", PIA.number, 1), (SHORT, "rung", CARLA.number, START_US)],
        )
        store.execute("INSERT INTO order_short VALUES (?, 1, 'past_date')", (SHORT,))
        store.execute(
            "UPDATE customer_order SET state = 'staged' WHERE order_number = ?", (STAGED,)
        )
        store.execute("UPDATE order_piece SET of_count = 3 WHERE order_number = ?", (STAGED,))
        store.execute("INSERT INTO customer_note VALUES ('P1', 'customers/1', ?)", (NOTES,))
    has_account(till, 1000, whose=CustomerNumber("P3"))
    till.files.news.changed()
    till.opens(ELLA)
    found = walks(StoreWindow(FakeStartup(till), HeardSounds()), look, _pickup)
    assert found == [], "\n".join(found)


def _other_checks(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    counter = store.screens.later.counter
    counter.flow.open(GIFT)
    settle(walk.window)
    walk.looks_at("31-check-on-its-way")
    # where a card is looked at, a code opens its order and proves nothing
    counter.flow.code_scanned(qr_text(READY, "12", code_of(READY)))
    settle(walk.window)
    assert counter.flow.card is not None and counter.flow.card.check is None
    walk.looks_at("31-check-other")
    counter.pickup_check.refused_touched()
    settle(walk.window)
    for _ in range(2):
        counter.pickup_check.refused_touched()
        settle(walk.window)
    walk.looks_at("31-check-manager")
    counter.pickup_check.approved(CARLA.number, CARLA.number * 2)
    settle(walk.window)
    walk.looks_at("32-handover-signed")
    counter.flow.code_scanned(qr_text(OrderNumber("W-901"), "12", "ABCD2345"))
    settle(walk.window)
    walk.looks_at("34-unseen-nothing")
    for code in (BAG, WINE):
        counter.unseen_order.scanned(code)
        settle(walk.window)
    walk.looks_at("34-unseen")


def test_other_ways_to_check(look: str, qtbot: QtBot, till: Till) -> None:
    fill_shelf(till, "id", wine=True)
    with agent(till.device) as store:
        store.execute("INSERT INTO configuration VALUES ('pickup_proof', 'signature')")
        store.execute("INSERT INTO contact VALUES ('offline_since_us', '1763719100000000')")
        store.execute("DELETE FROM order_check WHERE order_number = ?", (GIFT,))
    till.files.news.changed()
    till.opens(ELLA)
    assert walks(StoreWindow(FakeStartup(till), HeardSounds()), look, _other_checks) == []
