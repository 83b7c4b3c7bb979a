"""Keyboard knows how keys are struck, by a hand and by a scanner that types faster than any hand."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.scanner_readings import HELD_MS

# No hand shows a scanner two equal pieces quicker.
PULL_AGAIN_MS = 2 * HELD_MS


class Keyboard:
    """The keys of one window; what is struck goes where the focus is."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def strikes(self, character: str, arrives_as: str = "") -> None:
        """One character, capitals with Shift; `arrives_as` differs where Caps Lock is on."""
        shift = Qt.KeyboardModifier.ShiftModifier
        held = shift if character.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.keyClicks(self._focus(), arrives_as or character, held)

    def presses(self, key: Qt.Key) -> None:
        """A key without a character."""
        QTest.keyClick(self._focus(), key)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window


class Scanner:
    """A scanner that types like a keyboard: a burst of keys that ends in Enter."""

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard
        self._last = ""
        self.read_ns = 0

    def reads(self, *codes: str) -> None:
        """Trigger after trigger, without a look at the screen; the same code again takes another pull of it."""
        for code in codes:
            if code == self._last:
                QTest.qWait(PULL_AGAIN_MS)
            self._last = code
            self.reads_half(code)
            self._keyboard.presses(Qt.Key.Key_Return)

    def reads_half(self, code: str) -> None:
        """A burst whose end was lost on the way."""
        for character in code:
            self._keyboard.strikes(character)
        self.read_ns = time.monotonic_ns()

    def reads_with_caps_lock(self, code: str) -> None:
        """Somebody left Caps Lock on: each letter comes the wrong way round, with Shift as the scanner pressed it."""
        for character in code:
            self._keyboard.strikes(character, character.swapcase())
        self._keyboard.presses(Qt.Key.Key_Return)
        self.read_ns = time.monotonic_ns()
