"""The line that was taken just now is tinted for a moment, and only that one."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.dressing import dress
from ui.theme.tokens import LIGHT
from ui.widgets.fresh_line import FreshLine
from ui.widgets.line_list import LineList
from ui.widgets.row_state import LineRow


def row(number: int) -> LineRow:
    return LineRow(str(number), "1", f"Item {number}", "", "", "£1.00")


def middle(lines: LineList) -> QColor:
    """A spot of the ground of the selected row."""
    place = lines.visualRect(lines.currentIndex())
    return lines.viewport().grab().toImage().pixelColor(place.center())


def test_the_tint_lies_on_the_selected_row_and_fades(qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp, LIGHT)
    lines = LineList("lines", "Lines")
    qtbot.addWidget(lines)
    lines.resize(400, 400)
    lines.show()
    fresh = FreshLine(lines)
    lines.render_rows((row(1), row(2)), "2")
    fresh.shine()
    assert fresh.place == lines.visualRect(lines.currentIndex())
    tinted = middle(lines)
    for _ in range(4):
        fresh.fade()
    assert fresh.place.isEmpty()
    assert middle(lines) != tinted


def test_a_list_of_another_width_shows_no_old_tint(qapp: QApplication, qtbot: QtBot) -> None:
    lines = LineList("lines", "Lines")
    qtbot.addWidget(lines)
    lines.resize(400, 400)
    lines.show()
    fresh = FreshLine(lines)
    lines.render_rows((row(1), row(2)), "2")
    fresh.shine()
    lines.resize(300, 400)
    assert fresh.place.isEmpty()


def test_nothing_is_tinted_in_an_empty_basket(qapp: QApplication, qtbot: QtBot) -> None:
    lines = LineList("lines", "Lines")
    qtbot.addWidget(lines)
    lines.show()
    fresh = FreshLine(lines)
    lines.render_rows((), None)
    fresh.shine()
    assert fresh.place.isEmpty()
