"""The shell keeps its places: routes, forms, the one strip, sheets."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from tests.ui.dressing import dress
from ui.form import Form, form_for, side_width_px
from ui.gallery_screens import CheckoutSample, PiecesSample, sample_shell_state
from ui.key_router import KeyRouter
from ui.keys import Command
from ui.notice_state import NoticeKind, NoticeState
from ui.shell import Shell
from ui.theme.tokens import LIGHT
from ui.widgets.key import Key
from ui.widgets.rail import Rail, RailKey
from ui.widgets.sheet import Sheet


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[Shell]:
    dress(qapp, LIGHT)
    made = Shell()
    made.add_screen("till", CheckoutSample())
    made.add_screen("more", PiecesSample())
    made.render_shell(sample_shell_state())
    made.show_route("till")
    made.resize(1280, 800)
    made.show()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()


def rail_of(shell: Shell) -> Rail:
    rail = shell.findChild(Rail)
    assert isinstance(rail, Rail)
    return rail


def test_forms_follow_the_width() -> None:
    assert form_for(1280, 800) is Form.WIDE
    assert form_for(1024, 768) is Form.WIDE
    assert form_for(853, 533) is Form.WIDE
    assert form_for(800, 1280) is Form.UPRIGHT
    assert form_for(360, 640) is Form.HANDHELD
    assert [side_width_px(width) for width in (1280, 1024, 853)] == [400, 344, 320]


def test_the_rail_says_where_to_go_and_the_shell_only_forwards(shell: Shell) -> None:
    routes: list[str] = []

    def hear(route: str) -> None:
        routes.append(route)

    shell.route_chosen.connect(hear)
    key = shell.findChild(RailKey, "rail-more")
    assert isinstance(key, RailKey)
    key.click()
    assert routes == ["more"]
    assert shell.current_route == "till"
    shell.show_route("more")
    assert shell.current_route == "more"


def test_the_strip_stands_where_the_screen_puts_it_and_keeps_its_words(shell: Shell) -> None:
    notice = NoticeState(NoticeKind.REFUSAL, "Not in our list: 123.", key_text="Search")
    shell.strip.render_notice(notice)
    beside = shell.strip.width()
    shell.show_route("more")
    QApplication.processEvents()
    assert shell.strip.width() > beside
    assert shell.strip.isVisible()
    assert shell.strip.shown == notice
    shell.show_route("till")
    QApplication.processEvents()
    assert shell.strip.width() == beside


def test_reflow_keeps_state(shell: Shell) -> None:
    shell.strip.render_notice(NoticeState(NoticeKind.ACCEPTED, "Oat drink", amount="£2.10"))
    for size, form in (
        ((800, 1280), Form.UPRIGHT),
        ((360, 640), Form.HANDHELD),
        ((1280, 800), Form.WIDE),
    ):
        shell.resize(*size)
        QApplication.processEvents()
        assert shell.form is form
        assert (shell.width(), shell.height()) == size
        assert rail_of(shell).isVisible() is (form is not Form.HANDHELD)
        assert shell.strip.shown.text == "Oat drink"
        assert shell.current_route == "till"


def test_sign_on_has_the_window_for_itself(shell: Shell) -> None:
    shell.render_shell(replace(sample_shell_state(), show_chrome=False))
    assert not rail_of(shell).isVisible()
    shell.render_shell(sample_shell_state())
    assert rail_of(shell).isVisible()


def test_a_letter_with_no_field_open_starts_the_search(shell: Shell) -> None:
    heard: list[str] = []

    def submitted(text: str) -> None:
        heard.append(text)

    shell.search_submitted.connect(submitted)
    QTest.keyClicks(shell, "o")
    search = shell.findChild(QLineEdit, "search")
    assert isinstance(search, QLineEdit)
    assert search.text() == "o"
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert heard == ["o"]
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_a_hyphen_is_a_key_of_the_till_but_goes_on_with_what_stands_in_the_search(
    shell: Shell,
) -> None:
    commands: list[object] = []

    def commanded(command: object) -> None:
        commands.append(command)

    router = KeyRouter(shell)
    router.commanded.connect(commanded)
    QTest.keyClicks(shell, "-W-901")
    search = shell.findChild(QLineEdit, "search")
    assert isinstance(search, QLineEdit)
    assert (commands, search.text()) == ([Command.ONE_LESS], "W-901")


def test_a_sheet_keeps_the_focus_and_esc_leaves_it(shell: Shell) -> None:
    content = QWidget()
    box = QVBoxLayout(content)
    box.addWidget(QLabel("Age 18: wine"))
    first, second = Key("ID checked", "checked"), Key("Not now", "notNow")
    box.addWidget(first)
    box.addWidget(second)
    left: list[bool] = []

    def leave() -> None:
        left.append(True)

    shell.sheet_dismissed.connect(leave)
    shell.show_sheet(content)
    shell.activateWindow()
    QApplication.processEvents()
    sheet = shell.findChild(Sheet)
    assert isinstance(sheet, Sheet)
    assert sheet.geometry() == shell.rect()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert left == [True]
    shell.close_sheet()
    assert not sheet.isVisible()


def test_a_notice_key_says_its_action(shell: Shell) -> None:
    actions: list[str] = []

    def hear(action: str) -> None:
        actions.append(action)

    shell.notice_key_pressed.connect(hear)
    shell.strip.render_notice(
        NoticeState(NoticeKind.REFUSAL, "Removed.", key_text="Put back", key_action="put_back")
    )
    key = shell.findChild(Key, "stripKey")
    assert isinstance(key, Key)
    key.click()
    assert actions == ["put_back"]


def test_training_frames_the_window(shell: Shell) -> None:
    shell.render_shell(replace(sample_shell_state(), training=True))
    QApplication.processEvents()
    assert shell.grab().toImage().pixelColor(2, 400).name().upper() == LIGHT.training
