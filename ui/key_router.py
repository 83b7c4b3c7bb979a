"""Key router knows which command a key asks for, once no field and no scanner has taken it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.keys import KEYS
from ui.widgets.search_field import SearchField

_IN_WORDS = ("+", "-")


@runtime_checkable
class Typist(Protocol):
    """A screen that takes digits or letters from a keyboard."""

    def type_key(self, text: str) -> None:
        """One typed character; "\\b" takes the last one away."""


class KeyRouter(QObject):
    """Filters what reaches the shell unhandled; Enter never presses a focused key."""

    commanded = Signal(object)
    entered = Signal()

    def __init__(self, shell: QWidget) -> None:
        super().__init__(shell)
        self.setObjectName("keyRouter")
        self._commands = {
            QKeySequence(binding.keys).toString(): binding.command for binding in KEYS
        }
        self._typist: Typist | None = None
        self._search = shell.findChild(SearchField)
        shell.installEventFilter(self)

    def serve(self, screen: QWidget) -> None:
        """Characters go to this screen, when it takes any."""
        self._typist = screen if isinstance(screen, Typist) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key of the table becomes its command; digits go to the screen in front."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        command = self._commands.get(self._name(event))
        if event.text() in _IN_WORDS and self._search is not None and self._search.text():
            # it goes on with what stands there, as in the number of an order
            return False
        if command is not None:
            self.commanded.emit(command)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return True
        return self._type(event)

    def _type(self, event: QKeyEvent) -> bool:
        if self._typist is None:
            return False
        text = "\b" if event.key() == Qt.Key.Key_Backspace else event.text()
        if not text or (text != "\b" and not text.isprintable()):
            return False
        self._typist.type_key(text)
        return True

    def _name(self, event: QKeyEvent) -> str:
        keypad = Qt.KeyboardModifier.KeypadModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        modifiers = event.modifiers() & ~keypad
        if event.text() in _IN_WORDS:
            modifiers &= ~shift
        combined = QKeySequence(modifiers.value | event.key())
        return combined.toString()
