"""What a colleague should know about a buyer: one line, typed on keys or on glass."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.form import Form
from ui.theme.tokens import KEY_HEIGHT, SPACE_M
from ui.translation import tr
from ui.widgets.key import Key, KeyKind
from ui.widgets.labels import text_label
from ui.widgets.letter_pad import LetterPad

_WIDTH, _WIDTH_HANDHELD = 520, 304


class NoteSheet(QWidget):
    """Nothing is kept until it is confirmed."""

    answered = Signal(str)
    left = Signal()

    def __init__(self, name: str, words_max: int) -> None:
        super().__init__()
        self.setObjectName("noteSheet")
        title = tr("A note about {name}", name=name)
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        self._words = QLineEdit()
        self._words.setObjectName("noteWords")
        self._words.setAccessibleName(tr("What colleagues should know"))
        self._words.setPlaceholderText(tr("What colleagues should know"))
        self._words.setFixedHeight(KEY_HEIGHT)
        self._words.setMaxLength(words_max)
        self._words.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._pad = LetterPad("noteLetters")
        self._keep = Key(tr("Keep the note"), "noteKeep", kind=KeyKind.PRIMARY)
        leave = Key(tr("Not now"), "noteLeave")
        column.addWidget(text_label(title, "heading", "noteTitle", wrap=True))
        hint = tr("They may ask to read it. It goes when they ask to be forgotten.")
        self._hint = text_label(hint, "hint", "noteHint", wrap=True)
        column.addWidget(self._hint)
        for widget in (self._words, self._pad, self._keep, leave):
            column.addWidget(widget)
        self._pad.typed.connect(self._type)
        self._pad.erased.connect(self._words.backspace)
        self._words.textChanged.connect(self._typed)
        self._words.returnPressed.connect(self._confirm)
        self._keep.clicked.connect(self._confirm)
        leave.clicked.connect(self.left)
        self._typed("")

    def begin(self) -> None:
        """The next letter is the note's first."""
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_form(self, form: Form) -> None:
        """Letters in fewer columns on a handheld."""
        handheld = form is Form.HANDHELD
        self.setFixedWidth(_WIDTH_HANDHELD if handheld else _WIDTH)
        self._pad.set_narrow(handheld)
        self._hint.setVisible(not handheld)

    def _type(self, text: str) -> None:
        begins = self._words.text()[-1:] == ""
        self._words.insert(text.upper() if begins else text.lower())

    def _typed(self, words: str) -> None:
        self._keep.setEnabled(bool(words.strip()))

    def _confirm(self) -> None:
        if self._words.text().strip():
            self.answered.emit(self._words.text())
