"""What tests of the screens share: a real store behind a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.pos_app.till import Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from ui.app import StoreWindow


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
