"""What the next scan is for, when it is not to be sold: its price, or to be taken off again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_M
from ui.translation import own_direction
from ui.widgets.key import Key
from ui.widgets.labels import text_label

_WIDTH = 300


class AimSheet(QWidget):
    """Stays until it is left; each scan answers it."""

    left = Signal()
    more_touched = Signal()

    def __init__(self, name: str, title: str, hint: str, close: str, more: str = "") -> None:
        """more: what else there is to see of the answer, "" for nothing."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self._answer = text_label("", "heading", f"{name}Answer", wrap=True)
        self._detail = text_label("", "body", f"{name}Detail", wrap=True)
        leave = Key(close, f"{name}Close")
        leave.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(text_label(title, "heading", f"{name}Title", wrap=True))
        column.addWidget(text_label(hint, "hint", f"{name}Hint", wrap=True))
        self._more = Key(more, f"{name}More", icon="building-warehouse")
        self._more.clicked.connect(self.more_touched)
        for widget in (self._answer, self._detail, self._more, leave):
            column.addWidget(widget)
        self._more.hide()
        self._answer.hide()
        self._detail.hide()

    def answer(self, words: str, detail: str) -> None:
        """Say what the last scan was."""
        for label, text in ((self._answer, words), (self._detail, detail)):
            label.setText(own_direction(text))
            label.setVisible(bool(text))
        self._more.setVisible(bool(self._more.text()))
