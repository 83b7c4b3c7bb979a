"""Packing on the screen: wrong items, a weight that is off, labels again and void, the carrier; and every look."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.domain.shipping.sscc import parcel_numbers
from pos_app.ports.device_lines import ScaleState
from tests.pos_app.packing import Packer
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_picking import route, scans, signs_on, touches
from tests.ui.screens.test_pickup import rows
from tests.ui.screens.test_screen_walk import Walk, walks
from tests.ui.screens.test_selling import strip
from ui.app import StoreWindow
from ui.routes import Route
from ui.screens.send_parcels.screen import SendParcelsScreen
from ui.sounds import Sound
from ui.widgets.key import Key
from ui.widgets.row_state import ChoiceRow

SSCC = parcel_numbers("9520123", "12", "2").sscc(1)


@pytest.fixture
def packer(till: Till) -> Packer:
    """Two orders are fetched."""
    packer = Packer(till)
    packer.order("4720", (1, 2), (2, 1), tote="C")
    packer.order("4731", (3, 1))
    with agent(till.device) as store:
        store.execute("INSERT INTO order_kit VALUES ('4720', 2, 3)")
    return packer


@pytest.fixture
def heard() -> HeardSounds:
    return HeardSounds()


@pytest.fixture
def window(qtbot: QtBot, packer: Packer, heard: HeardSounds) -> Iterator[StoreWindow]:
    window = StoreWindow(FakeStartup(packer.till), heard)
    window.show(360, 640)
    settle(window)
    yield window
    window.close_all()


def types(window: StoreWindow, digits: str) -> None:
    for digit in digits:
        touches(window, f"packDigits-{digit}")


def test_an_order_is_packed_weighed_and_sent(
    window: StoreWindow, heard: HeardSounds, packer: Packer
) -> None:
    signs_on(window)
    touches(window, "packParcels")
    assert route(window) is Route.PACK_ORDERS
    scans(window, "TOTE-C")
    assert route(window) is Route.PACK_ORDER
    told = rows(window, "packLines").rows[1]
    assert isinstance(told, ChoiceRow) and told.detail.endswith("part of Oat drink barista 1 L")
    scans(window, OAT_DRINK)
    assert strip(window) == "Not in order 4720: Oat drink barista 1 L. Put it aside."
    assert heard.heard[-1] is Sound.WRONG_ITEM
    scans(window, BAG, BAG, BAG)
    assert strip(window) == "One too many: Jumbo bag red retrospot. Put it back."
    scans(window, CAKESTAND)
    assert strip(window) == "All scanned. Close the box."
    touches(window, "closeParcel")
    types(window, "540")
    touches(window, "closeParcel")
    assert strip(window) == "0.900 kg too light. Look for Regency cakestand 3 tier."
    touches(window, "packDigits-erase")
    touches(window, "packDigits-erase")
    touches(window, "packDigits-erase")
    types(window, "1440")
    touches(window, "closeParcel")
    assert route(window) is Route.PACK_ORDERS
    assert strip(window) == "Order packed, 1.440 kg. Labels printed."
    touches(window, "sendParcels")
    scans(window, f"00{SSCC}")
    assert strip(window) == "1 parcel in hand"
    touches(window, "reprintParcel")
    assert f"{SSCC}-sscc-copy" in packer.till.documents.printed
    touches(window, "handToCarrier")
    assert strip(window) == "1 parcel with the carrier, list printed."
    assert packer.till.kinds()[-1] == "cartons_handed_to_carrier"


def test_no_parcel_is_printed_void_or_sent_before_it_is_in_sight(qtbot: QtBot) -> None:
    screen = SendParcelsScreen()
    qtbot.addWidget(screen)
    names = {key.objectName() for key in screen.findChildren(Key) if key.isEnabled()}
    assert not names & {"reprintParcel", "voidParcel", "handToCarrier"}
    assert "sendBack" in names


def test_a_scale_closes_the_box_at_once_and_a_wrong_weight_is_taken_when_somebody_looked(
    window: StoreWindow, packer: Packer
) -> None:
    signs_on(window)
    touches(window, "packParcels")
    touches(window, "openPacking")
    scans(window, BAG)
    touches(window, "packUndo")
    assert strip(window) == "Taken out again."
    scans(window, BAG, BAG, CAKESTAND)
    packer.till.scale.turns(ScaleState.MOVES)
    touches(window, "closeParcel")
    assert strip(window) == "Scale moves. Keep hands off until it settles."
    packer.till.scale.holds(1600)
    touches(window, "closeParcel")
    assert strip(window) == "0.160 kg too heavy. Count Jumbo bag red retrospot again."
    touches(window, "closeParcel")
    assert strip(window) == "Order packed, 1.600 kg. Labels printed."
    touches(window, "sendParcels")
    touches(window, "voidParcel")
    assert route(window) is Route.PACK_ORDER
    assert strip(window) == "That label is void. Take it off, and close the box anew."
    touches(window, "packBoxes")
    touches(window, "packBack")
    assert route(window) is Route.PACK_ORDERS


def _an_order(walk: Walk) -> None:
    window = walk.window
    signs_on(window)
    touches(window, "packParcels")
    walk.looks_at("80-to-pack")
    scans(window, "TOTE-C", BAG)
    walk.looks_at("81-packing")
    scans(window, OAT_DRINK)
    walk.looks_at("82-wrong")
    scans(window, BAG, CAKESTAND)
    touches(window, "closeParcel")
    types(window, "540")
    touches(window, "closeParcel")
    walk.looks_at("83-weight")
    touches(window, "closeParcel")
    scans(window, "4731", OAT_DRINK)
    walk.looks_at("84-packed")
    touches(window, "packBack")
    touches(window, "sendParcels")
    walk.looks_at("85-carrier")
    touches(window, "handToCarrier")
    walk.looks_at("86-gone")
    walk.goes(Route.WORK_FIGURES)
    walk.looks_at("87-figures")


def test_every_look_of_packing(look: str, qtbot: QtBot, packer: Packer) -> None:
    steps: Callable[[Walk], None] = _an_order
    assert walks(StoreWindow(FakeStartup(packer.till), HeardSounds()), look, steps) == []


def test_the_figures_of_the_day_are_read_from_the_journal(
    window: StoreWindow, packer: Packer
) -> None:
    signs_on(window)
    touches(window, "packParcels")
    scans(window, "TOTE-C", OAT_DRINK, BAG)
    packer.till.clock.passes(12)
    scans(window, BAG)
    window.go(Route.WORK_FIGURES)
    settle(window)
    shown = {label.text() for label in window.shell.findChildren(QLabel)}
    assert {"Wrong scans caught", "1", "12 s"} <= shown
    touches(window, "workBack")
    assert route(window) is Route.MORE
