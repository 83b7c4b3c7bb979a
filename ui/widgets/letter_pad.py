"""Our own letters for a touch on a name or note where no keyboard is plugged in."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme.tokens import TARGET
from ui.translation import tr
from ui.widgets.key import Key

_WIDE: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Six letters of 48 px are what a handheld has room for; in this shape people look for them by the alphabet.
_NARROW: Final = ("abcdef", "ghijkl", "mnopqr", "stuvwx", "yz")
_GAP: Final = 2
_SPACE: Final = " "


class LetterPad(QWidget):
    """Three rows of letters, or five where it is narrow; types nothing itself, its owner knows the field."""

    typed = Signal(str)
    erased = Signal()

    def __init__(self, name: str = "letters") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("Letters"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._keys = {letter: self._letter(letter, letter) for letter in "".join(_WIDE)}
        self._space = self._letter(tr("Space"), _SPACE)
        self._erase = self._sized(Key("", f"{name}-erase", icon="backspace", guard_ms=0))
        self._erase.setAccessibleName(tr("Erase the last letter"))
        self._erase.pressed.connect(self.erased)
        self._narrow: bool | None = None
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """A handheld has room for six letters side by side."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        rows = _NARROW if narrow else _WIDE
        for row, letters in enumerate(rows):
            indent = 0 if narrow else row
            for at, letter in enumerate(letters):
                self._grid.addWidget(self._keys[letter], row, indent + 2 * at, 1, 2)
        last = len(rows) - 1
        if narrow:
            self._grid.addWidget(self._space, last, 4, 1, 4)
            self._grid.addWidget(self._erase, last, 8, 1, 4)
        else:
            self._grid.addWidget(self._erase, last, 16, 1, 4)
            self._grid.addWidget(self._space, last + 1, 4, 1, 12)

    def _letter(self, face: str, letter: str) -> Key:
        key = self._sized(Key(face, f"{self.objectName()}-{letter.strip() or 'space'}", guard_ms=0))
        key.setProperty("letter", letter)
        key.pressed.connect(self._press)
        return key

    def _sized(self, key: Key) -> Key:
        key.face_height = TARGET
        key.setMinimumWidth(TARGET)
        key.setParent(self)
        return key

    def _press(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.typed.emit(str(key.property("letter")))
