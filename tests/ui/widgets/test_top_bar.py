"""The bar of a small handheld: back, title, camera and status stand side by side, in every place and language."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dressing import dress
from tests.ui.screens.walk_checks import complaints
from tests.ui.test_shell_presenter import LOCAL, NOW_US, PILLS
from ui.form import Form
from ui.routes import Route
from ui.shell_presenter import pill_state, shell_state, training_pill
from ui.theme.tokens import LIGHT
from ui.translation import PSEUDO, PSEUDO_RIGHT_TO_LEFT, SOURCE, install_language
from ui.widgets.key import Key
from ui.widgets.top_bar import TopBar

_WIDTH = 360


@pytest.mark.parametrize("language", [SOURCE, PSEUDO, PSEUDO_RIGHT_TO_LEFT])
def test_a_camera_key_fits_beside_every_title_and_status(
    qapp: QApplication, qtbot: QtBot, language: str
) -> None:
    dress(qapp, LIGHT)
    install_language(language)
    try:
        assert _complaints_of_a_handheld(qtbot) == set()
    finally:
        install_language(SOURCE)


def _complaints_of_a_handheld(qtbot: QtBot) -> set[str]:
    window, bar = QWidget(), TopBar()
    qtbot.addWidget(window)
    row = QVBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(bar)
    bar.set_form(Form.HANDHELD)
    bar.show_camera(is_here=True)
    window.resize(_WIDTH, bar.height())
    window.show()
    pills = [pill_state(status, receipts, LOCAL, NOW_US) for status, receipts, *_ in PILLS]
    camera = bar.findChild(Key, "scanByCamera")
    assert isinstance(camera, Key)
    found: set[str] = set()
    for route in Route:
        for pill in (*pills, training_pill()):
            bar.render_bar(shell_state(route, None, "1", pill, "10:00"))
            QApplication.processEvents()
            assert window.width() == _WIDTH and camera.isVisible()
            found.update(complaints(window))
    return found
