"""Every widget in every size, theme and language: nothing sticks out, is cut, or is too small."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.ui.dressing import dress
from ui.gallery import LANGUAGES, SIZES, THEMES, build_shell, settle, write_pictures
from ui.gallery_screens import sample_notices
from ui.shell import Shell
from ui.theme.tokens import LIGHT, TARGET, Tokens
from ui.translation import install_language
from ui.widgets.key import Key


@pytest.fixture(autouse=True, scope="module")
def english_and_light_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language("en")
    dress(qapp, LIGHT)


def place_in(shell: Shell, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(shell, QPoint(0, 0)), widget.size())


def visible_of(shell: Shell) -> list[QWidget]:
    """What can be seen and does not scroll out of its area."""
    return [
        widget
        for widget in shell.findChildren(QWidget)
        if widget.isVisibleTo(shell) and not widget.objectName().startswith("qt_")
    ]


def scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def outside(shell: Shell) -> list[str]:
    """Widgets that stick out of the window, or sideways out of what scrolls."""
    found = []
    for widget in visible_of(shell):
        place = place_in(shell, widget)
        sideways = place.left() < 0 or place.right() > shell.rect().right()
        if sideways or (not scrolls(widget) and not shell.rect().contains(place)):
            found.append(f"{type(widget).__name__} {widget.objectName()} {place}")
    return found


def too_small(shell: Shell) -> list[str]:
    targets = [w for w in visible_of(shell) if isinstance(w, QAbstractButton | QLineEdit)]
    return [
        f"{type(widget).__name__} {widget.objectName()} {widget.width()}x{widget.height()}"
        for widget in targets
        if (widget.width() < TARGET or widget.height() < TARGET)
        and not isinstance(widget.parentWidget(), QLineEdit)
    ]


def cut(shell: Shell) -> list[str]:
    """Keys and labels whose words do not fit."""
    found = []
    for widget in visible_of(shell):
        if isinstance(widget, Key) and widget.width() < widget.minimumSizeHint().width():
            found.append(f"{widget.objectName()} {widget.text()!r} {widget.width()}")
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            needed = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
            if needed > widget.contentsRect().width():
                found.append(f"{widget.objectName()} {widget.text()!r} {widget.width()}<{needed}")
    return found


def nameless(shell: Shell) -> list[str]:
    controls = [w for w in visible_of(shell) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [w.objectName() for w in controls if not (w.objectName() and w.accessibleName())]


def overlapping(shell: Shell) -> list[str]:
    """Controls of the same parent that cover each other."""
    controls = [w for w in visible_of(shell) if isinstance(w, QAbstractButton | QLabel | QLineEdit)]
    pairs = (
        (one, other)
        for at, one in enumerate(controls)
        for other in controls[at + 1 :]
        if one.parentWidget() is other.parentWidget()
        and not isinstance(one.parentWidget(), QLineEdit)
    )
    return [
        f"{one.objectName()} {one.geometry()} over {other.objectName()} {other.geometry()}"
        for one, other in pairs
        if one.geometry().intersects(other.geometry())
    ]


@pytest.mark.parametrize("route", ["till", "more"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_everything_fits(
    qapp: QApplication, tokens: Tokens, size: tuple[int, int], language: str, route: str
) -> None:
    dress(qapp, tokens)
    check_everything_fits(qapp, size, language, route)


@pytest.mark.parametrize("route", ["till", "more"])
@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_with_text_at_130_per_cent(
    qapp: QApplication, size: tuple[int, int], route: str
) -> None:
    dress(qapp, LIGHT, text_percent=130)
    check_everything_fits(qapp, size, "en", route)


def check_everything_fits(
    qapp: QApplication, size: tuple[int, int], language: str, route: str
) -> None:
    shell = build_shell(size, language)
    shell.show_route(route)
    shell.strip.render_notice(sample_notices()[1])
    settle(shell)
    try:
        assert (shell.width(), shell.height()) == size
        assert outside(shell) == []
        assert too_small(shell) == []
        assert cut(shell) == []
        assert nameless(shell) == []
        assert overlapping(shell) == []
    finally:
        shell.close()
        shell.deleteLater()
        qapp.processEvents()


def test_pictures_are_written(qapp: QApplication, tmp_path: Path) -> None:
    written = write_pictures(qapp, tmp_path, themes=THEMES[:1], sizes=SIZES[:1], languages=("en",))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(written)
    assert "till_1280x800_light_en.png" in written
