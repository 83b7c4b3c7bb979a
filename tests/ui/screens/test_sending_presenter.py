"""What is sent and what waits; the presenter runs without Qt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.pos_app.fakes import Bell
from tests.pos_app.till import Till
from tests.ui.screens.desk_under_test import DeskUnderTest
from tests.ui.screens.store_under_test import application_of
from ui.screens.sending.presenter import SendingPresenter
from ui.screens.sending.view_state import SendingState


def test_try_now_ends_the_agents_wait(tmp_path: Path) -> None:
    till, bell = Till(tmp_path), Bell()
    desk, shown = DeskUnderTest(till.clock), list[SendingState]()
    application = replace(application_of(till), doorbell=bell)
    presenter = SendingPresenter(application, desk.desk(), shown.append)
    presenter.opened()
    assert bell.rung_at_once == 0
    presenter.try_now_touched()
    assert bell.rung_at_once == 1
    assert [notice.text for notice in desk.told] == ["Trying to send now."]
    till.close()
