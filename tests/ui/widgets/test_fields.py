"""Digits fill amounts from the right, tiles move by arrows, quick cash waits after a scan."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.dressing import dress
from ui.theme.tokens import LIGHT
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key
from ui.widgets.letter_pad import LetterPad
from ui.widgets.money_field import MoneyField
from ui.widgets.quick_cash import CashOffer, QuickCash
from ui.widgets.stepper import Stepper
from ui.widgets.tab_row import TabRow
from ui.widgets.tile_grid import Tile, TileGrid


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> None:
    dress(qapp, LIGHT)


def listener() -> tuple[list[str], Callable[[str], None]]:
    heard: list[str] = []

    def hear(what: str) -> None:
        heard.append(what)

    return heard, hear


def key_of(parent: QObject, name: str) -> Key:
    found = parent.findChild(Key, name)
    assert isinstance(found, Key)
    return found


def pounds(minor: int) -> str:
    return f"£{minor // 100}.{minor % 100:02}"


def test_1250_is_twelve_pounds_fifty() -> None:
    field = MoneyField("given", "Given", pounds)
    for digits in ("1", "2", "5", "0"):
        field.press_digit(digits)
    assert field.value == 1250
    assert field.accessibleName() == "Given £12.50"
    field.erase()
    assert field.value == 125
    QTest.keyClicks(field, "00")
    assert field.value == 12500


def test_leading_zeros_and_too_many_digits_do_nothing() -> None:
    field = MoneyField("given", "Given", pounds, longest=4)
    for digits in ("00", "0", "1", "2", "3", "00"):
        field.press_digit(digits)
    assert field.value == 123
    assert not field.is_empty


def test_the_pad_speaks_on_press() -> None:
    pad = DigitPad()
    heard, hear = listener()
    pad.digit_pressed.connect(hear)
    QTest.mousePress(key_of(pad, "digits-7"), Qt.MouseButton.LeftButton)
    QTest.mousePress(key_of(pad, "digits-00"), Qt.MouseButton.LeftButton)
    assert heard == ["7", "00"]
    assert pad.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_arrows_move_between_tiles_and_space_chooses(qapp: QApplication) -> None:
    grid = TileGrid("favourites", columns=2, rows=2)
    grid.render_tiles(tuple(Tile(key, key) for key in ("bag", "roll", "coffee", "paper", "plant")))
    heard, hear = listener()
    grid.chosen.connect(hear)
    grid.show()
    assert not key_of(grid, "favourites-3").isVisible()
    first = key_of(grid, "favourites-0")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    below = key_of(grid, "favourites-2")
    assert grid.focusWidget() is below
    QTest.keyClick(below, Qt.Key.Key_Space)
    assert heard == ["coffee"]
    grid.close()


def test_tiles_beyond_the_places_are_a_touch_away(qapp: QApplication) -> None:
    grid = TileGrid("favourites", columns=2, rows=2)
    tiles = tuple(Tile(key, key) for key in ("bag", "roll", "coffee", "paper", "plant"))
    grid.render_tiles(tiles)
    grid.show()
    turn = key_of(grid, "favourites-more")

    def shown() -> list[str]:
        return [t.key for k, t in zip(grid.keys, grid.tiles, strict=False) if k.isVisible()]

    pages = [shown()]
    for _ in range(2):
        turn.click()
        pages.append(shown())
    assert pages == [["bag", "roll", "coffee"], ["paper", "plant"], ["bag", "roll", "coffee"]]
    turn.click()
    grid.set_shape(2, 3)
    assert shown() == ["bag", "roll", "coffee", "paper", "plant"]
    assert not turn.isVisible()
    grid.set_shape(2, 2)
    turn.click()
    grid.render_tiles(tiles[:4])
    assert shown() == ["bag", "roll", "coffee", "paper"]
    grid.close()


def test_quick_cash_pays_in_one_touch() -> None:
    cash = QuickCash()
    heard, hear = listener()
    cash.chosen.connect(hear)
    cash.render_offers((CashOffer("40", "£40"), CashOffer("cash", "Cash…")), enabled=True)
    cash.hold_presses()
    QTest.mouseClick(key_of(cash, "quickCash-0"), Qt.MouseButton.LeftButton)
    assert heard == []
    key_of(cash, "quickCash-1").click()
    assert heard == ["cash"]


def test_tabs_and_steps_say_what_was_asked() -> None:
    tabs = TabRow("tabs", (("f", "Favourites"), ("d", "Departments")))
    heard, hear = listener()
    tabs.chosen.connect(hear)
    key_of(tabs, "tabs-d").click()
    stepper = Stepper("pieces", "Pieces")
    steps: list[int] = []

    def step(by: int) -> None:
        steps.append(by)

    stepper.stepped.connect(step)
    key_of(stepper, "pieces-more").click()
    key_of(stepper, "pieces-less").click()
    assert (heard, steps) == (["d"], [1, -1])


def test_letters_are_spelt_out_one_by_one() -> None:
    pad = LetterPad()
    pad.set_narrow(True)
    heard, hear = listener()
    pad.typed.connect(hear)
    for name in ("letters-o", "letters-a", "letters-t", "letters-space"):
        QTest.mousePress(key_of(pad, name), Qt.MouseButton.LeftButton)
    assert "".join(heard) == "oat "
    assert pad.minimumSizeHint().width() <= 336
