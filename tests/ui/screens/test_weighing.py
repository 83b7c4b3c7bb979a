"""Loose goods at the till: weighed while they are named, or when they come to lie still."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.ports.device_lines import LineState, ScaleState
from tests.pos_app.fakes import FakeScale
from tests.pos_app.till import Till
from tests.ui.screens.store_under_test import settle, wait_until
from tests.ui.screens.test_selling import opens_till, scans, store_of, strip, total
from ui.app import StoreWindow
from ui.routes import Route

BANANAS = "4011"


def asks(window: StoreWindow) -> bool:
    return window.shell.findChild(QWidget, "weightSheet") is not None


def lies_still(window: StoreWindow, scale: FakeScale, grams: int) -> None:
    scale.holds(grams)
    QApplication.processEvents()
    settle(window)


def test_what_lies_on_the_scale_is_weighed_as_it_is_named(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    till.scale.holds(482)
    scans(window, BANANAS)
    assert total(window) == "To pay £0.43"
    assert not asks(window)


def test_what_is_named_first_is_weighed_when_it_lies_still(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    scans(window, BANANAS)
    assert asks(window)
    assert strip(window) == "Put it on the scale, or type the weight."
    till.scale.turns(ScaleState.MOVES)
    QApplication.processEvents()
    assert strip(window) == "Scale moves. Keep hands off until it settles."
    lies_still(window, till.scale, 1_000)
    assert total(window) == "To pay £0.89"
    assert not asks(window)


def test_goods_that_were_weighed_are_not_weighed_again(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    till.scale.holds(482)
    scans(window, BANANAS, BANANAS)
    assert asks(window)
    assert "Lift it off the scale" in strip(window)
    till.scale.turns(ScaleState.EMPTY)
    lies_still(window, till.scale, 500)
    assert len(till.register.read_basket().basket.lines) == 2


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ScaleState.TOO_HEAVY, "Too heavy for the scale."),
        (ScaleState.BELOW_ZERO, "Scale is below zero."),
        (ScaleState.GONE, "Scale does not answer."),
    ],
)
def test_trouble_with_the_scale_says_what_to_do_and_the_weight_can_be_typed(
    window: StoreWindow, till: Till, state: ScaleState, words: str
) -> None:
    opens_till(window)
    till.scale.turns(state)
    scans(window, BANANAS)
    assert words in strip(window)
    store_of(window).screens.checkout.question_answered("set", "2000")
    settle(window)
    assert total(window) == "To pay £1.78"


def test_a_scanner_at_a_cable_reads_behind_any_screen(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    window.go(Route.DEVICES)
    till.scanner.reads("2000000000015", at_ms=1)
    till.scanner.reads("2000000000015", at_ms=50)
    till.scanner.reads("2000000000022", at_ms=80)
    settle(window)
    wait_until(lambda: len(till.register.read_basket().basket.lines) == 2)
    assert till.register.read_basket().basket.piece_count == 2
    till.scanner.reads("20000", at_ms=900, is_half=True)
    QApplication.processEvents()
    assert strip(window) == "Half a code was read. Scan it again."


def test_a_scanner_that_is_pulled_out_says_so_until_it_is_back(
    window: StoreWindow, till: Till
) -> None:
    opens_till(window)
    till.scanner.turns(LineState.LOST)
    QApplication.processEvents()
    assert strip(window).startswith("Scanner is gone.")
    till.scanner.turns(LineState.READY)
    QApplication.processEvents()
    assert strip(window) == "Scanner is back. Scan on."
