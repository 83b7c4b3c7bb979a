"""Counting cash with one hand: the denominations, and the digits that go to the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_S
from ui.translation import tr
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key


class CashCountPad(QWidget):
    """Digits act when pressed; [Next] goes on to the next smaller note or coin."""

    digit_pressed = Signal(str)
    erased = Signal()
    next_touched = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        pad = DigitPad(f"{name}Digits", double_zero=False)
        pad.digit_pressed.connect(self.digit_pressed)
        pad.erased.connect(self.erased)
        following = Key(tr("Next note or coin"), f"{name}Next", icon="arrow-right")
        following.clicked.connect(self.next_touched)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(pad)
        column.addWidget(following)
