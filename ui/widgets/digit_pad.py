"""Our own digits: sixty-four pixels each, acting the moment they are pressed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme.tokens import DIGIT_HEIGHT, SPACE_S, TYPE_HEADING
from ui.translation import tr
from ui.widgets.key import Key

_ROWS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))


class DigitPad(QWidget):
    """Digits in the order of a till, the same in every language; quick repeats all count."""

    digit_pressed = Signal(str)
    erased = Signal()

    def __init__(self, name: str = "digits", *, double_zero: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("Digits"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        last = ("00", "0") if double_zero else ("", "0")
        for row, digits in enumerate((*_ROWS, last)):
            for column, digit in enumerate(digits):
                if digit:
                    grid.addWidget(self._digit(digit), row, column)
        erase = self._sized(Key("", f"{name}-erase", icon="backspace", guard_ms=0))
        erase.setAccessibleName(tr("Erase the last digit"))
        erase.pressed.connect(self.erased)
        grid.addWidget(erase, len(_ROWS), 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)

    def _digit(self, digit: str) -> Key:
        key = self._sized(Key(digit, f"{self.objectName()}-{digit}", guard_ms=0))
        key.pressed.connect(self._press)
        return key

    def _sized(self, key: Key) -> Key:
        key.face_height = DIGIT_HEIGHT
        key.text_size = TYPE_HEADING
        return key

    def _press(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.digit_pressed.emit(key.text())
