"""Hands knows how a person works the real screens: touch, type, scan and look, by accessible names alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

PATIENCE_SECONDS = 20
LOOK_EVERY_MS = 5
PRESS_AGAIN_MS = 300
FROM_SCANNER_TO_KEY_MS = 500


class NotOnScreen(AssertionError):
    """What a person looked for is not there; says what is."""


class Hands:
    """One person at one window; sees only what is visible and not covered."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self._pressed_ns: dict[int, int] = {}
        self._scanned_ns = 0

    def touches(self, name: str, patience_seconds: int = PATIENCE_SECONDS) -> None:
        """Touch the control or list row with this name, once it is there and ready."""
        self.waits_until(lambda: self._target(name) is not None, f"“{name}”", patience_seconds)
        target = self._target(name)
        assert target is not None
        widget, place = target
        self._takes_time(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.settles()

    def touches_each(self, *names: str) -> None:
        """Touch one control after another."""
        for name in names:
            self.touches(name)

    def keys_in(self, digits: str) -> None:
        """Touch digits on the pad."""
        self.touches_each(*digits)

    def types(self, text: str) -> None:
        """Type at a person's speed on the keyboard, wherever the focus is."""
        for character in text:
            self._strikes(character)
            # Slower than any scanner, so that the letters are taken for a person's.
            QTest.qWait(70)
        self.settles()

    def presses(self, key: Qt.Key) -> None:
        """Press one key."""
        QTest.keyClick(self._focus(), key)
        self.settles()

    def scans(self, code: str) -> None:
        """Pull the trigger: a burst of keys that ends in Enter, wherever the focus is."""
        for character in code:
            self._strikes(character)
        QTest.keyClick(self._focus(), Qt.Key.Key_Return)
        self._scanned_ns = time.monotonic_ns()
        self.settles()

    def sees(self, words: str) -> bool:
        """True when something visible says this."""
        return any(words in spoken for spoken in self.everything_visible())

    def waits_for(self, words: str, patience_seconds: int = PATIENCE_SECONDS) -> None:
        """Look until something visible says this."""
        self.waits_until(lambda: self.sees(words), f"“{words}”", patience_seconds)

    def reads(self, beginning: str) -> str:
        """What the visible thing that begins with these words says after them."""
        self.waits_for(beginning)
        for spoken in self.everything_visible():
            if spoken.startswith(beginning):
                return spoken[len(beginning) :].strip()
        raise NotOnScreen(self._report(f"“{beginning}…”"))

    def waits_until(
        self, condition: Callable[[], bool], what: str, patience_seconds: int = PATIENCE_SECONDS
    ) -> None:
        """Let the program work until the condition holds. Errors: NotOnScreen after the patience is over."""
        deadline = time.monotonic() + patience_seconds
        while not condition():
            if time.monotonic() > deadline:
                raise NotOnScreen(self._report(what))
            QTest.qWait(LOOK_EVERY_MS)

    def settles(self) -> None:
        """Let what was started by the last touch be drawn."""
        QApplication.processEvents()

    def everything_visible(self) -> Iterator[str]:
        """What a screen reader would say of all that is in sight, list rows included."""
        for widget in self._in_sight():
            yield from _spoken(widget)
            if isinstance(widget, QListView):
                yield from (words for words, _ in _rows(widget))

    def _in_sight(self) -> Iterator[QWidget]:
        for widget in [self.window, *self.window.findChildren(QWidget)]:
            if widget.isVisible() and not widget.visibleRegion().isEmpty():
                yield widget

    def _target(self, name: str) -> tuple[QWidget, QPoint] | None:
        """The control of this name, else the first control or list row whose name begins with it."""
        beginning: tuple[QWidget, QPoint] | None = None
        for widget in self._in_sight():
            if isinstance(widget, QListView):
                for words, place in _rows(widget):
                    if words.startswith(name):
                        beginning = beginning or (widget.viewport(), place)
            elif widget.accessibleName().startswith(name) and self._can_be_touched(widget):
                if widget.accessibleName() == name:
                    return widget, widget.rect().center()
                beginning = beginning or (widget, widget.rect().center())
        return beginning

    def _can_be_touched(self, widget: QWidget) -> bool:
        middle = widget.mapTo(self.window, widget.rect().center())
        on_top = self.window.childAt(middle)
        return (
            widget.isEnabled()
            and on_top is not None
            and (on_top is widget or widget.isAncestorOf(on_top))
        )

    def _strikes(self, character: str) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        held = shift if character.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.keyClicks(self._focus(), character, held)

    def _takes_time(self, widget: QWidget) -> None:
        """No hand presses one key twice at once, or pays while the scanner still beeps; keys ignore what does."""
        rest_ms = max(
            PRESS_AGAIN_MS - _since_ms(self._pressed_ns.get(id(widget), 0)),
            FROM_SCANNER_TO_KEY_MS - _since_ms(self._scanned_ns),
        )
        if rest_ms > 0:
            QTest.qWait(rest_ms)
        self._pressed_ns[id(widget)] = time.monotonic_ns()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _report(self, what: str) -> str:
        return f"{what} is not on the screen. In sight: {' | '.join(self.everything_visible())}"


def _since_ms(moment_ns: int) -> int:
    return (time.monotonic_ns() - moment_ns) // 1_000_000


def _rows(view: QListView) -> Iterator[tuple[str, QPoint]]:
    model = view.model()
    for number in range(model.rowCount()) if model is not None else ():
        index = model.index(number, 0)
        place = view.visualRect(index)
        words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
        if words and view.viewport().rect().contains(place.center()):
            yield str(words), place.center()


def _spoken(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        if words := interface.text(part):
            yield words
