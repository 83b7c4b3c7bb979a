"""Amount pad: an amount of money typed on keys or a keyboard, and the key that takes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.money_format import format_money
from ui.theme.tokens import SPACE_S
from ui.typed_amount import TypedAmount
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, KeyKind
from ui.widgets.labels import text_label


class AmountPad(QWidget):
    """Gives on what was typed, in minor units, and never an amount of nothing."""

    typed = Signal()
    taken = Signal(int)

    def __init__(self, name: str, currency: str, take_text: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}Amount")
        self._typed = TypedAmount(currency)
        self._shown = text_label("", "heading", f"{name}Typed")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        pad = DigitPad(f"{name}Digits", double_zero=False)
        self._take = Key(take_text, f"{name}Take", kind=KeyKind.PRIMARY)
        pad.digit_pressed.connect(self._press)
        pad.erased.connect(self._erase)
        self._take.clicked.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for widget in (self._shown, pad, self._take):
            column.addWidget(widget)
        self._take.setEnabled(False)
        self.say(self.words)

    @property
    def words(self) -> str:
        """The amount as it is read."""
        return format_money(self._typed.amount)

    def say(self, words: str) -> None:
        """What stands above the digits."""
        self._shown.setText(words)

    def press_key(self, event: QKeyEvent) -> bool:
        """Digits, Backspace and Enter of a keyboard do what the keys do; False for every other key."""
        if event.text().isdecimal() and event.text().isascii():
            self._press(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        else:
            return False
        return True

    def _press(self, digit: str) -> None:
        self._typed.press(digit)
        self._changed()

    def _erase(self) -> None:
        self._typed.erase()
        self._changed()

    def _give(self) -> None:
        if self._typed.amount.amount_minor:
            self.taken.emit(self._typed.amount.amount_minor)

    def _changed(self) -> None:
        self._take.setEnabled(self._typed.amount.amount_minor > 0)
        self.say(self.words)
        self.typed.emit()
