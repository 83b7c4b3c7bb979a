"""A gift card or credit: its number is typed, or it is known, and then it pays or an amount is put on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_M
from ui.translation import tr
from ui.widgets.amount_pad import AmountPad
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, KeyKind
from ui.widgets.labels import text_label

_WIDTH = 300
_DIGITS_MAX = 32
_GROUP = 4


@dataclass(frozen=True, slots=True)
class CardChoices:
    """What is said of a card, and the words of what may be done with it, "" for what may not."""

    title: str
    hint: str
    pay: str = ""
    load: str = ""
    is_known: bool = False


class ValueCardSheet(QWidget):
    """Asks nothing: the next scan closes it and counts."""

    number_typed = Signal(str)
    pay_touched = Signal()
    amount_taken = Signal(int)
    left = Signal()

    def __init__(self, choices: CardChoices, currency: str) -> None:
        super().__init__()
        self.setObjectName("valueCardSheet")
        self.setAccessibleName(choices.title)
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._digits = ""
        self._amount: AmountPad | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(text_label(choices.title, "heading", "valueCardTitle", wrap=True))
        column.addWidget(text_label(choices.hint, "hint", "valueCardHint", wrap=True))
        if choices.pay:
            pay = Key(choices.pay, "valueCardPay", kind=KeyKind.PRIMARY)
            pay.clicked.connect(self.pay_touched)
            column.addWidget(pay)
        if choices.load:
            self._amount = AmountPad("valueCard", currency, choices.load)
            self._amount.taken.connect(self.amount_taken)
            column.addWidget(self._amount)
        if not choices.is_known:
            self._ask_number()
        leave = Key(tr("Leave it"), "valueCardLeave")
        leave.clicked.connect(self.left)
        column.addWidget(leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter of a keyboard do what the pad does."""
        if self._amount is not None:
            if not self._amount.press_key(event):
                super().keyPressEvent(event)
        elif event.text().isdecimal() and event.text().isascii():
            self._press(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._look()
        else:
            super().keyPressEvent(event)

    def _ask_number(self) -> None:
        self._typed = text_label("", "body", "valueCardTyped", wrap=True)
        pad = DigitPad("valueCardNumber", double_zero=False)
        self._look_key = Key(tr("Look"), "valueCardLook", kind=KeyKind.PRIMARY)
        self._look_key.setEnabled(False)
        pad.digit_pressed.connect(self._press)
        pad.erased.connect(self._erase)
        self._look_key.clicked.connect(self._look)
        for widget in (self._typed, pad, self._look_key):
            self._column.addWidget(widget)

    def _press(self, digit: str) -> None:
        self._digits = (self._digits + digit)[:_DIGITS_MAX]
        self._changed()

    def _erase(self) -> None:
        self._digits = self._digits[:-1]
        self._changed()

    def _look(self) -> None:
        if self._digits:
            self.number_typed.emit(self._digits)

    def _changed(self) -> None:
        groups = range(0, len(self._digits), _GROUP)
        self._typed.setText(" ".join(self._digits[at : at + _GROUP] for at in groups))
        self._look_key.setEnabled(bool(self._digits))
