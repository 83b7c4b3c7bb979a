"""Tab goes as the screen is read, whatever was built first and whichever way the parts are laid."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.tab_ring import move_focus, tab_stops


def names(part: QWidget) -> list[str]:
    return [stop.objectName() for stop in tab_stops(part)]


def key(name: str) -> QPushButton:
    made = QPushButton(name)
    made.setObjectName(name)
    return made


def test_a_grid_is_read_row_by_row_and_an_upturned_box_from_its_other_end(qtbot: QtBot) -> None:
    window, first, second = QWidget(), QWidget(), QWidget()
    keys = [key(name) for name in "abcd"]
    grid = QGridLayout(first)
    for at, place in ((3, (1, 1)), (2, (1, 0)), (1, (0, 1)), (0, (0, 0))):
        grid.addWidget(keys[at], *place)
    column = QVBoxLayout(second)
    column.setDirection(QBoxLayout.Direction.BottomToTop)
    for name in "fe":
        column.addWidget(key(name))
    outer = QVBoxLayout(window)
    outer.addWidget(first)
    outer.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    assert names(window) == ["a", "b", "c", "d", "e", "f"]
    keys[1].hide()
    keys[2].setEnabled(False)
    assert names(window) == ["a", "d", "e", "f"]


def test_the_ring_closes_and_an_empty_one_keeps_still(qtbot: QtBot) -> None:
    window = QWidget()
    row = QVBoxLayout(window)
    first, last = key("first"), key("last")
    row.addWidget(first)
    row.addWidget(last)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    first.setFocus()
    assert move_focus((window,), forward=False)
    assert last.hasFocus()
    assert move_focus((window,), forward=True)
    assert first.hasFocus()
    assert move_focus((QWidget(),), forward=True)
    assert first.hasFocus()
