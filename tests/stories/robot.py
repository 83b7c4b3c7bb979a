"""Somebody at a screen: what they cannot see or touch there, they cannot do."""

from __future__ import annotations

from PySide6.QtCore import Qt

from storeday.hands import Hands

LONGEST_ENTRY = 20


class Robot:
    """Reads, touches and types on the real screens."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    def types(self, text: str) -> None:
        """At a person's speed."""
        self.hands.types(text)

    def clears(self, field: str) -> None:
        """Empty a field, to type anew."""
        self.hands.touches(field)
        for _ in range(LONGEST_ENTRY):
            self.hands.presses(Qt.Key.Key_Backspace)

    def presses_enter(self) -> None:
        """On the keyboard."""
        self.hands.presses(Qt.Key.Key_Return)

    def presses_escape(self) -> None:
        """One step back."""
        self.hands.presses(Qt.Key.Key_Escape)

    def touches(self, *names: str) -> None:
        """Keys by the words on them."""
        self.hands.touches_each(*names)

    def is_told(self, words: str) -> None:
        """It stands on the screen, or soon does."""
        self.hands.waits_for(words)

    def is_gone(self, words: str) -> None:
        """It stands on the screen no more, or soon does not."""
        self.hands.waits_until(lambda: not self.hands.sees(words), f"no “{words}”")

    def is_not_told(self, words: str) -> None:
        """It does not stand on the screen."""
        assert not self.hands.sees(words), f"“{words}” is on the screen"
