"""From a fresh machine to a till that sells, and what is said when it cannot start."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.set_up import CodeExpired, CodeUsed, CodeWrong
from pos_app.ports.enrolment import CatalogueProgress, DeviceClass
from pos_app.ports.faults import (
    AlreadyRunning,
    CentreUnreachable,
    DataNewerThanProgram,
    Fault,
    KeyMissing,
)
from tests.pos_app.till import Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from ui.app import StoreWindow
from ui.application import Application
from ui.fault_messages import notice_of
from ui.routes import Route
from ui.screens.checkout.screen import CheckoutScreen
from ui.screens.tender.screen import TenderScreen


class EndedStartup(FakeStartup):
    """Writes down what was ended."""

    def __init__(self, till: Till, ended: list[str]) -> None:
        super().__init__(till)
        self._ended = ended

    def open_application(self) -> Application:
        application = super().open_application()

        def close() -> None:
            self._ended.append("store")
            application.close()

        return replace(application, close=close)

    def close(self) -> None:
        self._ended.append("startup")


def shown(window: StoreWindow, name: str) -> str:
    label = window.shell.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def types(window: StoreWindow, name: str, text: str) -> None:
    field = window.shell.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit)
    field.setText(text)
    field.textEdited.emit(text)
    field.returnPressed.emit()
    settle(window)


def test_a_code_makes_a_device_and_the_items_are_waited_for(qtbot: QtBot, till: Till) -> None:
    startup = FakeStartup(till, is_enrolled=False)
    window = StoreWindow(startup, HeardSounds())
    window.show(1280, 800)
    assert window.route is Route.SET_UP
    types(window, "enrolmentCode", "7k4p-9q2m")
    assert startup.fake_enrolment.enrolled == [("7K4P-9Q2M", DeviceClass.REGISTER, 100)]
    window.second_passed()
    settle(window)
    assert shown(window, "catalogueProgress") == "Items 312,400 of 1,000,000"
    startup.fake_enrolment.progressed = CatalogueProgress(5, 5, complete=True)
    window.second_passed()
    settle(window)
    assert window.store is not None
    window.close_all()


@pytest.mark.parametrize("answer", [CodeWrong(), CodeUsed(), CodeExpired()])
def test_a_refused_code_says_why_and_whom_to_ask(qtbot: QtBot, till: Till, answer: Refusal) -> None:
    startup = FakeStartup(till, is_enrolled=False)
    startup.fake_enrolment.answer = answer
    window = StoreWindow(startup, HeardSounds())
    types(window, "enrolmentCode", "7K4P")
    assert shown(window, "setUpMessage") == notice_of(answer).text
    window.close_all()
    till.close()


def test_without_network_it_waits_and_tries_again(qtbot: QtBot, till: Till) -> None:
    startup = FakeStartup(till, is_enrolled=False)
    startup.fake_enrolment.answer = CentreUnreachable()
    window = StoreWindow(startup, HeardSounds())
    types(window, "enrolmentCode", "7K4P")
    startup.fake_enrolment.answer = None
    for _ in range(5):
        window.second_passed()
    settle(window)
    assert [code for code, _, _ in startup.fake_enrolment.enrolled] == ["7K4P"]
    window.close_all()
    till.close()


@pytest.mark.parametrize("fault", [DataNewerThanProgram(3, 1), AlreadyRunning()])
def test_a_till_that_cannot_start_says_what_to_do(qtbot: QtBot, till: Till, fault: Fault) -> None:
    window = StoreWindow(FakeStartup(till, fault=fault), HeardSounds())
    assert window.route is Route.FAULT
    assert shown(window, "faultText") == notice_of(fault).text
    window.close_all()
    till.close()


def test_a_lost_key_is_fetched_with_a_recovery_code(qtbot: QtBot, till: Till) -> None:
    startup = FakeStartup(till, fault=KeyMissing())
    window = StoreWindow(startup, HeardSounds())
    assert window.route is Route.FAULT
    startup.fake_enrolment.answer = CodeWrong()
    types(window, "recoveryCode", "WRONG")
    assert shown(window, "faultMessage") == notice_of(CodeWrong()).text
    startup.fake_enrolment.answer = None
    startup.fault = None
    types(window, "recoveryCode", "right")
    assert startup.fake_enrolment.recovered == ["RIGHT"]
    assert window.store is not None
    assert window.shell.current_route == Route.SIGN_ON
    window.close_all()


def test_a_bug_while_the_window_is_built_leaves_no_thread(
    qtbot: QtBot,
    till: Till,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(self: CheckoutScreen) -> None:
        raise ZeroDivisionError

    before = set(threading.enumerate())
    ended: list[str] = []
    startup = EndedStartup(till, ended)
    monkeypatch.setattr(CheckoutScreen, "__init__", breaks)
    with pytest.raises(ZeroDivisionError):
        StoreWindow(startup, HeardSounds())
    assert set(threading.enumerate()) - before == set()
    assert ended == ["store", "startup"]
    assert "while the window was built" in caplog.text


def test_a_screen_that_nobody_has_opened_is_made_when_there_is_time(window: StoreWindow) -> None:
    made = window.shell.findChildren(TenderScreen)
    for _ in range(10):
        window.second_passed()
    assert made == []
    assert len(window.shell.findChildren(TenderScreen)) == 1
    window.go(Route.TENDER)
    assert len(window.shell.findChildren(TenderScreen)) == 1
