"""Hands knows how a person works the real screens: touch, type, scan and look, by accessible names alone."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from shiboken6 import isValid

from storeday.eyes import Eyes
from storeday.keyboard import Keyboard, Scanner
from ui.theme.tokens import HOLD_MS

# An end, not a measure: on a busy machine a screen comes late.
PATIENCE_SECONDS = 60
LOOK_EVERY_MS = 5
PRESS_AGAIN_MS = 300
FROM_SCANNER_TO_KEY_MS = 500
# No eye is quicker, and looking is done on the screens' own thread, which must not be charged to the scan.
LOOK_AFTER_SCAN_MS = 60


class NotOnScreen(AssertionError):
    """What a person looked for is not there; says what is."""


class Hands:
    """One person at one window; sees only what is visible and not covered."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self._eyes = Eyes(window)
        self._pressed_ns: dict[int, int] = {}
        self._keyboard = Keyboard(window)
        self.scanner = Scanner(self._keyboard)

    def touches(self, name: str, patience_seconds: int = PATIENCE_SECONDS) -> None:
        """Touch the control or list row with this name, once it is there and ready."""
        self.waits_until(lambda: self._eyes.finds(name) is not None, f"“{name}”", patience_seconds)
        target = self._eyes.finds(name)
        assert target is not None
        widget, place = target
        self._takes_time(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.settles()

    def holds(self, name: str) -> None:
        """Keep a finger on the control with this name until it acts."""
        self.waits_until(lambda: self._eyes.finds(name) is not None, f"“{name}”")
        target = self._eyes.finds(name)
        assert target is not None
        widget, place = target
        self._takes_time(widget)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QTest.qWait(HOLD_MS + LOOK_AFTER_SCAN_MS)
        # a key that has acted may be gone from under the finger
        left = widget if isValid(widget) else self.window
        QTest.mouseRelease(left, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.settles()

    def touches_each(self, *names: str) -> None:
        """Touch one control after another."""
        for name in names:
            self.touches(name)

    def touches_one_of(self, *names: str) -> None:
        """Touch whichever of these is there first."""
        self.waits_until(lambda: self._first_of(names) is not None, " or ".join(names))
        found = self._first_of(names)
        assert found is not None
        self.touches(found)

    def keys_in(self, digits: str) -> None:
        """Touch digits on the pad."""
        self.touches_each(*digits)

    def types(self, text: str) -> None:
        """Type at a person's speed on the keyboard, wherever the focus is."""
        for character in text:
            self._keyboard.strikes(character)
            # Slower than any scanner, so that the letters are taken for a person's.
            QTest.qWait(70)
        self._keyboard.rests()
        self.settles()

    def presses(self, key: Qt.Key) -> None:
        """Press one key."""
        self._keyboard.presses(key)
        self.settles()

    def scrolls_down(self) -> None:
        """Push the list that has more below to its end."""
        for view in self.window.findChildren(QListView):
            bar = view.verticalScrollBar()
            if view.isVisible() and bar.value() < bar.maximum():
                bar.setValue(bar.maximum())
        self.settles()

    def scans(self, *codes: str) -> None:
        """Pull the trigger, once a code, wherever the focus is."""
        self.scanner.reads(*codes)
        self.settles()

    def sees(self, words: str) -> bool:
        """True when something visible says this."""
        return any(words in spoken for spoken in self._eyes.everything_visible())

    def waits_for(self, words: str, patience_seconds: int = PATIENCE_SECONDS) -> None:
        """Look until something visible says this."""
        self.waits_until(lambda: self.sees(words), f"“{words}”", patience_seconds)

    def reads(self, beginning: str) -> str:
        """What the visible thing that begins with these words says after them."""
        self.waits_for(beginning)
        for spoken in self._eyes.everything_visible():
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

    def _first_of(self, names: tuple[str, ...]) -> str | None:
        return next((name for name in names if self._eyes.finds(name) is not None), None)

    def _takes_time(self, widget: QWidget) -> None:
        """No hand presses one key twice at once, or pays while the scanner still beeps; keys ignore what does."""
        rest_ms = max(
            PRESS_AGAIN_MS - _since_ms(self._pressed_ns.get(id(widget), 0)),
            FROM_SCANNER_TO_KEY_MS - _since_ms(self.scanner.read_ns),
        )
        if rest_ms > 0:
            QTest.qWait(rest_ms)
        self._pressed_ns[id(widget)] = time.monotonic_ns()

    def _report(self, what: str) -> str:
        return (
            f"{what} is not on the screen. In sight: {' | '.join(self._eyes.everything_visible())}"
        )


def _since_ms(moment_ns: int) -> int:
    return (time.monotonic_ns() - moment_ns) // 1_000_000
