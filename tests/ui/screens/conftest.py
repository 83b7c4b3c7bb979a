"""What tests of the screens share: a real store behind a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.pos_app.fakes import ELLA
from tests.pos_app.order_shelf import fill_shelf
from tests.pos_app.till import Till
from tests.ui.dressing import dress
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from ui.app import StoreWindow
from ui.routes import Route
from ui.theme.tokens import DARK, LIGHT
from ui.translation import PSEUDO, PSEUDO_RIGHT_TO_LEFT, SOURCE, install_language

LOOKS = ((SOURCE, False), (SOURCE, True), (PSEUDO, False), (PSEUDO_RIGHT_TO_LEFT, False))


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}{'-dark' if look[1] else ''}")
def look(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[str]:
    """Each language and theme in turn."""
    language, is_dark = request.param
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_language(language)
    dress(app, DARK if is_dark else LIGHT)
    yield f"{language}{'_dark' if is_dark else ''}"
    install_language(SOURCE)
    dress(app, LIGHT)


@pytest.fixture
def till(tmp_path: Path) -> Till:
    """An enrolled register; the window closes its files."""
    return Till(tmp_path)


@pytest.fixture
def sounds() -> HeardSounds:
    """What was heard."""
    return HeardSounds()


@pytest.fixture
def window(qtbot: QtBot, till: Till, sounds: HeardSounds) -> Iterator[StoreWindow]:
    """The window at sign-on."""
    opened = StoreWindow(FakeStartup(till), sounds)
    opened.show(1280, 800)
    settle(opened)
    yield opened
    opened.close_all()


@pytest.fixture
def shelf(till: Till) -> Till:
    """A register with orders to hand over; whoever gives them out has opened it."""
    fill_shelf(till)
    till.opens(ELLA)
    return till


@pytest.fixture
def counter(qtbot: QtBot, shelf: Till) -> Iterator[StoreWindow]:
    """The window at the pickup counter."""
    window = StoreWindow(FakeStartup(shelf), HeardSounds())
    window.show(1280, 800)
    window.go(Route.PICKUP)
    settle(window)
    yield window
    window.close_all()
