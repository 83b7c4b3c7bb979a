"""Our own letters for a touch on a name or note where no keyboard is plugged in."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.tokens import KEY_HEIGHT, SPACE_XS
from ui.translation import tr
from ui.widgets.key import Key

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NARROW: Final = 24  # ten letters side by side on a handheld; height keeps the target


class LetterPad(QWidget):
    """Three rows of letters and a space; types nothing itself, its owner knows the field."""

    typed = Signal(str)
    erased = Signal()
    finished = Signal()

    def __init__(self, name: str = "letters") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("Letters"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_XS)
        lines = [self._row(letters) for letters in _ROWS]
        for line in lines:
            rows.addLayout(line)
        erase = self._narrow(Key("", f"{name}-erase", icon="backspace", guard_ms=0))
        erase.setAccessibleName(tr("Erase the last letter"))
        erase.pressed.connect(self.erased)
        lines[-1].addWidget(erase, 2)
        last = QHBoxLayout()
        last.setSpacing(SPACE_XS)
        last.addWidget(self._letter(tr("Space"), " "), 3)
        done = Key(tr("Done"), f"{name}-done")
        done.clicked.connect(self.finished)
        last.addWidget(done, 1)
        rows.addLayout(last)

    def _row(self, letters: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_XS)
        for letter in letters:
            row.addWidget(self._letter(letter, letter), 1)
        return row

    def _letter(self, face: str, letter: str) -> Key:
        key = self._narrow(
            Key(face, f"{self.objectName()}-{letter.strip() or 'space'}", guard_ms=0)
        )
        key.setProperty("letter", letter)
        key.pressed.connect(self._press)
        return key

    def _narrow(self, key: Key) -> Key:
        key.face_height = KEY_HEIGHT
        key.setMinimumWidth(_NARROW)
        return key

    def _press(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.typed.emit(str(key.property("letter")))
