"""Keyboard knows how keys are struck, by a hand and by a scanner that types faster than any hand."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.scanner_readings import HELD_MS

# No hand shows a scanner two equal pieces quicker, and a scanner types a character in so much.
PULL_AGAIN_MS = 2 * HELD_MS
CHARACTER_MS = 3
_SHIFT, _PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


class Keyboard:
    """The keys of one window; what is struck goes where its focus is, and bears the moment when it was struck.

    Nobody at a real keyboard types slower because the computer is busy.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def strikes(self, character: str, arrives_as: str = "", *, at_ms: int = 0) -> None:
        """One character, capitals with Shift; `arrives_as` differs where Caps Lock is on; at_ms: now unless told."""
        held = _SHIFT if character.isupper() else _PLAIN
        self._strikes(ord(character.upper()), arrives_as or character, held, at_ms or now_ms())

    def ends(self, *, at_ms: int) -> None:
        """Enter, as a scanner strikes it behind a code."""
        self._strikes(Qt.Key.Key_Return, "\r", _PLAIN, at_ms)

    def rests(self) -> None:
        """Nothing more comes that could make a scan of what was typed: a key that means nothing shows it."""
        nothing = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, _PLAIN)
        QApplication.sendEvent(self._focus(), nothing)

    def presses(self, key: Qt.Key) -> None:
        """A key without a character."""
        QTest.keyClick(self._focus(), key)

    def _strikes(self, key: int, text: str, held: Qt.KeyboardModifier, at_ms: int) -> None:
        target = self._focus()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, held, text)
            event.setTimestamp(at_ms)
            QApplication.sendEvent(target, event)

    def _focus(self) -> QWidget:
        # the window's own: a busy desk may not have told it yet that it is in front
        focus: QWidget | None = self._window.focusWidget()
        return self._window if focus is None else focus


def now_ms() -> int:
    """By the clock of the app."""
    return time.perf_counter_ns() // 1_000_000


class Scanner:
    """A scanner that types like a keyboard: a burst of keys that ends in Enter."""

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard
        self._last = ""
        self._at_ms = 0
        self.read_ns = 0

    def reads(self, *codes: str) -> None:
        """Trigger after trigger, without a look at the screen; the same code again takes another pull of it."""
        for code in codes:
            self._pulls(code)
            self._strikes(code, code)
            self._ends()

    def reads_half(self, code: str) -> None:
        """A burst whose end was lost on the way."""
        self._pulls(code)
        self._strikes(code, code)
        self.read_ns = time.monotonic_ns()

    def reads_with_caps_lock(self, code: str) -> None:
        """Somebody left Caps Lock on: each letter comes the wrong way round, with Shift as the scanner pressed it."""
        self._pulls(code)
        self._strikes(code, code.swapcase())
        self._ends()

    def _pulls(self, code: str) -> None:
        """Waits only where the same piece is shown again."""
        rests_ms = PULL_AGAIN_MS if code == self._last else 0
        if rests_ms:
            QTest.qWait(rests_ms)
        self._last = code
        self._at_ms = max(now_ms(), self._at_ms + rests_ms)

    def _strikes(self, code: str, arrives_as: str) -> None:
        for character, arrived in zip(code, arrives_as, strict=True):
            self._keyboard.strikes(character, arrived, at_ms=self._next_ms())

    def _ends(self) -> None:
        self._keyboard.ends(at_ms=self._next_ms())
        self.read_ns = time.monotonic_ns()

    def _next_ms(self) -> int:
        self._at_ms += CHARACTER_MS
        return self._at_ms
